"""CSV: any rows come back, and no program that opens it can meet a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.sheet import defused, from_csv, restored, to_csv
from onrecord.export.table import rows
from onrecord.types import Reading
from tests.properties.made_readings import FEW, TEXTS, readings

#: What OWASP lists as the beginning of a formula, in any place where a program may begin a cell.
FORMULA = re.compile(r"""(?:\A|(?<=[;\t\r\n]))["' ]*[=+\-@\t\r\n＝＋－＠]""")


def rounded(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"confidence": round(row["confidence"], 4)}


@FEW
@given(st.lists(readings(), max_size=3))
def test_rows_come_back(several: list[Reading]) -> None:
    text = "".join(to_csv(several))
    assert from_csv(text) == [rounded(row) for reading in several for row in rows(reading)]


@given(st.one_of(TEXTS, st.text(alphabet="=+-@;\t\r\n'\" x＝"), st.just("")))
def test_defusing_is_undone_exactly_and_leaves_no_formula(text: str) -> None:
    assert restored(defused(text)) == text
    assert [found.group() for found in FORMULA.finditer(defused(text)) if found.group()[0] != "'"] == []


@FEW
@given(readings(TEXTS.map(lambda text: f"=1+1;=2;{text}")))
def test_a_program_that_splits_at_semicolons_meets_no_formula(reading: Reading) -> None:
    text = "".join(to_csv([reading])).removeprefix("\ufeff")
    for separator in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.lstrip(' "').startswith(tuple("=+-@＝＋－＠"))] == []
