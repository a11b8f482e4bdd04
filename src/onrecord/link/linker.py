"""Adds a document's points to an index: finds what says the same there, and groups it.

What it costs depends on how many documents are near, which an index bounds, never on how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from onrecord.link.group import grouped
from onrecord.link.points import points
from onrecord.link.score import scored
from onrecord.link.side import has_meanings
from onrecord.link.sketch import sketch
from onrecord.types import Reading, document_id
from onrecord.types.point import CandidateIndex, Meanings, Point, Scored, Sketch


def prepared(reading: Reading, meanings: Meanings | None = None) -> tuple[Sequence[Point], Sketch]:
    """A reading's points, and its sketch: what `add` takes.

    With `meanings` it is compared by meaning too, with all documents that have theirs; with others by words alone.
    """
    own = meant(points(reading), reading.article.text, meanings)
    return own, sketch(own, document_id(reading.article), reading.article.metadata.published)


def meant(own: Sequence[Point], text: str, meanings: Meanings | None) -> Sequence[Point]:
    """The points of a text with their meanings: those that they have, or what `meanings` gives; without it, none."""
    if not own or has_meanings(own) == bool(meanings):
        return own
    if not meanings:
        return [replace(point, meaning=b"") for point in own]
    directions = meanings(text, [point.span for point in own])
    return [replace(point, meaning=each) for point, each in zip(own, directions, strict=True)]


def add(own: Sequence[Point], made: Sketch, index: CandidateIndex) -> int:
    """Links a document with what the index holds and puts it there; returns how many pairs were kept."""
    near = [index.points(document) for document in index.near(made)]
    found = list(scored(own, [own, *near], one_matter=index.one_matter))
    index.add(made, own, found)
    _group(found, index)
    return len(found)


def _group(found: list[Scored], index: CandidateIndex) -> None:
    """Groups anew what the pairs touch: the groups of their points, and their points that have none."""
    touched = dict.fromkeys(chain.from_iterable((pair.a.key, pair.b.key) for pair in found))
    old = index.groups(touched)
    within = set().union(*old)
    alone = [frozenset([key]) for key in touched if key not in within]
    keys = [*within, *(key for each in alone for key in each)]
    new = grouped([*old, *alone], index.scores(keys))
    index.regroup(old, [group for group in new if len(group) > 1])
