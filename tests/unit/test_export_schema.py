"""schema.org: valid JSON-LD, terms where schema.org allows them, and reviews that lack a verdict and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rdflib import RDF, Graph, URIRef

from onrecord.export.schema_org import to_claim_reviews, to_schema
from onrecord.types import Claim, Entity, Link, Member, Reading, Span, document_id
from tests.unit.linked_data import asked, graph_of
from tests.unit.sample_readings import demo, said, small

SDO = "http://schema.org/"
PREFIX = f"PREFIX s: <{SDO}>\n"
#: The classes of schema.org that we use: the class above each, and the properties that it has of its own.
CLASSES: dict[str, tuple[str | None, set[str]]] = {
    "Thing": (None, {"name", "description", "url", "sameAs", "identifier"}),
    "CreativeWork": (
        "Thing",
        {
            "text", "author", "datePublished", "dateCreated", "inLanguage", "isPartOf", "hasPart", "headline",
            "publisher", "mentions", "creditText", "isBasedOn", "creativeWorkStatus",
        },
    ),
    "NewsArticle": ("CreativeWork", set()),
    "Quotation": ("CreativeWork", {"spokenByCharacter"}),
    "Claim": ("CreativeWork", {"appearance", "firstAppearance", "claimInterpreter"}),
    "Review": ("CreativeWork", {"itemReviewed", "reviewRating"}),
    "ClaimReview": ("Review", {"claimReviewed"}),
    "Person": ("Thing", {"jobTitle", "affiliation"}),
    "Organization": ("Thing", set()),
    "GovernmentOrganization": ("Organization", set()),
    "Place": ("Thing", set()),
}  # fmt: skip
#: What the value of a property may be, of those whose values are nodes.
RANGES = {
    "author": {"Person", "Organization"}, "spokenByCharacter": {"Person", "Organization"},
    "publisher": {"Person", "Organization"}, "affiliation": {"Organization"}, "appearance": {"CreativeWork"},
    "firstAppearance": {"CreativeWork"}, "isPartOf": {"CreativeWork"}, "hasPart": {"CreativeWork"},
    "isBasedOn": {"CreativeWork"}, "mentions": {"Thing"}, "itemReviewed": {"Thing"},
}  # fmt: skip


def above(kind: str) -> set[str]:
    """A class and all above it."""
    upper = CLASSES[kind][0]
    return {kind} | (above(upper) if upper else set())


def check_vocabulary(graph: Graph) -> None:
    """Every term is one that schema.org has for such a node, and every value of a kind that it allows."""
    kinds = {node: str(kind).removeprefix(SDO) for node, kind in graph.subject_objects(RDF.type)}
    for node, predicate, value in graph:
        if predicate == RDF.type:
            continue
        term = str(predicate).removeprefix(SDO)
        assert any(term in CLASSES[kind][1] for kind in above(kinds[node])), (term, kinds[node])
        if term in RANGES:
            assert above(kinds[value]) & RANGES[term], (term, kinds[value])
        else:
            assert term in {"url", "sameAs"} or not isinstance(value, URIRef)


ANN = "Ann said: “We will stay.”"
BOB = "The mayor, Ann, says that they stay. A poll says yes. Ann did not say “go”."


def stories() -> list[Reading]:
    ann = Entity("e1", "Ann", "person", "mayor", "Norland", wikidata="Q7")
    poll = Entity("e2", "A poll", "document")
    one = small(
        ANN,
        said(ANN, ["“We will stay.”"], "Ann", "said", speaker="e1", quote_type="direct", time="2023-04-12"),
        entities=(ann,), url="https://example.org/1", outlet="The Post", title="Stay", published=date(2023, 4, 13),
    )  # fmt: skip
    two = small(
        BOB,
        said(BOB, ["that they stay"], "Ann", "says", speaker="e1", places=("Norland",)),
        said(BOB, ["yes"], "A poll", "says", speaker="e2"),
        said(BOB, ["“go”"], "Ann", "did not say", speaker="e1", negated=True, quote_type="direct"),
        entities=(ann, poll), url="https://example.org/2", outlet="Gazette", published=date(2023, 4, 14),
        byline="B. Lo",
    )  # fmt: skip
    return [one, two]


def claim(*readings: Reading) -> Claim:
    members = tuple(
        Member(document_id(r.article), r.article.name, r.statements[0].content[0], "s1", "Ann") for r in readings
    )
    return Claim("c1", "utterance", "Ann", "“We will stay.”", members, (Link(0, 1, "reworded", 0.9, "stay"),))


@pytest.mark.parametrize("readings", [[demo()], stories()])
def test_terms_stand_where_schema_org_has_them(readings: list[Reading]) -> None:
    claims = [claim(*readings)] if len(readings) > 1 else []
    check_vocabulary(graph_of("".join(to_schema(readings, claims))))
    check_vocabulary(graph_of("".join(to_claim_reviews(readings, claims))))


def test_quoted_words_are_quotations_and_reported_ones_claims() -> None:
    graph = graph_of("".join(to_schema(stories())))
    quoted = """SELECT ?w WHERE { ?q a s:Quotation ; s:text ?w ; s:isPartOf ?a ; s:spokenByCharacter ?p .
      ?a a s:NewsArticle ; s:publisher/s:name "The Post" ; s:url <https://example.org/1> ; s:datePublished ?d .
      ?p a s:Person ; s:name "Ann" ; s:jobTitle "mayor" ; s:sameAs <http://www.wikidata.org/entity/Q7> }"""
    reported = """SELECT ?w WHERE { ?c a s:Claim ; s:text ?w ; s:author/s:name "Ann" ; s:appearance ?a ;
      s:mentions/s:name "Norland" . ?a s:publisher/s:name "Gazette" ; s:creditText "B. Lo" }"""
    assert asked(graph, PREFIX + quoted) == ["“We will stay.”"]
    assert asked(graph, PREFIX + reported) == ["that they stay"]


def test_a_document_that_speaks_is_no_author() -> None:
    graph = graph_of("".join(to_schema(stories())))
    based = 'SELECT ?w WHERE { ?c s:text ?w ; s:isBasedOn/s:name "A poll" FILTER NOT EXISTS { ?c s:author ?x } }'
    assert asked(graph, PREFIX + based) == ["yes"]


def test_what_was_not_said_is_nobodys_words() -> None:
    assert "“go”" not in "".join(to_schema(stories()))
    assert "“go”" not in "".join(to_claim_reviews(stories()))


def test_unknown_is_left_out() -> None:
    record = json.loads("".join(to_schema([small("“No.”", said("“No.”", ["“No.”"], quote_type="direct"))])))
    article, quotation = record["@graph"]
    assert set(article) == {"@type", "@id", "identifier"}
    assert set(quotation) == {"@type", "@id", "text", "isPartOf"}


def test_a_claim_has_every_telling_and_the_first_of_them() -> None:
    readings = stories()
    (review,) = json.loads("".join(to_claim_reviews(readings, [claim(*readings)])))["@graph"]
    item = review["itemReviewed"]
    assert [(a["@id"], a["hasPart"]["text"]) for a in item["appearance"]] == [
        ("https://example.org/1", "“We will stay.”"), ("https://example.org/2", "that they stay"),
    ]  # fmt: skip
    assert item["firstAppearance"] == {"@id": "https://example.org/1"}
    assert [author["name"] for author in item["author"]] == ["Ann"]


@pytest.mark.parametrize("day", [None, date(2023, 4, 13)])
def test_which_was_first_is_not_guessed(day: date | None) -> None:
    one, two = stories()
    two = replace(two, article=replace(two.article, metadata=replace(two.article.metadata, published=day)))
    (review,) = json.loads("".join(to_claim_reviews([one, two], [claim(one, two)])))["@graph"]
    assert len(review["itemReviewed"]["appearance"]) == 2
    assert "firstAppearance" not in review["itemReviewed"]


#: What Google asks for in a ClaimReview: three properties required, four recommended.
ASKED = ["claimReviewed", "reviewRating", "url", "author", "datePublished", "itemReviewed"]


@pytest.mark.parametrize("of_claims", [True, False])
def test_a_validator_finds_missing_what_is_for_a_person_and_nothing_else(of_claims: bool) -> None:
    readings = stories()
    made = "".join(to_claim_reviews(readings, [claim(*readings)] if of_claims else []))
    graph = graph_of(made)
    terms = " ".join(f"s:{term}" for term in ASKED)
    missing = f"SELECT ?t ?r WHERE {{ ?r a s:ClaimReview VALUES ?t {{ {terms} }} FILTER NOT EXISTS {{ ?r ?t ?v }} }}"
    lacking = asked(graph, PREFIX + missing)
    reviews = made.count('"ClaimReview"')
    assert reviews == (1 if of_claims else 3)
    assert sorted(lacking) == sorted(reviews * [SDO + t for t in ("author", "datePublished", "reviewRating", "url")])
    assert '"creativeWorkStatus": "Incomplete"' in made


def test_the_outlets_own_voice_is_a_telling_without_an_author() -> None:
    (one, _) = stories()
    member = Member(document_id(one.article), "small", Span(0, 3))
    alone = Claim("c2", "quantity", None, "Ann", (member, replace(member, document="elsewhere")), ())
    (review,) = json.loads("".join(to_claim_reviews([one], [alone])))["@graph"]
    item: dict[str, Any] = review["itemReviewed"]
    assert [a["hasPart"]["text"] for a in item["appearance"]] == ["Ann"]
    assert "author" not in item
