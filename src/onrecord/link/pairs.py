"""How alike two points are: the features that a learnt score weighs.

Words are matched softly, by their vectors: "injured" with "wounded". Numbers, negation and speakers are features of
their own, since vectors cannot tell 1,000 from 2,000 (FACTS: cosine .99).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.lexicon.vectors import word_table
from onrecord.types.point import Point

Floats = NDArray[np.float32]
#: Cosines below this are of words with nothing in common; above, likeness grows to 1 at `_SAME`.
_FOREIGN, _SAME = 0.45, 0.95
#: Pairs with less than this much in common, in exact words and in general direction, are not looked at.
_LEAST_WORDS, _LEAST_COSINE = 0.25, 0.45
#: Of two documents, at most this many pairs for each point of the shorter, the most alike ones.
_PAIRS_A_POINT = 6


class Side:
    """A document's points, prepared for comparison with another's."""

    def __init__(self, points: Sequence[Point]) -> None:
        table = word_table()
        self.points = points
        self.words = tuple(dict.fromkeys(word for point in points for word in (*point.words, *point.about)))
        at = {word: n for n, word in enumerate(self.words)}
        self.vectors = table.of(self.words)
        self.at = [np.array([at[word] for word in point.words]) for point in points]
        self.about = [np.array([at[word] for word in point.about], int) for point in points]
        self.rare = np.array([-math.log(table.common(word)) for word in self.words], np.float32) / 10
        self.weights = [np.array(point.weights, np.float32) + 1e-6 for point in points]
        self.sets = [frozenset(point.words) for point in points]
        self.bigrams = [frozenset(zip(point.words, point.words[1:], strict=False)) for point in points]
        self.fourgrams = [frozenset(zip(*(point.words[i:] for i in range(4)), strict=False)) for point in points]
        self.numbers = [frozenset(word for word in point.words if word[0].isdigit()) for point in points]
        self.names = [frozenset(point.names) for point in points]
        self.surnames = [_surnames(point) for point in points]
        self.means = self._means()
        self.holds = self._holds()

    def _means(self) -> Floats:
        means = np.zeros((len(self.points), self.vectors.shape[1]), np.float32)
        for row, (at, weights) in enumerate(zip(self.at, self.weights, strict=True)):
            means[row] = weights @ self.vectors[at]
        lengths = np.linalg.norm(means, axis=1, keepdims=True) + 1e-9
        even: Floats = (means / lengths).astype(np.float32)
        return even

    def _holds(self) -> Floats:
        """The weight of each word in each point."""
        holds = np.zeros((len(self.points), len(self.words)), np.float32)
        for row, (at, weights) in enumerate(zip(self.at, self.weights, strict=True)):
            np.maximum.at(holds[row], at, weights)
        return holds


@dataclass(frozen=True, slots=True)
class Pair:
    """Two points by their places in their documents, and the features of the pair."""

    a: int
    b: int
    features: dict[str, float]


def pairs(a: Side, b: Side) -> list[Pair]:
    """The pairs of two documents' points that are worth a look; of one document with itself, each pair once."""
    if not a.points or not b.points:
        return []
    alike = a.vectors @ b.vectors.T
    alike = np.clip((alike - _FOREIGN) / (_SAME - _FOREIGN), 0, 1)
    column = {word: n for n, word in enumerate(b.words)}
    same = [(n, column[word]) for n, word in enumerate(a.words) if word in column]
    for row, col in same:
        alike[row, col] = 1.0
    return [Pair(i, j, _features(a, b, i, j, alike)) for i, j in _worth_a_look(a, b, same)]


