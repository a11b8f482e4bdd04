"""Reading a ledger: its documents and runs in the order in which they were added, and each document as it was read."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.ledger.chain import head
from onrecord.ledger.claims import WAITS
from onrecord.ledger.restore import to_raw, to_reading
from onrecord.ledger.tables import SELECTIONS, Rows
from onrecord.types import InputError, RawDocument, Reading


class Listed(NamedTuple):
    """A document without its text: its local id, its id as everywhere, what it is, and when it was added by which run.

    `previous` is the local id of the version before; `statements` their number; `run` the local id of the run.
    """

    id: int
    digest: str
    name: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    previous: int | None
    run: int
    added: str
    statements: int


class RunListed(NamedTuple):
    """A run, and how many documents it added; `options` as JSON."""

    id: int
    started: str
    version: str
    model: str
    options: str
    documents: int


class Size(NamedTuple):
    """How much a ledger holds, and the hash of its chain's head."""

    documents: int
    runs: int
    entries: int
    head: str


_DOCUMENTS = (
    "SELECT id, digest, name, url, outlet, title, published, previous, run, added,"
    " (SELECT count(*) FROM statement WHERE statement.document = document.id) FROM document"
)
_OF_IDS = f"{_DOCUMENTS} WHERE digest IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608  # words of ours
_RUNS = (
    "SELECT id, started, version, model, options, (SELECT count(*) FROM document WHERE document.run = run.id)"
    " FROM run ORDER BY id"
)
#: As many hexadecimal digits of an id as are taken for one: fewer may well be a name.
_SHORTEST_ID = 8


def size(connection: sqlite3.Connection) -> Size:
    """How much a ledger holds."""
    counts = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM run), (SELECT count(*) FROM entry)"
    documents, runs, entries = connection.execute(counts).fetchone()
    return Size(documents, runs, entries, head(connection))


def documents(connection: sqlite3.Connection, run: int | None = None) -> Iterator[Listed]:
    """Every document, or those of one run, in the order of adding."""
    where, given = ("", ()) if run is None else (" WHERE run = ?", (run,))
    return map(Listed._make, connection.execute(f"{_DOCUMENTS}{where} ORDER BY id", given))


def texts(connection: sqlite3.Connection, digests: Iterable[str]) -> list[tuple[Listed, str]]:
    """The documents of these ids with their texts, in the order of adding."""
    listed = connection.execute(_OF_IDS, (json.dumps(list(digests)),))
    told = "SELECT text FROM document WHERE id = ?"
    return [(one, connection.execute(told, (one.id,)).fetchone()[0]) for one in map(Listed._make, listed.fetchall())]


def outlets_of(connection: sqlite3.Connection, digests: Iterable[str]) -> list[str]:
    """The outlets of the documents of these ids; where one is not known, the document's id stands for it."""
    listed = connection.execute(_OF_IDS, (json.dumps(list(digests)),))
    return [one.outlet or one.digest for one in map(Listed._make, listed.fetchall())]


def unlinked(connection: sqlite3.Connection) -> list[Listed]:
    """The documents that are in no index of claims, without those that a newer version has replaced."""
    return list(map(Listed._make, connection.execute(f"{_DOCUMENTS} WHERE {WAITS} ORDER BY id")))


def runs(connection: sqlite3.Connection) -> Iterator[RunListed]:
    """Every run from the first to the last."""
    return map(RunListed._make, connection.execute(_RUNS))


def versions(connection: sqlite3.Connection, url: str) -> list[Listed]:
    """The documents at a URL, the oldest first."""
    return list(map(Listed._make, connection.execute(f"{_DOCUMENTS} WHERE url = ? ORDER BY id", (url,))))


def find(connection: sqlite3.Connection, wanted: str) -> list[Listed]:
    """The documents that are called so: by URL, by name, or by their id or its first eight digits or more."""
    low = wanted.lower()
    is_id = len(low) >= _SHORTEST_ID and not set(low) - set("0123456789abcdef")
    past = f"{low}g" if is_id else ""  # behind every id that begins so
    where = "WHERE url = ? OR name = ? OR (digest >= ? AND digest < ?) ORDER BY id"
    found = connection.execute(f"{_DOCUMENTS} {where}", (wanted, wanted, low, past))
    return list(map(Listed._make, found))


def rows_of(connection: sqlite3.Connection, document: int) -> Rows:
    """The rows of one document, given by its local id, of every table that belongs to it."""
    return {table: connection.execute(select, (document,)).fetchall() for table, select in SELECTIONS.items()}


def reading(connection: sqlite3.Connection, document: int) -> Reading:
    """The document of a local id as it was read. Raises InputError where there is none."""
    rows = rows_of(connection, document)
    if not rows["document"]:
        raise InputError(f"document {document}: not in this ledger")
    return to_reading(rows)


def readings(connection: sqlite3.Connection) -> Iterator[tuple[Listed, Reading]]:
    """Every document with its reading, in the order of adding; one is in memory at a time."""
    return ((one, reading(connection, one.id)) for one in documents(connection))


def raw_document(connection: sqlite3.Connection, document: int) -> RawDocument | None:
    """The input that a document was made of; None where its bytes were not kept."""
    found = connection.execute(
        "SELECT document.*, raw.data FROM document JOIN raw ON raw.id = document.raw WHERE document.id = ?", (document,)
    )
    names = [column[0] for column in found.description]
    row = found.fetchone()
    if row is None:
        return None
    named = dict(zip(names, row, strict=True))
    return to_raw(named, zlib.decompress(named.pop("data")))
