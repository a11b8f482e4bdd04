"""JSON-LD without a network: pyld with contexts of our own in place of the published ones, and rdflib to ask."""

from __future__ import annotations

import json
from typing import Any, cast

from pyld import jsonld  # type: ignore[import-untyped]
from rdflib import Graph
from rdflib.query import ResultRow

#: Terms of the Web Annotation vocabulary as its JSON-LD context maps them: those that our annotations use.
_IRI = {"@type": "@id"}
ANNOTATION_CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{
        term: f"oa:{term}"
        for term in (
            "Annotation", "SpecificResource", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "exact",
            "prefix", "suffix", "assessing", "classifying", "describing", "identifying", "linking", "tagging",
        )
    },
    "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": _IRI | {"@id": "oa:hasBody"},
    "target": _IRI | {"@id": "oa:hasTarget"},
    "source": _IRI | {"@id": "oa:hasSource"},
    "selector": _IRI | {"@id": "oa:hasSelector"},
    "generator": _IRI | {"@id": "as:generator"},
    "first": _IRI | {"@id": "as:first"},
    "last": _IRI | {"@id": "as:last"},
    "partOf": _IRI | {"@id": "as:partOf"},
    "items": _IRI | {"@id": "as:items", "@container": "@list"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "format": "dc:format",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    **{
        term: {"@id": iri, "@type": "xsd:nonNegativeInteger"}
        for term, iri in (
            ("start", "oa:start"), ("end", "oa:end"), ("total", "as:totalItems"), ("startIndex", "as:startIndex"),
        )
    },
}  # fmt: skip
#: schema.org's context takes every other word for one of its own; dates and addresses are typed.
SCHEMA_CONTEXT: dict[str, Any] = {
    "@vocab": "http://schema.org/",
    "datePublished": {"@type": "http://schema.org/Date"},
    "dateCreated": {"@type": "http://schema.org/Date"},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATION_CONTEXT, "https://schema.org": SCHEMA_CONTEXT}


def graph_of(text: str) -> Graph:
    """The triples of a JSON-LD text. A key that no context knows fails the test: it would be lost in silence."""
    record = json.loads(text)
    _check_keys(record, CONTEXTS[record["@context"]])
    expanded = jsonld.to_rdf(record, {"documentLoader": _load, "format": "application/n-quads"})
    return Graph().parse(data=expanded, format="nt")


def asked(graph: Graph, query: str) -> list[str]:
    """The first column of a SPARQL query's answer, as text."""
    return [str(cast("ResultRow", row)[0]) for row in graph.query(query)]


def _load(url: str, _options: Any) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}, "contentType": None}


def _check_keys(value: Any, context: dict[str, Any]) -> None:
    if isinstance(value, list):
        for item in value:
            _check_keys(item, context)
    elif isinstance(value, dict):
        unknown = [key for key in value if not key.startswith("@") and key not in context and "@vocab" not in context]
        assert unknown == []
        for item in value.values():
            _check_keys(item, context)
