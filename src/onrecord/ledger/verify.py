"""Proves that a ledger is as it was written: recomputes every digest, offset and link of the chain from what is stored.

What it cannot prove: a ledger that was rewritten as a whole, or cut at its end, is in itself as good as another. That
needs a hash of its head that was noted elsewhere (docs/decisions/0009-ledger.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from os import PathLike

from onrecord.ledger.chain import START, Entry, entries
from onrecord.ledger.connect import check_search_index, connect_read_only
from onrecord.ledger.digest import checks, digest_now, run_altered, run_checks, run_digest
from onrecord.ledger.fault import Fault
from onrecord.ledger.read import rows_of
from onrecord.ledger.tables import COLUMNS, RUN, Row, Rows, listed
from onrecord.ledger.verify_claims import claim_faults
from onrecord.ledger.verify_document import document_faults

_RUN = f"SELECT {listed(RUN)} FROM run WHERE id = ?"  # noqa: S608  # own names
#: What belongs to no entry: put in beside `add`, or left when its entry was taken out.
_STRAYS = {
    "document": "SELECT name FROM document WHERE id NOT IN (SELECT document FROM entry WHERE document IS NOT NULL)",
    "run": "SELECT started FROM run WHERE id NOT IN (SELECT run FROM entry WHERE kind = 'run')",
    "raw": "SELECT sha256 FROM raw WHERE id NOT IN (SELECT raw FROM document WHERE raw IS NOT NULL)",
}


def verify(
    path: str | PathLike[str], noted: str | None = None, step: Callable[[], object] = lambda: None
) -> Iterator[Fault]:
    """Every fault in the ledger at `path`, none where it is as written; one document is in memory at a time.

    `noted` is the hash of an earlier head: the entry that bears it must still be there. `step` is called after each
    entry. Raises InputError where there is no ledger.
    """
    with closing(connect_read_only(path)) as connection:
        # Bytes that are no UTF-8 become visible signs: a fault to be named like any other.
        connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
        for part in (_file, lambda c: _chain(c, noted, step), _strays, claim_faults):
            try:
                yield from part(connection)
            except sqlite3.DatabaseError as error:
                yield Fault(f"SQLite cannot read it further ({_brief(error)})", "file")
    if problem := check_search_index(path):
        yield Fault(problem, "index")


def _file(connection: sqlite3.Connection) -> Iterator[Fault]:
    """SQLite's own checks of the file's structure, its constraints and its references."""
    for (problem,) in connection.execute("PRAGMA integrity_check"):
        if problem != "ok":
            yield Fault(" ".join(str(problem).split()), "file")
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault(f"a row refers to a row of {parent} that is not there", str(table))


def _chain(connection: sqlite3.Connection, noted: str | None, step: Callable[[], object]) -> Iterator[Fault]:
    """Each entry, its place behind the one before, and what it is over."""
    seq, previous, found = 0, START, noted in (None, START)
    for row in entries(connection):
        entry = Entry(*row)
        yield from _gap(entry, seq)
        yield from _entry(connection, entry, previous)
        seq, previous, found = entry.seq, entry.hash, found or entry.hash == noted
        step()
    if not found:
        yield Fault(f"no entry has the noted head {noted}: the chain was cut or made anew", "entry")


def _gap(entry: Entry, before: int) -> Iterator[Fault]:
    gone = entry.seq - before - 1
    if gone:
        yield Fault(f"{gone} gone from right before this one", "entry", entry.seq)


def _entry(connection: sqlite3.Connection, entry: Entry, previous: str) -> Iterator[Fault]:
    rows = rows_of(connection, entry.document) if entry.document is not None else {}
    run = connection.execute(_RUN, (entry.run,)).fetchone()
    if entry.computed() != entry.hash:
        entry, column = _mended(connection, entry, previous, (rows, run))
        yield Fault("altered", "entry", entry.seq, column=column)
        if column == "document" and entry.document is not None:
            rows = rows_of(connection, entry.document)
    if entry.previous != previous:
        yield Fault("does not bear the hash of the entry before: that was altered, or one was taken out or put in",
                    "entry", entry.seq, column="previous")  # fmt: skip
    if entry.kind == "run":
        yield from _run(entry, run)
    elif not rows.get("document"):
        yield Fault("its document is gone", "document", entry.seq)
    else:
        yield from document_faults(connection, entry, rows)


def _mended(connection: sqlite3.Connection, entry: Entry, previous: str, stored: tuple[Rows, Row]) -> tuple[Entry, str]:
    """The entry as it must have been, and the column that was altered: the one whose right value makes the hash fit."""
    for column, value in _right_values(connection, entry, previous, stored):
        mended = Entry(**entry._asdict() | {column: value})
        if mended.computed() == entry.hash:
            return mended, column
    return entry, "hash"


def _right_values(
    connection: sqlite3.Connection, entry: Entry, previous: str, stored: tuple[Rows, Row]
) -> Iterator[tuple[str, object]]:
    """What each column should hold, as far as the rest of the ledger tells."""
    rows, run = stored
    yield "previous", previous
    for kind in ("run", "document"):
        yield "kind", kind
    yield from (("seq", entry.seq + one) for one in (-1, 1))
    if entry.kind == "run":
        if run:
            yield from (("digest", run_digest(run)), ("checks", run_checks(run)), ("at", run[RUN.index("started")]))
        yield from (
            ("run", number) for (number,) in connection.execute("SELECT id FROM run WHERE started = ?", (entry.at,))
        )
        yield "document", None
        return
    if rows.get("document"):
        own = dict(zip(COLUMNS["document"], rows["document"][0], strict=True))
        yield from (("digest", digest_now(rows)), ("checks", checks(rows)), ("at", own["added"]), ("run", own["run"]))
    for (number,) in connection.execute("SELECT id FROM document WHERE added = ?", (entry.at,)):
        yield "document", number


def _run(entry: Entry, run: Row | None) -> Iterator[Fault]:
    if run is None:
        yield Fault("its run is gone", "run", entry.seq)
    elif run_digest(run) != entry.digest:
        columns = ", ".join(column for one in run_altered(run, entry.checks) for column in one.columns)
        yield Fault("altered", "run", entry.seq, item=f"run {entry.run}", column=columns or None)


def _strays(connection: sqlite3.Connection) -> Iterator[Fault]:
    for table, select in _STRAYS.items():
        for (name,) in connection.execute(select):
            yield Fault("in no entry of the chain: it was put in by other means, or its entry was taken out",
                        table, document=name if table == "document" else None,
                        item=None if table == "document" else f"{table} {name}")  # fmt: skip


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
