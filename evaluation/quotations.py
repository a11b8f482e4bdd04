"""Press quotations against official transcripts: the same saying or another, and whether in the same words.

`python -m evaluation.quotations [FILE]` reads pairs labelled by hand (`same`, `different`; `unsure` rows are left out)
and prints accuracy, confusion, the wordings told, and the ids of each wrong row.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.floors import Figures
from onrecord.link.quotation import Verdict, same_quotation

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "quote_vs_transcript" / "pairs.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled pair and the verdict on it; `wording` is `identical`, `variant`, or empty for different sayings."""

    ids: str
    same: bool
    wording: str
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether same or different was told rightly."""
        return self.verdict.same == self.same


def rows(path: Path) -> list[Row]:
    """The labelled pairs of a file, judged."""
    records = map(json.loads, path.read_text(encoding="utf8").splitlines())
    return [
        Row(
            f"{record['media_id']} / {record['primary_id']}", record["label"] == "same", record["wording"],
            same_quotation(record["media_quote"], record["primary_sentence"]),
        )
        for record in records
        if record["label"] != "unsure"
    ]  # fmt: skip


def figures(judged: Iterable[Row]) -> Figures:
    """Accuracy of same or different, and of identical or not among the same ones that were found."""
    listed = list(judged)
    worded = [row for row in listed if row.same and row.verdict.same]
    identical = [(row.wording == "identical") == (row.verdict.wording == "identical") for row in worded]
    return {"same_saying": _share([row.right for row in listed]), "identical_wording": _share(identical)}


def measure(folder: Path) -> Figures:
    """The figures of the pairs in a folder."""
    return figures(rows(folder / PAIRS.name))


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def main() -> None:
    """Print figures, confusion and wrong rows."""
    judged = rows(Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
    for name, value in figures(judged).items():
        print(f"{name:<18} " + ("-" if value is None else f"{value:.3f}"))
    majority = max(Counter(row.same for row in judged).values(), default=0) / max(1, len(judged))
    print(f"{'majority':<18} {majority:.3f}   of {len(judged)} rows")
    for (gold, told), count in sorted(Counter((row.same, row.verdict.same) for row in judged).items()):
        print(f"labelled {_name(gold)}, told {_name(told)}: {count}")
    print("wordings:", dict(Counter(row.verdict.wording for row in judged if row.verdict.wording)))
    for row in judged:
        if not row.right:
            print(f"wrong: {row.ids}, labelled {_name(row.same)}, score {row.verdict.score:.2f}")


def _name(same: bool) -> str:
    return "same" if same else "different"


if __name__ == "__main__":
    main()
