"""The canonical record of a document or a run as stored, its digest, and short checks that tell which cell was altered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from zlib import crc32

from onrecord.ledger.rows import compact
from onrecord.ledger.tables import COLUMNS, RUN, Row, Rows

#: Bytes of one check. It only tells where to look once the digest has told that something was altered.
_WIDTH = 2
#: Bytes of the number of rows before a table's checks.
_COUNT = 3


def digest(rows: Rows) -> str:
    """The sha256, in hexadecimal, over every row of one document: UTF-8 JSON, the tables in the order of COLUMNS.

    Raises UnicodeEncodeError for half characters (lone surrogates) and ValueError for numbers that are none.
    """
    return hashlib.sha256(compact([rows.get(table, []) for table in COLUMNS]).encode("utf-8")).hexdigest()


def run_digest(run: Row) -> str:
    """The digest of a run's one row."""
    return hashlib.sha256(compact(run).encode("utf-8")).hexdigest()


def checks(rows: Rows) -> bytes:
    """For each table in order: how many rows it has, a check of each row and, where there are rows, of each column.

    A cell that was altered stands where the row and the column stand whose checks fail.
    """
    return b"".join(_written(rows.get(table, [])) for table in COLUMNS)


def run_checks(run: Row) -> bytes:
    """The same for a run's one row."""
    return _written([run])


class Altered(NamedTuple):
    """Where rows are not what was recorded. `row` numbers the rows as they are now, from 0; None where one is gone.

    `columns` are the altered ones, none where the whole row is new or gone.
    """

    table: str
    row: int | None
    columns: tuple[str, ...]
    problem: str


def altered(rows: Rows, recorded: bytes) -> Iterator[Altered]:
    """Where the rows of one document differ from the checks that were recorded with them."""
    left = recorded
    for table, columns in COLUMNS.items():
        before, left = _parsed(left, len(columns))
        yield from _compared(table, columns, before, _checked(rows.get(table, [])))


def run_altered(run: Row, recorded: bytes) -> Iterator[Altered]:
    """The same for a run."""
    yield from _compared("run", RUN, _parsed(recorded, len(RUN))[0], _checked([run]))


class _Checks(NamedTuple):
    rows: list[bytes]
    columns: list[bytes]


def _checked(rows: Sequence[Row]) -> _Checks:
    cells = [list(map(str, row)) for row in rows]
    return _Checks(list(map(_check, cells)), list(map(_check, zip(*cells, strict=True))))


def _check(cells: Sequence[str]) -> bytes:
    return (crc32("\0".join(cells).encode("utf-8", "replace")) & 0xFFFF).to_bytes(_WIDTH, "big")


def _written(rows: Sequence[Row]) -> bytes:
    made = _checked(rows)
    return b"".join([len(rows).to_bytes(_COUNT, "big"), *made.rows, *made.columns])


def _parsed(recorded: bytes, width: int) -> tuple[_Checks, bytes]:
    """The checks of the first table in `recorded`, which has `width` columns, and what is left behind them."""
    count = int.from_bytes(recorded[:_COUNT], "big")
    end = _COUNT + (count + (width if count else 0)) * _WIDTH
    cut = [recorded[at : at + _WIDTH] for at in range(_COUNT, end, _WIDTH)]
    return _Checks(cut[:count], cut[count:]), recorded[end:]


def _compared(table: str, names: tuple[str, ...], before: _Checks, now: _Checks) -> Iterator[Altered]:
    if len(before.rows) != len(now.rows):
        yield from _moved(table, before.rows, now.rows)
        return
    rows = [n for n, (old, new) in enumerate(zip(before.rows, now.rows, strict=True)) if old != new]
    pairs = zip(names, before.columns, now.columns, strict=False)
    columns = tuple(name for name, old, new in pairs if old != new)
    for row in rows:
        yield Altered(table, row, columns, "altered")
    if columns and not rows:
        yield Altered(table, None, columns, "altered")


def _moved(table: str, before: list[bytes], now: list[bytes]) -> Iterator[Altered]:
    for change, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        kind = "altered" if change == "replace" else "not as recorded: it was put in later"
        yield from (Altered(table, row, (), kind) for row in range(c, d))
        gone = (b - a) - (d - c)
        if gone > 0:
            yield Altered(table, None, (), f"{gone} of the {len(before)} rows gone, the first behind row {a}")
