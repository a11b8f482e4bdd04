"""The text cut into segments, each with the statements whose words cover it: what the page marks up.

Nested and discontinuous contents overlap freely, so a segment is the longest stretch over which nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

from onrecord.types import Block, Span, Statement

Part = Literal["content", "source", "cue"]


class Cover(NamedTuple):
    """One piece of one statement: its number from 1, the part it plays, where it stands, and its place in that part."""

    number: int
    part: Part
    span: Span
    first: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one block with the pieces over them; `opens` numbers the statements that start here."""

    span: Span
    covers: tuple[Cover, ...] = ()
    opens: tuple[int, ...] = ()


def covers(statements: Iterable[Statement]) -> list[Cover]:
    """Every piece of every statement in text order, longer pieces before the shorter ones that start with them."""
    found = [cover for number, statement in enumerate(statements, 1) for cover in _covers(number, statement)]
    return sorted(found, key=lambda c: (c.span.start, -c.span.end, c.number))


def _covers(number: int, statement: Statement) -> Iterator[Cover]:
    parts: tuple[tuple[Part, tuple[Span, ...]], ...] = (
        ("content", statement.content),
        ("source", statement.source),
        ("cue", statement.cue),
    )
    for part, spans in parts:
        for place, span in enumerate(spans):
            yield Cover(number, part, span, part == "content" and place == 0)


def segmented(blocks: Iterable[Block], pieces: list[Cover]) -> list[tuple[Segment, ...]]:
    """The segments of each block, in order and without gaps; `pieces` may reach over the ends of a block."""
    opened: set[int] = set()
    return [tuple(_opening(segment, opened) for segment in _cut(block.span, pieces)) for block in blocks]


def _cut(block: Span, pieces: list[Cover]) -> list[Segment]:
    inside = [piece for piece in pieces if block.overlaps(piece.span)]
    edges = {edge for piece in inside for edge in piece.span if block.start < edge < block.end}
    cuts = sorted({block.start, block.end} | edges)
    spans = [Span(start, end) for start, end in pairwise(cuts)]
    return [Segment(span, tuple(p for p in inside if p.span.contains(span))) for span in spans]


def _opening(segment: Segment, opened: set[int]) -> Segment:
    """The segment with the statements whose content is met here for the first time, which are added to `opened`."""
    new = tuple(p.number for p in segment.covers if p.first and p.number not in opened)
    opened.update(new)
    return replace(segment, opens=new)
