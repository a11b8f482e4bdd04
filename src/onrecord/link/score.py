"""How likely two points say the same: a learnt weighing of what they have in common.

Logistic regression, fitted by `training.claims` on stories annotated by hand; the weights are `weights.json`: those for
words alone, and those for words with meanings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.link.pairs import all_pairs
from onrecord.link.scope import of_other_things
from onrecord.link.side import Floats, Side, has_meanings
from onrecord.types.point import Point, Scored

_WEIGHTS = Path(__file__).with_name("weights.json")
#: Pairs less likely than this are forgotten: even several of them would not make a claim.
FLOOR = 0.1
#: So many documents are compared in one go; with long ones, that takes some ten megabytes for a moment.
_AT_ONCE = 16


def scored(own: Sequence[Point], others: Sequence[Sequence[Point]], floor: float = FLOOR) -> Iterator[Scored]:
    """The pairs of a document's points with those of others that are at least `floor` likely to say the same.

    Points whose shares or sums are all of other things are no pair. Documents are compared by meaning where both have
    theirs, whatever the rest has.
    """
    a = Side([own])
    meant = [other for other in others if has_meanings(other)]
    plain = [other for other in others if not has_meanings(other)]
    for each in (*_batches(meant), *_batches(plain)):
        b = Side(each)
        found = all_pairs(a, b)
        chances = likelihood(found.features, len(found.a))
        for n in np.flatnonzero(chances >= floor).tolist():
            one, other = a.points[found.a[n]], b.points[found.b[n]]
            if not of_other_things(one, other):
                yield Scored(one, other, round(float(chances[n]), 4))


def _batches(documents: Sequence[Sequence[Point]]) -> Iterator[Sequence[Sequence[Point]]]:
    return (documents[at : at + _AT_ONCE] for at in range(0, len(documents), _AT_ONCE))


def likelihood(features: Mapping[str, Floats], pairs: int) -> Floats:
    """The probabilities, 0 to 1, that the points of so many pairs with these features say the same."""
    if not pairs:
        return np.zeros(0, np.float32)
    weights = _weights()["meaning" if "meaning" in features else "words"]
    learnt = np.array([weights.get(name, 0.0) for name in features], np.float32)
    total = learnt @ np.array(list(features.values()))
    chances: Floats = (1 / (1 + np.exp(-total))).astype(np.float32)
    return chances


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: Mapping[str, Mapping[str, float]] = json.loads(_WEIGHTS.read_text(encoding="utf8"))
    return loaded
