"""Web Annotations: valid to libraries that know nothing of us, and positions that a browser finds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import Graph

from onrecord.export.annotation import from_annotation, to_annotations, to_collection
from onrecord.export.linked import source_iri
from onrecord.export.words import Units
from onrecord.types import Entity, InputError, Reading
from tests.unit.linked_data import asked, graph_of
from tests.unit.sample_readings import demo, said, small

PREFIXES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX as: <http://www.w3.org/ns/activitystreams#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
#: Annotations with a target that both selectors point into.
POINTED = """SELECT DISTINCT ?annotation WHERE {
  ?annotation a oa:Annotation ; oa:motivatedBy oa:describing ; oa:hasTarget ?target .
  ?target oa:hasSource ?source ; oa:hasSelector ?place, ?quote .
  ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end . FILTER (?start < ?end)
  ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
}"""
SPEAKERS = """SELECT ?value WHERE {
  ?annotation oa:hasBody ?body . ?body a oa:TextualBody ; oa:hasPurpose oa:identifying ; rdfs:label "speaker" ;
  rdf:value ?value }"""
TOTAL = (
    "SELECT ?total WHERE { ?whole a as:OrderedCollection ; as:totalItems ?total ; as:first ?page . ?page as:items ?l }"
)
EMOJI = "😀 Ann 🇺🇦 said: “No 😀 more,” and 😀 left."


def collected(*readings: Reading) -> str:
    return "".join(to_collection(readings))


def emoji() -> Reading:
    ann = Entity("e1", "Ann", "person", wikidata="Q7")
    statement = said(EMOJI, ["“No 😀 more,”"], "Ann", "said", speaker="e1", quote_type="direct")
    return small(EMOJI, statement, entities=(ann,), url="https://example.org/a")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graph_of(collected(demo(), emoji()))


def test_every_statement_has_a_target_with_both_selectors(graph: Graph) -> None:
    assert len(asked(graph, PREFIXES + POINTED)) == len(demo().statements) + 1
    assert asked(graph, PREFIXES + TOTAL) == [str(len(demo().statements) + 1)]


def test_speakers_are_asked_for_by_purpose_and_label(graph: Graph) -> None:
    assert set(asked(graph, PREFIXES + SPEAKERS)) == {
        "Radim Velkov", "Helene Marsh", "Danica Oreld", "Tomas Verin", "a nurse who left Dornhal",
        "Kostrava’s defence ministry", "Ann",
    }  # fmt: skip


def test_an_empty_collection_is_one() -> None:
    record = json.loads(collected())
    assert (record["total"], record["first"]["items"]) == (0, [])


def test_each_has_what_the_model_asks_for() -> None:
    record = json.loads(collected(demo()))
    assert record["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert record["type"] == "AnnotationCollection"
    made = record["first"]["items"]
    assert len({annotation["id"] for annotation in made} | {record["id"], record["first"]["id"]}) == len(made) + 2
    for annotation in made:
        assert annotation["type"] == "Annotation"
        assert annotation["target"]
        for body in annotation["body"]:
            assert ("value" in body) == (body["type"] == "TextualBody")
            assert ("source" in body) == (body["type"] == "SpecificResource")
            assert ":" not in body["purpose"]


def test_the_pieces_of_a_content_are_targets_in_order() -> None:
    broken = to_annotations(demo())[9]
    quotes = [target["selector"][1]["exact"] for target in broken["target"]]
    assert (quotes[0][:12], quotes[1][:11]) == ("“We will not", "“and nobody")


def test_a_browser_finds_the_words_by_position() -> None:
    """A DOM counts UTF-16 code units; encoding as UTF-16 and cutting there is what a browser does."""
    (annotation,) = to_annotations(emoji())
    place, quote = annotation["target"][0]["selector"]
    units = EMOJI.encode("utf-16-le")
    assert units[2 * place["start"] : 2 * place["end"]].decode("utf-16-le") == quote["exact"] == "“No 😀 more,”"
    content = emoji().statements[0].content[0]
    assert place["start"] - content.start == 3  # an emoji and a flag of two before it
    assert place["end"] - content.end == 4
    assert EMOJI.endswith(quote["suffix"])
    assert EMOJI.startswith(quote["prefix"])


@pytest.mark.parametrize("reading", [demo(), emoji()])
def test_spans_come_back(reading: Reading) -> None:
    made = json.loads(collected(reading))["first"]["items"]
    back = [from_annotation(annotation, reading.article.text) for annotation in made]
    assert [(a.content, a.source, a.cue) for a in back] == [(s.content, s.source, s.cue) for s in reading.statements]


def test_the_speaker_in_wikidata_is_linked(graph: Graph) -> None:
    known = "SELECT ?b WHERE { ?a oa:hasBody ?b . ?b oa:hasSource <http://www.wikidata.org/entity/Q7> }"
    assert len(asked(graph, PREFIXES + known)) == 1


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://example.org/a?b=ü", "https://example.org/a?b=ü"),
        ("https://example.org/a b", "ni:///sha-256;"),
        ("javascript:alert(1)", "ni:///sha-256;"),
        ("www.example.org", "ni:///sha-256;"),
        (None, "ni:///sha-256;"),
    ],
)
def test_the_source_is_an_address_or_a_digest(url: str | None, start: str) -> None:
    reading = small("Ann said no.", url=url)
    assert source_iri(reading.article).startswith(start)


def test_another_text_is_refused() -> None:
    (annotation,) = to_annotations(emoji())
    with pytest.raises(InputError, match="does not stand at its position"):
        from_annotation(annotation, EMOJI.replace("more", "less"))
    start = annotation["target"][0]["selector"][0]["start"]
    with pytest.raises(InputError, match="in the middle of a character"):
        from_annotation(annotation, "a" * (1 - start % 2) + "😀" * 40)


@pytest.mark.parametrize("other", [{}, [], {"target": "x", "body": []}, {"target": [{"selector": 1}], "body": []}])
def test_other_annotations_are_refused(other: Any) -> None:
    with pytest.raises(InputError, match=r"^annotation: not one that onrecord wrote"):
        from_annotation(other, EMOJI)


def test_the_middle_of_a_character_is_no_place() -> None:
    assert [Units("a😀b").units(n) for n in range(4)] == [0, 1, 3, 4]
    assert [Units("a😀b").points(n) for n in (0, 1, 3, 4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="in the middle"):
        Units("a😀b").points(2)
