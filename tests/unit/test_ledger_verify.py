"""verify: silent on a ledger as written, and exact on whatever was altered in it."""
# ruff: noqa: S608  # tables and columns of our own

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.ledger import connect_read_only, head, verify
from onrecord.ledger.tables import COLUMNS, ENTRY, RUN
from tests.unit.ledgers import faults, filled, tamper
from tests.unit.sample_readings import DEMO_TEXT

TABLES = {**COLUMNS, "raw": (*COLUMNS["raw"], "data"), "run": RUN, "entry": ENTRY}
CELLS = [(table, column) for table, columns in TABLES.items() for column in columns]
#: Columns that say which row one is.
IDENTITY = {"id", "n", "seq", "document", "statement", "entity", "run"}
#: What tells a row apart where it has no rowid.
KEYS = {
    "block": ("document", "n"), "alias": ("entity", "n"), "span": ("statement", "part", "n"),
    "relay": ("statement", "n"), "statement_place": ("statement", "n"), "issue": ("document", "n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "ledger.db"
    filled(path)
    return path


@pytest.fixture
def ledger(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path / "ledger.db"))


def rows(path: Path, select: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(select).fetchall()


def other(value: object) -> object:
    """The value with one byte or one unit changed; something for nothing."""
    match value:
        case None:
            return 1
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case str():
            return chr(ord(value[0]) ^ 1) + value[1:] if value else "x"
        case int() | float():
            return value + 1
        case _:
            raise TypeError(value)


def test_a_ledger_as_written_has_no_fault(written: Path) -> None:
    with closing(connect_read_only(written)) as connection:
        noted = head(connection)
    assert faults(written, noted) == []
    [(first,)] = rows(written, "SELECT hash FROM entry WHERE seq = 1")
    assert faults(written, str(first)) == []


@pytest.mark.parametrize(("table", "column"), CELLS, ids=[".".join(cell) for cell in CELLS])
def test_every_altered_cell_is_found_and_named(ledger: Path, table: str, column: str) -> None:
    keys = KEYS.get(table, ("rowid",))
    names = ", ".join(f'"{key}"' for key in keys)
    # The first row that has a value there, and the first at all where none has.
    found = rows(ledger, f'SELECT "{column}", {names} FROM {table} ORDER BY "{column}" IS NULL, 2 LIMIT 1')
    value, *key = found[0]
    where = " AND ".join(f'"{name}" = ?' for name in keys)
    assert tamper(ledger, f'UPDATE OR REPLACE {table} SET "{column}" = ? WHERE {where}', other(value), *key) == 1
    said = list(verify(ledger))
    # A row whose key was altered is another row: then one is gone and one is new, and what referred to it is told.
    told = said if column in IDENTITY else [f for f in said if (f.table, f.column) == (table, column)]
    assert told, [*map(str, said)]


def test_an_altered_slot_is_told_with_its_document_statement_and_column(ledger: Path) -> None:
    tamper(ledger, "UPDATE statement SET act = 'praise' WHERE document = 1 AND name = 's2'")
    assert faults(ledger) == ["entry 2, document dornhal, statement s2, statement.act: altered"]


def test_an_altered_number_is_told_with_its_place(ledger: Path) -> None:
    tamper(ledger, "UPDATE quantity SET low = low * 10 WHERE id = (SELECT min(id) FROM quantity)")
    assert faults(ledger) == ["entry 2, document dornhal, statement s1, quantity 0, quantity.low: altered"]


def test_a_number_without_end_is_told_like_any_other(ledger: Path) -> None:
    tamper(ledger, "UPDATE statement SET confidence = 9e999 WHERE document = 1 AND name = 's2'")
    assert faults(ledger) == ["entry 2, document dornhal, statement s2, statement.confidence: altered"]


@pytest.mark.parametrize("seq", [1, 2], ids=["run", "document"])
def test_an_entry_whose_checks_are_gone_too_is_told(ledger: Path, seq: int) -> None:
    tamper(ledger, "UPDATE entry SET checks = x'00', digest = '0' WHERE seq = ?", seq)
    found = faults(ledger)
    assert found[0] == f"entry {seq}, entry.hash: altered"
    assert len(found) == 2


def test_all_alterations_are_told(ledger: Path) -> None:
    tamper(ledger, "UPDATE statement SET hedged = 1 - hedged WHERE name = 's5'")
    tamper(ledger, "UPDATE run SET model = 'other' WHERE id = 2")
    assert faults(ledger) == [
        "entry 2, document dornhal, statement s5, statement.hedged: altered",
        "entry 3, document other, statement s5, statement.hedged: altered",
        "entry 4, run 2, run.model: altered",
        "entry 5, document dornhal, statement s5, statement.hedged: altered",
    ]


@pytest.mark.parametrize("table", [*COLUMNS, "run", "entry"])
def test_a_row_taken_out_is_found(ledger: Path, table: str) -> None:
    by = "rowid" if table not in KEYS else KEYS[table][0]
    tamper(ledger, f'DELETE FROM {table} WHERE "{by}" = (SELECT max("{by}") FROM {table})')
    said = list(verify(ledger))
    # The last entry of a chain leaves no gap, but its document belongs to none.
    assert any(fault.table in (table, "document") for fault in said), [*map(str, said)]


@pytest.mark.parametrize("table", [*COLUMNS, "run", "entry"])
def test_a_row_put_in_is_found(ledger: Path, table: str) -> None:
    numbers = ("seq", "id", "n")
    unique = ("digest", "hash", "sha256", "name", "name_in_document")
    columns = [column for column in TABLES[table] if (table, column) != ("entry", "document")]
    copied = ", ".join(
        f'"{c}" + 1000' if c in numbers else f"\"{c}\" || 'x'" if c in unique else f'"{c}"' for c in columns
    )
    names = ", ".join(f'"{c}"' for c in columns)
    assert tamper(ledger, f"INSERT INTO {table} ({names}) SELECT {copied} FROM {table} LIMIT 1") == 1
    said = list(verify(ledger))
    assert any(fault.table == table for fault in said), [*map(str, said)]


def test_a_chain_that_was_cut_at_its_end_needs_a_noted_head(ledger: Path) -> None:
    with closing(connect_read_only(ledger)) as connection:
        noted = head(connection)
    parts = [t for t, columns in COLUMNS.items() if "document" in columns]
    for table in ("span", "relay", "quantity", "statement_place"):
        tamper(ledger, f"DELETE FROM {table} WHERE statement IN (SELECT id FROM statement WHERE document = 3)")
    tamper(ledger, "DELETE FROM alias WHERE entity IN (SELECT id FROM entity WHERE document = 3)")
    columns = "words, speaker_name, source_words"
    out = f"INSERT INTO statement_fts (statement_fts, rowid, {columns}) SELECT 'delete', id, {columns} FROM statement"
    tamper(ledger, f"{out} WHERE document = 3")
    tamper(ledger, "INSERT INTO quantity_fts (quantity_fts) VALUES ('rebuild')")
    for table in [*parts, "entry", "search_row"]:
        tamper(ledger, f"DELETE FROM {table} WHERE document = 3")
    tamper(ledger, "DELETE FROM document WHERE id = 3")
    tamper(ledger, "DELETE FROM raw WHERE id NOT IN (SELECT raw FROM document WHERE raw IS NOT NULL)")
    assert faults(ledger) == []
    assert faults(ledger, noted) == [f"entry: no entry has the noted head {noted}: the chain was cut or made anew"]


def test_an_index_that_says_something_else_is_found(ledger: Path) -> None:
    tamper(ledger, "INSERT INTO statement_fts (rowid, words) VALUES (9999, 'never said')")
    assert [fault.table for fault in verify(ledger)] == ["index"]


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spare") / "ledger.db"


def places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


@given(st.data())
@settings(max_examples=50)
def test_every_byte_of_texts_and_words_in_the_file_counts(written: Path, spare: Path, data: st.DataObject) -> None:
    whole, text, size = bytearray(written.read_bytes()), DEMO_TEXT.encode(), 12
    at = data.draw(st.integers(0, len(text) - size))
    # The three texts, and the words of statements that have these bytes; none where they go over the end of a page.
    found = list(places(bytes(whole), text[at : at + size]))
    assume(found)
    whole[data.draw(st.sampled_from(found)) + data.draw(st.integers(0, size - 1))] ^= 1 << data.draw(st.integers(0, 7))
    spare.write_bytes(whole)
    said = list(verify(spare))
    assert any(fault.document or fault.table == "file" for fault in said)
