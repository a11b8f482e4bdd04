"""Whether one document's rows are what was recorded, and what they repeat of each other still agrees."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator

from onrecord.ledger.chain import Entry
from onrecord.ledger.digest import Altered, altered, digest_now
from onrecord.ledger.fault import Fault
from onrecord.ledger.inside import outside
from onrecord.ledger.restore import to_raw, to_reading
from onrecord.ledger.rows import Firsts, Kept, Provenance, to_rows
from onrecord.ledger.tables import COLUMNS, Rows
from onrecord.types import InputError

_RAW = "SELECT sha256, bytes, data_sha256, data FROM raw WHERE id = ?"
_BEFORE = "SELECT max(id) FROM document WHERE url = ? AND id < ?"


def document_faults(connection: sqlite3.Connection, entry: Entry, rows: Rows) -> Iterator[Fault]:
    """Everything that is not as recorded in the document of an entry, given by its rows."""
    name = str(rows["document"][0][COLUMNS["document"].index("name")])
    if digest_now(rows) == entry.digest:
        yield from (_fault(one, rows, name, entry) for one in _contradictions(connection, rows, entry))
    else:
        found = list(altered(rows, entry.checks)) or [Altered("document", None, (), "altered; it cannot be told where")]
        yield from (_fault(one, rows, name, entry) for one in found)
    if rows["raw"]:
        yield from _raw_faults(connection, rows, name, entry)


def _fault(one: Altered, rows: Rows, name: str, entry: Entry) -> Fault:
    statement, item = _whose(one, rows)
    column = ", ".join(one.columns) or None
    return Fault(one.problem, one.table, entry.seq, name, statement, item, column)


def _whose(one: Altered, rows: Rows) -> tuple[str | None, str | None]:
    """The statement, and the other thing, that a row belongs to, by name."""
    if one.row is None:
        return None, None
    named = dict(zip(COLUMNS[one.table], rows[one.table][one.row], strict=True))
    if one.table == "statement":
        return str(named["name"]), None
    if "statement" in named:
        part = f"{named.get('part', one.table)} {named['n']}"
        return _name_of("statement", "name", named["statement"], rows), part
    if one.table == "entity":
        return None, f"entity {named['name_in_document']}"
    if one.table == "alias":
        return None, f"entity {_name_of('entity', 'name_in_document', named['entity'], rows)}"
    return None, f"{one.table} {named['n']}" if "n" in named else None


def _name_of(table: str, column: str, number: object, rows: Rows) -> str:
    at = COLUMNS[table].index(column)
    return next((str(row[at]) for row in rows[table] if row[0] == number), f"of the local id {number}")


def _contradictions(connection: sqlite3.Connection, rows: Rows, entry: Entry) -> Iterator[Altered]:
    """What does not follow from the rest: the rows are made again from the reading that they hold, and compared."""
    try:
        reading = to_reading(rows)
        again = to_rows(reading, _provenance(connection, rows, entry), _firsts(rows))
    except (ValueError, KeyError, TypeError, InputError) as error:
        yield Altered("document", None, (), f"its rows are no reading ({type(error).__name__}: {error})")
        return
    yield from (Altered("document", None, (), problem) for problem in outside(reading))
    for table, columns in COLUMNS.items():
        if len(rows[table]) != len(again[table]):
            yield Altered(table, None, (), f"{len(rows[table])} rows, where {len(again[table])} follow from the rest")
            continue
        for n, (row, other) in enumerate(zip(rows[table], again[table], strict=True)):
            wrong = tuple(c for c, a, b in zip(columns, row, other, strict=True) if a != b)
            if wrong:
                yield Altered(table, n, wrong, "contradicts the text or the rest of the record")


def _provenance(connection: sqlite3.Connection, rows: Rows, entry: Entry) -> Provenance:
    named = dict(zip(COLUMNS["document"], rows["document"][0], strict=True))
    before = connection.execute(_BEFORE, (named["url"], named["id"])).fetchone()[0] if named["url"] else None
    kept = Kept(*rows["raw"][0]) if rows["raw"] else None  # type: ignore[arg-type]  # the schema is strict
    raw = to_raw(named, b"") if named["media_type"] else None
    sha256 = kept.sha256 if kept else named["raw_sha256"]
    return Provenance(entry.run, entry.at, raw, sha256, kept, before)  # type: ignore[arg-type]  # as above


def _firsts(rows: Rows) -> Firsts:
    """The local ids that the tables begin with in this document; they count on from there."""
    return Firsts(*(rows[table][0][0] if rows[table] else 0 for table in Firsts._fields))  # type: ignore[arg-type]


def _raw_faults(connection: sqlite3.Connection, rows: Rows, name: str, entry: Entry) -> Iterator[Fault]:
    sha256, size, data_sha256, data = connection.execute(_RAW, (rows["raw"][0][0],)).fetchone()
    if hashlib.sha256(data).hexdigest() != data_sha256:
        yield Fault("the kept bytes are not those that were stored", "raw", entry.seq, name, column="data")
        return
    try:
        whole = zlib.decompressobj().decompress(data, size + 1)  # no more, whatever the bytes would swell to
    except zlib.error as error:
        yield Fault(f"the kept bytes cannot be unpacked ({error})", "raw", entry.seq, name, column="data")
        return
    if len(whole) != size or hashlib.sha256(whole).hexdigest() != sha256:
        yield Fault("the kept bytes are not those of the digest", "raw", entry.seq, name, column="data")
