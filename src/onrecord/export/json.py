"""The JSON of one document, as LEDGER section 5 fixes it: plain dictionaries, in one stable order of keys."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.types import (
    Article,
    Entity,
    Evidence,
    Issue,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
    document_id,
    text_sha256,
)


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as JSON values. Offsets are code points in `document.text`; entities are given by id."""
    article = reading.article
    return {
        "document": _document(article),
        "blocks": [{"start": b.span.start, "end": b.span.end, "kind": b.kind} for b in article.blocks],
        "sentences": _spans(article.sentences),
        "entities": [_entity(entity) for entity in reading.entities],
        "statements": [_statement(statement) for statement in reading.statements],
        "issues": [_issue(issue) for issue in reading.issues],
        "places": [_place(place) for place in reading.places],
    }


def to_json(reading: Reading, indent: int | None = 2) -> str:
    """The reading as JSON text without a line end; `indent=None` gives one line, as JSON Lines wants it."""
    # A lone surrogate cannot be written as UTF-8; escaping all of that text keeps every code point.
    text = json.dumps(to_dict(reading), ensure_ascii=False, indent=indent)
    return text if text.isascii() or _encodes(text) else json.dumps(to_dict(reading), indent=indent)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _document(article: Article) -> dict[str, Any]:
    metadata = article.metadata
    return {
        "id": document_id(article),
        "name": article.name,
        "url": metadata.url,
        "outlet": metadata.outlet,
        "title": metadata.title,
        "byline": metadata.byline,
        "published": metadata.published.isoformat() if metadata.published else None,
        "language": metadata.language,
        "text_sha256": text_sha256(article),
        "text": article.text,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "role": entity.role,
        "side": entity.side,
        "aliases": list(entity.aliases),
        "wikidata": entity.wikidata,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content),
        "speaker": statement.speaker,
        "quote_type": statement.quote_type,
        "act": statement.act,
        "addressee": statement.addressee,
        "target": statement.target,
        "channel": statement.channel,
        "relay": list(statement.relay),
        "time": statement.time,
        "places": list(statement.places),
        "quantities": [_quantity(quantity) for quantity in statement.quantities],
        "hedged": statement.hedged,
        "negated": statement.negated,
        "parent": statement.parent,
        "confidence": round(statement.confidence, 4),  # a ten-thousandth is finer than any use of it
        "evidence": {slot: _evidence(statement.evidence[slot]) for slot in sorted(statement.evidence)},
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "spans": _spans(place.spans),
        "canonical": place.canonical,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "gazetteer": place.gazetteer,
        "rule": place.rule,
        "confidence": place.confidence,
        "reason": place.reason,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "span": list(quantity.span),
        "written": quantity.written,
    }


def number(value: float | None) -> float | int | None:
    """A whole number as such: 12, not 12.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "spans": _spans(evidence.spans),
        "written": evidence.written,
        "rule": evidence.rule,
        "stated": evidence.stated,
        "reason": evidence.reason,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _issue(issue: Issue) -> dict[str, Any]:
    return {"stage": issue.stage, "message": issue.message, "start": issue.start, "end": issue.end}
