"""Documents, speakers and statements as nodes of schema.org; what is unknown is left out."""

from __future__ import annotations

from typing import Any

from onrecord.export.linked import part_iri, source_iri, without_nothing
from onrecord.types import Article, Entity, EntityType, Reading, Statement, document_id

Node = dict[str, Any]

#: What may speak in schema.org is a Person or an Organization; a poll or a law is a work.
KINDS: dict[EntityType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "group": "Organization",
    "document": "CreativeWork",
}


def article_node(article: Article) -> Node:
    """The report. A byline is `creditText`: whether it names people or an agency is not known."""
    metadata = article.metadata
    iri = source_iri(article)
    return without_nothing({
        "@type": "NewsArticle",
        "@id": iri,
        "headline": metadata.title,
        "url": iri if iri.startswith("http") else None,
        "datePublished": metadata.published.isoformat() if metadata.published else None,
        "publisher": _named("Organization", metadata.outlet),
        "creditText": metadata.byline,
        "inLanguage": metadata.language,
        "identifier": document_id(article),
    })  # fmt: skip


def entity_node(entity: Entity) -> Node:
    """A speaker; the role and side are as the report gives them."""
    person = entity.type == "person"
    return without_nothing({
        "@type": KINDS[entity.type],
        "name": entity.name,
        "jobTitle": entity.role if person else None,
        "affiliation": _named("Organization", entity.side) if person else None,
        "description": None if person else entity.role,
        "sameAs": f"http://www.wikidata.org/entity/{entity.wikidata}" if entity.wikidata else None,
    })  # fmt: skip


def statement_nodes(reading: Reading) -> list[Node]:
    """A Quotation for each statement with words in quotation marks, a Claim for each without.

    What the report says was *not* said is left out: schema.org has no way to say that, and it would become the words of
    one who never said them.
    """
    entities = {entity.id: entity for entity in reading.entities}
    return [_statement(s, reading.article, entities.get(s.speaker or "")) for s in reading.statements if not s.negated]


def words_of(statement: Statement, text: str) -> str:
    """The content's words, its pieces joined by " … "."""
    return " … ".join(span.words(text) for span in statement.content)


def _statement(statement: Statement, article: Article, speaker: Entity | None) -> Node:
    kind, said_by = ("Claim", "author") if statement.quote_type == "indirect" else ("Quotation", "spokenByCharacter")
    role = "isBasedOn" if speaker and speaker.type == "document" else said_by
    place = "appearance" if kind == "Claim" else "isPartOf"
    exact = statement.time and "/" not in statement.time
    return without_nothing({
        "@type": kind,
        "@id": part_iri(document_id(article), statement.id),
        "text": words_of(statement, article.text),
        role: entity_node(speaker) if speaker else None,
        place: {"@id": source_iri(article)},
        "dateCreated": statement.time if exact else None,
        "inLanguage": article.metadata.language,
        "mentions": [{"@type": "Place", "name": place} for place in statement.places],
    })  # fmt: skip


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None
