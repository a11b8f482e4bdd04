"""Neighbouring paragraphs read together, for a teacher that sees what its student does not."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.tagger.pieces import Pieces
from onrecord.tagger.windows import MAX_PIECES, Segment, segments

Window = list[Segment]


def windows(paragraphs: Sequence[Pieces], limit: int = MAX_PIECES) -> list[Window]:
    """The segments packed together, neighbours first, up to `limit` pieces.

    A window reads `[CLS] p1 [SEP] p2 [SEP] …`, so each segment costs one piece more than it has.
    """
    packed: list[Window] = []
    room = 0
    for segment in segments(paragraphs, limit):
        if not packed or len(segment) + 1 > room:
            packed.append([])
            room = limit - 1
        packed[-1].append(segment)
        room -= len(segment) + 1
    return packed
