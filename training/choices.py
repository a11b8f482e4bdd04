"""Fitting `onrecord.choice`: weights that make the right ones of many candidates likely.

Gradient descent from zero over all choices at once: the same each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.choice import NONE

_STEPS, _RATE, _DECAY = 400, 0.1, 1e-3


class Choice(NamedTuple):
    """Candidates: their features, and which of them is right (their number: none).

    Where it is known beforehand that one is right, `open` is false: such a choice teaches nothing of none.
    """

    features: list[dict[str, float]]
    right: int
    open: bool = True


def fit(made: Sequence[Choice]) -> dict[str, float]:
    """Weights by feature that make the right candidates likely."""
    names = [*sorted({name for choice in made for features in choice.features for name in features}), NONE]
    column = {name: n for n, name in enumerate(names)}
    width = max(len(choice.features) for choice in made) + 1
    table = np.zeros((len(made), width, len(names)), np.float32)
    absent = np.ones((len(made), width), bool)
    for row, choice in enumerate(made):
        for n, features in enumerate([*choice.features, *([{NONE: 1.0}] if choice.open else [])]):
            absent[row, n] = False
            for name, value in features.items():
                table[row, n, column[name]] = value
    right = np.array([choice.right for choice in made])
    found = _descend(table, absent, right)
    return {name: round(float(w), 4) for name, w in zip(names, found, strict=True)}


def _descend(table: NDArray[np.float32], absent: NDArray[np.bool_], right: NDArray[np.int_]) -> NDArray[np.float32]:
    """Adam over the whole table."""
    weights = np.zeros(table.shape[2], np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    wanted = table[np.arange(len(right)), right].mean(0)
    for step in range(1, _STEPS + 1):
        scores = table @ weights
        scores[absent] = -np.inf
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        gradient = np.einsum("rc,rcf->f", chances, table) / len(right) - wanted + _DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


