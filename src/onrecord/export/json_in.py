"""Readings back from the JSON of LEDGER section 5, which `export.json` writes; every value is checked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, get_args

from onrecord.export.fields import Fields
from onrecord.types import (
    Act,
    Article,
    Block,
    BlockKind,
    Channel,
    Entity,
    EntityType,
    Evidence,
    InputError,
    Issue,
    Metadata,
    Place,
    PlaceKind,
    Quantity,
    QuoteType,
    Reading,
    Statement,
    document_id,
    text_sha256,
)


def from_json(text: str | bytes, name: str = "JSON") -> Reading:
    """The reading of one document's JSON; `name` is what messages call it. Raises InputError as `from_dict`."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not JSON ({error}); give a document that onrecord wrote") from None
    return from_dict(record, name)


def from_dict(record: Any, name: str = "JSON") -> Reading:
    """The reading of the JSON values that `to_dict` gives.

    It equals the one that was written but for `confidence`, which has four digits in JSON. Sentences and places may be
    left out. Raises InputError, which names the value, where one is missing, of another kind or outside the text, where
    an id refers to nothing, and where text or id do not give the digests that are recorded beside them.
    """
    fields = Fields(record, name, "")
    article = _article(fields)
    entities = tuple(_entity(entity) for entity in fields.objects("entities"))
    statements = tuple(_statement(statement, len(article.text)) for statement in fields.objects("statements"))
    issues = tuple(_issue(issue) for issue in fields.objects("issues"))
    places = tuple(_place(place, len(article.text)) for place in fields.objects("places", missing=True))
    reading = Reading(article, entities, statements, issues, places)
    _check_ids(fields, reading)
    return reading


def _article(record: Fields) -> Article:
    fields = record.object("document")
    text = fields.text("text")
    metadata = Metadata(
        url=fields.text_or_none("url"),
        outlet=fields.text_or_none("outlet"),
        title=fields.text_or_none("title"),
        byline=fields.text_or_none("byline"),
        published=fields.day("published"),
        language=fields.text_or_none("language"),
    )
    article = Article(fields.text("name"), text, (), (), metadata)
    for key, digest in (("text_sha256", text_sha256), ("id", document_id)):
        if fields.has(key) and fields.text(key) != digest(article):
            fields.refuse(key, "is not the digest of this document; it was altered after it was written")
    blocks = tuple(_block(block, len(text)) for block in record.objects("blocks"))
    sentences = record.spans("sentences", len(text)) if record.has("sentences") else ()
    return replace(article, blocks=blocks, sentences=sentences)


def _block(fields: Fields, length: int) -> Block:
    return Block(fields.start_and_end(length), fields.one_of("kind", get_args(BlockKind)))


def _entity(fields: Fields) -> Entity:
    return Entity(
        id=fields.text("id"),
        name=fields.text("name"),
        type=fields.one_of("type", get_args(EntityType)),
        role=fields.text_or_none("role"),
        side=fields.text_or_none("side"),
        aliases=fields.texts("aliases"),
        wikidata=fields.text_or_none("wikidata"),
    )


def _statement(fields: Fields, length: int) -> Statement:
    content = fields.spans("content", length)
    if not content:
        fields.refuse("content", "is empty; a statement has words")
    evidence = fields.object("evidence")
    return Statement(
        id=fields.text("id"),
        content=content,
        source=fields.spans("source", length),
        cue=fields.spans("cue", length),
        speaker=fields.text_or_none("speaker"),
        quote_type=fields.one_of("quote_type", get_args(QuoteType)),
        act=fields.one_of("act", get_args(Act)),
        addressee=fields.text_or_none("addressee"),
        target=fields.text_or_none("target"),
        channel=fields.one_of_or_none("channel", get_args(Channel)),
        relay=fields.texts("relay"),
        time=fields.text_or_none("time"),
        places=fields.texts("places"),
        quantities=tuple(_quantity(quantity, length) for quantity in fields.objects("quantities")),
        hedged=fields.flag("hedged"),
        negated=fields.flag("negated"),
        parent=fields.text_or_none("parent"),
        confidence=fields.share("confidence"),
        evidence={slot: _evidence(evidence.object(slot), length) for slot in evidence.keys()},  # noqa: SIM118
    )


def _quantity(fields: Fields, length: int) -> Quantity:
    return Quantity(
        low=fields.number_or_none("low"),
        high=fields.number_or_none("high"),
        approximate=fields.flag("approximate"),
        unit=fields.text("unit"),
        span=fields.span("span", length),
        written=fields.text("written"),
    )


def _evidence(fields: Fields, length: int) -> Evidence:
    return Evidence(
        spans=fields.spans("spans", length),
        written=fields.text_or_none("written"),
        rule=fields.text_or_none("rule"),
        stated=fields.flag("stated"),
        reason=fields.text_or_none("reason"),
    )


def _place(fields: Fields, length: int) -> Place:
    return Place(
        name=fields.text("name"),
        spans=fields.spans("spans", length),
        canonical=fields.text_or_none("canonical"),
        kind=fields.one_of_or_none("kind", get_args(PlaceKind)),
        country=fields.text_or_none("country"),
        latitude=fields.number_or_none("latitude"),
        longitude=fields.number_or_none("longitude"),
        gazetteer=fields.text_or_none("gazetteer"),
        rule=fields.text_or_none("rule"),
        confidence=fields.number_or_none("confidence"),
        reason=fields.text_or_none("reason"),
    )


def _issue(fields: Fields) -> Issue:
    return Issue(
        fields.text("stage"), fields.text("message"), fields.whole_or_none("start"), fields.whole_or_none("end")
    )


def _check_ids(fields: Fields, reading: Reading) -> None:
    entities = [entity.id for entity in reading.entities]
    statements = [statement.id for statement in reading.statements]
    for key, ids in (("entities", entities), ("statements", statements)):
        if len(set(ids)) < len(ids):
            fields.refuse(key, "has an id twice; ids are unique in a document")
    known, given = set(entities), set(statements)
    for s in reading.statements:
        gone = {s.speaker, s.addressee, s.target, *s.relay} - known - {None}
        gone |= {s.parent} - given - {None}
        if gone:
            fields.refuse("statements", f"{s.id} refers to {min(map(str, gone))!r}, which is not in the document")
