"""The JSON of LEDGER section 5."""

import json
from dataclasses import replace
from datetime import date

from syrupy.assertion import SnapshotAssertion

from onrecord.export.json import to_dict, to_json
from onrecord.types import Metadata, Quantity, Span, document_id, text_sha256
from tests.unit.sample_readings import demo, said, small


def test_every_key_of_the_ledger_in_its_order() -> None:
    record = to_dict(demo())
    assert list(record) == ["document", "blocks", "sentences", "entities", "statements", "issues", "places"]
    assert list(record["document"]) == [
        "id", "name", "url", "outlet", "title", "byline", "published", "language", "text_sha256", "text",
    ]  # fmt: skip
    assert list(record["entities"][0]) == ["id", "name", "type", "role", "side", "aliases", "wikidata"]
    assert list(record["statements"][0]) == [
        "id", "source", "cue", "content", "speaker", "quote_type", "act", "addressee", "target", "channel", "relay",
        "time", "places", "quantities", "hedged", "negated", "parent", "confidence", "evidence",
    ]  # fmt: skip
    assert list(record["issues"][0]) == ["stage", "message", "start", "end"]
    assert list(record["statements"][1]["evidence"]["channel"]) == ["spans", "written", "rule", "stated", "reason"]


def test_the_demo_as_json(snapshot: SnapshotAssertion) -> None:
    record = to_dict(demo())
    # The text has a file of its own, and the digests follow from it.
    record["document"] |= {"id": "…", "text_sha256": "…", "text": "…"}
    assert record == snapshot


def test_json_text_gives_the_same_record_on_one_line_or_many() -> None:
    reading = small('Ann said "no" — 数.', said('Ann said "no" — 数.', ['"no"'], "Ann", "said"))
    assert json.loads(to_json(reading)) == json.loads(to_json(reading, indent=None)) == to_dict(reading)
    assert "\n" not in to_json(reading, indent=None)
    assert "数" in to_json(reading)


def test_a_lone_surrogate_is_kept_and_can_be_written() -> None:
    text = "Ann said \ud800."
    written = to_json(small(text)).encode("utf-8")
    assert json.loads(written)["document"]["text"] == text


def test_whole_numbers_are_integers_and_open_bounds_null() -> None:
    text = "nearly 2.5 tons and more than 40 houses"
    counts = (
        Quantity(2.5, 2.5, True, "tons", Span(7, 15), "2.5 tons"),
        Quantity(40, None, False, "houses", Span(30, 39), ""),
    )
    record = to_dict(small(text, said(text, [text], quantities=counts)))["statements"][0]["quantities"]
    assert [(q["low"], q["high"], type(q["low"])) for q in record] == [(2.5, 2.5, float), (40, None, int)]


def test_reprints_are_other_documents_with_the_same_text() -> None:
    article = demo().article
    reprint = replace(article, metadata=Metadata(outlet="The Ansel Gazette", published=date(2023, 4, 13)))
    later = replace(article, metadata=replace(article.metadata, published=date(2023, 4, 14)))
    assert len({document_id(a) for a in (article, reprint, later)}) == 3
    assert len({text_sha256(a) for a in (article, reprint, later)}) == 1


def test_with_a_url_outlet_and_name_do_not_count() -> None:
    article = replace(demo().article, metadata=Metadata(url="https://lowland.example/1"))
    again = replace(article, name="copy", metadata=replace(article.metadata, outlet="The Lowland Post"))
    assert document_id(article) == document_id(again)
