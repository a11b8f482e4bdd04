"""Filling the search index with what a document's statements say (migrations/0002_search.sql)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.ledger.keys import GAP, day_of, index_id, marked, number_keys, sure_keys, time_keys

_STATEMENTS = """
SELECT id, words, speaker_name, source_words, speaker, addressee, target, quote_type, act, channel, hedged, negated,
    confidence, time_start, time_end
FROM statement WHERE document = ?
"""
_NAMES = """
SELECT id, 0, name FROM entity WHERE document = :document
UNION ALL SELECT entity, n + 1, alias.name FROM alias JOIN entity ON entity.id = alias.entity WHERE document = :document
ORDER BY 1, 2
"""
_RELAYS = "SELECT statement, entity FROM relay JOIN statement ON statement.id = relay.statement WHERE document = ?"
_PLACES = """
SELECT statement, statement_place.name, canonical, country FROM statement_place
JOIN statement ON statement.id = statement_place.statement LEFT JOIN place ON place.id = statement_place.place
WHERE statement.document = ?
"""
_QUANTITIES = """
SELECT statement, low, high, unit FROM quantity JOIN statement ON statement.id = quantity.statement WHERE document = ?
"""
_TO_ROW = "INSERT INTO search_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TO_FTS = """
INSERT INTO search_fts (rowid, words, speaker_name, source_words, speaker, addressee, target, relay, outlet, place,
    country, act, channel, form, sure, number, unit, said)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
#: One speaker in the facets; nobody is told from another where the statement has none.
_WHO = "SELECT id, who FROM entity WHERE document = ?"


@dataclass(frozen=True, slots=True)
class _Document:
    """What the statements of one document share, and what hangs on each by its id."""

    id: int
    published: date | None
    outlet: str | None
    names: dict[int, str]
    who: dict[int, str]
    relays: dict[int, list[Any]]
    places: dict[int, list[Any]]
    quantities: dict[int, list[Any]]


def index_document(connection: sqlite3.Connection, document: int) -> None:
    """Adds the statements of a stored document to the index, in the caller's transaction. Once for each document."""
    shared = _shared(connection, document)
    rows, texts = [], []
    for statement in connection.execute(_STATEMENTS, (document,)).fetchall():
        row = index_id(shared.published, statement[0])
        rows.append(_row(row, statement, shared))
        texts.append((row, *_text(statement, shared)))
    connection.executemany(_TO_ROW, rows)
    connection.executemany(_TO_FTS, texts)


def _shared(connection: sqlite3.Connection, document: int) -> _Document:
    published, outlet = connection.execute(
        "SELECT published, outlet FROM document WHERE id = ?", (document,)
    ).fetchone()
    return _Document(
        id=document,
        published=day_of(published),
        outlet=outlet,
        names={key: marked(name for _, name in rows) for key, rows in _grouped(connection, _NAMES, document).items()},
        who=dict(connection.execute(_WHO, (document,)).fetchall()),
        relays=_grouped(connection, _RELAYS, document),
        places=_grouped(connection, _PLACES, document),
        quantities=_grouped(connection, _QUANTITIES, document),
    )


def _grouped(connection: sqlite3.Connection, query: str, document: int) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    parameters: Any = {"document": document} if ":document" in query else (document,)
    for key, *rest in connection.execute(query, parameters):
        groups[key].append(rest)
    return groups


def _row(row: int, statement: tuple[Any, ...], shared: _Document) -> tuple[Any, ...]:
    _, _, speaker_name, _, speaker, _, _, _, act, channel, _, _, confidence, start, end = statement
    month = shared.published.isoformat()[:7] if shared.published else None
    who = shared.who.get(speaker)
    return (row, shared.id, who, speaker_name, act, channel, shared.outlet, month, confidence, start, end)


def _text(statement: tuple[Any, ...], shared: _Document) -> Iterable[str | None]:
    number, *words, speaker, addressee, target, quote_type, act, channel, hedged, negated, sure, start, end = statement
    relays = [shared.names[entity] for (entity,) in shared.relays.get(number, ())]
    places = shared.places.get(number, ())
    quantities = shared.quantities.get(number, ())
    bounds = {bound for low, high, _ in quantities for bound in (low, high) if bound is not None}
    form = [
        quote_type,
        *(["hedged"] if hedged else ()),
        *(["negated"] if negated else ()),
        *(["relayed"] if relays else ()),
    ]
    return (
        *words,
        *(shared.names.get(entity, "") for entity in (speaker, addressee, target)),
        f" {GAP} ".join(relays),
        marked([shared.outlet] if shared.outlet else ()),
        marked([name for place in places for name in place[:2] if name]),
        " ".join(sorted({country for *_, country in places if country})),
        act,
        channel,
        " ".join(form),
        " ".join(sure_keys(sure)),
        " ".join(key for bound in sorted(bounds) for key in number_keys(bound)),
        f" {GAP} ".join(unit for *_, unit in quantities),
        " ".join(time_keys(start, end)),
    )
