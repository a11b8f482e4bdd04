"""Stories annotated by hand: `training/stories.jsonl`, places only; the reports themselves are in ../shared/data.

264 stories of two to five reports, annotated for the project: who annotated saw every point of a story and grouped
those that say the same (LEDGER section 7; polarity does not matter). A line a story: the ids of its reports, and
groups, each with its kind (u utterance, c claim) and its items: the number of the report, start and end in code points
of its text as Onrecord reads it. No report of the stories in ../shared/gold_links or evaluation/stories is among them.
`training.meaning` learnt from the first 72; `python -m training.claims --unseen` measures on the others (of whose 561
reports the tagger has learnt from 23, those of PolNeAR).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.claims import Group, Place, Story, readings
from evaluation.stream import reports_of, write_out
from onrecord.link.points import points
from onrecord.types import Reading

STORIES = Path(__file__).with_name("stories.jsonl")
#: More of ../shared/data that reports are from, beside what `evaluation.stream` reads.
_BASIL = "basil/articles/*/*.json"
_POLNEAR = "polnear/*/text/*.txt"
_OUTLETS = {"hpo": "HuffPost", "nyt": "New York Times", "fox": "Fox News"}
#: The meanings that ship were learnt from the first so many stories.
_LEARNT = 72
_KINDS = {"u": "utterance", "c": "claim"}


def annotated(data: Path, unseen: bool = False) -> Iterator[tuple[Story, list[Reading]]]:
    """The stories that were learnt from, or the others, and the readings of their reports, which takes some minutes.

    `data` is ../shared/data. Raises KeyError where a report is not there.
    """
    reports = {row["id"]: row for row in _reports(data)}
    numbered = list(enumerate(STORIES.read_text(encoding="utf8").splitlines()))
    for number, line in numbered[_LEARNT:] if unseen else numbered[:_LEARNT]:
        story = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            write_out((reports[name] for name in story["articles"]), Path(folder))
            read = list(readings(Path(folder)))
        plain = {(point.name, point.span) for reading in read for point in points(reading) if not point.statement}
        yield Story(str(number), frozenset(story["articles"]), tuple(_groups(story, plain))), read


def _groups(story: Mapping[str, Any], plain: Collection[Place]) -> Iterator[Group]:
    """The groups; `plain` are the places of the outlets' own words."""
    for kind, *items in story["groups"]:
        places = tuple((story["articles"][report], (start, end)) for report, start, end in items)
        yield Group(_KINDS[kind], places, frozenset(n for n, place in enumerate(places) if place in plain), {})


def _reports(data: Path) -> Iterator[dict[str, Any]]:
    yield from reports_of(data)
    for path in sorted(data.glob(_BASIL)):
        row = json.loads(path.read_text(encoding="utf8"))
        text = "\n\n".join(" ".join(paragraph) for paragraph in row["body-paragraphs"])
        outlet = _OUTLETS[row["source"].lower()]
        told = {key: row[key] for key in ("date", "url", "title")}
        yield {"id": f"basil-{path.stem}", "outlet": outlet, "text": text, **told}
    for path in sorted(data.glob(_POLNEAR)):
        outlet, date, _ = path.stem.split("_", 2)
        yield {"id": f"polnear-{path.stem}", "outlet": outlet, "date": date, "text": path.read_text(encoding="utf8")}
