"""Where words stand in a document's canonical text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar


class Span(NamedTuple):
    """A stretch of text: code points, start inclusive, end exclusive; `text[span.start:span.end]` gives its words."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other[0] and other[1] <= self.end

    def words(self, text: str) -> str:
        """The words as they stand in the text."""
        return text[self.start : self.end]


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


S = TypeVar("S", bound=Spanned)


def inside(span: Span, listed: Sequence[S]) -> list[S]:
    """Those that lie wholly inside `span`, of things that are listed by where they begin."""
    first = bisect_left(listed, span.start, key=lambda one: one.span.start)
    past = bisect_right(listed, span.end, first, key=lambda one: one.span.start)
    return [one for one in listed[first:past] if one.span.end <= span.end]


def meeting(span: Span, listed: Sequence[Span]) -> Sequence[Span]:
    """Those that overlap `span`, of spans in reading order that do not overlap each other."""
    first = bisect_right(listed, span.start, key=lambda one: one.end)
    return listed[first : bisect_left(listed, span.end, first, key=lambda one: one.start)]


def outside(text: str, span: Span, holes: Sequence[Span]) -> list[Span]:
    """What of `span` lies in none of `holes` (in reading order, apart), without white space next to them."""
    met = meeting(span, holes)
    edges = [span.start, *(edge for hole in met for edge in hole), span.end]
    rest = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]
    return [trimmed(text, part) for part in rest] if met else [span]


def blanked(text: str, holes: Iterable[Span]) -> str:
    """The text with blanks for `holes` (in reading order, apart), so that offsets stay what they are."""
    pieces, at = [], 0
    for start, end in holes:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, text[at:]))


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; one of white space alone becomes empty."""
    words = span.words(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`, of which there is at least one."""
    ordered = list(spans)
    return Span(min(s.start for s in ordered), max(s.end for s in ordered))
