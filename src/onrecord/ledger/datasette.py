"""What Datasette needs to show a ledger well: titles, facets, descriptions of columns, ready questions."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def datasette_metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for a ledger; `name` is what Datasette calls it: its file's name without the ending."""
    metadata: dict[str, Any] = json.loads((files("onrecord.ledger") / "datasette.json").read_text("utf-8"))
    metadata["databases"] = {name: metadata["databases"]["onrecord"]}
    return metadata
