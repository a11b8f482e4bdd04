"""The chain: each run and each document is an entry, bound by hash to the entry before, so that none can go unseen."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Literal, NamedTuple

from onrecord.ledger.rows import compact
from onrecord.ledger.tables import ENTRY, insertion, listed

#: What stands as hash before the first entry.
START = "0" * 64
_INSERT = insertion("entry", ENTRY)
_LAST = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1"
_ALL = f"SELECT {listed(ENTRY)} FROM entry ORDER BY seq"  # noqa: S608  # own names


class Entry(NamedTuple):
    """A link of the chain as it is stored; `digest` and `checks` are over the run's or document's rows (digest.py)."""

    seq: int
    kind: Literal["run", "document"]
    run: int
    document: int | None
    at: str
    digest: str
    checks: bytes
    previous: str
    hash: str

    def computed(self) -> str:
        """What the hash must be: sha256 over the other columns as UTF-8 JSON, the checks in hexadecimal."""
        parts = compact([*self[:6], self.checks.hex(), self.previous])
        return hashlib.sha256(parts.encode("utf-8")).hexdigest()


class Link(NamedTuple):
    """What a new entry says, before it has its place in the chain."""

    kind: Literal["run", "document"]
    run: int
    document: int | None
    at: str
    digest: str
    checks: bytes


def append(connection: sqlite3.Connection, link: Link) -> Entry:
    """Adds an entry behind the last one; the caller holds the write lock."""
    last = connection.execute(_LAST).fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, START)
    entry = Entry(seq, *link, previous, "")
    entry = entry._replace(hash=entry.computed())
    connection.execute(_INSERT, entry)
    return entry


def head(connection: sqlite3.Connection) -> str:
    """The hash of the last entry, which stands for the whole ledger; 64 zeros for an empty one."""
    last = connection.execute(_LAST).fetchone()
    return str(last[1]) if last else START


def entries(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """The rows of the chain from the first to the last, one at a time; `Entry(*row)` names their columns."""
    return connection.execute(_ALL)
