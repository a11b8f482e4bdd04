"""How likely two points say the same: a learnt weighing of what they have in common.

Logistic regression, fitted by `training.claims` on stories annotated by hand; the weights are `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from onrecord.link.pairs import Side, pairs
from onrecord.types.point import Scored

_WEIGHTS = Path(__file__).with_name("weights.json")
#: Pairs less likely than this are forgotten: even several of them would not make a claim.
FLOOR = 0.1


def scored(a: Side, b: Side, floor: float = FLOOR) -> Iterator[Scored]:
    """The pairs of two documents' points that are at least `floor` likely to say the same."""
    for pair in pairs(a, b):
        chance = likelihood(pair.features)
        if chance >= floor:
            yield Scored(a.points[pair.a], b.points[pair.b], round(chance, 4))


def likelihood(features: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the points of a pair with these features say the same."""
    learnt = _weights()
    return 1 / (1 + math.exp(-sum(learnt.get(name, 0.0) * value for name, value in features.items())))


@cache
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf8"))
    return loaded
