"""What a rule sees: one attribution, with the stretches of text that can bear on it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from onrecord.lexicon.nouns import POSSESSIVE
from onrecord.types import Attribution, Cast, Draft, Span, hull, meeting

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")

_ARTICLE = re.compile(r"(?:the|The)\s+(?!Hague\b)")


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One attribution of a draft with its cast.

    `sentence` covers the sentences of its cue and source (of its content, where it has neither); `frame` is what of it
    is outside contents: the reporter's own words about this saying; `paragraph` is the block round its content;
    `known_places` are the names that the tagger calls a place in most of their mentions in the document; `answers` are
    those of rules that were asked `once`.
    """

    draft: Draft
    attribution: Attribution
    cast: Cast
    sentence: Span
    frame: tuple[Span, ...]
    paragraph: Span
    known_places: frozenset[str]
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.draft.article.text

    @property
    def content(self) -> tuple[Span, ...]:
        """The pieces of the content."""
        return self.attribution.content

    def is_anothers(self, span: Span) -> bool:
        """Whether a source or cue of another speaker holds `span`, or stands between it and this attribution's own."""
        own = hull((*self.attribution.cue, *self.attribution.source) or self.content)
        start, end = (span.end, own.start) if span.end <= own.start else (own.end, span.start)
        casts = self.draft.resolution.casts
        return any(
            (start <= part.start < end or part.contains(span)) and cast.speaker.value != self.cast.speaker.value
            for other, cast in zip(self.draft.attributions, casts, strict=True)
            for part in (*other.cue, *other.source)
        )

    def words_of(self, spans: Iterable[Span]) -> list[str]:
        """The words of the spans, without punctuation."""
        return [word for span in spans for word in _WORD.findall(self.text, *span)]

    def content_text(self) -> str:
        """The content's pieces in one string."""
        return " ".join(span.words(self.text) for span in self.content)

    def matches(self, pattern: re.Pattern[str], spans: Iterable[Span]) -> Iterator[re.Match[str]]:
        """What the pattern finds in the spans, in text order; offsets are those of the canonical text."""
        for span in spans:
            yield from pattern.finditer(self.text, *span)


def once(rule: Callable[[Context], T]) -> Callable[[Context], T]:
    """A rule on which other rules build: it works out its answer for a context once."""
    name = f"{rule.__module__}.{rule.__name__}"

    @wraps(rule)
    def answer(context: Context) -> T:
        if name not in context.answers:
            context.answers[name] = rule(context)
        found: T = context.answers[name]
        return found

    return answer


def contexts(draft: Draft) -> list[Context]:
    """A context for each attribution, in the draft's order."""
    known = _known_places(draft)
    return [_context(draft, index, known) for index in range(len(draft.attributions))]


def bare_name(text: str, span: Span) -> Span:
    """A name without its article and possessive ending."""
    written = span.words(text)
    start = span.start + (m.end() if (m := _ARTICLE.match(written)) else 0)
    end = span.end - (len(m.group()) if (m := POSSESSIVE.search(written)) else 0)
    return Span(start, end)


def _known_places(draft: Draft) -> frozenset[str]:
    votes: Counter[str] = Counter()
    for name in draft.tagged.names:
        written = bare_name(draft.article.text, name.span).words(draft.article.text)
        votes[written] += 1 if name.kind in ("state", "place") else -1
    return frozenset(name for name, vote in votes.items() if vote > 0)


def _context(draft: Draft, index: int, known: frozenset[str]) -> Context:
    attribution = draft.attributions[index]
    anchor = (*attribution.cue, *attribution.source) or attribution.content
    sentence = _inside_parent(draft, attribution, _sentence(draft, anchor))
    paragraph = _block(draft, attribution.content[0])
    frame = tuple(_frame(draft, attribution, sentence))
    return Context(draft, attribution, draft.resolution.casts[index], sentence, frame, paragraph, known)


def _sentence(draft: Draft, anchor: tuple[Span, ...]) -> Span:
    found = [s for part in anchor for s in meeting(part, draft.article.sentences)]
    return hull(found or anchor)


def _inside_parent(draft: Draft, attribution: Attribution, sentence: Span) -> Span:
    """What is said about a nested statement stands in the content it is nested in."""
    if attribution.parent is None:
        return sentence
    inside = [
        Span(max(piece.start, sentence.start), min(piece.end, sentence.end))
        for piece in draft.attributions[attribution.parent].content
        if piece.overlaps(sentence)
    ]
    return hull(inside) if inside else sentence


def _block(draft: Draft, content: Span) -> Span:
    """The block that holds the content's beginning; its line, where blocks are not known."""
    blocks = draft.article.blocks
    at = bisect_right(blocks, content.start, key=lambda block: block.span.end)
    if at < len(blocks) and blocks[at].span.overlaps(content):
        return blocks[at].span
    text = draft.article.text
    end = text.find("\n", content.start)
    return Span(text.rfind("\n", 0, content.start) + 1, len(text) if end < 0 else end)


def _frame(draft: Draft, attribution: Attribution, sentence: Span) -> Iterator[Span]:
    """The sentence less its own content and every content that does not hold this attribution's cue or source."""
    anchor = (*attribution.cue, *attribution.source)
    holes = list(attribution.content)
    for other in draft.attributions:
        here = other is not attribution and any(c.overlaps(sentence) for c in other.content)
        if here and not any(c.contains(a) for c in other.content for a in anchor):
            holes += other.content
    start = sentence.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= sentence.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = hole.end
    if start < sentence.end:
        yield Span(start, sentence.end)
