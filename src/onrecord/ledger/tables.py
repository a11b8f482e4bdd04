"""The columns that make up the record of one document, in the order in which they are written, read and digested.

The lists are part of the format: the digests of every ledger are over these columns, so that a later migration adds
tables, or columns that are not listed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Value, ...]
#: The rows of one document by table.
Rows: TypeAlias = dict[str, list[Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": (
        "id", "digest", "name", "url", "outlet", "title", "byline", "published", "language", "text", "text_sha256",
        "sentences", "raw", "raw_sha256", "media_type", "stated",
        "otherwise", "origin", "captured", "previous", "run", "added",
    ),
    "raw": ("id", "sha256", "bytes", "data_sha256"),
    "block": ("document", "n", "start", "end", "kind"),
    "entity": ("id", "document", "name_in_document", "name", "type", "role", "side", "wikidata", "who"),
    "alias": ("entity", "n", "name"),
    "place": (
        "id", "document", "n", "name", "canonical", "kind", "country", "latitude", "longitude", "gazetteer", "rule",
        "confidence", "reason", "spans",
    ),
    "statement": (
        "id", "document", "name", "words", "speaker_name", "source_words", "speaker", "quote_type", "act", "addressee",
        "target", "channel", "time", "time_start", "time_end", "hedged", "negated", "parent", "confidence", "evidence",
    ),
    "span": ("statement", "part", "n", "start", "end"),
    "relay": ("statement", "n", "entity"),
    "quantity": ("id", "statement", "n", "low", "high", "approximate", "unit", "start", "end", "written"),
    "statement_place": ("statement", "n", "name", "place"),
    "issue": ("document", "n", "stage", "message", "start", "end"),
}  # fmt: skip
#: Those that every document brings new rows to; its bytes may be here already.
TABLES = tuple(table for table in COLUMNS if table != "raw")
RUN = ("id", "started", "version", "model", "options")
ENTRY = ("seq", "kind", "run", "document", "at", "digest", "checks", "previous", "hash")
#: Tables whose rows hang on a row of another, and the column by which they do.
_PARENTS = {
    "alias": "entity", "span": "statement", "relay": "statement", "quantity": "statement",
    "statement_place": "statement",
}  # fmt: skip
#: Tables with a trigger to a full-text index. SQLite guards a statement that fires one by a savepoint, at which FTS5
#: writes out what it holds: rows that have a statement each become a segment of the index each, to be merged later.
_INDEXED = ("statement", "quantity")
#: Rows of one statement, well within the parameters that SQLite allows (https://sqlite.org/limits.html).
_TOGETHER = 100
_KEYS = {"span": "statement, part, n", "statement": "id", "entity": "id", "document": "id", "raw": "id"}


def listed(columns: tuple[str, ...], table: str = "") -> str:
    """The columns as SQL has them; `end` is a word of SQL's own."""
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def insertion(table: str, columns: tuple[str, ...], rows: int = 1) -> str:
    """The statement that inserts so many rows."""
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({listed(columns)}) VALUES {', '.join([row] * rows)}"  # noqa: S608  # own names


def insertions(table: str, rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Statements that insert the rows of a document, each with what `executemany` is to be given."""
    columns = COLUMNS[table]
    if table not in _INDEXED:
        yield insertion(table, columns), rows
        return
    for first in range(0, len(rows), _TOGETHER):
        some = rows[first : first + _TOGETHER]
        yield insertion(table, columns, len(some)), [tuple(chain.from_iterable(some))]


def selection(table: str) -> str:
    """The statement that gives the rows of one document, given by its local id, in the order of their keys."""
    columns = listed(COLUMNS[table], table)
    if table == "raw":
        source, where = "document JOIN raw ON raw.id = document.raw", "document.id"
    elif parent := _PARENTS.get(table):
        source, where = f"{parent} JOIN {table} ON {table}.{parent} = {parent}.id", f"{parent}.document"
    else:
        source, where = table, "id" if table == "document" else "document"
    keys = _KEYS.get(table) or f"{_PARENTS.get(table, 'document')}, n"
    order = ", ".join(f"{table}.{key}" for key in keys.split(", "))
    return f"SELECT {columns} FROM {source} WHERE {where} = ? ORDER BY {order}"  # noqa: S608  # own names


SELECTIONS = {table: selection(table) for table in COLUMNS}
