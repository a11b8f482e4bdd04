"""Fit the weights of `onrecord.link.score`: `python -m training.claims [--held-out]`.

Learns from stories annotated by hand (`evaluation.claims`): those of ../shared/gold_links and of evaluation/stories.
Every pair of points that is worth a look, and that no rule settles, is an example; it is right where the points overlap
two items of one group.
`--held-out` writes nothing: it says for each story how well weights from the others rank its pairs, and what the
claims are worth that they make.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from evaluation.claims import GOLD, OWN, STORIES, Story, overlap, read_story, readings
from evaluation.claims import score as score_claims
from onrecord.api import compare
from onrecord.link import score
from onrecord.link.pairs import Pair, pairs
from onrecord.link.points import points
from onrecord.link.scope import of_other_things
from onrecord.link.side import Side
from onrecord.types import Reading
from onrecord.types.point import Point

WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "link" / "weights.json"
#: Newton's steps; after a dozen nothing moves. A pull to zero on standardised features, as little as leaves no doubt.
_STEPS, _DECAY = 25, 3.0
Floats = NDArray[np.float64]
Examples = tuple[list[Mapping[str, float]], NDArray[np.bool_]]


def main() -> None:
    """Fit and write the weights, or print how well they do on stories that they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="hold out each story in turn; write nothing")
    golds = [*sorted(GOLD.glob("*.links.json")), *sorted(OWN.glob("*.links.json"))]
    stories = [read_story(path) for path in golds]
    read = {story.name: list(readings(STORIES / story.name)) for story in stories}
    made = {story.name: examples(story, read[story.name]) for story in stories}
    if parser.parse_args().held_out:
        for story in stories:
            weights = fit([each for name, each in made.items() if name != story.name])
            figures = held_out(story, read[story.name], weights)
            precision = _average_precision(weights, *made[story.name])
            told = " ".join(f"{key} {value:.3f}" for key, value in figures.items())
            print(f"{story.name:36} average precision {precision:.3f}; claims: {told}")
        return
    WEIGHTS.write_text(json.dumps(fit(list(made.values())), indent=1) + "\n", encoding="utf8")


def held_out(story: Story, read: Sequence[Reading], weights: Mapping[str, float]) -> dict[str, float]:
    """The figures of `evaluation.claims` for a story's claims, as these weights make them."""
    with patch.object(score, "_weights", lambda: weights):
        return score_claims(story, compare(read).claims).figures()


def examples(story: Story, read: Sequence[Reading]) -> Examples:
    """The pairs of a story's points with their features, and which of them gold puts into one group."""
    sides = [Side([points(reading)]) for reading in read if reading.article.name in story.articles]
    features: list[Mapping[str, float]] = []
    right: list[bool] = []
    for a, b in combinations_with_replacement(sides, 2):
        groups = [[_items(story, point) for point in side.points] for side in (a, b)]
        for pair in pairs(a, b):
            if of_other_things(a.points[pair.a], b.points[pair.b]):  # a rule settles these
                continue
            features.append(pair.features)
            right.append(_is_right(pair, groups))
    return features, np.array(right)


def _items(story: Story, point: Point) -> dict[int, int]:
    """The gold groups that a point stands in, each with the item that it overlaps."""
    return {
        n: k
        for n, group in enumerate(story.groups)
        for k, (article, span) in enumerate(group.items)
        if article == point.name and overlap(point.span, span)
    }


def _is_right(pair: Pair, groups: Sequence[Sequence[dict[int, int]]]) -> bool:
    one, other = groups[0][pair.a], groups[1][pair.b]
    return any(n in other and other[n] != item for n, item in one.items())


def fit(made: Sequence[Examples]) -> dict[str, float]:
    """Logistic regression by Newton's method; a story with many pairs counts for more, but not in proportion."""
    names = sorted({name for features, _ in made for each in features for name in each})
    table = np.concatenate([_table(features, names) for features, _ in made])
    right = np.concatenate([r for _, r in made]).astype(float)
    share = np.concatenate([np.full(len(r), 1 / np.sqrt(max(1, r.sum()))) for _, r in made])
    share *= len(share) / share.sum()
    mean, spread = table.mean(0), table.std(0)
    constant = spread == 0  # the bias: it is neither centred nor pulled to zero
    mean[constant], spread[constant] = 0.0, 1.0
    scaled = (table - mean) / spread
    weights = np.zeros(len(names))
    decay = np.diag(np.where(constant, 1e-9, _DECAY))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (share * (chance - right)) + decay @ weights
        curvature = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled + decay
        weights -= np.linalg.solve(curvature, gradient)
    found = weights / spread
    found[names.index("bias")] -= (found * mean).sum()
    return {name: round(float(weight), 4) for name, weight in zip(names, found, strict=True)}


def _table(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[each.get(name, 0.0) for name in names] for each in features])


def _average_precision(
    weights: Mapping[str, float], features: Sequence[Mapping[str, float]], right: NDArray[np.bool_]
) -> float:
    scores = [sum(weights[name] * value for name, value in each.items()) for each in features]
    ranked = right[np.argsort(-np.array(scores), kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


if __name__ == "__main__":
    main()
