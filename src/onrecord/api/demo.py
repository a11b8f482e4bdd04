"""The report that comes with Onrecord: an invented war between invented countries."""

from __future__ import annotations

import json
from importlib.resources import files

from onrecord.api.read import read_document
from onrecord.api.report import Report
from onrecord.api.stated import metadata
from onrecord.types import RawDocument

NAME = "dornhal"


def read_demo() -> Report:
    """Reads the bundled report."""
    folder = files("onrecord.data") / "demo"
    stated = metadata(**json.loads((folder / f"{NAME}.json").read_text("utf-8")))
    return read_document(RawDocument(NAME, (folder / f"{NAME}.txt").read_bytes(), "text/plain", stated), NAME)
