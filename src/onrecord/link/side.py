"""Documents prepared for comparison: what their points hold, as columns that are worked out once and used often."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import word_table
from onrecord.types.point import Point

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
_Thing = TypeVar("_Thing", bound=Hashable)
#: Slots of a statement that two tellings may have in common.
SLOTS = ("act", "channel", "addressee")
#: By this, odd and of 64 bits, numbers of words that follow each other are mixed (Knuth, TAOCP 6.4).
_FACTOR = np.intp(0x1E3779B97F4A7C15)


class Lists:
    """Lists of rows of a table, one after another in `at`; each begins at its `starts` and is as long as `lengths`."""

    def __init__(self, lengths: Ints, at: Ints) -> None:
        self.lengths, self.at = lengths, at
        self.starts = np.cumsum(lengths) - lengths
        self.holders = np.repeat(np.arange(len(lengths)), lengths)
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


@dataclass(frozen=True, slots=True)
class Held:
    """What each of several points or voices holds, such as numbers: one cell for each holder and thing.

    `things` are the hashes of what they stand for, so that numbers are compared and no words. `holders` and `rows` (of
    `things`) say where the cells are, `weights` what they count; `sizes` is how many things each holder has.
    """

    things: Ints
    holders: Ints
    rows: Ints
    weights: Floats
    sizes: Ints

    @classmethod
    def of(cls, things: Ints, lists: Lists, weights: Floats) -> Held:
        """Lists of rows; what stands in one twice counts once, with the greater weight."""
        cells, place = np.unique(lists.holders * len(things) + lists.at, return_inverse=True)
        greatest = np.zeros(len(cells), np.float32)
        np.maximum.at(greatest, place, weights)
        holders, rows = np.divmod(cells, max(1, len(things)))
        return cls(things, holders, rows, greatest, np.bincount(holders, minlength=len(lists.lengths)))

    @classmethod
    def each(cls, lists: Sequence[Collection[Hashable]]) -> Held:
        """Things that count one each."""
        row = {thing: n for n, thing in enumerate(dict.fromkeys(chain.from_iterable(lists)))}
        return cls.of(hashes(row), Lists.of(lists, row), np.ones(1, np.float32))

    def shared(self, other: Held) -> Floats:
        """How much each holder has in common with each of the other's: the number of things, or of their weights."""
        here, there = both(self.things, other.things)
        row = np.full(len(other.things), -1)
        row[there] = here
        rows = row[other.rows]
        known = np.flatnonzero(rows >= 0)
        mine = np.zeros((len(self.sizes), len(self.things)), np.float32)
        mine[self.holders, self.rows] = self.weights
        theirs = np.zeros((len(self.things), len(other.sizes)), np.float32)
        theirs[rows[known], other.holders[known]] = other.weights[known]
        shared: Floats = mine @ theirs
        return shared


def hashes(things: Collection[Hashable]) -> Ints:
    """A number for each thing: equal for equal ones, in one process; 0 for an empty string."""
    return np.fromiter(map(hash, things), np.intp, len(things))


