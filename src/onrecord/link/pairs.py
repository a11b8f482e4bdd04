"""How alike two points are: the features that a learnt score weighs.

Words are matched softly, by their vectors: "troops" with "soldiers". Numbers, negation and speakers are features of
their own, since vectors cannot tell 1,000 from 2,000 (FACTS: cosine .99). Features are worked out for all pairs of two
documents' points at once, a column each: one by one they took five times as long.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import word_table
from onrecord.types.point import Point

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Column = NDArray[Any]
_Thing = TypeVar("_Thing", bound=Hashable)
#: Cosines below this are of words with nothing in common; above, likeness grows to 1 at `_SAME`.
_FOREIGN, _SAME = 0.45, 0.95
#: Pairs with less than this much in common, in exact words and in general direction, are not looked at.
_LEAST_WORDS, _LEAST_COSINE = 0.25, 0.45
#: Of two documents, at most this many pairs for each point of the shorter, the most alike ones.
_PAIRS_A_POINT = 6
#: Points of fewer words are tiny.
_TINY = 4
#: Slots of a statement that two tellings may have in common.
_SLOTS = ("act", "channel", "addressee")


class _Lists:
    """Lists of rows of a table, one after another in `at`; each begins at its `starts` and is as long as `lengths`."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self.lengths = np.array([len(each) for each in lists], np.intp)
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.at = np.array([row for each in lists for row in each], np.intp)
        self._filled = np.flatnonzero(self.lengths)

    def over(self, reduce: np.ufunc, rows: Floats) -> Floats:
        """A row for each list: its rows, of those for all of `at`, brought together; zeros for an empty list."""
        found = np.zeros((len(self.lengths), rows.shape[1]), np.float32)
        if len(self._filled):
            found[self._filled] = reduce.reduceat(rows, self.starts[self._filled], axis=0)
        return found


class _Held:
    """What each of several points or voices holds, such as numbers: a row for each thing, a column for each holder."""

    def __init__(self, lists: Sequence[Collection[Hashable]], weights: Floats | None = None) -> None:
        self.row = {thing: n for n, thing in enumerate(dict.fromkeys(chain.from_iterable(lists)))}
        self.sizes = np.array([len(each) for each in lists], np.intp)
        at = np.array([self.row[thing] for each in lists for thing in each], np.intp)
        self._held = np.zeros((len(self.row), len(lists)), np.float32)
        holders = np.repeat(np.arange(len(lists)), self.sizes)
        np.maximum.at(self._held, (at, holders), 1.0 if weights is None else weights)

    def shared(self, other: _Held) -> Floats:
        """How much each holder has in common with each of the other's: the number of things, or of their weights."""
        mine, theirs = _both(self.row, other.row)
        shared: Floats = self._held[mine].T @ other._held[theirs]
        return shared


def _both(one: Mapping[_Thing, int], other: Mapping[_Thing, int]) -> tuple[Ints, Ints]:
    """The rows, in the one and in the other, of the things that are in both."""
    rows = sorted((one[thing], other[thing]) for thing in one.keys() & other.keys())
    here, there = np.array(rows, np.intp).reshape(-1, 2).T
    return here, there


