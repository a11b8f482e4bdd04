"""Linking documents as they are added: the ledger keeps what `link` finds, and neither knows the other."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext

from onrecord.ledger import Added, SqlIndex
from onrecord.types import Reading


class Linking:
    """Links each document that a ledger has just stored, in the same transaction; made for one connection."""

    def __init__(self) -> None:
        self._index: SqlIndex | None = None

    def __call__(self, connection: sqlite3.Connection, added: Added, reading: Reading) -> int:
        """Puts the document's points into claims; returns how many pairs of points were found to be alike."""
        from onrecord.link.linker import add

        self._index = self._index or SqlIndex(connection)
        with nullcontext() if added.previous is None else self._index.replacing(added.document):
            return add(reading, self._index)
