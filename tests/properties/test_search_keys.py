"""The coarse keys of the search index never leave out what fits."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.keys import (
    MANY_KEYS,
    day_of,
    folded,
    index_id,
    marked,
    number_keys,
    period_keys,
    range_keys,
    statement_id,
    sure_keys,
    time_keys,
)

NUMBERS = st.one_of(
    st.floats(allow_nan=False), st.integers(-3000, 3000).map(float), st.sampled_from([0.5, 1e9, 1e18, 1e40])
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(ends=st.tuples(NUMBERS, NUMBERS).map(sorted), at=st.floats(0, 1), scale=st.sampled_from([0.001, 1.0, 1e6]))
def test_a_number_within_a_range_has_one_of_its_keys(ends: list[float], at: float, scale: float) -> None:
    low, high = (end * scale for end in ends)
    between = min(max(low + (high - low) * at, low), high) if high - low < float("inf") else low
    for number in (low, high, between):
        assert set(number_keys(number)) & set(range_keys(low, high)), (number, low, high)


def test_a_range_has_few_keys_and_a_narrow_one_fine_keys() -> None:
    assert len(range_keys(float("-inf"), float("inf"))) <= MANY_KEYS + 1
    assert not set(range_keys(1000, 2000)) & set(number_keys(2200))
    assert not set(range_keys(1400, 1400)) & set(number_keys(1401))


@given(start=DAYS, days=st.integers(0, 3000), first=DAYS, more=st.integers(0, 3000))
def test_a_time_that_meets_a_period_has_one_of_its_keys(start: date, days: int, first: date, more: int) -> None:
    end, last = start + timedelta(days), first + timedelta(more)
    if start <= last and end >= first:
        keys = period_keys(first.isoformat(), last.isoformat())
        assert set(time_keys(start.isoformat(), end.isoformat())) & set(keys)


@given(sure=st.floats(0, 1), least=st.floats(0, 1))
def test_who_is_sure_enough_has_every_key_of_the_least(sure: float, least: float) -> None:
    if sure >= least:
        assert set(sure_keys(least)) <= set(sure_keys(sure))


@given(one=st.none() | st.dates(), other=st.none() | st.dates(), ids=st.tuples(*[st.integers(1, 2**32 - 1)] * 2))
def test_index_ids_stand_in_the_order_of_days(one: date | None, other: date | None, ids: tuple[int, int]) -> None:
    first, second = index_id(one, ids[0]), index_id(other, ids[1])
    if (one or date.min) < (other or date.min):
        assert first < second
    assert statement_id(first) == ids[0]
    assert second < 2**63


@given(st.text())
def test_names_are_compared_by_their_bare_words(name: str) -> None:
    assert folded(name.upper()) == folded(name) or not name.isascii()
    assert marked([name]).count("\ue000") == len(folded(name))


def test_days_of_publication() -> None:
    assert (day_of("2023-04-13"), day_of(None)) == (date(2023, 4, 13), None)
