"""ClaimDiff (Ko and others 2022): what differences of wording tell of whether claim B strengthens or weakens claim A.

`python -m evaluation.claimdiff [FOLDER]` prints for each simple signal its AUC on test, and F1, accuracy and balanced
accuracy on test of the threshold and direction that were most balanced on train, beside those of "always yes" and of
the majority. The pairs are sentences of two reports on one topic, mostly on other points of it, labelled for what they
do to an argument: little of that is wording, and the figures say how little.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from onrecord.link.forms import told
from onrecord.link.quotation import same_quotation
from onrecord.link.wording import Difference, differences

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "claimdiff"
TASKS = {"strengthen": "ClaimDiff-S/ClaimDiff-strength", "weaken": "ClaimDiff-W/ClaimDiff-weak"}


class Pair(NamedTuple):
    """Two claims, told apart once for all signals."""

    score: float
    length: int
    found: tuple[Difference, ...]


def _side(kind: str, a: bool, b: bool) -> Callable[[Pair], float]:
    """How many differences of a kind have words on the sides asked for."""
    return lambda pair: sum(d.kind == kind and (d.a is not None) == a and (d.b is not None) == b for d in pair.found)


def _words(kinds: tuple[str, ...], side: str) -> Callable[[Pair], float]:
    """How many words of one side are in differences of these kinds."""
    return lambda pair: sum(len(told(getattr(d, side) or "")) for d in pair.found if d.kind in kinds)


SIGNALS: dict[str, Callable[[Pair], float]] = {
    "same saying": lambda pair: pair.score,
    "hedge dropped": _side("hedge", True, False), "hedge added": _side("hedge", False, True),
    "number differs": _side("number", True, True),
    "negation dropped": _side("negation", True, False), "negation added": _side("negation", False, True),
    "words left out": _words(("left_out", "replaced"), "a"), "words added": _words(("added", "replaced"), "b"),
    "words of another order": _words(("order",), "a"), "length of both": lambda pair: pair.length,
}  # fmt: skip


def read_pairs(path: Path) -> tuple[list[Pair], list[bool]]:
    """The pairs of a file and whether each has the relation asked for."""
    listed = json.loads(gzip.decompress(path.read_bytes()))["data"]
    return [_pair(row["claim_a"], row["claim_b"]) for row in listed], [bool(row["relation"]) for row in listed]


@cache
def _pair(a: str, b: str) -> Pair:
    return Pair(same_quotation(a, b).score, len(told(a)) + len(told(b)), differences(a, b))


def auc(values: Sequence[float], gold: Sequence[bool]) -> float:
    """The share of pairs of a yes and a no in which the yes has the higher value; ties count half."""
    yes, no = ([v for v, g in zip(values, gold, strict=True) if g == side] for side in (True, False))
    return sum((y > n) + (y == n) / 2 for y in yes for n in no) / (len(yes) * len(no))


class Reached(NamedTuple):
    """What a rule reached: F1 of the relation, accuracy, and the mean of the accuracies on yes and on no."""

    f1: float
    accuracy: float
    balanced: float


def reached(told_yes: Sequence[bool], gold: Sequence[bool]) -> Reached:
    """The figures of one rule's answers."""
    both = sum(t and g for t, g in zip(told_yes, gold, strict=True))
    neither = sum(not (t or g) for t, g in zip(told_yes, gold, strict=True))
    yes, no = sum(gold), len(gold) - sum(gold)
    return Reached(2 * both / (sum(told_yes) + yes), (both + neither) / len(gold), (both / yes + neither / no) / 2)


def best_rule(values: Sequence[float], gold: Sequence[bool]) -> tuple[float, int]:
    """The threshold and direction that are most balanced; at most some twenty thresholds are tried."""
    ordered = sorted(set(values))
    tried = [(cut, sign) for cut in ordered[:: max(1, len(ordered) // 20)] for sign in (1, -1)]
    return max(tried, key=lambda rule: reached(_apply(rule, values), gold).balanced)


def _apply(rule: tuple[float, int], values: Sequence[float]) -> list[bool]:
    cut, sign = rule
    return [sign * value >= sign * cut for value in values]


def main() -> None:
    """Print both tasks."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for task, stem in TASKS.items():
        (train, gold), (test, truth) = (read_pairs(folder / f"{stem}-{part}.json.gz") for part in ("train", "test"))
        print(f"\n{task}: {len(train)} train, {len(test)} test\n{'':<24}   AUC    F1   acc. balanced")
        _print("always yes", None, reached([True] * len(truth), truth))
        _print("majority of train", None, reached([sum(gold) * 2 > len(gold)] * len(truth), truth))
        for name, signal in SIGNALS.items():
            values = [signal(pair) for pair in test]
            rule = best_rule([signal(pair) for pair in train], gold)
            _print(name, auc(values, truth), reached(_apply(rule, values), truth))


def _print(name: str, area: float | None, figures: Reached) -> None:
    columns = ("-" if value is None else f"{value:.3f}" for value in (area, *figures))
    print(f"{name:<24} " + " ".join(f"{column:>5}" for column in columns))


if __name__ == "__main__":
    main()
