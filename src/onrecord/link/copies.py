"""Reprints: several reports with one text, which are one witness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from onrecord.types.claim import Member
from onrecord.types.point import CandidateIndex, Point

#: Two reports are copies where the shorter shares this much of what it says outside quotation marks, and two points at
#: least: agencies' texts are cut and edited, while two reporters at one event share quotations only.
_SHARED, _LEAST = 0.5, 2
#: Pairs of documents that are remembered: reports of a story meet in many claims.
_REMEMBERED = 10_000


def same_words(a: Point, b: Point) -> bool:
    """Whether two points are word for word the same, whatever their marks and capitals."""
    return a.words == b.words


def copies(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two documents' points show that they are copies of one text."""
    first, second = ({point.words for point in points if not point.marked} for points in (one, other))
    return len(first & second) >= max(_LEAST, _SHARED * min(len(first), len(second)))


def copied_in(index: CandidateIndex) -> Callable[[str, str], bool]:
    """Tells of two documents of an index, by their ids, whether they are copies of one text; it remembers."""

    @lru_cache(_REMEMBERED)
    def copied(one: str, other: str) -> bool:
        return one != other and copies(index.points(one), index.points(other))

    return copied


def witnesses(members: Sequence[Member], copied: Callable[[str, str], bool]) -> int:
    """How many of the members' documents stand for themselves."""
    own: list[str] = []
    for document in dict.fromkeys(member.document for member in members):
        if not any(copied(document, other) for other in own):
            own.append(document)
    return len(own)
