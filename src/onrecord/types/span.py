"""Where words stand in a document's canonical text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


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


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`, of which there is at least one."""
    ordered = list(spans)
    return Span(min(s.start for s in ordered), max(s.end for s in ordered))
