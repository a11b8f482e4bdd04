"""The gate: measure quality on every corpus that is here and compare it with the floors in `floors.toml`.

`python -m evaluation.gate` exits with 1 where a figure is below its floor or a corpus is not the one its floors were
set on. `--raise` lifts floors to what was reached (less a margin); `--lower CORPUS.FIGURE=VALUE --reason "…"` is the
only way down, and the reason stays in the file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import attribution, ledger, polnear
from evaluation.floors import FEWER_IS_BETTER, Figures, Floors, digest, read_floors, write_floors
from evaluation.records import read_ledger, to_ledger
from onrecord.export.json import to_dict
from onrecord.pipeline import read
from onrecord.types import RawDocument
from training.corpus import read_corpus

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.toml"
#: Left under a figure when a floor is raised to it: the int8 kernels of another CPU round in another way.
MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: where it lies, which of its files count, and how it is measured."""

    name: str
    folder: Path
    pattern: str
    measure: Callable[[Path], Figures]

    def files(self) -> list[Path]:
        """What the figures depend on."""
        return sorted(self.folder.glob(self.pattern))


def measure_ledgers(folder: Path) -> Figures:
    """Figures of `evaluation.ledger` for the whole read of gold reports."""
    golds = sorted(folder.glob("*.gold.json"))
    raws = [RawDocument(path.name.removesuffix(".gold.json"), path.read_bytes(), "application/json") for path in golds]
    predicted = [to_ledger(raw.name, to_dict(read(raw))) for raw in raws]
    return ledger.score(zip(map(read_ledger, golds), predicted, strict=True)).figures()


def measure_attributions(folder: Path) -> Figures:
    """Figures of `evaluation.attribution` for the tagger's own attributions."""
    articles = read_corpus(folder)
    return attribution.figures(attribution.score((a, polnear.attributions(a.text)) for a in articles))


CORPORA = (
    Corpus("own", HERE / "gold", "*.gold.json", measure_ledgers),
    Corpus("seed", SHARED / "seed", "*.gold.json", measure_ledgers),
    Corpus("gold", SHARED / "gold", "*.gold.json", measure_ledgers),
    Corpus("polnear-dev", SHARED / "data" / "polnear" / "dev", "*/*.*", measure_attributions),
)


def show(corpus: Corpus, figures: Figures, floors: Floors) -> None:
    """Print the figures of a corpus beside their floors."""
    print(f"\n{corpus.name}: {len(corpus.files())} files")
    for name, value in figures.items():
        reached = "-" if value is None else f"{value:.3f}"
        floor = floors.of(corpus.name).get(name)
        print(f"  {name:<18} {reached:>7}" + ("" if floor is None else f"   floor {floor:.3f}"))


def main() -> None:
    """Measure, show, and hold the floors."""
    args = _arguments()
    floors = read_floors(FLOORS)
    if args.lower:
        write_floors(FLOORS, floors.lowered(args.lower, args.reason))
        return
    faults = []
    for corpus in CORPORA:
        if not corpus.files():
            print(f"\n{corpus.name}: not here, left out")
            continue
        figures = corpus.measure(corpus.folder)
        show(corpus, figures, floors)
        if args.lift:
            floors = floors.lifted(corpus.name, digest(corpus.files()), _below(figures))
        faults += floors.faults(corpus.name, digest(corpus.files()), figures)
    if args.lift:
        write_floors(FLOORS, floors)
    print("\n" + ("\n".join(faults) or "all floors hold"))
    sys.exit(bool(faults))


def _below(figures: Figures) -> dict[str, float]:
    """Floors for these figures: rounded down, less the margin; what must be zero stays what it is."""
    measured = {name: value for name, value in figures.items() if value is not None}
    return {n: v if n == FEWER_IS_BETTER else max(0.0, int((v - MARGIN) * 1000) / 1000) for n, v in measured.items()}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is reached now")
    parser.add_argument("--lower", metavar="CORPUS.FIGURE=VALUE", help="lower one floor; needs --reason")
    parser.add_argument("--reason", help="why the floor goes down")
    args = parser.parse_args()
    if bool(args.lower) != bool(args.reason):
        parser.error("--lower and --reason go together")
    return args


if __name__ == "__main__":
    main()
