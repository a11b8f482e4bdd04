"""Rows for data frames."""

import sys
from typing import Any

import pytest

from onrecord.export.table import COLUMNS, rows, to_pandas, to_polars
from tests.unit.sample_readings import demo, small


def test_a_row_a_statement_with_names_for_ids() -> None:
    third = rows(demo())[2]
    assert list(third) == list(COLUMNS)
    assert (third["speaker"], third["addressee"], third["relay"]) == (
        "Radim Velkov",
        "Helene Marsh",
        ["president’s office"],
    )
    assert third["content"].startswith("“Every person")
    assert third["cue"] == "told"


@pytest.mark.parametrize("frame", [to_pandas, to_polars])
def test_frames_have_the_columns_also_without_statements(frame: Any) -> None:
    pytest.importorskip(frame.__name__.removeprefix("to_"))
    full, empty = frame(demo()), frame(small("Nothing was said."))
    assert list(full.columns) == list(empty.columns) == list(COLUMNS)
    assert (len(full), len(empty)) == (len(demo().statements), 0)


def test_polars_types_do_not_depend_on_the_values() -> None:
    pytest.importorskip("polars")
    assert to_polars(demo()).schema == to_polars(small("Nothing was said.")).schema


@pytest.mark.parametrize(("frame", "library"), [(to_pandas, "pandas"), (to_polars, "polars")])
def test_without_the_library_the_error_says_what_to_install(
    frame: Any, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=f"pip install {library}"):
        frame(demo())