def both(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """The rows, in the one and in the other, of the things that are in both; the one has each of them once."""
    if not len(one):
        return one, one
    order = np.argsort(one)
    at = order[np.searchsorted(one, other, sorter=order) % len(one)]
    there = np.flatnonzero(one[at] == other)
    return at[there], there


def has_meanings(points: Sequence[Point]) -> bool:
    """Whether there are points, and all of them have their meanings."""
    return bool(points) and all(point.meaning for point in points)


class Side:
    """The points of one or more documents, one after another, prepared for comparison with those of others."""

    def __init__(self, documents: Sequence[Sequence[Point]]) -> None:
        self.points = points = list(chain.from_iterable(documents))
        self.lengths = [len(each) for each in documents]
        self.document = np.repeat(np.arange(len(documents)), self.lengths)
        places: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self.voice = np.array([places.setdefault((p.names, p.about), len(places)) for p in points], np.intp)
        said, voices = [point.words for point in points], list(places)
        words = chain(*said, *(about for _, about in voices))
        row = {word: n for n, word in enumerate(dict.fromkeys(words))}
        self.words = hashes(row)
        self.vectors = word_table().of(tuple(row))
        self.at = Lists.of(said, row)
        self.weights = np.array([weight for point in points for weight in point.weights], np.float32) + 1e-6
        self.sums = self.at.over(np.add, self.weights[:, None])[:, 0]
        self.means = self._means()
        self.about = Lists.of([about for _, about in voices], row)
        rarity = -np.log(word_table().shares([word for _, about in voices for word in about])) / 10
        self.rare = rarity.astype(np.float32)
        self.held = {
            "words": Held.of(self.words, self.at, np.minimum(1, self.weights)),
            "bigrams": self._runs(2),
            "fourgrams": self._runs(4),
            "numbers": self._numbers(row),
            "names": Held.each([names for names, _ in voices]),
            # by the last word of the name, later sentences call a person or a body
            "surnames": Held.each([[name.split()[-1] for name in names] for names, _ in voices]),
        }
        self.meanings = self._meanings()
        self.negated = np.array([point.negated for point in points], bool)
        self.own = np.array([point.statement is None for point in points], bool)
        self.spans = np.array([*chain.from_iterable(point.span for point in points)], np.intp).reshape(-1, 2)
        self.digests = hashes([point.document for point in points])
        self.slots = {slot: hashes([getattr(point, slot) or "" for point in points]) for slot in SLOTS}

    def likeness(self, other: Side) -> Floats:
        """How alike the words of each document are with those of each of the other's: cosines, 0 to 1."""
        here, there = both(self.words, other.words)
        mine, theirs = self._totals(), other._totals()
        likeness: Floats = mine[:, here] @ theirs[:, there].T
        return likeness

    def _totals(self) -> Floats:
        """What each word weighs in each document, as directions."""
        total = np.zeros((len(self.lengths), len(self.words)), np.float32)
        np.add.at(total, (self.document[self.at.holders], self.at.at), self.weights)
        even: Floats = total / (np.linalg.norm(total, axis=1, keepdims=True) + 1e-9)
        return even

    def _means(self) -> Floats:
        means = self.at.over(np.add, self.weights[:, None] * self.vectors[self.at.at])
        lengths = np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
        even: Floats = (means / lengths).astype(np.float32)
        return even

    def _meanings(self) -> Floats | None:
        """A direction for each point; None, so that all are compared by words alone, where one has none."""
        if not has_meanings(self.points):
            return None
        rows = np.frombuffer(b"".join(point.meaning for point in self.points), np.int8)
        directions = rows.reshape(len(self.points), -1).astype(np.float32)
        even: Floats = directions / (np.linalg.norm(directions, axis=1, keepdims=True) + 1e-9)
        return even

    def _numbers(self, words: Iterable[str]) -> Held:
        is_number = np.array([word[0].isdigit() for word in words], bool)[self.at.at]
        lengths = np.bincount(self.at.holders[is_number], minlength=len(self.points))
        return Held.of(self.words, Lists(lengths, self.at.at[is_number]), np.ones(1, np.float32))

    def _runs(self, length: int) -> Held:
        """The runs of so many words in each point, as numbers made of those of their words."""
        words = self.words[self.at.at]
        firsts = max(0, len(words) - length + 1)
        numbers, last = np.zeros(firsts, np.intp), self.at.holders[length - 1 :]
        for n in range(length):
            numbers = numbers * _FACTOR + words[n : n + firsts]
        within = np.flatnonzero(self.at.holders[:firsts] == last)
        lengths = np.bincount(last[within], minlength=len(self.points))
        things, at = np.unique(numbers[within], return_inverse=True)
        return Held.of(things, Lists(lengths, at), np.ones(1, np.float32))
