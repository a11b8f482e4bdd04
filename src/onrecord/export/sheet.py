"""CSV for spreadsheets and data frames: one row a statement, and back. No cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from onrecord.export.table import COLUMNS, rows
from onrecord.export.words import encodable
from onrecord.types import InputError, Reading

#: Excel takes a file for UTF-8 only with this before it; pandas, polars and DuckDB pass it over.
BYTE_ORDER_MARK = "\ufeff"
#: A place where a program may see the beginning of a cell: the cell's own, and after what some split at (Excel at ";"
#: where the comma is the decimal sign), past quotation marks and blanks, before a character that begins a formula
#: (OWASP, "CSV Injection", with the full-width forms). An apostrophe there makes it text.
_BEGINS = r"(?:\A|(?<=[;\t\r\n]))"
_FORMULA = r"['\" ]*[=+\-@\t\r\n＝＋－＠]"
#: So is the empty text kept apart from nothing, which is an empty cell.
_BARE = r"'*\Z"
_AT_RISK = re.compile(rf"{_BEGINS}(?={_FORMULA})|\A(?={_BARE})")
_DEFUSED = re.compile(rf"{_BEGINS}'(?={_FORMULA})|\A'(?={_BARE})")


def to_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """The rows of the statements as CSV (RFC 4180) with a byte-order mark and a header: pieces of text to be joined.

    Columns are those of `table.COLUMNS`. Dates are ISO 8601, flags `true` and `false`, lists JSON arrays (empty ones
    an empty cell), nothing is an empty cell, `confidence` has four digits as in JSON. `defused` says what is done to
    text. Raises InputError for text that UTF-8 cannot hold.
    """
    yield BYTE_ORDER_MARK + _lines([COLUMNS])
    for reading in readings:
        lines = _lines([_cell(row[column]) for column in COLUMNS] for row in rows(reading))
        yield encodable(lines, reading.article.name)


def from_csv(text: str) -> list[dict[str, Any]]:
    """The rows that `to_csv` wrote, as `table.rows` gives them. Raises InputError where the columns are others."""
    lines = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True)
    if next(lines, None) != list(COLUMNS):
        raise InputError("CSV: its columns are not those of a table of statements; give one that onrecord wrote")
    try:
        return [_row(cells) for cells in lines]
    except (csv.Error, ValueError) as error:
        raise InputError(f"CSV: line {lines.line_num}: {error}; was it altered by another program?") from None


def defused(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for the beginning of a formula."""
    return _AT_RISK.sub("'", text)


def restored(text: str) -> str:
    """The text that `defused` was given."""
    return _DEFUSED.sub("", text)


def _lines(table: Iterable[Iterable[str]]) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows(table)
    return lines.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None | []:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return str(round(value, 4))
        case list():
            return defused(json.dumps(value, ensure_ascii=False))
        case str():
            return defused(value)
        case _:
            return str(value)


#: How a cell becomes a value again, by the kind of its column.
_READ: dict[str, Callable[[str], Any]] = {
    "text": restored,
    "date": date.fromisoformat,
    "list": lambda cell: json.loads(restored(cell)),
    "flag": lambda cell: bool(["false", "true"].index(cell.lower())),  # Excel writes TRUE
    "number": float,
    "offset": int,
}


def _row(cells: list[str]) -> dict[str, Any]:
    pairs = zip(COLUMNS.items(), cells, strict=True)
    return {column: _READ[kind](cell) if cell else _nothing(kind) for (column, kind), cell in pairs}


def _nothing(kind: str) -> list[str] | None:
    return [] if kind == "list" else None
