"""Fit the weights by which `onrecord.normalise.where` chooses a place: `python -m training.places FILE…`.

FILEs are corpora of `evaluation.toponyms`. It learns from the reports of half the outlets (`is_for_training`) and
leaves the other half to `evaluation.geo`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.geo import NEAR_KM, is_for_training
from evaluation.toponyms import Report, kilometres, read_reports
from onrecord.lexicon.gazetteer import fold
from onrecord.normalise.where import FILE, Outlet, describe

#: The context of a name depends on the weights, so that both are settled in turn; they move no more after these.
TURNS = 4
STEPS = 400
RATE = 0.3
#: A pull towards 0 for each weight, against weights that a few reports decide.
DECAY = 0.002
#: The context is first weighed by people alone.
START: Mapping[str, float] = {"people": 1.0}
Floats = NDArray[np.float64]
Example = tuple[Floats, NDArray[np.bool_]]


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reports = [report for path in parser.parse_args().files for report in read_reports(path) if is_for_training(report)]
    weights = START
    for turn in range(TURNS):
        names, examples = _examples(reports, weights)
        fitted, loss = fit(examples, len(names))
        weights = dict(zip(names, fitted.tolist(), strict=True))
        print(f"turn {turn + 1}: {len(examples)} names of {len(reports)} reports, loss {loss:.4f}")
    rounded = {name: round(value, 3) for name, value in sorted(weights.items())}
    FILE.write_text(json.dumps({"made by": "training.places", "weights": rounded}, indent=1) + "\n", encoding="utf8")


def fit(examples: Sequence[Example], width: int) -> tuple[Floats, float]:
    """Weights under which the right candidates are likeliest, and the mean negative log of their probability."""
    weights, loss = np.zeros(width), 0.0
    velocity = np.zeros(width)
    for _ in range(STEPS):
        slope, loss = DECAY * weights, 0.0
        for seen, right in examples:
            scores = seen @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            good = likely * right
            loss -= float(np.log(good.sum())) / len(examples)
            slope -= (good / good.sum() - likely) @ seen / len(examples)
        velocity = 0.9 * velocity - RATE * slope
        weights = weights + velocity
    return weights, loss


def _examples(reports: Sequence[Report], weights: Mapping[str, float]) -> tuple[list[str], list[Example]]:
    found = [pair for report in reports for pair in _choices(report, weights)]
    names = sorted({name for seen, _ in found for one in seen for name in one})
    index = {name: i for i, name in enumerate(names)}
    examples = []
    for seen, right in found:
        table = np.zeros((len(seen), len(names)))
        for row, one in enumerate(seen):
            for name, value in one.items():
                table[row, index[name]] = value
        examples.append((table, np.array(right)))
    return names, examples


def _choices(report: Report, weights: Mapping[str, float]) -> Iterator[tuple[list[dict[str, float]], list[bool]]]:
    """What speaks for the candidates of each name that has right and wrong ones, and which are right."""
    spans = [toponym.span for toponym in report.toponyms]
    described = describe(report.text, spans, Outlet.at(report.site), weights)
    done = set()
    for toponym in report.toponyms:
        key = fold(toponym.span.words(report.text))
        if toponym.point is None or key in done or key not in described:
            continue
        done.add(key)
        point = toponym.point
        right = [kilometres(point, (place.latitude, place.longitude)) <= NEAR_KM for place, _ in described[key]]
        if any(right) and not all(right):
            yield [seen for _, seen in described[key]], right


if __name__ == "__main__":
    main()