class Side:
    """A document's points, prepared for comparison with another's."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self.row = {word: n for n, word in enumerate(dict.fromkeys(w for p in points for w in (*p.words, *p.about)))}
        self.vectors = word_table().of(tuple(self.row))
        self.at = _Lists([[self.row[word] for word in point.words] for point in points])
        self.weights = np.array([weight for point in points for weight in point.weights], np.float32) + 1e-6
        self.sums = self.at.over(np.add, self.weights[:, None])[:, 0]
        self.means = self._means()
        self._say()
        self._speak()

    def _means(self) -> Floats:
        means = self.at.over(np.add, self.weights[:, None] * self.vectors[self.at.at])
        lengths = np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
        even: Floats = (means / lengths).astype(np.float32)
        return even

    def _say(self) -> None:
        """What the words of each point are beside their meaning."""
        points = self.points
        self.words = _Held([point.words for point in points], np.minimum(1, self.weights))
        self.bigrams = _Held([_runs(point.words, 2) for point in points])
        self.fourgrams = _Held([_runs(point.words, 4) for point in points])
        self.numbers = _Held([{word for word in point.words if word[0].isdigit()} for point in points])
        self.negated = np.array([point.negated for point in points], bool)
        self.starts, self.ends = np.array([point.span for point in points], np.intp).reshape(-1, 2).T

    def _speak(self) -> None:
        """Who says each point: a few voices say all points of a document.

        Later sentences call a person or a body by the last word of the name.
        """
        places: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self.voice = np.array([places.setdefault((p.names, p.about), len(places)) for p in self.points], np.intp)
        self.names = _Held([names for names, _ in places])
        self.surnames = _Held([{name.split()[-1] for name in names} for names, _ in places])
        self.about = _Lists([[self.row[word] for word in about] for _, about in places])
        common = word_table().common
        self.rare = np.array([-math.log(common(word)) / 10 for _, about in places for word in about], np.float32)
        self.own = np.array([point.statement is None for point in self.points], bool)
        self.slots = {slot: np.array([getattr(p, slot) or "" for p in self.points], object) for slot in _SLOTS}


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(length)), strict=False))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points by their places in their documents, and the features of the pair."""

    a: int
    b: int
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of points by their places in their documents, and the features of all, a column each."""

    a: Ints
    b: Ints
    features: Mapping[str, Floats]


def pairs(a: Side, b: Side) -> list[Pair]:
    """The pairs of two documents' points that are worth a look; of one document with itself, each pair once."""
    found = all_pairs(a, b)
    columns = {name: column.tolist() for name, column in found.features.items()}
    places = zip(found.a.tolist(), found.b.tolist(), strict=True)
    return [Pair(i, j, {name: column[n] for name, column in columns.items()}) for n, (i, j) in enumerate(places)]


def all_pairs(a: Side, b: Side) -> Pairs:
    """The same, a column for each feature."""
    if not a.points or not b.points:
        return Pairs(np.zeros(0, np.intp), np.zeros(0, np.intp), {})
    i, j = _worth_a_look(a, b)
    if not len(i):
        return Pairs(i, j, {})
    cosines = a.vectors @ b.vectors.T
    cosines[_both(a.row, b.row)] = np.inf  # one word is like itself, also where the table has no vector for it
    return Pairs(i, j, _Features(a, b, i, j, cosines).all())


def _worth_a_look(a: Side, b: Side) -> tuple[Ints, Ints]:
    """The places of pairs, the most alike first."""
    shared = a.words.shared(b.words)
    cosine = a.means @ b.means.T
    worth = np.flatnonzero((shared >= _LEAST_WORDS) | (cosine >= _LEAST_COSINE))
    look = (shared + np.maximum(cosine - 0.3, 0)).ravel()[worth]
    best = worth[np.argsort(-look, kind="stable")[: _PAIRS_A_POINT * min(shared.shape)]]
    i, j = np.divmod(best, len(b.points))
    kept = ~(a.own[i] & b.own[j])
    if a is b:
        kept &= (i < j) & ((a.ends[i] <= a.starts[j]) | (a.ends[j] <= a.starts[i]))
    return i[kept], j[kept]