def _worth_a_look(a: Side, b: Side, same: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    rows, cols = (list(each) for each in zip(*same, strict=True)) if same else ([], [])
    shared = np.minimum(1, a.holds[:, rows]) @ np.minimum(1, b.holds[:, cols]).T
    cosine = a.means @ b.means.T
    look = shared + np.maximum(cosine - 0.3, 0)
    look[(shared < _LEAST_WORDS) & (cosine < _LEAST_COSINE)] = -1
    most = _PAIRS_A_POINT * min(look.shape)
    for flat in np.argsort(-look, axis=None)[:most]:
        i, j = divmod(int(flat), look.shape[1])
        if look[i, j] < 0:
            return
        if _comparable(a, b, i, j):
            yield i, j


def _comparable(a: Side, b: Side, i: int, j: int) -> bool:
    one, other = a.points[i], b.points[j]
    if one.statement is None and other.statement is None:
        return False
    return a is not b or (i < j and not one.span.overlaps(other.span))


def _features(a: Side, b: Side, i: int, j: int, alike: Floats) -> dict[str, float]:
    sub = alike[np.ix_(a.at[i], b.at[j])]
    best_a, best_b = sub.max(1) * a.weights[i], sub.max(0) * b.weights[j]
    lighter, heavier = sorted(
        ((float(a.weights[i].sum()), float(best_a.sum())), (float(b.weights[j].sum()), float(best_b.sum())))
    )
    mass = min(lighter[1], heavier[1])
    top = sorted(best_a, reverse=True)[:2]
    covers = lighter[1] / lighter[0]
    found = {
        "bias": 1.0,
        "covered": covers,
        "covering": heavier[1] / heavier[0],
        "both": covers * heavier[1] / heavier[0],
        "mass": math.sqrt(mass),
        "left_over": math.log1p(lighter[0] - lighter[1]),
        "left_over_heavier": math.log1p(max(0.0, heavier[0] - heavier[1])),
        "direction": float(a.means[i] @ b.means[j]),
        "length": math.sqrt(lighter[0]),
        "first": float(top[0]),
        "second": float(top[1]) if len(top) > 1 else 0.0,
        "tiny": float(min(len(a.at[i]), len(b.at[j])) < 4),
        "bigrams": _share(a.bigrams[i], b.bigrams[j]),
        "run": float(bool(a.fourgrams[i] & b.fourgrams[j])),
        "same_document": float(a is b),
        **_numbers(a, b, i, j),
        **_voices(a, b, i, j, alike),
    }
    if found["same_speaker"]:
        found |= {"same_covered": covers, "same_mass": found["mass"]}
    return found


def _numbers(a: Side, b: Side, i: int, j: int) -> dict[str, float]:
    one, other = a.numbers[i], b.numbers[j]
    return {
        "number": float(bool(one & other)),
        "other_number": float(bool(one) and bool(other) and not one & other),
        "turned": float(a.points[i].negated != b.points[j].negated),
    }


def _voices(a: Side, b: Side, i: int, j: int, alike: Floats) -> dict[str, float]:
    one, other = a.points[i], b.points[j]
    same = bool(a.names[i] & b.names[j]) or bool(a.surnames[i] & b.surnames[j])
    kin = _kin(a, b, i, j, alike)
    own = (one.statement is None) != (other.statement is None)
    named = bool(a.surnames[i] & b.sets[j]) if other.statement is None else bool(b.surnames[j] & a.sets[i])
    return {
        "same_speaker": float(same),
        "other_speaker": float(bool(one.names) and bool(other.names) and not same),
        "kin": kin,
        "outlet": float(own),
        "outlet_names": float(own and named),
        "same_act": float(one.act is not None and one.act == other.act),
        "same_channel": float(one.channel is not None and one.channel == other.channel),
        "same_addressee": float(one.addressee is not None and one.addressee == other.addressee),
    }


def _kin(a: Side, b: Side, i: int, j: int, alike: Floats) -> float:
    """How much two speakers share of name, role and side: "the Kremlin", "Kremlin spokesman Dmitry Peskov"."""
    if not len(a.about[i]) or not len(b.about[j]):
        return 0.0
    shared = alike[np.ix_(a.about[i], b.about[j])].max(1) * a.rare[a.about[i]]
    return float(shared.max())


def _share(one: frozenset[object], other: frozenset[object]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _surnames(point: Point) -> frozenset[str]:
    """The last words of the speaker's names: how later sentences call a person or a body."""
    return frozenset(name.split()[-1] for name in point.names)
