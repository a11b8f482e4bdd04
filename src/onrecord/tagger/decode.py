"""From label probabilities to spans: the best legal label sequence, and how sure the model was of each span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from onrecord.tagger.labels import OUTSIDE, forbidden

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
NO_COSTS: Mapping[int, float] = MappingProxyType({})


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    normalised: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised


def best_paths(scores: Sequence[Floats], costs: Mapping[int, float] = NO_COSTS) -> list[Ints]:
    """The best legal label sequence (Viterbi) of each paragraph, given its log probabilities [pieces, labels].

    The best is the most probable one, less `costs` (by label, as logarithms) for each label that begins a stretch.
    Paragraphs are stepped through together, longest first, so that the loop runs once a position, not once a piece.
    """
    if not any(map(len, scores)):
        return [np.zeros(0, dtype=np.intp) for _ in scores]
    order = sorted(range(len(scores)), key=lambda i: -len(scores[i]))
    lengths = [len(scores[i]) for i in order]
    n_labels = scores[0].shape[1]
    padded = np.zeros((len(order), lengths[0], n_labels), dtype=np.float32)
    for row, i in enumerate(order):
        padded[row, : lengths[row]] = scores[i]
    penalty = np.where(forbidden(n_labels), np.float32(-1e4), np.float32(0))
    for label, cost in costs.items():
        penalty[:, label] -= cost
    total = padded[:, 0] + penalty[OUTSIDE]
    back = np.zeros(padded.shape, dtype=np.intp)
    active = len(order)
    for t in range(1, lengths[0]):
        while lengths[active - 1] <= t:
            active -= 1
        step = total[:active, :, None] + penalty
        back[:active, t] = step.argmax(axis=1)
        total[:active] = step.max(axis=1) + padded[:active, t]
    paths: list[Ints] = [np.zeros(0, dtype=np.intp)] * len(order)
    for row, i in enumerate(order):
        paths[i] = _trace(total[row], back[row, : lengths[row]])
    return paths


def _trace(final: Floats, back: Ints) -> Ints:
    path = np.empty(len(back), dtype=np.intp)
    label = int(final.argmax())
    for t in range(len(back) - 1, -1, -1):
        path[t] = label
        label = int(back[t, label])
    return path


def runs(labels: Ints) -> list[tuple[int, int, int]]:
    """(kind, first piece, past the last piece) of every labelled stretch; kind k is begun by label 2k+1."""
    found: list[tuple[int, int, int]] = []
    start: int | None = None
    for i, label in enumerate([*labels.tolist(), OUTSIDE]):
        goes_on = label and label % 2 == 0
        if start is not None and not goes_on:
            found.append(((int(labels[start]) - 1) // 2, start, i))
            start = None
        if label % 2 == 1:
            start = i
    return found
