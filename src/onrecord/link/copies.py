"""Reprints: several reports with one text, which are one witness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from onrecord.link.telling import longest_run
from onrecord.link.words import own_person
from onrecord.types.claim import Member
from onrecord.types.point import CandidateIndex, Point

#: Two reports are copies where the shorter shares this much of what it says outside quotation marks, and two points at
#: least: agencies' texts are cut and edited, while two reporters at one event share quotations only.
_SHARED, _LEAST = 0.5, 2
#: So many words in a row, of a reporter's own, are not written twice: strings of ten are as good as unique
#: (M. Coulthard, "Author identification, idiolect, and linguistic uniqueness", Applied Linguistics 25, 2004).
_WRITTEN_ONCE = 10
#: Points with fewer telling words in common are not compared word by word, which takes time.
_TELLING = 3
#: Pairs of documents that are remembered: reports of a story meet in many claims.
_REMEMBERED = 10_000


def same_words(a: Point, b: Point) -> bool:
    """Whether two points are word for word the same, whatever their marks and capitals."""
    return a.words == b.words


def reprinted(a: Point, b: Point) -> str:
    """The words of a reporter that two reports print alike, more than are written twice; empty where there are none.

    What stands in quotation marks, or says "we", is the source's own, and all who heard it have it. Names do not
    count: whoever writes of a body or lists places has them.
    """
    if a.marked or b.marked or a.document == b.document or len({*a.words} & {*b.words}) < _TELLING:
        return ""
    run, _ = longest_run(a.text, b.text)
    written = sum(word[0].islower() for word in run.split())
    return run if written >= _WRITTEN_ONCE and not own_person().search(run) else ""


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


def witnesses(
    members: Sequence[Member], copied: Callable[[str, str], bool], reprints: Iterable[tuple[int, int]] = ()
) -> int:
    """How many of the members' documents stand for themselves; `reprints` are members, by number, of one text."""
    of: dict[str, str] = {}
    for document in dict.fromkeys(member.document for member in members):
        of[document] = next((other for other in dict.fromkeys(of.values()) if copied(document, other)), document)
    for a, b in reprints:
        one, other = of[members[a].document], of[members[b].document]
        of = {document: one if first == other else first for document, first in of.items()}
    return len(set(of.values()))
