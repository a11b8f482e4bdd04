"""The columns that make up the record of one document, in the order in which they are written, read and digested.

The lists are part of the format: the digests of every ledger are over these columns, so that a later migration adds
tables, or columns that are not listed here.
"""

from __future__ import annotations

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
RUN = ("id", "started", "version", "model", "options")
ENTRY = ("seq", "kind", "run", "document", "at", "digest", "checks", "previous", "hash")
#: Tables whose rows hang on a row of another, and the column by which they do.
_PARENTS = {
    "alias": "entity", "span": "statement", "relay": "statement", "quantity": "statement",
    "statement_place": "statement",
}  # fmt: skip
_KEYS = {"span": "statement, part, n", "statement": "id", "entity": "id", "document": "id", "raw": "id"}


def listed(columns: tuple[str, ...], table: str = "") -> str:
    """The columns as SQL has them; `end` is a word of SQL's own."""
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{column}"' for column in columns)


def insertion(table: str, columns: tuple[str, ...]) -> str:
    """The statement that inserts one row."""
    return f"INSERT INTO {table} ({listed(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608  # own names


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


INSERTIONS = {table: insertion(table, columns) for table, columns in COLUMNS.items() if table != "raw"}
SELECTIONS = {table: selection(table) for table in COLUMNS}
