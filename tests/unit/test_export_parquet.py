"""Parquet as pyarrow, pandas, polars and DuckDB read it, and readings back from it."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from onrecord.export import parquet
from onrecord.export.parquet import read_parquet, write_parquet
from onrecord.export.table import COLUMNS, rows
from onrecord.types import Claim, InputError, Link, Member, Quantity, Reading, Span, document_id
from tests.unit.sample_readings import demo, said, small

TABLES = ["claims", "documents", "entities", "links", "members", "places", "statements"]


def claim() -> Claim:
    value = Quantity(100, None, True, "families", Span(3, 9), "hundreds")
    member = Member(document_id(demo().article), "dornhal", Span(0, 9), "s1", "Radim Velkov", ("Ansel Gazette",), value)
    return Claim(
        "c1", "quantity", None, "hundreds", (member, replace(member, value=None)), (Link(0, 1, "updates", 0.7, "x"),)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("parquet")
    write_parquet([demo(), small("Ann said no.")], [claim()], made)
    return made


def test_there_is_a_file_a_table_and_each_says_what_it_is(folder: Path) -> None:
    assert sorted(path.stem for path in folder.iterdir()) == TABLES
    for name in TABLES:
        metadata = pq.read_schema(folder / f"{name}.parquet").metadata
        assert metadata[b"onrecord.table"] == name.encode()
        assert metadata[b"onrecord.version"] == b"1"
        assert b"code points" in metadata[b"onrecord.offsets"]


def test_pandas_and_polars_read_the_statements_with_their_types(folder: Path) -> None:
    path = folder / "statements.parquet"
    polars, pandas = pl.read_parquet(path), pd.read_parquet(path)
    assert polars.columns[: len(COLUMNS)] == list(COLUMNS) == list(pandas.columns[: len(COLUMNS)])
    simple = [column for column in COLUMNS if column != "quantities"]
    assert polars.select(simple).to_dicts() == [{c: row[c] for c in simple} for row in rows(demo())]
    assert polars.schema["published"] == pl.Date
    assert polars.schema["places"] == pl.List(pl.String)
    assert polars["quantities"][4].to_list()[0] == {
        "low": 1400.0, "high": 1400.0, "approximate": False, "unit": "civilians", "written": "1,400 civilians",
        "start": demo().statements[4].quantities[0].span.start, "end": demo().statements[4].quantities[0].span.end,
    }  # fmt: skip
    assert list(pandas["content"]) == [row["content"] for row in rows(demo())]
    assert pandas["published"][0] == date(2023, 4, 13)


def test_duckdb_reads_it_where_it_is_installed(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is no dependency; it is asked where it happens to be here")
    statements = duckdb.read_parquet(str(folder / "statements.parquet"))
    assert statements.filter("hedged").aggregate("count(*), max(len(quantities))").fetchall() == [(1, 2)]


def test_claims_are_three_tables(folder: Path) -> None:
    claims, members, links = (pl.read_parquet(folder / f"{name}.parquet") for name in ("claims", "members", "links"))
    assert claims.to_dicts() == [{"claim": "c1", "kind": "quantity", "speaker": None, "text": "hundreds"}]
    assert members["member"].to_list() == [0, 1]
    assert members["relay"].to_list() == [["Ansel Gazette"]] * 2
    assert [value and (value["low"], value["high"]) for value in members["value"].to_list()] == [(100.0, None), None]
    assert links.to_dicts() == [{"claim": "c1", "a": 0, "b": 1, "type": "updates", "score": 0.7, "reason": "x"}]


def test_readings_come_back(folder: Path) -> None:
    assert list(read_parquet(folder)) == [demo(), small("Ann said no.")]


def test_a_document_that_comes_twice_is_written_once(tmp_path: Path) -> None:
    write_parquet([demo(), small("Ann said no."), demo()], [], tmp_path)
    assert list(read_parquet(tmp_path)) == [demo(), small("Ann said no.")]


def test_row_groups_are_written_as_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 5)

    def one_after_the_other() -> list[Reading]:
        return [replace(demo(), article=replace(demo().article, name=f"no. {n}")) for n in range(4)]

    write_parquet(iter(one_after_the_other()), [], tmp_path)
    file = pq.ParquetFile(tmp_path / "statements.parquet")
    seen = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert seen == [5] * 10 + [2]
    assert list(read_parquet(tmp_path)) == one_after_the_other()


def test_half_characters_are_refused_by_name(tmp_path: Path) -> None:
    text = "Ann said \ud800."
    with pytest.raises(InputError, match=r"^small: holds half a character"):
        write_parquet([small(text, said(text, ["\ud800"]))], [], tmp_path)


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install 'onrecord\[data\]'"):
        write_parquet([demo()], [], tmp_path)
    assert importlib.import_module("onrecord.export.parquet") is parquet


@pytest.mark.parametrize("harm", ["missing", "torn", "other"])
def test_other_folders_are_refused(tmp_path: Path, harm: str) -> None:
    write_parquet([demo()], [], tmp_path)
    path = tmp_path / "entities.parquet"
    data = path.read_bytes()
    path.unlink()
    if harm == "torn":
        path.write_bytes(data[: len(data) // 2])
    elif harm == "other":
        pl.DataFrame({"document": ["x"]}).write_parquet(path)
    with pytest.raises(InputError, match=r"entities\.parquet: (cannot be read|not a table)") as refused:
        list(read_parquet(tmp_path))
    assert "\n" not in str(refused.value)
