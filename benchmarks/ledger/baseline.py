"""The least that storing costs here and now: documents as JSON in a bare table of SQLite, committed one by one."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.ledger.clock import Clock, Seconds
from onrecord.export.json import to_json
from onrecord.types import Reading


def store(readings: Iterable[Reading], folder: Path) -> Seconds:
    """Seconds to write the readings, on the disk of `folder` and as safely as a ledger does; nothing is left there."""
    clock = Clock()
    with tempfile.TemporaryDirectory(dir=folder) as made, closing(sqlite3.connect(Path(made) / "bare.db")) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE document (record TEXT)")
        for reading in readings:
            with clock, bare:
                bare.execute("INSERT INTO document VALUES (?)", (to_json(reading, None),))
    return clock.lap()
