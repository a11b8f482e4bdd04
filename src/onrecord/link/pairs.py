"""How alike two points are: the features that a learnt score weighs.

Words are matched softly, by their vectors: "troops" with "soldiers". Numbers, negation and speakers are features of
their own, since vectors cannot tell 1,000 from 2,000 (FACTS: cosine .99). Features are worked out for all pairs of two
documents' points at once, a column each: one by one they took five times as long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import word_table
from onrecord.types.point import Point

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
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
    """Lists of places in one array: numpy brings the rows of each together in one go."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self.lengths = np.array([len(each) for each in lists], np.intp)
        self.at = np.array([place for each in lists for place in each], np.intp)
        self._filled = np.flatnonzero(self.lengths)
        self._starts = (np.cumsum(self.lengths) - self.lengths)[self._filled]

    def over(self, reduce: np.ufunc, rows: Floats) -> Floats:
        """A row for each list: its rows brought together; zeros for an empty list."""
        found = np.zeros((len(self.lengths), rows.shape[1]), np.float32)
        if len(self._filled):
            found[self._filled] = reduce.reduceat(rows, self._starts, axis=0)
        return found


class _Voice(NamedTuple):
    """Who speaks: the names, and the last word of each, by which later sentences call a person or a body."""

    names: frozenset[str]
    surnames: frozenset[str]


class Side:
    """A document's points, prepared for comparison with another's."""

    def __init__(self, points: Sequence[Point]) -> None:
        table = word_table()
        self.points = points
        self.words = tuple(dict.fromkeys(word for point in points for word in (*point.words, *point.about)))
        self.column = {word: n for n, word in enumerate(self.words)}
        self.vectors = table.of(self.words)
        self.at = _Lists([[self.column[word] for word in point.words] for point in points])
        self.weights = np.array([weight for point in points for weight in point.weights], np.float32)[:, None] + 1e-6
        self.sums = self.at.over(np.add, self.weights)[:, 0]
        self.means = self._means()
        self.holds = self._holds()
        self._say()
        self._speak()

    def _means(self) -> Floats:
        means = self.at.over(np.add, self.weights * self.vectors[self.at.at])
        lengths = np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
        even: Floats = (means / lengths).astype(np.float32)
        return even

    def _holds(self) -> Floats:
        """The weight of each word in each point."""
        holds = np.zeros((len(self.points), len(self.words)), np.float32)
        rows = np.repeat(np.arange(len(self.points)), self.at.lengths)
        np.maximum.at(holds, (rows, self.at.at), self.weights[:, 0])
        return holds

    def _say(self) -> None:
        """What the words of each point are beside their meaning."""
        points = self.points
        self.sets = [frozenset(point.words) for point in points]
        self.bigrams = [frozenset(zip(point.words, point.words[1:], strict=False)) for point in points]
        self.fourgrams = [frozenset(zip(*(point.words[i:] for i in range(4)), strict=False)) for point in points]
        self.numbers = [frozenset(word for word in point.words if word[0].isdigit()) for point in points]
        self.numbered = np.array([bool(each) for each in self.numbers], bool)
        self.negated = np.array([point.negated for point in points], bool)

    def _speak(self) -> None:
        """Who says each point: a few voices say all points of a document."""
        places: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self.voice = np.array([places.setdefault((p.names, p.about), len(places)) for p in self.points], np.intp)
        self.voices = [_Voice(frozenset(names), frozenset(n.split()[-1] for n in names)) for names, _ in places]
        self.about = _Lists([[self.column[word] for word in about] for _, about in places])
        common = word_table().common
        rare = [-math.log(common(self.words[place])) / 10 for place in self.about.at]
        self.rare = np.array(rare, np.float32)[:, None]
        self.own = np.array([point.statement is None for point in self.points], bool)
        self.slots = {slot: np.array([getattr(p, slot) or "" for p in self.points], object) for slot in _SLOTS}


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
    alike = np.clip((a.vectors @ b.vectors.T - _FOREIGN) / (_SAME - _FOREIGN), 0, 1)
    same = [(n, b.column[word]) for n, word in enumerate(a.words) if word in b.column]
    rows, cols = np.array(same, np.intp).reshape(-1, 2).T
    alike[rows, cols] = 1.0
    i, j = _worth_a_look(a, b, rows, cols)
    if not len(i):
        return Pairs(i, j, {})
    return Pairs(i, j, _Features(a, b, i, j, alike).all())


def _worth_a_look(a: Side, b: Side, rows: Ints, cols: Ints) -> tuple[Ints, Ints]:
    """The places of pairs, the most alike first; `rows` and `cols` are the words that both documents have."""
    shared = np.minimum(1, a.holds[:, rows]) @ np.minimum(1, b.holds[:, cols]).T
    cosine = a.means @ b.means.T
    look = shared + np.maximum(cosine - 0.3, 0)
    look[(shared < _LEAST_WORDS) & (cosine < _LEAST_COSINE)] = -1
    best = np.argsort(-look, axis=None)[: _PAIRS_A_POINT * min(look.shape)]
    i, j = np.divmod(best, look.shape[1])
    kept = (look[i, j] >= 0) & ~(a.own[i] & b.own[j])
    if a is b:
        kept &= (i < j) & np.array(
            [not a.points[x].span.overlaps(b.points[y].span) for x, y in zip(i, j, strict=True)], bool
        )
    return i[kept], j[kept]


