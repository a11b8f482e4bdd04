"""CSV as pandas and polars read it, and what is refused."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pandas as pd
import polars as pl
import pytest

from onrecord.export.sheet import defused, from_csv, to_csv
from onrecord.export.table import COLUMNS, rows
from onrecord.types import InputError
from tests.unit.sample_readings import demo, said, small


def demo_csv() -> str:
    return "".join(to_csv([demo()]))


def test_the_demo_comes_back() -> None:
    assert from_csv(demo_csv()) == rows(demo())


def test_excel_is_told_that_it_is_utf8_and_lines_end_as_rfc_4180_has_it() -> None:
    assert demo_csv().encode().startswith(b"\xef\xbb\xbfdocument,name,")
    assert demo_csv().count("\r\n") == 1 + len(demo().statements)


def test_pandas_and_polars_read_the_same_table() -> None:
    data = demo_csv().encode()
    pandas, polars = pd.read_csv(io.BytesIO(data)), pl.read_csv(data)
    assert list(pandas.columns) == polars.columns == list(COLUMNS)
    for frame in (pandas.to_dict("records"), polars.to_dicts()):
        assert [row["content"] for row in frame] == [row["content"] for row in rows(demo())]
        assert [row["hedged"] for row in frame] == [row["hedged"] for row in rows(demo())]
        assert json.loads(frame[0]["places"]) == ["Dornhal"]
        assert frame[0]["confidence"] == 0.9


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("＝1", "'＝1"),
        ('"=1', "'\"=1"),
        ("'=1", "''=1"),
        ("", "'"),
        ("'", "''"),
        ("x;=1", "x;'=1"),
        ("x\n- y", "x\n'- y"),
        ("Ann said: - 5 = 5, @ 'home'", "Ann said: - 5 = 5, @ 'home'"),
    ],
)
def test_what_may_look_like_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert defused(text) == cell


def test_the_empty_text_is_not_nothing() -> None:
    text = "Ann said no."
    back = from_csv("".join(to_csv([small(text, said(text, ["no"]), outlet="", title=None)])))
    assert (back[0]["outlet"], back[0]["speaker"], back[0]["relay"]) == ("", None, [])


def test_half_characters_are_refused_with_the_name_of_the_document() -> None:
    text = "Ann said \ud800."
    reading = small(text, said(text, ["\ud800"]))
    named = replace(reading, article=replace(reading.article, name="torn"))
    with pytest.raises(InputError, match=r"^torn: holds half a character"):
        list(to_csv([named]))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "its columns are not those"),
        ("a,b\r\n1,2\r\n", "its columns are not those"),
        (demo_csv().replace("2023-04-13", "13/04/2023"), "line 2: .*altered by another program"),
        (demo_csv().replace(",false,", ",no,"), "line 2: .*altered by another program"),
        (demo_csv() + "x,y\r\n", "line 15: "),
    ],
)
def test_other_tables_are_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=f"^CSV: {says}"):
        from_csv(text)


def test_excel_may_have_rewritten_the_flags() -> None:
    assert from_csv(demo_csv().replace(",false,", ",FALSE,").replace(",true,", ",TRUE,")) == rows(demo())
