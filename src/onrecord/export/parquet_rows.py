"""Readings and claims as rows of the tables of a Parquet export, and a document's JSON from its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.export.json import to_dict
from onrecord.export.table import rows
from onrecord.export.words import encodable
from onrecord.types import Claim, Member, Quantity, Reading

Row = dict[str, Any]

#: Columns of ids beside those that have the names of the same entities.
IDS = {"speaker_id": "speaker", "addressee_id": "addressee", "target_id": "target", "relay_ids": "relay"}
PARTS = ("content", "source", "cue")
#: Slots that are the same in a row and in JSON.
ALIKE = ("quote_type", "act", "channel", "time", "places", "hedged", "negated", "parent", "confidence")


def reading_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """The rows of one reading, each with the name of its table. Raises InputError for text that UTF-8 cannot hold."""
    record = to_dict(reading)
    encodable(json.dumps(record, ensure_ascii=False), reading.article.name)
    document = record["document"]["id"]
    about = record["document"] | {"document": document, "published": reading.article.metadata.published}
    structure = {"blocks": record["blocks"], "sentences": _spans(record["sentences"]), "issues": record["issues"]}
    yield "documents", about | structure
    for row, statement in zip(rows(reading), record["statements"], strict=True):
        yield "statements", row | _statement(statement)
    for entity in record["entities"]:
        yield "entities", entity | {"document": document, "entity": entity["id"]}
    for place in record["places"]:
        yield "places", place | {"document": document, "spans": _spans(place["spans"])}


def claim_rows(claim: Claim) -> Iterator[tuple[str, Row]]:
    """The rows of one claim, each with the name of its table."""
    yield "claims", {"claim": claim.id, "kind": claim.kind, "speaker": claim.speaker, "text": claim.text}
    for number, member in enumerate(claim.members):
        yield "members", {"claim": claim.id, "member": number} | _member(member)
    for link in claim.links:
        ends = {"claim": claim.id, "a": link.a, "b": link.b}
        yield "links", ends | {"type": link.type, "score": link.score, "reason": link.reason}


def record_of(document: Row, parts: Mapping[str, list[Row]]) -> dict[str, Any]:
    """The JSON values of LEDGER section 5 from a document's row and its rows in the other tables."""
    published = document["published"]
    return {
        "document": document | {"id": document["document"], "published": published and published.isoformat()},
        "blocks": document["blocks"],
        "sentences": _pairs(document["sentences"]),
        "entities": [row | {"id": row["entity"]} for row in parts["entities"]],
        "statements": [_record(row) for row in parts["statements"]],
        "issues": document["issues"],
        "places": [row | {"spans": _pairs(row["spans"])} for row in parts["places"]],
    }


def _statement(statement: dict[str, Any]) -> Row:
    return {
        "quantities": [quantity | _ends(quantity["span"]) for quantity in statement["quantities"]],
        "confidence": statement["confidence"],
        **{f"{part}_spans": _spans(statement[part]) for part in PARTS},
        **{column: statement[slot] for column, slot in IDS.items()},
        "evidence": json.dumps(statement["evidence"], ensure_ascii=False),
    }


def _record(row: Row) -> dict[str, Any]:
    return {
        "id": row["statement"],
        **{slot: row[slot] for slot in ALIKE},
        **{part: _pairs(row[f"{part}_spans"]) for part in PARTS},
        **{slot: row[column] for column, slot in IDS.items()},
        "quantities": [quantity | {"span": [quantity["start"], quantity["end"]]} for quantity in row["quantities"]],
        "evidence": json.loads(row["evidence"]),
    }


def _member(member: Member) -> Row:
    return {
        "document": member.document,
        "name": member.name,
        **_ends(member.span),
        "statement": member.statement,
        "speaker": member.speaker,
        "relay": list(member.relay),
        "value": _quantity(member.value) if member.value else None,
    }


def _quantity(value: Quantity) -> Row:
    bounds = {"low": value.low, "high": value.high, "approximate": value.approximate}
    return bounds | {"unit": value.unit, **_ends(value.span), "written": value.written}


def _ends(span: Iterable[int]) -> Row:
    return dict(zip(("start", "end"), span, strict=True))


def _spans(pairs: Iterable[Iterable[int]]) -> list[Row]:
    return [_ends(pair) for pair in pairs]


def _pairs(spans: Iterable[Row]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans]
