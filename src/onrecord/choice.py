"""A choice among candidates, or none of them, by learnt weights of named features (conditional logistic regression).

`training.choices` fits such weights; a stage keeps them in a JSON file beside its features, by what is chosen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Features = dict[str, float]
Weights = Mapping[str, float]
#: The one feature of choosing none.
NONE = "none"


@cache
def read_weights(file: Path) -> Mapping[str, Weights]:
    """The weights in a file, by what is chosen; read once."""
    loaded: Mapping[str, Weights] = json.loads(file.read_text(encoding="utf8"))
    return loaded


def log_probabilities(learnt: Weights, candidates: Sequence[Features]) -> list[float]:
    """How likely each candidate is the right one, as log probabilities; the last is that none is."""
    scores = [_dot(learnt, features) for features in candidates] + [learnt.get(NONE, 0.0)]
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return [score - total for score in scores]


def _dot(learnt: Weights, features: Features) -> float:
    return sum(learnt.get(name, 0.0) * value for name, value in features.items())
