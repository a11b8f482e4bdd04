"""Finding statements in a ledger: always the newest first out of the index, then ranked, then read from the record.

Why there is no bm25 and what bounds each query's cost: docs/decisions/0010-search.md.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.ledger.hits import Hit, hits
from onrecord.ledger.keys import day_of, index_id, statement_id
from onrecord.ledger.plan import Plan, plan
from onrecord.ledger.query import Query
from onrecord.ledger.shortlist import scores

#: How many of the newest statements that fit are ranked: a person reads tens, and each costs some microseconds.
RANKED = 100
#: How many of the newest statements that fit are counted for facets.
COUNTED = 2_000
#: Facets list at most so many values.
VALUES = 20
_DOCUMENT = """
SELECT document.published, statement.id FROM document JOIN statement ON statement.document = document.id
WHERE document.id IN (
    SELECT id FROM document WHERE digest IN (SELECT value FROM json_each(:asked))
    UNION SELECT id FROM document WHERE url IN (SELECT value FROM json_each(:asked))
    UNION SELECT id FROM document WHERE name IN (SELECT value FROM json_each(:asked)))
"""


@dataclass(frozen=True, slots=True)
class Page:
    """The hits that were asked for, best first; `more` says whether others follow."""

    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """How the newest `counted` statements that fit are spread; `complete` where these are all that fit.

    Each facet lists its commonest values with their counts; None where a statement has none. `month` is that of
    publication, YYYY-MM.
    """

    counted: int
    complete: bool
    speaker: tuple[tuple[str | None, int], ...]
    act: tuple[tuple[str | None, int], ...]
    channel: tuple[tuple[str | None, int], ...]
    outlet: tuple[tuple[str | None, int], ...]
    month: tuple[tuple[str | None, int], ...]


def find(connection: sqlite3.Connection, query: Query) -> Page:
    """The statements that fit, in the order that the query wants."""
    asked = plan(query)
    past = None if query.limit is None else query.offset + query.limit
    ranked = query.order == "confidence" or (query.order == "relevance" and bool(asked.words.groups))
    # One more than asked for tells whether there are more.
    enough = None if past is None else max(past + 1, RANKED if ranked else 0)
    found = _rows(connection, query, asked, "id, confidence", enough)
    numbers = [number for number, _ in found]
    if query.order == "confidence":
        numbers[:RANKED] = [number for number, _ in sorted(found[:RANKED], key=lambda row: -row[1])]
    elif ranked:
        numbers[:RANKED] = _closest(connection, asked, numbers[:RANKED])
    page = [statement_id(number) for number in numbers[query.offset : past]]
    return Page(hits(connection, page, asked.words), past is not None and len(numbers) > past)


def fitting(connection: sqlite3.Connection, query: Query) -> list[int]:
    """Local ids of all statements that fit, the newest first; limit and offset play no part."""
    return [statement_id(number) for (number,) in _rows(connection, query, plan(query), "id", None)]


def count_facets(connection: sqlite3.Connection, query: Query) -> Facets:
    """How what fits is spread over speakers, acts, channels, outlets and months; limit and offset play no part."""
    rows = _rows(connection, query, plan(query), "who, speaker, act, channel, outlet, month", COUNTED + 1)
    names = {who: name for who, name, *_ in reversed(rows)}
    counted = rows[:COUNTED]
    speaker = [(names[who], count) for who, count in _common(row[0] for row in counted)]
    rest = (tuple(_common(row[at] for row in counted)) for at in range(2, 6))
    return Facets(len(counted), len(rows) <= COUNTED, tuple(speaker), *rest)


def _common(values: Iterable[str | None]) -> list[tuple[str | None, int]]:
    return Counter(values).most_common(VALUES)


def _rows(
    connection: sqlite3.Connection, query: Query, asked: Plan, columns: str, limit: int | None
) -> list[tuple[Any, ...]]:
    """Columns of search_row for the statements that fit, the newest first."""
    values = {**asked.values, "match": asked.match, "limit": -1 if limit is None else limit}
    conditions = list(asked.conditions)
    if query.document:
        conditions.append("search_row.id IN (SELECT value FROM json_each(:rows))")
        values["rows"] = json.dumps(_rows_of(connection, query.document))
    source, order = "search_row", "search_row.id"
    if asked.match:
        # CROSS JOIN: the index leads, whatever SQLite thinks of it, for it gives the newest first and stops.
        source, order = "search_fts CROSS JOIN search_row ON search_row.id = search_fts.rowid", "search_fts.rowid"
        conditions = [c.replace("search_row.id", "search_fts.rowid") for c in conditions]
        conditions.insert(0, "search_fts MATCH :match")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    chosen = ", ".join(f"search_row.{column}" for column in columns.split(", "))
    sql = f"SELECT {chosen} FROM {source} {where} ORDER BY {order} DESC LIMIT :limit"  # noqa: S608  # words of ours
    return connection.execute(sql, values).fetchall()


def _rows_of(connection: sqlite3.Connection, documents: tuple[str, ...]) -> list[int]:
    """Index ids of all statements of the documents with these ids, names or URLs."""
    found = connection.execute(_DOCUMENT, {"asked": json.dumps(documents)})
    return [index_id(day_of(published), statement) for published, statement in found]


def _closest(connection: sqlite3.Connection, asked: Plan, numbers: list[int]) -> list[int]:
    """The same with those first that fit the words best; the newest first among equals."""
    fit = scores(connection, [statement_id(number) for number in numbers], asked.words)
    return sorted(numbers, key=lambda number: fit[statement_id(number)])
