"""Fitting `onrecord.choice`: weights that make the right ones of many candidates likely.

Gradient descent from zero over all choices at once: the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.choice import NONE, Features

_STEPS, _RATE, DECAY = 400, 0.1, 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates: their features, and which of them is right (their number: none).

    `none` are the features of choosing none; empty where one is known to be right, so that nothing is learnt of none.
    """

    features: list[Features]
    right: int
    none: Features = field(default_factory=lambda: {NONE: 1.0})


def fit(made: Sequence[Choice], decay: float = DECAY) -> Features:
    """Weights by feature that make the right candidates likely; `decay` pulls them to zero."""
    names = sorted({name for choice in made for features in (*choice.features, choice.none) for name in features})
    column = {name: n for n, name in enumerate(names)}
    width = max(len(choice.features) for choice in made) + 1
    table = np.zeros((len(made), width, len(names)), np.float32)
    absent = np.ones((len(made), width), bool)
    for row, choice in enumerate(made):
        for n, features in enumerate([*choice.features, *([choice.none] if choice.none else [])]):
            absent[row, n] = False
            for name, value in features.items():
                table[row, n, column[name]] = value
    right = np.array([choice.right for choice in made])
    found = _descend(table, absent, right, decay)
    return {name: round(float(w), 4) for name, w in zip(names, found, strict=True)}


def _descend(
    table: NDArray[np.float32], absent: NDArray[np.bool_], right: NDArray[np.int_], decay: float
) -> NDArray[np.float32]:
    """Adam over the whole table."""
    weights = np.zeros(table.shape[2], np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    wanted = table[np.arange(len(right)), right].mean(0)
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        scores[absent] = -np.inf
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        gradient = np.einsum("rc,rcf->f", chances, table) / len(right) - wanted + decay * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights
