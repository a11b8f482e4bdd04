"""Where a world's templates come from: a folder of reports or of their JSON, or the project's own reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord import api
from onrecord.export.json_in import from_json
from onrecord.types import InputError, Reading

_ROOT = Path(__file__).parents[2]
#: Written for the project, about invented people: nothing in a world of the defaults is anybody's news.
_OWN = ("src/onrecord/data/demo/dornhal.txt", "evaluation/gold", "tests/cases/reports")


def load(folder: Path | None = None) -> list[Reading]:
    """The Readings of a folder: of `onrecord read --format json` as they are, all other reports read with the model.

    Without a folder, the project's own reports. Raises InputError where nothing in it can be read.
    """
    made = list(_json_results(folder)) if folder else []
    if made:
        return made
    inputs = [str(folder)] if folder else [str(_ROOT / path) for path in _OWN]
    reports = [outcome for outcome in api.read_inputs(inputs) if isinstance(outcome, api.Report)]
    if not reports:
        raise InputError(f"{', '.join(inputs)}: no report to make a world of; name a folder with reports or their JSON")
    return [report.reading for report in reports]


def _json_results(folder: Path) -> Iterator[Reading]:
    """What a reader wrote; a folder of articles has none."""
    for path in sorted(folder.glob("*.json")):
        text = path.read_text("utf-8")
        if "statements" in json.loads(text) and "document" in json.loads(text):
            yield from_json(text, path.name)
