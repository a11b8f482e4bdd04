"""Fit the weights of `onrecord.link.score`: `python -m training.claims [--held-out | --unseen DATA] [--words-only]`.

Learns from stories annotated by hand (`evaluation.claims`): those of ../shared/gold_links and of evaluation/stories.
Every pair of points that is worth a look, and that no rule settles, is an example; it is right where the points overlap
two items of one group.
`--held-out` writes nothing: it says for each story how well weights from the others rank its pairs, and what the
claims are worth that they make. `--unseen` says what claims of the weights that ship are worth on 192 more stories,
from which neither meanings nor links were learnt (`training.stories`); DATA is ../shared/data.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from evaluation.claims import GOLD, OWN, STORIES, Story, line, overlap, read_story, readings
from evaluation.claims import score as score_claims
from onrecord.api import compare
from onrecord.link import score
from onrecord.link.linker import prepared
from onrecord.link.pairs import pairs
from onrecord.link.scope import of_other_things
from onrecord.link.side import Side
from onrecord.meaning import load
from onrecord.types import Reading
from onrecord.types.point import Meanings, Point
from training.stories import annotated

WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "link" / "weights.json"
#: Newton's steps; after a dozen nothing moves. A pull to zero on standardised features, as little as leaves no doubt.
_STEPS, _DECAY = 25, 3.0
Floats = NDArray[np.float64]
Examples = tuple[list[Mapping[str, float]], NDArray[np.bool_]]


def main() -> None:
    """Fit and write the weights, or print how well they do on stories that they were not fitted on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="hold out each story in turn; write nothing")
    parser.add_argument("--unseen", type=Path, help="measure on stories not learnt from; write nothing")
    parser.add_argument("--words-only", action="store_true", help="measure as compare --words-only does")
    args = parser.parse_args()
    if args.unseen:
        _print(unseen(args.unseen, args.words_only))
        return
    golds = [*sorted(GOLD.glob("*.links.json")), *sorted(OWN.glob("*.links.json"))]
    stories = [read_story(path) for path in golds]
    read = {story.name: list(readings(STORIES / story.name)) for story in stories}
    if args.held_out:
        _print(held_out(stories, read, args.words_only))
        return
    weights = {
        table: fit([examples(story, read[story.name], meanings) for story in stories])
        for table, meanings in (("words", None), ("meaning", load()))
    }
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf8")


def unseen(data: Path, words_only: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of what `compare` makes of stories from which neither meanings nor links were learnt."""
    for story, read in annotated(data, unseen=True):
        figures = score_claims(story, compare(read, words_only=words_only).claims).figures()
        del figures["types"]  # nobody has annotated links there
        yield story.name, figures


def held_out(
    stories: Sequence[Story], read: Mapping[str, Sequence[Reading]], words_only: bool
) -> Iterator[tuple[str, dict[str, float]]]:
    """For each story, how well weights from the others rank its pairs, and the figures of the claims they make."""
    meanings, table = (None, "words") if words_only else (load(), "meaning")
    made = {story.name: examples(story, read[story.name], meanings) for story in stories}
    for story in stories:
        weights = fit([each for name, each in made.items() if name != story.name])
        with patch.object(score, "_weights", {table: weights}.copy):
            claims = compare(read[story.name], words_only=words_only).claims
        figures = {"average precision": _average_precision(weights, *made[story.name])}
        yield story.name, figures | score_claims(story, claims).figures()


def _print(found: Iterator[tuple[str, dict[str, float]]]) -> None:
    """Each story's figures as they come, and the mean of each figure over the stories that have it."""
    told: dict[str, list[float]] = {}
    for name, figures in found:
        print(line(name, figures), flush=True)
        for key, value in figures.items():
            told.setdefault(key, []).append(value)
    print(line("mean", {key: sum(values) / len(values) for key, values in told.items()}))


def examples(story: Story, read: Sequence[Reading], meanings: Meanings | None) -> Examples:
    """The pairs of a story's points with their features, and which of them gold puts into one group."""
    told = (reading for reading in read if reading.article.name in story.articles)
    sides = [Side([prepared(reading, meanings)[0]]) for reading in told]
    features: list[Mapping[str, float]] = []
    found: list[bool] = []
    for a, b in combinations_with_replacement(sides, 2):
        groups = [[items(story, point) for point in side.points] for side in (a, b)]
        for pair in pairs(a, b):
            if of_other_things(a.points[pair.a], b.points[pair.b]):  # a rule settles these
                continue
            features.append(pair.features)
            found.append(right(groups[0][pair.a], groups[1][pair.b]))
    return features, np.array(found)


def items(story: Story, point: Point) -> dict[int, int]:
    """The gold groups that a point stands in, each with the item that it overlaps."""
    return {
        n: k
        for n, group in enumerate(story.groups)
        for k, (article, span) in enumerate(group.items)
        if article == point.name and overlap(point.span, span)
    }


def right(one: Mapping[int, int], other: Mapping[int, int]) -> bool:
    """Whether two points, given by their gold groups and items, are two items of one group."""
    return any(n in other and other[n] != item for n, item in one.items())


def fit(made: Sequence[Examples]) -> dict[str, float]:
    """Logistic regression by Newton's method; a story with many pairs counts for more, but not in proportion."""
    names = sorted({name for features, _ in made for each in features for name in each})
    table = np.concatenate([_table(features, names) for features, _ in made])
    wanted = np.concatenate([r for _, r in made]).astype(float)
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
        gradient = scaled.T @ (share * (chance - wanted)) + decay @ weights
        curvature = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled + decay
        weights -= np.linalg.solve(curvature, gradient)
    found = weights / spread
    found[names.index("bias")] -= (found * mean).sum()
    return {name: round(float(weight), 4) for name, weight in zip(names, found, strict=True)}


def _table(features: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[each.get(name, 0.0) for name in names] for each in features])


def _average_precision(
    weights: Mapping[str, float], features: Sequence[Mapping[str, float]], wanted: NDArray[np.bool_]
) -> float:
    scores = [sum(weights[name] * value for name, value in each.items()) for each in features]
    ranked = wanted[np.argsort(-np.array(scores), kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precision[ranked].mean())


if __name__ == "__main__":
    main()
