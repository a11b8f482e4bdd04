"""The gate: measure quality on every corpus that is here and compare it with the floors in `floors.toml`.

`python -m evaluation.gate` exits with 1 where a figure is below its floor or a corpus is not the one its floors were
set on. `--raise` lifts floors to what was reached (less a margin); `--lower CORPUS.FIGURE=VALUE --reason "…"` is the
only way down, and the reason stays in the file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import attribution, claims, extraction, geo, ledger, polnear, quotations
from evaluation.floors import FEWER_IS_BETTER, Figures, Floors, digest, read_floors, write_floors
from evaluation.records import read_ledger, to_ledger
from onrecord.export.json import to_dict
from onrecord.pipeline import read
from onrecord.types import RawDocument
from training.corpus import read_corpus

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
FLOORS = HERE / "floors.toml"
#: Figures that get a floor; slots that few statements have move too much with each.
HELD = {
    "statements", "who_said_what", "speaker_accuracy", "content_exact", "in_boilerplate", "quote_type", "act",
    "channel", "addressee", "relay", "time", "places",
    "source_exact", "cue_exact", "attribution", "text", "over_trafilatura", "within_161km", "same_saying",
    "recall", "recall_utterance", "listed", "types",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: where it lies, which of its files count, and how it is measured.

    `margin` is left under a figure when its floor is raised: about what two statements weigh, for the int8 kernels of
    another processor round in another way.
    """

    name: str
    folder: Path
    pattern: str
    measure: Callable[[Path], Figures]
    margin: float

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


def measure_pages(folder: Path) -> Figures:
    """F1 of the main text of pages, and by how much it is above trafilatura's own in this run."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf8"))
    pages = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    ours, theirs = (
        extraction.score([(truth[key]["articleBody"], extract(page)) for key, page in pages.items()]).f1
        for extract in (extraction.our_text, extraction.their_text)
    )
    return {"text": ours, "over_trafilatura": ours - theirs}


def measure_claims(folder: Path) -> Figures:
    """Mean figures of `evaluation.claims` for stories that the weights of claims were fitted on."""
    return dict(claims.means(claims.measure(folder, claims.STORIES)))


def places_of(name: str) -> Corpus:
    """A corpus of place names: `evaluation.geo`, on the outlets that the weights were not learnt from."""
    file = f"{name}.xml.gz"
    return Corpus(name.lower(), geo.CORPORA, file, lambda folder: geo.measure(folder / file), 0.01)


CORPORA = (
    Corpus("own", HERE / "gold", "*.gold.json", measure_ledgers, 0.04),
    Corpus("seed", SHARED / "seed", "*.gold.json", measure_ledgers, 0.15),
    Corpus("gold", SHARED / "gold", "*.gold.json", measure_ledgers, 0.02),
    Corpus("polnear-dev", SHARED / "data" / "polnear" / "dev", "*/*.*", measure_attributions, 0.005),
    Corpus("pages", SHARED / "data" / "extraction" / "scrapinghub", "**/*.*", measure_pages, 0.005),
    Corpus("quotations", quotations.PAIRS.parent, quotations.PAIRS.name, quotations.measure, 0.025),
    Corpus("claims", claims.GOLD, "*.links.json", measure_claims, 0.03),
    *map(places_of, ("lgl", "TR-News", "GeoVirus")),
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
            floors = floors.lifted(corpus.name, digest(corpus.files()), _below(figures, corpus.margin))
        faults += floors.faults(corpus.name, digest(corpus.files()), figures)
    if args.lift:
        write_floors(FLOORS, floors)
    print("\n" + ("\n".join(faults) or "all floors hold"))
    sys.exit(bool(faults))


def _below(figures: Figures, margin: float) -> dict[str, float]:
    """Floors for these figures: less the margin, rounded down; the count that must not rise stays what it is."""
    measured = {name: value for name, value in figures.items() if value is not None and name in HELD}
    return {n: v if n == FEWER_IS_BETTER else max(0.0, int((v - margin) * 1000) / 1000) for n, v in measured.items()}


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
