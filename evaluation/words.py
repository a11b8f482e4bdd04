"""Comparing spans by the characters they cover, also between two texts of one report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluation.records import Spans
from onrecord.types import Span

#: Marks and blanks at the ends of a span, on which annotators differ for no reason.
_EDGE = " \t\n\r\"“”„«»'‘’.,;:!?()—–-"


def characters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Offsets of the visible characters that the spans cover, less marks at the ends of each."""
    covered: set[int] = set()
    for start, end in spans:
        words = text[max(0, start) : end]
        first = max(0, start) + len(words) - len(words.lstrip(_EDGE))
        last = max(0, start) + len(words.rstrip(_EDGE))
        covered.update(i for i in range(first, last) if not text[i].isspace())
    return frozenset(covered)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Jaccard index; 0 where both are empty."""
    return len(a & b) / len(a | b) if a and b else 0.0


def moved(spans: Spans, text: str, to: str) -> Spans:
    """The spans of `text` in another text of the same report: where the same words stand nearest; others are lost."""
    if text == to:
        return spans
    found = []
    for span in spans:
        words = span.words(text).split()
        places = re.finditer(r"\s+".join(map(re.escape, words)), to) if words else iter(())
        nearest = min((m.span() for m in places), key=lambda place: abs(place[0] - span.start), default=None)
        if nearest:
            found.append(Span(*nearest))
    return tuple(found)