class _Features:
    """The features of the pairs at `i`, `j`; `cosines` are those of each word of `a` with each of `b`."""

    def __init__(self, a: Side, b: Side, i: Ints, j: Ints, cosines: Floats) -> None:
        self.a, self.b, self.i, self.j, self.cosines = a, b, i, j, cosines

    def all(self) -> dict[str, Floats]:
        """Every feature by its name."""
        found = {"bias": np.ones(len(self.i)), **self._words(), **self._exact(), **self._voices()}
        same = found["same_speaker"]
        found |= {"same_covered": found["covered"] * same, "same_mass": found["mass"] * same}
        return {name: column.astype(np.float32) for name, column in found.items()}

    def _words(self) -> dict[str, Column]:
        """How much of the one is in the other, whatever its words: the lighter of the two points and the heavier."""
        a, b, i, j = self.a, self.b, self.i, self.j
        best_a, starts_a = _best(a, b, i, j, self.cosines)
        best_b, starts_b = _best(b, a, j, i, self.cosines.T)
        found_a, found_b = np.add.reduceat(best_a, starts_a), np.add.reduceat(best_b, starts_b)
        turned = (a.sums[i] > b.sums[j]) | ((a.sums[i] == b.sums[j]) & (found_a > found_b))
        light, heavy = np.where(turned, b.sums[j], a.sums[i]), np.where(turned, a.sums[i], b.sums[j])
        in_light, in_heavy = np.where(turned, found_b, found_a), np.where(turned, found_a, found_b)
        first, second = _two_best(best_a, starts_a)
        return {
            "covered": in_light / light,
            "covering": in_heavy / heavy,
            "both": in_light / light * in_heavy / heavy,
            "mass": np.sqrt(np.minimum(in_light, in_heavy)),
            "left_over": np.log1p(np.maximum(0, light - in_light)),
            "left_over_heavier": np.log1p(np.maximum(0, heavy - in_heavy)),
            "direction": np.einsum("ij,ij->i", a.means[i], b.means[j]),
            "length": np.sqrt(light),
            "first": first,
            "second": second,
            "tiny": np.minimum(a.at.lengths[i], b.at.lengths[j]) < _TINY,
        }

    def _exact(self) -> dict[str, Column]:
        """What is word for word the same."""
        a, b, i, j = self.a, self.b, self.i, self.j
        fewer = np.minimum(a.bigrams.sizes[i], b.bigrams.sizes[j])
        numbered = (a.numbers.sizes[i] > 0) & (b.numbers.sizes[j] > 0)
        number = a.numbers.shared(b.numbers)[i, j] > 0
        return {
            "bigrams": a.bigrams.shared(b.bigrams)[i, j] / np.maximum(1, fewer),
            "run": a.fourgrams.shared(b.fourgrams)[i, j] > 0,
            "same_document": np.full(len(i), a is b),
            "number": number,
            "other_number": numbered & ~number,
            "turned": a.negated[i] != b.negated[j],
        }

    def _voices(self) -> dict[str, Column]:
        a, b, i, j = self.a, self.b, self.i, self.j
        one, other = a.voice[i], b.voice[j]
        same = ((a.names.shared(b.names) > 0) | (a.surnames.shared(b.surnames) > 0))[one, other]
        outlet = a.own[i] != b.own[j]
        named = np.where(a.own[i], a.words.shared(b.surnames)[i, other], b.words.shared(a.surnames)[j, one])
        return {
            "same_speaker": same,
            "other_speaker": (a.names.sizes[one] > 0) & (b.names.sizes[other] > 0) & ~same,
            "kin": self._kin()[one, other],
            "outlet": outlet,
            "outlet_names": outlet & (named > 0),
            **{f"same_{slot}": self._same(slot) for slot in _SLOTS},
        }

    def _kin(self) -> Floats:
        """How much two speakers share of name, role and side: "the Kremlin", "Kremlin spokesman Dmitry Peskov"."""
        a, b = self.a.about, self.b.about
        most = b.over(np.maximum, _likeness(self.cosines[np.ix_(a.at, b.at)]).T)
        return a.over(np.maximum, most.T * self.a.rare[:, None])

    def _same(self, slot: str) -> Bools:
        one, other = self.a.slots[slot][self.i], self.b.slots[slot][self.j]
        same: Bools = (one == other) & (one != "")
        return same


def _best(one: Side, other: Side, i: Ints, j: Ints, cosines: Floats) -> tuple[Floats, Ints]:
    """The weight, for each pair, of what in the other's point is most like each word of the one; and where pairs begin.

    Word after word, pair after pair: the rest of the two documents is not compared.
    """
    words = one.at.lengths[i]
    mine = _ranges(one.at.starts[i], words)
    others = np.repeat(other.at.lengths[j], words)
    theirs = _ranges(np.repeat(other.at.starts[j], words), others)
    cells = cosines[np.repeat(one.at.at[mine], others), other.at.at[theirs]]
    most = np.maximum.reduceat(cells, np.cumsum(others) - others)
    return _likeness(most) * one.weights[mine], np.cumsum(words) - words


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, so many of them, one range after another."""
    return np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)


def _likeness(cosines: Floats) -> Floats:
    """How alike words are, 0 to 1."""
    alike: Floats = np.clip((cosines - _FOREIGN) / (_SAME - _FOREIGN), 0, 1)
    return alike


def _two_best(best: Floats, starts: Ints) -> tuple[Floats, Floats]:
    """The two greatest of each stretch; the second is 0 where there is one word."""
    first = np.maximum.reduceat(best, starts)
    is_first = best == np.repeat(first, np.diff(starts, append=len(best)))
    second = np.maximum.reduceat(np.where(is_first, 0, best), starts)
    return first, np.where(np.add.reduceat(is_first, starts, dtype=np.intp) > 1, first, second)
