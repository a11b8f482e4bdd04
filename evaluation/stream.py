"""Claims in a ledger of many matters: `python -m evaluation.stream DATA [--words-only]`; DATA is ../shared/data.

Stories that were put together by hand do not show what goes wrong among reports of anything. Here 546 reports, most of
one war but of other days and matters, go into one ledger. Of the pairs of tellings that it linked across reports, 400
were drawn at random and read by eye (`stream.json`: the reports' ids, and places in their texts as Onrecord reads
them): `y` both say the same, `n` they do not, `p` an editor could argue. Which of them are linked today, and how many
of those are right? They were drawn when meanings were compared and documents that are little alike not yet doubted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from evaluation.claims import Place, meets
from evaluation.floors import Figures
from onrecord.api import AddOptions, Stored, add, compare_ledger
from onrecord.types import Claim

JUDGED = Path(__file__).with_name("stream.json")
#: The collections of ../shared/data with a report a line.
_LINES = ("ukraine2022/*.jsonl.gz", "allsides_conflict/*.jsonl.gz")
Pair: TypeAlias = tuple[Place, Place]


def reports_of(data: Path) -> Iterator[dict[str, Any]]:
    """The reports of the collections in ../shared/data, as JSON articles."""
    for path in chain.from_iterable(sorted(data.glob(pattern)) for pattern in _LINES):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            yield from map(json.loads, lines)


def write_out(reports: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Writes a file a report into a folder."""
    for report in reports:
        (folder / f"{report['id']}.json").write_text(json.dumps(report), encoding="utf8")


def judged() -> tuple[frozenset[str], list[tuple[Pair, str]]]:
    """The names of the reports, and pairs of tellings with what was thought of them."""
    held = json.loads(JUDGED.read_text(encoding="utf8"))
    names = held["reports"]
    return frozenset(names), [
        (((names[a], (start, end)), (names[b], (begin, stop))), verdict)
        for a, start, end, b, begin, stop, verdict in held["pairs"]
    ]


def linked(claims: Iterable[Claim]) -> set[Pair]:
    """Pairs of tellings of two reports that claims link, that of the report whose name comes first before the other."""
    found: set[Pair] = set()
    for claim in claims:
        places = [(member.name, (member.span.start, member.span.end)) for member in claim.members]
        for a, b in (sorted((places[link.a], places[link.b])) for link in claim.links):
            if a[0] != b[0]:
                found.add((a, b))
    return found


def figures(found: Collection[Pair], pairs: Iterable[tuple[Pair, str]]) -> Figures:
    """How many pairs are linked, the share of those read that are, of these that are right, of right ones that are."""
    all_, kept = Counter[str](), Counter[str]()
    for pair, verdict in pairs:
        a, b = sorted(pair)
        all_[verdict] += 1
        kept[verdict] += any(meets(a, x) and meets(b, y) for x, y in found)
    share = 1 / max(1, kept.total())
    return {
        "links": float(len(found)),
        "linked": kept.total() / all_.total(),
        "right": kept["y"] * share,
        "right_or_arguable": (kept["y"] + kept["p"]) * share,
        "right_ones_linked": kept["y"] / all_["y"],
    }


def measure(data: Path, words_only: bool = False) -> Figures:
    """The figures of a ledger made of the reports, which takes some minutes. Raises KeyError where one is not there."""
    names, pairs = judged()
    with tempfile.TemporaryDirectory() as scratch:
        folder, ledger = Path(scratch) / "reports", Path(scratch) / "stream.db"
        folder.mkdir()
        write_out((report for report in reports_of(data) if report["id"] in names), folder)
        stored = list(add([str(folder)], ledger, AddOptions(words_only=words_only)))
        if missing := names - {outcome.name for outcome in stored if isinstance(outcome, Stored)}:
            raise KeyError(f"{data}: not there or not read: {', '.join(sorted(missing)[:3])}")
        return figures(linked(compare_ledger(ledger).claims), pairs)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.stream", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder ../shared/data")
    parser.add_argument("--words-only", action="store_true", help="compare by words alone")
    args = parser.parse_args()
    for name, value in measure(args.data, args.words_only).items():
        print(f"{name:18} {value:.3f}")


if __name__ == "__main__":
    main()
