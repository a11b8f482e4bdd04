"""How a query is answered: by the inverted index where it can be, by conditions on single rows where it must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from onrecord.ledger.keys import LAST_STATEMENT, index_id, marked, period_keys, range_keys, sure_keys
from onrecord.ledger.query import Query
from onrecord.ledger.words import EVERYTHING, Words, any_of, clean, parse, quoted
from onrecord.lexicon.gazetteer import places_named

NAMES = ("speaker", "addressee", "target", "relay", "outlet")
FLAGS = ("hedged", "negated", "relayed")
#: Of a document's versions, the one that no other follows.
_LATEST = "NOT EXISTS (SELECT 1 FROM document WHERE previous = search_row.document)"
_SAID = "search_row.time_start <= :said_to AND search_row.time_end >= :said_from"
_QUANTITY = """EXISTS (
    SELECT 1 FROM quantity WHERE statement = search_row.id & 0xFFFFFFFF
    AND (low BETWEEN :low AND :high OR high BETWEEN :low AND :high){unit})"""
_COUNTED = """EXISTS (
    SELECT 1 FROM quantity WHERE statement = search_row.id & 0xFFFFFFFF{unit})"""
_UNIT = " AND EXISTS (SELECT 1 FROM quantity_fts WHERE quantity_fts MATCH :unit AND quantity_fts.rowid = quantity.id)"


@dataclass(frozen=True, slots=True)
class Plan:
    """A query in SQL: an FTS5 expression (None where any statement will do), conditions on search_row, their values."""

    words: Words
    match: str | None
    conditions: tuple[str, ...]
    values: dict[str, Any]


def plan(query: Query) -> Plan:
    """The plan for a query."""
    words = parse(query.words)
    wanted = [*filter(None, [words.expression()]), *_names(query), *_values(query), *_keys(query)]
    match = " AND ".join(f"({expression})" for expression in wanted) or None
    denied = [f"form : {flag}" for flag in FLAGS if getattr(query, flag) is False]
    if denied:
        match = f"({match or EVERYTHING}) NOT {any_of(denied)}"
    return Plan(words, match, tuple(_conditions(query)), _parameters(query))


def _names(query: Query) -> Iterator[str]:
    for column in NAMES:
        if asked := getattr(query, column):
            yield f"{column} : {any_of(map(_name, asked))}"
    if query.place:
        countries = [f"country : {quoted(code)}" for name in query.place for code in sorted(_countries(name))]
        yield any_of([f"place : {any_of(map(_name, query.place))}", *countries])


def _name(name: str) -> str:
    return quoted(marked([clean(name)]))


def _countries(name: str) -> set[str]:
    """Codes of the countries that are meant: the name is a code ("UA") or any name of a country."""
    code = {name} if len(name) == 2 and name.isascii() and name.isupper() else set()
    return code | {place.country for place in places_named(name) if place.kind == "country"}


def _values(query: Query) -> Iterator[str]:
    for column, asked in (("act", query.act), ("channel", query.channel), ("form", query.quote_type)):
        if asked:
            yield f"{column} : {any_of(map(quoted, asked))}"
    yield from (f"form : {flag}" for flag in FLAGS if getattr(query, flag))


def _keys(query: Query) -> Iterator[str]:
    """What narrows the search to little more than what fits; the conditions then decide."""
    if reached := sure_keys(query.min_confidence):
        yield f"sure : {reached[-1]}"
    if _numbered(query):
        yield f"number : {any_of(range_keys(*_bounds(query)))}"
    if query.unit is not None:
        yield f"unit : {quoted(clean(query.unit))}"
    if query.said_from and query.said_to and query.said_from <= query.said_to:
        yield f"said : {any_of(period_keys(query.said_from.isoformat(), query.said_to.isoformat()))}"


def _conditions(query: Query) -> Iterator[str]:
    if query.published_from or query.published_to:
        yield "search_row.id BETWEEN :first AND :last"
    if query.min_confidence > 0:
        yield "search_row.confidence >= :sure"
    if query.said_from or query.said_to:
        yield _SAID
    if _numbered(query):
        yield _QUANTITY.format(unit=_UNIT if query.unit is not None else "")
    elif query.unit is not None:
        yield _COUNTED.format(unit=_UNIT)
    if query.latest_only:
        yield _LATEST


def _parameters(query: Query) -> dict[str, Any]:
    low, high = _bounds(query)
    return {
        "first": index_id(query.published_from or date.min, 0),
        "last": index_id(query.published_to or date.max, LAST_STATEMENT),
        "sure": query.min_confidence,
        "said_from": (query.said_from or date.min).isoformat(),
        "said_to": (query.said_to or date.max).isoformat(),
        "low": low,
        "high": high,
        "unit": quoted(clean(query.unit or "")),
    }


def _numbered(query: Query) -> bool:
    return query.number_low is not None or query.number_high is not None


def _bounds(query: Query) -> tuple[float, float]:
    low, high = query.number_low, query.number_high
    return (-inf if low is None else low), (inf if high is None else high)
