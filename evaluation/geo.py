"""Where names lie: accuracy within 161 km on corpora of place names, beside the most populous place of the name.

`python -m evaluation.geo [FILE…]` reads corpora of `evaluation.toponyms`. The names are given, so that only the choice
is measured; with `--tagged` they are those that the tagger finds, and a gold name that it misses has no place. Reports
of the outlets that `training.places` has learnt from are left out (`--all` takes them in).
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.toponyms import Report, kilometres, read_reports
from onrecord.clean import clean
from onrecord.lexicon.gazetteer import fold
from onrecord.normalise.context import bare_name
from onrecord.normalise.located import choose
from onrecord.normalise.where import Outlet, meanings, weigh
from onrecord.pipeline import tag
from onrecord.types import Draft, Metadata, RawDocument, Span

CORPORA = Path(__file__).parents[2] / "shared" / "data" / "geo"
Names = Callable[[Report], Iterable[Span]]
#: A hundred miles: the usual measure of the field, "accuracy@161km".
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One gold name: whether the gazetteer holds it, whether a place near the gold one bears it, how far off we are.

    A distance is in kilometres; None where no place was given. `named`: it was among the names given to us.
    """

    held: bool
    reachable: bool
    ours: float | None
    populous: float | None
    named: bool


def is_for_training(report: Report) -> bool:
    """Whether the weights are learnt from this report: half the outlets are for that, and none is on both sides."""
    return report.site != "" and hashlib.sha256(report.site.encode()).digest()[0] % 2 == 0


def trials(report: Report, names: Iterable[Span]) -> Iterator[Trial]:
    """A trial for each gold name with coordinates, when `names` are those that are known as names of places."""
    text = report.text
    known = sorted(set(names))
    weighed = weigh(text, known, Outlet.at(report.site))
    for toponym in report.toponyms:
        if toponym.point is None:
            continue
        name = toponym.span.words(text)
        candidates = meanings(name)
        best, _ = choose(weighed.get(fold(name), ()) if toponym.span in known else ())
        away = [kilometres(toponym.point, (place.latitude, place.longitude)) for place in candidates]
        yield Trial(
            bool(candidates),
            any(distance <= NEAR_KM for distance in away),
            kilometres(toponym.point, (best.latitude, best.longitude)) if best else None,
            away[0] if away else None,  # the most populous is the first
            toponym.span in known,
        )


def gold_names(report: Report) -> list[Span]:
    """The names as the corpus marks them."""
    return [toponym.span for toponym in report.toponyms]


def tagged_names(report: Report) -> list[Span]:
    """The names of places and peoples that the tagger finds, without articles and possessive endings."""
    article, _ = clean(RawDocument("report", report.text.encode(), "text/plain", Metadata(language="en")))
    names = tag(Draft(article)).tagged.names
    return [bare_name(article.text, name.span) for name in names if name.kind in ("state", "place", "group")]


def figures(found: Sequence[Trial]) -> dict[str, float]:
    """Shares of all gold names that have coordinates, and median errors in kilometres of the places that were given."""
    ours, populous = ([distance for distance in column if distance is not None] for column in _columns(found))
    total = len(found)
    return {
        "within_161km": sum(distance <= NEAR_KM for distance in ours) / total,
        "populous_within_161km": sum(distance <= NEAR_KM for distance in populous) / total,
        "held": sum(trial.held for trial in found) / total,
        "reachable": sum(trial.reachable for trial in found) / total,
        "named": sum(trial.named for trial in found) / total,
        "median_km": statistics.median(ours),
        "populous_median_km": statistics.median(populous),
    }


def _columns(found: Sequence[Trial]) -> tuple[list[float | None], list[float | None]]:
    return [trial.ours for trial in found], [trial.populous for trial in found]


def measure(path: Path, names: Names = gold_names, *, everything: bool = False) -> dict[str, float]:
    """The figures of one corpus."""
    reports = [report for report in read_reports(path) if everything or not is_for_training(report)]
    return figures([trial for report in reports for trial in trials(report, names(report))])


def main() -> None:
    """Measure each corpus and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=sorted(CORPORA.glob("*.xml.gz")))
    parser.add_argument("--all", action="store_true", help="also the outlets that the weights were learnt from")
    parser.add_argument("--tagged", action="store_true", help="names as the tagger finds them, not the gold ones")
    args = parser.parse_args()
    for path in args.files:
        print(path.name)
        for name, value in measure(path, tagged_names if args.tagged else gold_names, everything=args.all).items():
            print(f"  {name:<22} {value:8.3f}")


if __name__ == "__main__":
    main()
