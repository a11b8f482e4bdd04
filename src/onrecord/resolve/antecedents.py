"""Whom a pronoun or a description points back to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.lexicon.nouns import Gender, stands_for
from onrecord.resolve.registry import Entry, Registry
from onrecord.types import Attribution, Draft, Span

#: How far back a pronoun may reach, in sentences.
REACH = 8
ANYWHERE = 10_000
#: In characters: how far before "who" its noun may end, and how far ahead a description may look for its name.
NEAR, AHEAD = 40, 600
#: In paragraphs: how far a surname that several bear goes on meaning the one who spoke.
FEW = 3
#: Someone named so often may be meant by a role that the report never states of them.
OFTEN = 2
#: Weights of what makes a person likelier to be meant, in sentences of distance. Set by hand.
LAST_SPEAKER, FIRST_IN_SENTENCE, SPOKEN_OF, GOVERNED, KNOWN_GENDER = 1.5, 0.8, -1.6, -0.7, 0.5
#: The same for names outside the running text, as far as a paragraph of three sentences.
BESIDE = -3.0

_GOVERNED = re.compile(r"\b(?:of|for|to|with|at|by|from|in|on|against|about|than|and)\s+(?:[A-Z][\w.]+\s+){0,3}$")
_WHERE = re.compile(r"\b(?:in|near|outside|across|inside|throughout|at)\s+(?:the\s+)?(?:[a-z]+\s+)?$", re.IGNORECASE)


class Antecedents:
    """Looks back through a document for the entity that is meant."""

    def __init__(self, draft: Draft, registry: Registry) -> None:
        self._text = draft.article.text
        self._starts = [s.start for s in draft.article.sentences]
        self._aside = [b.span for b in draft.article.blocks if b.kind in ("headline", "caption")]
        self._own = {a.source[0].start: a.content for a in draft.attributions if a.source}
        self._paragraphs = [block.span.start for block in draft.article.blocks]
        self._contents = [span for a in draft.attributions for span in a.content]
        self._registry = registry
        self._speakers: list[tuple[int, Entry]] = []

    def spoke(self, entry: Entry, at: int) -> None:
        """Note that the entity was the source of an attribution that begins at `at`."""
        self._speakers.append((at, entry))

    def last_speaker(self, before: int) -> Entry | None:
        """Who was the source of the last attribution that begins before a place."""
        return next((entry for at, entry in reversed(self._speakers) if at < before), None)

    def lately(self, bearers: Sequence[Entry], before: int) -> Entry | None:
        """Which of these was the last to speak, in the paragraph of a place or the few before it."""
        here = bisect_right(self._paragraphs, before)
        near = self._paragraphs[max(0, here - 1 - FEW)] if here else 0
        return next(
            (e for at, e in reversed(self._speakers) if near <= at < before and any(e is b for b in bearers)), None
        )

    def person(self, at: int, gender: Gender) -> Entry | None:
        """The person whom "he" or "she" at `at` most likely means."""
        people = [e for e in self._registry if e.type == "person" and e.gender in (gender, None)]
        chosen = self._best(people, at, gender)
        if chosen:
            chosen.gender = chosen.gender or gender
        return chosen

    def thing(self, at: int) -> Entry | None:
        """The body that "it" at `at` most likely means."""
        bodies = (e for e in self._registry if e.type in ("government", "organisation", "document"))
        return self._best(
            (e for e in bodies if any(span.end <= at and not self._is_where(span) for span in e.spans)), at
        )

    def government(self, at: int) -> Entry | None:
        """The state or its house that the text before `at` spoke of last, for "its ministry"."""
        states = [e for e in self._registry if e.type == "government"]
        scored = [(score, e) for e in states if (score := self._score(e, at, None, REACH)) is not None]
        return max(scored, key=lambda pair: pair[0], default=(0, None))[1]

    def several(self, at: int) -> Entry | None:
        """The people or body that "they" at `at` most likely means."""
        return self._best(
            (e for e in self._registry if e.plural or e.type in ("group", "organisation", "government")), at
        )

    def right_before(self, at: int) -> Entry | None:
        """The entity named just before `at`: whom "who" means in "Smith, who said"."""
        ending = [(span.end, e) for e in self._registry for span in e.spans if at - NEAR <= span.end <= at]
        return max(ending, key=lambda pair: pair[0], default=(0, None))[1]

    def described(self, head: str, at: int, candidates: Iterable[Entry]) -> Entry | None:
        """The latest entity before `at` that goes by the noun `head`, else by one that `head` may stand for.

        A description may also come first ("the minister … . Trade Minister X said"): then the next entity of that role.
        """
        listed = list(candidates)
        for heads in ({head}, stands_for(head)):
            fitting = [e for e in listed if e.heads & heads]
            if chosen := self._best(fitting, at, reach=ANYWHERE):
                return chosen
        first = [(e.spans[0].start, e) for e in listed if head in e.heads and e.spans]
        ahead = [(start, e) for start, e in first if at < start <= at + AHEAD]
        return min(ahead, key=lambda pair: pair[0], default=(0, None))[1]

    def outstanding(self, candidates: Iterable[Entry], at: int) -> Entry | None:
        """The one of these that the text before `at` is about: named at least twice as often as any other."""
        counted = [(sum(span.end <= at for span in entry.spans), entry) for entry in candidates]
        (most, chosen), (second, _) = [*sorted(counted, key=lambda pair: -pair[0]), (0, None), (0, None)][:2]
        return chosen if most >= OFTEN and most >= 2 * second else None

    def _best(
        self, candidates: Iterable[Entry], at: int, gender: Gender | None = None, reach: int = REACH
    ) -> Entry | None:
        scored = [(self._score(e, at, gender, reach), e) for e in candidates if not self._is_named_by(at, e)]
        found = [(score, e) for score, e in scored if score is not None]
        return max(found, key=lambda pair: pair[0], default=(0, None))[1]

    def _is_named_by(self, at: int, entry: Entry) -> bool:
        """Whether the words of the source at `at` name the entity: then he who says them is another."""
        return any(content.contains(span) for content in self._own.get(at, ()) for span in entry.spans)

    def _score(self, entry: Entry, at: int, gender: Gender | None, reach: int) -> float | None:
        here = self._sentence(at)
        scores = [
            self._sentence(span.start) - here + self._prominence(span)
            for span in entry.spans
            if span.end <= at and here - self._sentence(span.start) <= reach
        ]
        if not scores:
            return None
        last = self.last_speaker(at)
        return (
            max(scores)
            + LAST_SPEAKER * (last is entry)
            + KNOWN_GENDER * (gender is not None and entry.gender == gender)
        )

    def _prominence(self, span: Span) -> float:
        start = self._starts[self._sentence(span.start)] if self._starts else 0
        score = FIRST_IN_SENTENCE if span.start - start < 40 else 0.0
        if self._is_beside(span):
            score += BESIDE
        if any(content.contains(span) for content in self._contents):
            score += SPOKEN_OF
        if _GOVERNED.search(self._text, max(0, span.start - 60), span.start):
            score += GOVERNED
        return score

    def _is_beside(self, span: Span) -> bool:
        """Whether a name stands in a headline, in a caption or alone in brackets, as agencies and bylines do."""
        bracketed = self._text[max(0, span.start - 1) : span.start] == "(" and self._text.startswith(")", span.end)
        return bracketed or any(block.contains(span) for block in self._aside)

    def _is_where(self, span: Span) -> bool:
        """Whether a name only says where ("in southern Lebanon")."""
        return bool(_WHERE.search(self._text, max(0, span.start - 40), span.start))

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)


def position(attribution: Attribution) -> int:
    """Where an attribution is read: at its source, else its cue, else its content."""
    spans: Sequence[Span] = attribution.source or attribution.cue or attribution.content
    return spans[0].start
