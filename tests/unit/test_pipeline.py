"""Whole readings: what must hold for the record of any report, on reports of our own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord import data, pipeline
from onrecord.export.json import to_json
from onrecord.types import Metadata, RawDocument, Reading, Span, Statement

ROOT = Path(__file__).parents[2]
DEMO = Path(data.__file__).parent / "demo" / "dornhal.txt"
REPORTS = [DEMO, *sorted((ROOT / "tests" / "cases" / "reports").glob("*.txt"))]


def raw(text: str) -> RawDocument:
    return RawDocument("report", text.encode(), "text/plain", Metadata(published=date(2023, 4, 13)))


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def reading(request: pytest.FixtureRequest) -> Reading:
    return pipeline.read(raw(request.param.read_text(encoding="utf8")))


def spans(statement: Statement) -> Iterator[Span]:
    yield from (*statement.source, *statement.cue, *statement.content)


def test_the_stages_stand_in_this_order() -> None:
    assert [stage.__name__ for stage in pipeline.STAGES] == ["tag", "attribute", "resolve", "normalise"]


def test_every_span_has_words_of_the_text(reading: Reading) -> None:
    text = reading.article.text
    assert reading.statements
    for statement in reading.statements:
        assert statement.content
        for span in spans(statement):
            assert 0 <= span.start < span.end <= len(text)
            assert span.words(text) == span.words(text).strip()
        evidence = [s for e in statement.evidence.values() for s in e.spans]
        quantities = [q.span for q in statement.quantities]
        assert all(0 <= s.start < s.end <= len(text) for s in (*evidence, *quantities))
        assert [q.span.words(text) for q in statement.quantities] == [q.written for q in statement.quantities]


def test_ids_are_unique_and_parents_exist(reading: Reading) -> None:
    ids = [s.id for s in reading.statements]
    assert len(set(ids)) == len(ids)
    assert all(s.parent is None or (s.parent in ids and s.parent != s.id) for s in reading.statements)


def test_the_entities_are_those_that_statements_refer_to(reading: Reading) -> None:
    referred = {e for s in reading.statements for e in (s.speaker, s.addressee, s.target, *s.relay) if e}
    entities = [entity.id for entity in reading.entities]
    assert len(set(entities)) == len(entities)
    assert set(entities) == referred


def test_statements_stand_in_reading_order(reading: Reading) -> None:
    starts = [s.content[0].start for s in reading.statements]
    assert starts == sorted(starts)


def test_nothing_of_boilerplate_is_on_record(reading: Reading) -> None:
    boilerplate = [b.span for b in reading.article.blocks if b.kind == "boilerplate"]
    assert not [s for s in reading.statements for span in spans(s) for b in boilerplate if span.overlaps(b)]


def test_the_same_report_gives_the_same_record(reading: Reading) -> None:
    again = pipeline.read(raw(reading.article.text))
    assert to_json(again) == to_json(reading)


@pytest.fixture(scope="module")
def demo() -> Reading:
    return pipeline.read(raw(DEMO.read_text(encoding="utf8")))


def test_the_demo_ends_in_boilerplate_that_makes_claims(demo: Reading) -> None:
    note = demo.article.text.index("A note from The Lowland Post")
    assert max(span.end for s in demo.statements for span in spans(s)) <= note
    assert all(b.kind == "boilerplate" for b in demo.article.blocks if b.span.start >= note)


@pytest.mark.parametrize(
    ("words", "speaker", "addressee"),
    [
        ("Every person who comes up", "Radim Velkov", "Helene Marsh"),
        ("But the government in Selden", "Radim Velkov", "Helene Marsh"),
        ("1,400 civilians and 60 wounded", "Danica Oreld", None),
        ("There are about 1,400 people", "Danica Oreld", None),
        ("pressed the president hard", "Helene Marsh", None),
        ("We will not trade a town", "Tomas Verin", None),
        ("patience", "Radim Velkov", None),
        ("The shelling did not stop", "nurse", "Ansel Gazette"),
    ],
)
def test_who_said_what_to_whom_in_the_demo(demo: Reading, words: str, speaker: str, addressee: str | None) -> None:
    at = demo.article.text.index(words)
    (statement, *_) = [s for s in demo.statements if any(c.start <= at < c.end for c in s.content)]
    names = {entity.id: entity.name for entity in demo.entities}
    assert speaker in names[statement.speaker or ""]
    assert names.get(statement.addressee or "") == addressee


@pytest.mark.parametrize("text", ["Advertisement", "It rained.", "It rained.\n\n" * 400])
def test_a_report_in_which_nobody_speaks_is_an_empty_record(text: str) -> None:
    read = pipeline.read(raw(text))
    assert (read.statements, read.entities) == ((), ())


def test_what_is_too_doubtful_leaves_an_issue_and_the_others_their_numbers() -> None:
    read = raw(DEMO.read_text(encoding="utf8"))
    whole, surest, none = (pipeline.read(read, least) for least in (0.0, 0.9, 1.0))
    kept = {s.id: s for s in surest.statements}
    assert kept
    assert kept.keys() == {s.id for s in whole.statements if s.confidence >= 0.9} < {s.id for s in whole.statements}
    assert all(s.parent is None or s.parent in kept for s in kept.values())
    left_out = [i for i in surest.issues if i.stage == "confidence"]
    assert {i.start for i in left_out} == {s.content[0].start for s in whole.statements if s.confidence < 0.9}
    assert (none.statements, none.entities) == ((), ())


def test_a_post_that_the_page_shows_is_its_authors_own_words_on_a_day_of_its_own() -> None:
    reading = pipeline.read(raw((ROOT / "tests" / "cases" / "reports" / "posts.txt").read_text(encoding="utf8")))
    people = {entity.id: entity.name for entity in reading.entities}
    posts = [s for s in reading.statements if s.channel == "social_media" and s.parent is None]
    assert [(people[s.speaker or ""], s.quote_type, s.time) for s in posts] == [
        ("Ilse Varga", "direct", "2023-04-12"),
        ("Port of Kelmora", "direct", "2023-04-13"),
    ]
    inner = [s for s in reading.statements if s.parent == posts[0].id]
    assert [(people[s.speaker or ""], [people[r] for r in s.relay]) for s in inner] == [("Pavo Lind", ["Ilse Varga"])]


def test_a_turn_of_a_transcript_is_its_speakers_own_words() -> None:
    reading = pipeline.read(raw((ROOT / "tests" / "cases" / "reports" / "transcript.txt").read_text(encoding="utf8")))
    people = {entity.id: entity.name.upper() for entity in reading.entities}
    turns = [s for s in reading.statements if s.evidence["quote_type"].rule == "transcript"]
    assert [(people[s.speaker or ""], s.quote_type, len(s.source), s.cue) for s in turns] == [
        ("OMAR ROOS", "direct", 1, ()),
        ("ILSE VARGA", "direct", 1, ()),
        ("ILSE VARGA", "direct", 0, ()),
        ("OMAR ROOS", "direct", 1, ()),
        ("ILSE VARGA", "direct", 1, ()),
    ]
    inner = [s for s in reading.statements if s.parent == turns[2].id]
    assert [(people[s.speaker or ""], [people[r] for r in s.relay]) for s in inner] == [("PAVO LIND", ["ILSE VARGA"])]


def test_a_dateline_before_a_colon_says_nothing() -> None:
    lead = "The Harbour Authority on Monday (Mar 12) rejected calls to open the quays, saying the ships were not safe."
    with_place, without = (pipeline.read(raw(f"{place}{lead}")) for place in ("HALDEN: ", ""))
    told = [
        [(s.act, [span.words(r.article.text) for span in (*s.source, *s.content)]) for s in r.statements]
        for r in (with_place, without)
    ]
    assert told[0] == told[1] != []
