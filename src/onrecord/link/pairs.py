"""How alike two points are: the features that a learnt score weighs.

Words are matched softly, by their vectors: "troops" with "soldiers". Numbers, negation and speakers are features of
their own, since vectors cannot tell 1,000 from 2,000 (FACTS: cosine .99). Features are worked out for all pairs of two
documents' points at once, a column each: one by one they took five times as long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.link.side import SLOTS, Floats, Ints, Side, both

Bools = NDArray[np.bool_]
Column = NDArray[Any]
#: Cosines below this are of words with nothing in common; above, likeness grows to 1 at `_SAME`.
_FOREIGN, _SAME = 0.45, 0.95
#: Pairs with less than this much in common, in exact words and in general direction, are not looked at.
_LEAST_WORDS, _LEAST_COSINE = 0.25, 0.45
#: The same for meaning, where it is known, and how much a pair that means the same is worth beside shared words.
_LEAST_MEANING, _MEANT = 0.5, 4.0
#: Of two documents, at most this many pairs for each point of the shorter, the most alike ones.
_PAIRS_A_POINT = 6
#: Points of fewer words are tiny.
_TINY = 4


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
    """The same for one document and several others, which cost little more than one; a column for each feature."""
    cosines = a.vectors @ b.vectors.T
    cosines[both(a.words, b.words)] = np.inf  # one word is like itself, also where the table has no vector for it
    meaning = None if a.meanings is None or b.meanings is None else a.meanings @ b.meanings.T
    i, j = _worth_a_look(a, b, meaning)
    features = _Features(a, b, i, j, cosines).all() if len(i) else {}
    if features and meaning is not None:
        features |= _of_meaning(meaning[i, j], features)
    return Pairs(i, j, features)


def _of_meaning(meaning: Floats, features: Mapping[str, Floats]) -> dict[str, Floats]:
    """How alike two points are in what they mean, and where that counts for more or less."""
    found = {"meaning": meaning, "meaning_squared": meaning**2}
    return found | {f"{name}_meaning": features[name] * meaning for name in ("same_speaker", "covered", "tiny")}


def _worth_a_look(a: Side, b: Side, meaning: Floats | None) -> tuple[Ints, Ints]:
    """The places of pairs, document by document, the most alike first."""
    shared = a.held["words"].shared(b.held["words"])
    cosine = a.means @ b.means.T
    worth = (shared >= _LEAST_WORDS) | (cosine >= _LEAST_COSINE)
    if meaning is not None:
        worth |= meaning >= _LEAST_MEANING
    i, j = np.nonzero(worth)
    look = shared[i, j] + np.maximum(cosine[i, j] - 0.3, 0)
    if meaning is not None:
        look += _MEANT * np.maximum(meaning[i, j] - _LEAST_MEANING, 0)
    order = np.lexsort((-look, b.document[j]))
    i, j = i[order], j[order]
    most = [_PAIRS_A_POINT * min(len(a.points), length) for length in b.lengths]
    found = np.bincount(b.document[j], minlength=len(b.lengths))
    rank = _ranges(np.zeros_like(found), found)
    kept = (rank < np.repeat(most, found)) & ~(a.own[i] & b.own[j])
    # Of one document with itself, each pair once, and none that overlaps.
    kept &= (a.digests[i] != b.digests[j]) | (a.spans[i, 1] <= b.spans[j, 0])
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
        fewer = np.minimum(a.held["bigrams"].sizes[i], b.held["bigrams"].sizes[j])
        numbered = (a.held["numbers"].sizes[i] > 0) & (b.held["numbers"].sizes[j] > 0)
        number = self._shared("numbers")[i, j] > 0
        return {
            "bigrams": self._shared("bigrams")[i, j] / np.maximum(1, fewer),
            "run": self._shared("fourgrams")[i, j] > 0,
            "same_document": a.digests[i] == b.digests[j],
            "number": number,
            "other_number": numbered & ~number,
            "turned": a.negated[i] != b.negated[j],
        }

    def _voices(self) -> dict[str, Column]:
        a, b, i, j = self.a, self.b, self.i, self.j
        one, other = a.voice[i], b.voice[j]
        same = ((self._shared("names") > 0) | (self._shared("surnames") > 0))[one, other]
        outlet = a.own[i] != b.own[j]
        named = np.where(
            a.own[i], self._shared("words", "surnames")[i, other], self._shared("surnames", "words")[one, j]
        )
        return {
            "same_speaker": same,
            "other_speaker": (a.held["names"].sizes[one] > 0) & (b.held["names"].sizes[other] > 0) & ~same,
            "kin": self._kin()[one, other],
            "outlet": outlet,
            "outlet_names": outlet & (named > 0),
            **{f"same_{slot}": self._same(slot) for slot in SLOTS},
        }

    def _shared(self, mine: str, theirs: str | None = None) -> Floats:
        """How much of a kind of things the points or voices of `a` have in common with those of `b`."""
        return self.a.held[mine].shared(self.b.held[theirs or mine])

    def _kin(self) -> Floats:
        """How much two speakers share of name, role and side: "the Kremlin", "Kremlin spokesman Dmitry Peskov"."""
        a, b = self.a.about, self.b.about
        most = b.over(np.maximum, _likeness(self.cosines[np.ix_(a.at, b.at)]).T)
        return a.over(np.maximum, most.T * self.a.rare[:, None])

    def _same(self, slot: str) -> Bools:
        one, other = self.a.slots[slot][self.i], self.b.slots[slot][self.j]
        same: Bools = (one == other) & (one != 0)
        return same


def _best(one: Side, other: Side, i: Ints, j: Ints, cosines: Floats) -> tuple[Floats, Ints]:
    """The weight, for each pair, of what in the other's point is most like each word of the one; and where pairs begin.

    Word after word, pair after pair: the rest of the two documents is not compared.
    """
    words = one.at.lengths[i]
    mine = _ranges(one.at.starts[i], words)
    others = np.repeat(other.at.lengths[j], words)
    theirs = _ranges(np.repeat(other.at.starts[j], words), others)
    cells = cosines.take(np.repeat(one.at.at[mine] * cosines.shape[1], others) + other.at.at[theirs])
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
