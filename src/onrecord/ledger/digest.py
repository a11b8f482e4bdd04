"""The canonical record of a document or a run as stored, its digest, and checks that tell which cell was altered."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from zlib import crc32

from onrecord.ledger.rows import compact
from onrecord.ledger.tables import COLUMNS, RUN, Row, Rows

#: A check has 16 bits (big-endian, as the number of rows before it with 32): it only tells where to look, once the
#: digest has told that something was altered.
_CHECK, _MASK, _COUNT = "H", 0xFFFF, "I"


def digest(rows: Rows) -> str:
    """The sha256, in hexadecimal, over every row of one document: UTF-8 JSON, the tables in the order of COLUMNS.

    Raises UnicodeEncodeError for half characters (lone surrogates) and ValueError for numbers that are none.
    """
    return hashlib.sha256(compact([rows.get(table, []) for table in COLUMNS]).encode("utf-8")).hexdigest()


def digest_now(rows: Rows) -> str | None:
    """The digest of rows as they are now; None where they hold what no record can, as an infinite number."""
    try:
        return digest(rows)
    except ValueError:
        return None


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
        try:
            before, left = _parsed(left, len(columns))
        except struct.error:  # the checks were altered too: they tell no more
            return
        yield from _compared(table, columns, before, _checked(rows.get(table, [])))


def run_altered(run: Row, recorded: bytes) -> Iterator[Altered]:
    """The same for a run."""
    try:
        before, _ = _parsed(recorded, len(RUN))
    except struct.error:  # as above
        return
    yield from _compared("run", RUN, before, _checked([run]))


class _Checks(NamedTuple):
    rows: Sequence[int]
    columns: Sequence[int]


def _checked(rows: Sequence[Row]) -> _Checks:
    cells = [[*map(str, row)] for row in rows]
    return _Checks([_check(row) for row in cells], [_check(column) for column in zip(*cells, strict=True)])


def _check(cells: Sequence[str]) -> int:
    return crc32("\0".join(cells).encode("utf-8", "replace")) & _MASK


def _written(rows: Sequence[Row]) -> bytes:
    made = _checked(rows)
    return struct.pack(f">{_COUNT}{len(made.rows) + len(made.columns)}{_CHECK}", len(rows), *made.rows, *made.columns)


def _parsed(recorded: bytes, width: int) -> tuple[_Checks, bytes]:
    """The checks of the first table in `recorded`, which has `width` columns, and what is left behind them."""
    (count,) = struct.unpack_from(f">{_COUNT}", recorded)
    form = f">{_COUNT}{count + (width if count else 0)}{_CHECK}"
    _, *cut = struct.unpack_from(form, recorded)
    return _Checks(cut[:count], cut[count:]), recorded[struct.calcsize(form) :]


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


def _moved(table: str, before: Sequence[int], now: Sequence[int]) -> Iterator[Altered]:
    for change, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        kind = "altered" if change == "replace" else "not as recorded: it was put in later"
        yield from (Altered(table, row, (), kind) for row in range(c, d))
        gone = (b - a) - (d - c)
        if gone > 0:
            yield Altered(table, None, (), f"{gone} of the {len(before)} rows gone, the first behind row {a}")
