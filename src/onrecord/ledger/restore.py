"""Rows as the Reading that they were made of; the inverse of rows.py, and pure as that is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from onrecord.ledger.tables import COLUMNS, Rows
from onrecord.types import (
    Article,
    Block,
    Capture,
    Entity,
    Evidence,
    Issue,
    Metadata,
    Place,
    Quantity,
    RawDocument,
    Reading,
    Span,
    Statement,
)

#: A row by the names of its columns; the types of the columns are the schema's.
Named = dict[str, Any]


def to_reading(rows: Rows) -> Reading:
    """The reading of one document. Raises ValueError, KeyError or TypeError where the rows are none that was stored."""
    entities = _named(rows, "entity")
    names = {row["id"]: row["name_in_document"] for row in entities}
    return Reading(
        _article(_named(rows, "document")[0], _named(rows, "block")),
        tuple(_entity(row, aliases) for row, aliases in _with(entities, _named(rows, "alias"), "entity")),
        tuple(_statements(rows, names)),
        tuple(Issue(row["stage"], row["message"], row["start"], row["end"]) for row in _named(rows, "issue")),
        tuple(_place(row) for row in _named(rows, "place")),
    )


def to_raw(document: Named, data: bytes) -> RawDocument:
    """The input that a document was made of, from the row of the document and its stored bytes."""
    at = document["captured"]
    capture = Capture(document["origin"], datetime.fromisoformat(at) if at else None) if document["origin"] else None
    return RawDocument(
        document["name"],
        data,
        document["media_type"],
        _known(document["stated"]),
        capture,
        _known(document["otherwise"]),
    )


def _known(written: str) -> Metadata:
    values = json.loads(written)
    if "published" in values:
        values["published"] = date.fromisoformat(values["published"])
    return Metadata(**values)


def _named(rows: Rows, table: str) -> list[Named]:
    columns = COLUMNS[table]
    return [dict(zip(columns, row, strict=True)) for row in rows[table]]


def _with(parents: list[Named], parts: list[Named], key: str) -> Iterable[tuple[Named, list[Named]]]:
    """Each parent with the rows that hang on it."""
    hanging = _by(parts, key)
    return ((parent, hanging[parent["id"]]) for parent in parents)


def _by(rows: list[Named], key: str) -> defaultdict[Any, list[Named]]:
    hanging = defaultdict[Any, list[Named]](list)
    for row in rows:
        hanging[row[key]].append(row)
    return hanging


def _article(row: Named, blocks: list[Named]) -> Article:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Article(
        row["name"],
        row["text"],
        tuple(Block(Span(block["start"], block["end"]), block["kind"]) for block in blocks),
        _spans(json.loads(row["sentences"])),
        Metadata(row["url"], row["outlet"], row["title"], row["byline"], published, row["language"]),
    )


def _entity(row: Named, aliases: list[Named]) -> Entity:
    names = tuple(alias["name"] for alias in aliases)
    return Entity(row["name_in_document"], row["name"], row["type"], row["role"], row["side"], names, row["wikidata"])


def _place(row: Named) -> Place:
    return Place(
        row["name"], _spans(json.loads(row["spans"])), row["canonical"], row["kind"], row["country"], row["latitude"],
        row["longitude"], row["gazetteer"], row["rule"], row["confidence"], row["reason"],
    )  # fmt: skip


def _statements(rows: Rows, entities: Mapping[int | None, str]) -> Iterable[Statement]:
    parts = {table: _by(_named(rows, table), "statement") for table in ("span", "relay", "quantity", "statement_place")}
    statements = _named(rows, "statement")
    names = {row["id"]: row["name"] for row in statements}
    for row in statements:
        own = {table: hanging[row["id"]] for table, hanging in parts.items()}
        yield _statement(row, own, entities, names)


def _statement(
    row: Named, own: dict[str, list[Named]], entities: Mapping[int | None, str], names: Mapping[int | None, str]
) -> Statement:
    return Statement(
        id=row["name"],
        content=_part(own["span"], "content"),
        source=_part(own["span"], "source"),
        cue=_part(own["span"], "cue"),
        speaker=_reference(row["speaker"], entities),
        quote_type=row["quote_type"],
        act=row["act"],
        addressee=_reference(row["addressee"], entities),
        target=_reference(row["target"], entities),
        channel=row["channel"],
        relay=tuple(entities[relay["entity"]] for relay in own["relay"]),
        time=row["time"],
        places=tuple(place["name"] for place in own["statement_place"]),
        quantities=tuple(map(_quantity, own["quantity"])),
        hedged=bool(row["hedged"]),
        negated=bool(row["negated"]),
        parent=_reference(row["parent"], names),
        confidence=row["confidence"],
        evidence={slot: _evidence(said) for slot, said in json.loads(row["evidence"]).items()},
    )


def _reference(number: int | None, names: Mapping[int | None, str]) -> str | None:
    return None if number is None else names[number]


def _part(spans: list[Named], part: str) -> tuple[Span, ...]:
    return tuple(Span(span["start"], span["end"]) for span in spans if span["part"] == part)


def _quantity(row: Named) -> Quantity:
    span = Span(row["start"], row["end"])
    return Quantity(row["low"], row["high"], bool(row["approximate"]), row["unit"], span, row["written"])


def _evidence(said: Named) -> Evidence:
    return Evidence(
        _spans(said.get("spans", ())), said.get("written"), said.get("rule"), said.get("stated", True),
        said.get("reason"),
    )  # fmt: skip


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
