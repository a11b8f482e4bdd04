"""The label sets of the encoder's heads, and the transitions between labels that make sense."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: The parts of an attribution (PolNeAR's terms).
ROLES = ("source", "cue", "content")
#: Names, times and numbers. Groups of people by nation, faith or party ("Russian", "Republicans") are `group`;
#: `state` is a place with a government (country, region, city), `place` any other location or building.
NAMES = ("person", "organisation", "state", "place", "group", "time", "number")
OUTSIDE = 0


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """`O` and then `B-` and `I-` of each kind: label 2k+1 begins kind k, label 2k+2 goes on with it."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


ROLE_LABELS, NAME_LABELS = bio(ROLES), bio(NAMES)

#: What beginning a label costs beside its probability, as a logarithm. Where the model wavers about the middle of a
#: content, its likeliest labels cut it in two; at this price it stays whole (training/EXPERIMENTS.md has the trial).
ROLE_COSTS = {ROLE_LABELS.index("B-content"): 2.0}


def forbidden(n_labels: int) -> NDArray[np.bool_]:
    """A square table that is true where label j may not follow label i: inside must follow its own begin or inside."""
    table = np.zeros((n_labels, n_labels), dtype=bool)
    for inside in range(2, n_labels, 2):
        table[:, inside] = True
        table[[inside - 1, inside], inside] = False
    return table
