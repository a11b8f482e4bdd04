"""Learn how far the tagger's own sureness can be believed: the weights of `onrecord.attribute.confidence`.

    python -m training.confidence CORPUS [--out confidence.json]

CORPUS must be articles that the tagger did not learn from (PolNeAR dev). Logistic regression by Newton's method, the
same each time. Prints how well calibrated it is on articles left out: each fifth is judged by what the others teach.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.attribution import Given, right_ones
from evaluation.calibration import Judged, report
from onrecord import tagger
from onrecord.attribute.confidence import FILE, signs
from onrecord.attribute.links import Tied, lines
from onrecord.attribute.tie import tie_line
from training.corpus import read_corpus

_FOLDS, _STEPS, _DECAY = 5, 50, 1e-3
Floats = NDArray[np.float64]


class Example(NamedTuple):
    """The signs of one attribution, whether it is right, and the number of its article."""

    signs: dict[str, float]
    right: bool
    article: int


def examples(corpus: Path) -> Iterator[Example]:
    """Every attribution that is found in the corpus."""
    for number, article in enumerate(read_corpus(corpus)):
        roles = tagger.load().tag(article.text, article.paragraphs()).roles
        tied = [t for line in lines(article.text, article.paragraphs(), roles) for t in tie_line(line)]
        right = right_ones(article, [_given(t) for t in tied])
        yield from (Example(signs(article.text, t), r, number) for t, r in zip(tied, right, strict=True))


def _given(tied: Tied) -> Given:
    source, cue = ((role.span,) if role else () for role in (tied.source, tied.cue))
    return Given(source, cue, tuple(c.span for c in tied.contents))


def chances(table: Floats, weights: Floats) -> Floats:
    """What a logistic regression says of each row."""
    said: Floats = 1 / (1 + np.exp(-table @ weights))
    return said


def fit(table: Floats, right: Floats) -> Floats:
    """The weights of a logistic regression."""
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        chance = chances(table, weights)
        gradient = table.T @ (chance - right) / len(right) + _DECAY * weights
        curvature = (table * (chance * (1 - chance))[:, None]).T @ table / len(right) + _DECAY * np.eye(len(weights))
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def fit_confidence(corpus: Path, out: Path = FILE) -> None:
    """Write the weights that a corpus teaches, and print how well they hold for articles left out."""
    found = list(examples(corpus))
    table = np.array([list(e.signs.values()) for e in found])
    right = np.array([float(e.right) for e in found])
    fold = np.array([e.article % _FOLDS for e in found])
    judged: list[Judged] = []
    for n in range(_FOLDS):
        left_out = chances(table[fold == n], fit(table[fold != n], right[fold != n]))
        judged += map(Judged, left_out.tolist(), (right[fold == n] == 1).tolist())
    print(report(judged))
    learnt = dict(zip(found[0].signs, fit(table, right).round(4).tolist(), strict=True))
    out.write_text(json.dumps(learnt, indent=1) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    fit_confidence(args.corpus, args.out)


if __name__ == "__main__":
    main()
