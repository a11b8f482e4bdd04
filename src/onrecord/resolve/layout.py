"""Where words stand in a report: its sentences, paragraphs, headlines and quotations, and what is around a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.types import Attribution, Draft, Span

#: A name that begins within so many characters of its sentence opens it: a title may stand before.
_OPENING = 40
#: How far left of a name its preposition may be, in characters: titles stand between.
_LEFT = 60

_GOVERNED = re.compile(r"\b(?:of|for|to|with|at|by|from|in|on|against|about|than|and)\s+(?:[A-Z][\w.]+\s+){0,3}$")
_WHERE = re.compile(r"\b(?:in|near|outside|across|inside|throughout|at)\s+(?:the\s+)?(?:[a-z]+\s+)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
#: A verb that follows, maybe after an aside and an adverb: what makes a name look like a subject.
_VERB = re.compile(
    r"(?:,[^,.;“”\"]{1,80},)?\s+(?:(?:\w+ly|also|has|have|had|was|were)\s+)?"
    r"(?:is|are|was|were|has|have|had|does|did|will|would|could|can|may|might|should|must|says|said|told|made|took|gave|"
    r"went|came|met|held|won|lost|\w{2,}ed)\b"
)


class Layout:
    """Answers where places of one document are; places are offsets in its canonical text."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.article.text
        self._sentences = [s.start for s in draft.article.sentences]
        self._paragraphs = [block.span.start for block in draft.article.blocks]
        self._aside = draft.article.aside()
        #: Contents by the paragraph that they stand in, with the place where their attribution is read.
        self._said: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
        for attribution in draft.attributions:
            for span in attribution.content:
                self._said[self.paragraph(span.start)].append((span, position(attribution)))
        self._own = {a.source[0].start: a.content for a in draft.attributions if a.source}

    def sentence(self, at: int) -> int:
        """The number of the sentence of a place."""
        return max(0, bisect_right(self._sentences, at) - 1)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph of a place."""
        return max(0, bisect_right(self._paragraphs, at) - 1)

    def paragraph_start(self, number: int) -> int:
        """Where a paragraph begins; that of a report without any is its text."""
        return self._paragraphs[number] if self._paragraphs else 0

    def opens(self, at: int) -> bool:
        """Whether a place is at the beginning of its sentence."""
        return at - (self._sentences[self.sentence(at)] if self._sentences else 0) < _OPENING

    def is_beside(self, span: Span) -> bool:
        """Whether a name stands in a headline, in a caption or alone in brackets, as agencies and bylines do."""
        bracketed = self._text[max(0, span.start - 1) : span.start] == "(" and self._text.startswith(")", span.end)
        return bracketed or any(block.contains(span) for block in self._aside)

    def is_where(self, span: Span) -> bool:
        """Whether a name only says where ("in southern Lebanon")."""
        return bool(_WHERE.search(self._text, max(0, span.start - _LEFT), span.start))

    def is_governed(self, span: Span) -> bool:
        """Whether a preposition or "and" stands before a name."""
        return bool(_GOVERNED.search(self._text, max(0, span.start - _LEFT), span.start))

    def is_possessive(self, span: Span) -> bool:
        """Whether a name is the owner of what follows ("Lind's lawyer")."""
        owner = self._text[span.start : span.end].endswith(("'s", "’s"))
        return owner or bool(_POSSESSIVE.match(self._text, span.end))

    def is_subject(self, span: Span) -> bool:
        """Whether a verb follows a name and no preposition stands before it."""
        return bool(_VERB.match(self._text, span.end)) and not self.is_governed(span)

    def sayings(self, span: Span) -> Sequence[int]:
        """Where the attributions are read in whose content a span lies."""
        return [at for content, at in self._said[self.paragraph(span.start)] if content.contains(span)]

    def own_words(self, at: int) -> Sequence[Span]:
        """The content of the attribution whose source begins at a place."""
        return self._own.get(at, ())


def position(attribution: Attribution) -> int:
    """Where an attribution is read: at its source, else its cue, else its content."""
    spans: Sequence[Span] = attribution.source or attribution.cue or attribution.content
    return spans[0].start
