"""Linked data of any reading is read by libraries, and says of each statement what the reading does."""

from __future__ import annotations

from hypothesis import given, settings

from onrecord.export.annotation import to_collection
from onrecord.export.schema_org import to_claim_reviews, to_schema
from onrecord.types import Reading
from tests.properties.made_readings import readings
from tests.unit.linked_data import asked, graph_of
from tests.unit.test_export_schema import check_vocabulary

#: pyld and rdflib take their time.
FEWER = settings(max_examples=8)
KINDS = "SELECT ?s WHERE { VALUES ?kind { <http://schema.org/Quotation> <http://schema.org/Claim> } ?s a ?kind }"
WORDS = """PREFIX oa: <http://www.w3.org/ns/oa#> SELECT DISTINCT ?exact WHERE {
  ?a oa:hasTarget ?t . ?t oa:hasSelector ?q . ?q oa:exact ?exact }"""


@FEWER
@given(readings())
def test_schema_org_terms_stand_where_they_may(reading: Reading) -> None:
    graph = graph_of("".join(to_schema([reading])))
    check_vocabulary(graph)
    assert len(asked(graph, KINDS)) == sum(not s.negated for s in reading.statements)
    check_vocabulary(graph_of("".join(to_claim_reviews([reading]))))


@FEWER
@given(readings())
def test_annotations_quote_the_very_words(reading: Reading) -> None:
    quoted = set(asked(graph_of("".join(to_collection([reading]))), WORDS))
    assert quoted == {span.words(reading.article.text) for s in reading.statements for span in s.content}
