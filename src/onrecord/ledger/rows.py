"""A Reading as rows: pure, so that `verify` can make them again from what is stored and compare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from onrecord.ledger.tables import Row, Rows
from onrecord.ledger.who import who
from onrecord.types import (
    Article,
    Entity,
    Evidence,
    InputError,
    Metadata,
    Place,
    RawDocument,
    Reading,
    Span,
    Statement,
    document_id,
    text_sha256,
)


class Firsts(NamedTuple):
    """The first free local ids of each table."""

    document: int
    entity: int
    place: int
    statement: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The stored bytes of a document, as its record names them."""

    id: int
    sha256: str
    bytes: int
    data_sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What belongs to a document's record beside its reading: its bytes, the version before, its run and when."""

    run: int
    added: str
    raw: RawDocument | None = None
    raw_sha256: str | None = None
    kept: Kept | None = None
    previous: int | None = None


def to_rows(reading: Reading, provenance: Provenance, firsts: Firsts) -> Rows:
    """The rows of one document. Raises InputError where the reading refers to what it does not hold."""
    article, document = reading.article, firsts.document
    digest, kept = document_id(article), provenance.kept
    numbers = _Numbers(
        article.name,
        _numbered(article.name, [entity.id for entity in reading.entities], firsts.entity),
        _numbered(article.name, [place.name for place in reading.places], firsts.place),
        _numbered(article.name, [statement.id for statement in reading.statements], firsts.statement),
        {entity.id: entity.name for entity in reading.entities},
    )
    rows: Rows = {
        "document": [_document(article, digest, provenance, document)],
        "raw": [(kept.id, kept.sha256, kept.bytes, kept.data_sha256)] if kept else [],
        "block": [(document, n, *block.span, block.kind) for n, block in enumerate(article.blocks)],
        "entity": [_entity(entity, numbers, document, digest) for entity in reading.entities],
        "alias": [
            (numbers.entities[entity.id], n, alias)
            for entity in reading.entities
            for n, alias in enumerate(entity.aliases)
        ],
        "place": [_place(place, n, numbers, document) for n, place in enumerate(reading.places)],
        "issue": [(document, n, i.stage, i.message, i.start, i.end) for n, i in enumerate(reading.issues)],
        "statement": [_statement(s, numbers, document, article.text) for s in reading.statements],
    }
    rows.update(_parts(reading.statements, numbers, firsts.quantity))
    return rows


class _Numbers(NamedTuple):
    """The local ids of what one document's rows refer to by name."""

    document: str
    entities: Mapping[str, int]
    places: Mapping[str, int]
    statements: Mapping[str, int]
    names: Mapping[str, str]

    def entity(self, name: str | None) -> int | None:
        return None if name is None else self._of(self.entities, name)

    def statement(self, name: str | None) -> int | None:
        return None if name is None else self._of(self.statements, name)

    def _of(self, numbers: Mapping[str, int], name: str) -> int:
        try:
            return numbers[name]
        except KeyError:
            raise InputError(f"{self.document}: a statement refers to {name!r}, which is not in it; mend it") from None


def _numbered(document: str, names: list[str], first: int) -> dict[str, int]:
    numbers = {name: number for number, name in enumerate(names, first)}
    if len(numbers) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"{document}: {twice!r} stands twice in it; give each its own name")
    return numbers


def _document(article: Article, digest: str, provenance: Provenance, document: int) -> Row:
    metadata, raw, kept = article.metadata, provenance.raw, provenance.kept
    capture = raw.capture if raw else None
    return (
        document, digest, article.name, metadata.url, metadata.outlet, metadata.title, metadata.byline,
        metadata.published.isoformat() if metadata.published else None, metadata.language,
        article.text, text_sha256(article), compact(article.sentences),
        kept.id if kept else None, provenance.raw_sha256, raw.media_type if raw else None,
        known_json(raw.stated) if raw else None, known_json(raw.otherwise) if raw else None,
        capture.where if capture else None,
        capture.at.isoformat() if capture and capture.at else None,
        provenance.previous, provenance.run, provenance.added,
    )  # fmt: skip


def _entity(entity: Entity, numbers: _Numbers, document: int, digest: str) -> Row:
    return (
        numbers.entities[entity.id], document, entity.id, entity.name, entity.type, entity.role, entity.side,
        entity.wikidata, who(entity, digest),
    )  # fmt: skip


def _place(place: Place, n: int, numbers: _Numbers, document: int) -> Row:
    return (
        numbers.places[place.name], document, n, place.name, place.canonical, place.kind, place.country,
        _real(place.latitude), _real(place.longitude), place.gazetteer, place.rule, _real(place.confidence),
        place.reason, compact(place.spans),
    )  # fmt: skip


def _statement(statement: Statement, numbers: _Numbers, document: int, text: str) -> Row:
    speaker, time = statement.speaker, statement.time
    first, _, last = (time or "").partition("/")
    return (
        numbers.statements[statement.id], document, statement.id, _words(statement.content, text),
        numbers.names.get(speaker) if speaker else None, _words(statement.source, text) or None,
        numbers.entity(speaker), statement.quote_type, statement.act, numbers.entity(statement.addressee),
        numbers.entity(statement.target), statement.channel, time, first or None, last or first or None,
        int(statement.hedged), int(statement.negated), numbers.statement(statement.parent),
        _real(statement.confidence), _evidence(statement.evidence),
    )  # fmt: skip


def _parts(statements: Iterable[Statement], numbers: _Numbers, first: int) -> Rows:
    """The rows that hang on statements, in the order of their keys."""
    rows: Rows = {"span": [], "relay": [], "quantity": [], "statement_place": []}
    quantity = count(first)
    for s in statements:
        own = numbers.statements[s.id]
        rows["span"] += _spans(own, s)
        rows["relay"] += [(own, n, numbers.entity(relay)) for n, relay in enumerate(s.relay)]
        rows["quantity"] += [
            (next(quantity), own, n, _real(q.low), _real(q.high), int(q.approximate), q.unit, *q.span, q.written)
            for n, q in enumerate(s.quantities)
        ]
        rows["statement_place"] += [(own, n, name, numbers.places.get(name)) for n, name in enumerate(s.places)]
    return rows


def _spans(own: int, statement: Statement) -> Iterator[Row]:
    for part in ("content", "cue", "source"):  # the order of the key
        for n, (start, end) in enumerate(getattr(statement, part)):
            yield own, part, n, start, end


def _words(spans: Iterable[Span], text: str) -> str:
    return " … ".join([text[start:end] for start, end in spans])


def _real(value: float | None) -> float | None:
    return None if value is None else float(value) + 0.0  # SQLite knows no -0.0, so neither may the digest


#: JSON without blanks, of UTF-8 as it is.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _evidence(evidence: Mapping[str, Evidence]) -> str:
    return compact({slot: _one_evidence(one) for slot, one in evidence.items()})


def _one_evidence(evidence: Evidence) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if evidence.spans:
        said["spans"] = evidence.spans
    if evidence.written is not None:
        said["written"] = evidence.written
    if evidence.rule is not None:
        said["rule"] = evidence.rule
    if not evidence.stated:
        said["stated"] = False
    if evidence.reason is not None:
        said["reason"] = evidence.reason
    return said


def known_json(metadata: Metadata) -> str:
    """What is known of a document, as JSON without what is not."""
    values = {name: getattr(metadata, name) for name in metadata.__slots__}
    return compact(
        {name: value if name != "published" else value.isoformat() for name, value in values.items() if value}
    )
