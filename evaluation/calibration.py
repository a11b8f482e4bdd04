"""How far confidence can be believed: `python -m evaluation.calibration DIR`, DIR in PolNeAR's form.

For each tenth of the scale: how many attributions have such a confidence, their mean confidence, and how many are
right. The expected calibration error is the mean distance of the two, weighted by how many there are (Guo et al. 2017).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from evaluation.attribution import right_ones
from evaluation.polnear import all_attributions
from training.corpus import read_corpus

_BINS = 10


class Judged(NamedTuple):
    """A confidence, and whether what had it is right."""

    confidence: float
    right: bool


class Bin(NamedTuple):
    """What has about the same confidence."""

    size: int
    confidence: float
    right: float


def reliability(judged: Sequence[Judged]) -> list[Bin]:
    """The bins that hold anything, by rising confidence."""
    held: list[list[Judged]] = [[] for _ in range(_BINS)]
    for each in judged:
        held[min(_BINS - 1, int(each.confidence * _BINS))].append(each)
    return [Bin(len(b), fmean(j.confidence for j in b), fmean(j.right for j in b)) for b in held if b]


def expected_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error, 0 (as sure as right) to 1."""
    return sum(b.size * abs(b.confidence - b.right) for b in reliability(judged)) / len(judged)


def report(judged: Sequence[Judged]) -> str:
    """The reliability curve as a table, and the error under it."""
    rows = [f"{b.size:>6} {b.confidence:>11.3f} {b.right:>6.3f}" for b in reliability(judged)]
    return "\n".join([" count  confidence  right", *rows, f"expected calibration error {expected_error(judged):.3f}"])


def judge(corpus: Path) -> Iterator[Judged]:
    """Every attribution that is found in a corpus."""
    for article in read_corpus(corpus):
        found = all_attributions(article.text)
        for attribution, right in zip(found, right_ones(article, found), strict=True):
            yield Judged(attribution.score, right)


def main() -> None:
    """Print the reliability of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder in PolNeAR's form")
    print(report(list(judge(parser.parse_args().corpus))))


if __name__ == "__main__":
    main()
