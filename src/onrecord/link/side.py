"""Documents prepared for comparison: what their points hold, as columns that are worked out once and used often."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import word_table
from onrecord.types.point import Point

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
_Thing = TypeVar("_Thing", bound=Hashable)
#: Slots of a statement that two tellings may have in common.
SLOTS = ("act", "channel", "addressee")


class Lists:
    """Lists of rows of a table, one after another in `at`; each begins at its `starts` and is as long as `lengths`."""

    def __init__(self, lengths: Ints, at: Ints) -> None:
        self.lengths, self.at = lengths, at
        self.starts = np.cumsum(lengths) - lengths
        self._filled = np.flatnonzero(lengths)

    @classmethod
    def of(cls, lists: Sequence[Collection[_Thing]], row: Mapping[_Thing, int]) -> Lists:
        """Lists of things, each of which has a row."""
        lengths = np.array([len(each) for each in lists], np.intp)
        return cls(lengths, np.array([row[thing] for each in lists for thing in each], np.intp))

    def over(self, reduce: np.ufunc, rows: Floats) -> Floats:
        """A row for each list: its rows, of those for all of `at`, brought together; zeros for an empty list."""
        found = np.zeros((len(self.lengths), rows.shape[1]), np.float32)
        if len(self._filled):
            found[self._filled] = reduce.reduceat(rows, self.starts[self._filled], axis=0)
        return found


class Held:
    """What each of several points or voices holds, such as numbers: a row for each thing, a column for each holder."""

    def __init__(self, row: Mapping[Any, int], lists: Lists, weights: Floats) -> None:
        self.row = row
        self.sizes = lists.lengths
        self.held = np.zeros((len(row), len(self.sizes)), np.float32)
        np.maximum.at(self.held, (lists.at, np.repeat(np.arange(len(self.sizes)), self.sizes)), weights)

    @classmethod
    def of(cls, lists: Sequence[Collection[Hashable]]) -> Held:
        """Things that count one each."""
        row = {thing: n for n, thing in enumerate(dict.fromkeys(chain.from_iterable(lists)))}
        return cls(row, Lists.of(lists, row), np.ones(1, np.float32))

    def shared(self, other: Held) -> Floats:
        """How much each holder has in common with each of the other's: the number of things, or of their weights."""
        mine, theirs = both(self.row, other.row)
        shared: Floats = self.held[mine].T @ other.held[theirs]
        return shared


def both(one: Mapping[_Thing, int], other: Mapping[_Thing, int]) -> tuple[Ints, Ints]:
    """The rows, in the one and in the other, of the things that are in both."""
    rows = sorted((one[thing], other[thing]) for thing in one.keys() & other.keys())
    here, there = np.array(rows, np.intp).reshape(-1, 2).T
    return here, there


class Side:
    """A document's points, prepared for comparison with another's."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        places: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self.voice = np.array([places.setdefault((p.names, p.about), len(places)) for p in points], np.intp)
        said, voices = [point.words for point in points], list(places)
        words = chain(*said, *(about for _, about in voices))
        self.row = {word: n for n, word in enumerate(dict.fromkeys(words))}
        self.vectors = word_table().of(tuple(self.row))
        self.at = Lists.of(said, self.row)
        self.weights = np.array([weight for point in points for weight in point.weights], np.float32) + 1e-6
        self.sums = self.at.over(np.add, self.weights[:, None])[:, 0]
        self.means = self._means()
        self.about = Lists.of([about for _, about in voices], self.row)
        common = word_table().common
        self.rare = np.array([-math.log(common(word)) / 10 for _, about in voices for word in about], np.float32)
        self.held = {
            "words": Held(self.row, self.at, np.minimum(1, self.weights)),
            "bigrams": Held.of([_runs(words, 2) for words in said]),
            "fourgrams": Held.of([_runs(words, 4) for words in said]),
            "numbers": Held.of([{word for word in words if word[0].isdigit()} for words in said]),
            "names": Held.of([names for names, _ in voices]),
            # by the last word of the name, later sentences call a person or a body
            "surnames": Held.of([{name.split()[-1] for name in names} for names, _ in voices]),
        }
        self.negated = np.array([point.negated for point in points], bool)
        self.own = np.array([point.statement is None for point in points], bool)
        self.spans = np.array([point.span for point in points], np.intp).reshape(-1, 2)
        self.slots = {slot: np.array([getattr(p, slot) or "" for p in points], object) for slot in SLOTS}

    def _means(self) -> Floats:
        means = self.at.over(np.add, self.weights[:, None] * self.vectors[self.at.at])
        lengths = np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
        even: Floats = (means / lengths).astype(np.float32)
        return even


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(length)), strict=False))


class Joined:
    """The points of several documents as one side: their columns, one document after another."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self.sides = sides
        self.points = [point for side in sides for point in side.points]
        self.document = np.repeat(np.arange(len(sides)), [len(side.points) for side in sides])
        self.first_point = _firsts([len(side.points) for side in sides])
        self.first_row = _firsts([len(side.row) for side in sides])
        self.vectors = np.concatenate([side.vectors for side in sides])
        self.at = self._lists([side.at for side in sides])
        self.weights = np.concatenate([side.weights for side in sides])
        self.sums = np.concatenate([side.sums for side in sides])
        self.means = np.concatenate([side.means for side in sides])
        first_voice = _firsts([len(side.about.lengths) for side in sides])
        self.voice = np.concatenate([side.voice + first for side, first in zip(sides, first_voice, strict=True)])
        self.about = self._lists([side.about for side in sides])
        self.negated = np.concatenate([side.negated for side in sides])
        self.own = np.concatenate([side.own for side in sides])
        self.slots = {slot: np.concatenate([side.slots[slot] for side in sides]) for slot in SLOTS}

    def _lists(self, lists: Sequence[Lists]) -> Lists:
        rows = [each.at + first for each, first in zip(lists, self.first_row, strict=True)]
        return Lists(np.concatenate([each.lengths for each in lists]), np.concatenate(rows))

    def sizes(self, kind: str) -> Ints:
        """How many things of a kind each point or voice holds."""
        return np.concatenate([side.held[kind].sizes for side in self.sides])


def _firsts(lengths: Sequence[int]) -> list[int]:
    """Where each of several stretches begins that follow one another."""
    return [0, *accumulate(lengths[:-1])]
