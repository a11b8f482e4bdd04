"""The least that storing costs here and now: documents as JSON in a bare table of SQLite, committed one by one."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Self

from benchmarks.ledger.clock import Clock
from onrecord.export.json import to_json
from onrecord.types import Reading


class Bare:
    """A bare table on the disk of `folder`, as safe as a ledger; it is gone when the `with` block ends."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.stored = 0
        self._folder = tempfile.TemporaryDirectory(dir=folder)
        self._table = sqlite3.connect(Path(self._folder.name) / "bare.db")
        self._table.execute("PRAGMA journal_mode = WAL")
        self._table.execute("PRAGMA synchronous = FULL")
        self._table.execute("CREATE TABLE document (record TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._table.close()
        self._folder.cleanup()

    def store(self, reading: Reading) -> None:
        """Writes a document, and counts its time."""
        with self.clock, self._table:
            self._table.execute("INSERT INTO document VALUES (?)", (to_json(reading, None),))
        self.stored += 1