class _Features:
    """The features of the pairs at `i`, `j`; `alike` is how alike each word of `a` is to each of `b`, 0 to 1."""

    def __init__(self, a: Side, b: Side, i: Ints, j: Ints, alike: Floats) -> None:
        self.a, self.b, self.i, self.j, self.alike = a, b, i, j, alike

    def all(self) -> dict[str, Floats]:
        """Every feature by its name."""
        found = {"bias": np.ones(len(self.i), np.float32), **self._words(), **self._exact(), **self._voices()}
        same = found["same_speaker"]
        return found | {"same_covered": found["covered"] * same, "same_mass": found["mass"] * same}

    def _words(self) -> dict[str, Floats]:
        """How much of the one is in the other, whatever its words: the lighter of the two points and the heavier."""
        a, b, i, j = self.a, self.b, self.i, self.j
        best_a, best_b = self._best(a, b, self.alike), self._best(b, a, self.alike.T)
        found_a, found_b = a.at.over(np.add, best_a)[i, j], b.at.over(np.add, best_b)[j, i]
        turned = (a.sums[i] > b.sums[j]) | ((a.sums[i] == b.sums[j]) & (found_a > found_b))
        light, heavy = np.where(turned, b.sums[j], a.sums[i]), np.where(turned, a.sums[i], b.sums[j])
        in_light, in_heavy = np.where(turned, found_b, found_a), np.where(turned, found_a, found_b)
        first, second = self._two_best(best_a)
        return {
            "covered": in_light / light,
            "covering": in_heavy / heavy,
            "both": in_light / light * in_heavy / heavy,
            "mass": np.sqrt(np.minimum(in_light, in_heavy)),
            "left_over": np.log1p(np.maximum(0, light - in_light)),
            "left_over_heavier": np.log1p(np.maximum(0, heavy - in_heavy)),
            "direction": np.einsum("ij,ij->i", a.means[i], b.means[j]),
            "length": np.sqrt(light),
            "first": first[i, j],
            "second": second[i, j],
            "tiny": (np.minimum(a.at.lengths[i], b.at.lengths[j]) < _TINY).astype(np.float32),
        }

    @staticmethod
    def _best(one: Side, other: Side, alike: Floats) -> Floats:
        """For each word of each point of `one`, and each point of `other`: the weight of what is most like it there."""
        most = other.at.over(np.maximum, alike.T[other.at.at])
        weighed: Floats = most.T[one.at.at] * one.weights
        return weighed

    def _two_best(self, best: Floats) -> tuple[Floats, Floats]:
        """The two greatest of each point's words; the second is 0 where there is one word."""
        at = self.a.at
        first = at.over(np.maximum, best)
        is_first = best == np.repeat(first, at.lengths, axis=0)
        second = at.over(np.maximum, np.where(is_first, 0, best))
        return first, np.where(at.over(np.add, is_first.astype(np.float32)) > 1, first, second)

    def _exact(self) -> dict[str, Floats]:
        """What is word for word the same."""
        a, b = self.a, self.b
        bigrams = self._each(lambda i, j: _share(a.bigrams[i], b.bigrams[j]))
        numbered = a.numbered[self.i] & b.numbered[self.j]
        number = self._each(lambda i, j: not a.numbers[i].isdisjoint(b.numbers[j]), numbered)
        return {
            "bigrams": bigrams,
            "run": self._each(lambda i, j: not a.fourgrams[i].isdisjoint(b.fourgrams[j]), bigrams > 0),
            "same_document": np.full(len(self.i), float(a is b), np.float32),
            "number": number,
            "other_number": numbered - number,
            "turned": (a.negated[self.i] != b.negated[self.j]).astype(np.float32),
        }

    def _voices(self) -> dict[str, Floats]:
        a, b, i, j = self.a, self.b, self.i, self.j
        same = self._of_voices(lambda x, y: not x.names.isdisjoint(y.names) or not x.surnames.isdisjoint(y.surnames))
        both = self._of_voices(lambda x, y: bool(x.names and y.names))
        return {
            "same_speaker": same,
            "other_speaker": both * (1 - same),
            "kin": self._kin(),
            "outlet": (a.own[i] != b.own[j]).astype(np.float32),
            "outlet_names": self._each(self._names, a.own[i] != b.own[j]),
            **{f"same_{slot}": self._same(slot) for slot in _SLOTS},
        }

    def _kin(self) -> Floats:
        """How much two speakers share of name, role and side: "the Kremlin", "Kremlin spokesman Dmitry Peskov"."""
        a, b = self.a, self.b
        most = b.about.over(np.maximum, self.alike.T[b.about.at])
        kin = a.about.over(np.maximum, most.T[a.about.at] * a.rare)
        return kin[a.voice[self.i], b.voice[self.j]]

    def _names(self, i: int, j: int) -> bool:
        """Whether the outlet's own words name the other point's speaker."""
        a, b = self.a, self.b
        own, other = (a.sets[i], b.voices[b.voice[j]]) if a.own[i] else (b.sets[j], a.voices[a.voice[i]])
        return not own.isdisjoint(other.surnames)

    def _same(self, slot: str) -> Floats:
        one, other = self.a.slots[slot][self.i], self.b.slots[slot][self.j]
        same: Floats = ((one == other) & (one != "")).astype(np.float32)
        return same

    def _of_voices(self, holds: Callable[[_Voice, _Voice], bool]) -> Floats:
        found = np.array([[holds(x, y) for y in self.b.voices] for x in self.a.voices], np.float32)
        return found[self.a.voice[self.i], self.b.voice[self.j]]

    def _each(self, feature: Callable[[int, int], float], where: Bools | None = None) -> Floats:
        """A feature pair by pair; 0 for those that it is not asked of."""
        found = np.zeros(len(self.i), np.float32)
        asked = np.arange(len(self.i)) if where is None else np.flatnonzero(where)
        places = zip(self.i[asked].tolist(), self.j[asked].tolist(), strict=True)
        found[asked] = [feature(i, j) for i, j in places]
        return found


def _share(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
