from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.normalise import normalise, resolve_time
from tests.unit.normalise_cases import PUBLISHED, cases, draft

TIMES = [(w, m) for kind, rows in cases("times").items() if kind != "published" for w, m in rows.items()]
QUANTITIES = [(w, q) for rows in cases("quantities").values() for w, q in rows.items()]


@pytest.mark.parametrize(("written", "means"), TIMES)
def test_times_are_resolved_against_publication(written: str, means: str) -> None:
    assert resolve_time(written, PUBLISHED) == (means or None)


@pytest.mark.parametrize(
    ("written", "means"),
    [("April 21, 2022", "2022-04-21"), ("in 2015", "2015-01-01/2015-12-31"), ("Friday", None), ("April 21", None)],
)
def test_only_absolute_dates_resolve_without_publication(written: str, means: str | None) -> None:
    assert resolve_time(written, None) == means


def test_a_weekday_is_the_day_of_publication_itself_or_before() -> None:
    assert [resolve_time("Sunday", date(2017, 12, day)) for day in (30, 31)] == ["2017-12-24", "2017-12-31"]


@pytest.mark.parametrize(("content", "expected"), QUANTITIES)
def test_quantities(content: str, expected: list[list[Any]]) -> None:
    (statement,) = normalise(draft(f"[[Osk]] <<said>> {{{{{content}}}}}.")).statements
    found = [[q.low, q.high, q.approximate, q.unit] for q in statement.quantities]
    assert found == [[low if low != "" else None, high if high != "" else None, *rest] for low, high, *rest in expected]
    assert all(q.span.words(statement_text(content)) == q.written for q in statement.quantities)


def statement_text(content: str) -> str:
    return f"Osk said {content}. "


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a few percent of the harvest", marks=pytest.mark.xfail(reason="'a few' has no bounds yet")),
        pytest.param("fifteen Velm billions were spent", marks=pytest.mark.xfail(reason="a scale behind the currency")),
    ],
)
def test_known_failures_of_quantities(content: str) -> None:
    (statement,) = normalise(draft(f"[[Osk]] <<said>> {{{{{content}}}}}.")).statements
    assert statement.quantities
    assert statement.quantities[0].low in (None, 15_000_000_000)
