"""The invented world of the ledger's benchmark: every span in its place, the same for the same seed, its truth true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.world import Document, Options, World, names
from benchmarks.world.page import Page, add
from benchmarks.world.template import parsed, template
from onrecord.types import Entity, InputError, Metadata, Place, Quantity, Reading, Span, Statement
from tests.properties.made_readings import readings
from tests.unit.sample_readings import at, demo, said, small

SMALL = Options(chapter=120)
STRIKE = (
    "On 6 February 2024, Marovia and the allies met in Ansel, and in Ansel they quarrelled.\n"
    "Marovian envoy Piet Arlo said on Tuesday that the port of Ansel cost 2 million crowns for 1,950 tonnes.\n"
    "“The talks end on March 29,” Arlo said on Tuesday.\n"
)
COUNTED = ((2e6, "2 million crowns", "crowns"), (1950.0, "1,950 tonnes", "tonnes"))


def strike() -> Reading:
    """A template with what the demo lacks: days with and without a year, a number in millions, a nested statement."""
    text = STRIKE
    counted = tuple(Quantity(n, n, False, unit, at(text, words)[0], words) for n, words, unit in COUNTED)
    arlo = {"speaker": "e1", "time": "2024-02-06", "source": "Marovian envoy Piet Arlo", "cue": "said"}
    made = small(
        text,
        said(text, ["that the port [..] tonnes"], places=("Ansel",), quantities=counted, **arlo),
        said(text, ["“The talks end on March 29,”"], parent="s1", **arlo | {"source": "Arlo"}),
        entities=(Entity("e1", "Piet Arlo", "person", "Marovian envoy", "Marovia", ("Arlo",)),),
        published=date(2024, 2, 7), title="Marovia pays 2 million",
    )  # fmt: skip
    found = tuple(Span(*match.span()) for match in re.finditer("Ansel", text))
    return replace(made, places=(Place("Ansel", found),))


@cache
def world(seed: int = 5) -> World:
    return World([demo(), strike()], replace(SMALL, seed=seed))


@cache
def documents() -> list[Document]:
    """Two chapters."""
    return list(world().documents(0, 2 * SMALL.chapter))


def written(reading: Reading, spans: Iterable[Span]) -> list[str]:
    return [span.words(reading.article.text) for span in spans]


@pytest.mark.parametrize("reading", [demo(), strike()])
def test_a_template_filled_with_its_own_words_is_what_it_was_made_of(reading: Reading) -> None:
    page, made = Page(), template(reading)
    add(page, made, [slot.text for slot in made.slots], timedelta(0))
    again = page.reading(reading.article.name, reading.article.metadata)
    # The page tells sentences apart, which readings made by hand leave undone.
    text, cut = reading.article.text.rstrip("\n") + "\n", again.article.sentences
    assert again.article == replace(reading.article, text=text, sentences=cut)
    assert all(any(block.span.contains(sentence) for block in reading.article.blocks) for sentence in cut)
    assert (again.entities, again.statements) == (reading.entities, reading.statements)
    assert [(p.name, p.spans) for p in again.places] == [(p.name, p.spans) for p in reading.places]


@settings(max_examples=15)
@given(readings())
def test_any_reading_taken_apart_is_put_together_with_its_spans(reading: Reading) -> None:
    page, made = Page(), template(reading)
    add(page, made, [slot.text for slot in made.slots], timedelta(0))
    again = page.reading(reading.article.name, reading.article.metadata)
    assert again.article.text.rstrip("\n") == reading.article.text.rstrip("\n")
    assert again.article.blocks == reading.article.blocks
    for one, other in zip(again.statements, reading.statements, strict=True):
        assert (one.content, one.source, one.cue) == (other.content, other.source, other.cue)
        assert (one.quantities, one.evidence, one.places) == (other.quantities, other.evidence, other.places)


@settings(max_examples=40)
@given(st.integers(0, 3), st.integers(0, 3 * SMALL.chapter - 1))
def test_every_span_has_its_words(seed: int, number: int) -> None:
    reading = world(seed).document(number).reading
    check_blocks(reading)
    known = {entity.id for entity in reading.entities}
    assert [one.id for one in reading.statements] == [f"s{n}" for n in range(1, len(reading.statements) + 1)]
    for place in reading.places:
        assert set(written(reading, place.spans)) <= {place.name}
    for one in reading.statements:
        assert {one.speaker, one.addressee, one.target, *one.relay} - {None} <= known
        check_statement(reading, one)


def check_blocks(reading: Reading) -> None:
    end = 0
    for block in reading.article.blocks:
        assert reading.article.text[end : block.span.start].strip() == ""
        end = block.span.end
    assert reading.article.text[end:].strip() == ""


def check_statement(reading: Reading, one: Statement) -> None:
    for words in written(reading, (*one.content, *one.source, *one.cue)):
        assert words
        assert words == words.strip()
    for name in one.places:
        assert name in reading.article.text
    for quantity in one.quantities:
        assert written(reading, [quantity.span]) == [quantity.written]
        assert quantity.unit in quantity.written
        check_bounds(quantity)
    for evidence in one.evidence.values():
        if evidence.written and len(evidence.spans) == 1:
            assert written(reading, evidence.spans) == [evidence.written]


def check_bounds(quantity: Quantity) -> None:
    digits = re.search(r"\d[\d,.]*", quantity.written)
    if digits:
        assert quantity.low == parsed(digits.group()) * (1e6 if "million" in quantity.written else 1)


@settings(max_examples=30)
@given(st.integers(0, 2 * SMALL.chapter - 1))
def test_nobody_keeps_the_templates_names(number: int) -> None:
    reading = world().document(number).reading
    text = " ".join([reading.article.text, *(f"{e.name} {e.role} {e.side} {e.aliases}" for e in reading.entities)])
    for name in ("Velkov", "Oreld", "Verin", "Helene", "Marovia", "Dornhal", "Kostrava", "Selden", "Ansel", "Arlo"):
        assert name not in text


@settings(max_examples=30)
@given(st.integers(0, 2 * SMALL.chapter - 1))
def test_people_are_called_in_the_text_as_on_the_list(number: int) -> None:
    reading = world().document(number).reading
    people = [entity for entity in reading.entities if entity.type == "person" and entity.name[0].isupper()]
    assert people
    for entity in people:
        assert entity.name in reading.article.text
        assert all(alias in reading.article.text for alias in entity.aliases)


def test_weekdays_and_dates_move_together() -> None:
    moved = 0
    for document in documents():
        text = document.reading.article.text
        for one in document.reading.statements:
            stated = re.search(r"said on (\w+day)", text[one.source[0].start :][:80]) if one.source else None
            if (
                stated
                and one.time
                and one.source[0].words(text).endswith(tuple(e.name for e in document.reading.entities))
            ):
                assert f"{date.fromisoformat(one.time):%A}" == stated.group(1)
                day = re.search(r"On (\d+ \w+ \d{4}), ", text)
                moved += bool(day) and f"{date.fromisoformat(one.time):%-d %B %Y}" in text
    assert moved > 5


def test_the_same_seed_makes_the_same_documents_in_any_order() -> None:
    again = World([demo(), strike()], SMALL)
    for number in (130, 119, 121, 0, 60):
        assert again.document(number) == documents()[number]
    assert world(6).document(0).reading.article.text != documents()[0].reading.article.text


def test_reports_are_as_long_and_as_many_as_the_options_say() -> None:
    made = documents()
    words = sum(len(document.reading.article.text.split()) for document in made) / len(made)
    assert 0.7 * SMALL.words < words < 1.5 * SMALL.words
    share = sum(document.reprint for document in made) / len(made)
    assert 0.5 * SMALL.reprints < share < 2 * SMALL.reprints
    days = [document.reading.article.metadata.published for document in made]
    last = SMALL.first_day + timedelta(days=len(made) // SMALL.documents_a_day)
    assert days[0] == SMALL.first_day
    assert last <= max(day for day in days if day) < last + timedelta(days=12)


def test_some_are_often_in_the_news_and_most_once() -> None:
    spoken = Counter(
        entity.name for document in documents() for entity in document.reading.entities if entity.type == "person"
    )
    once = sum(count == 1 for count in spoken.values())
    assert once > len(spoken) / 3
    assert spoken.most_common(1)[0][1] > 10


def test_invented_names_differ() -> None:
    assert len({names.word(rank) for rank in range(40_000)}) == 40_000
    assert len({names.surname(rank) for rank in range(40_000)}) == 40_000


def test_a_world_needs_somebody_who_says_something() -> None:
    with pytest.raises(InputError, match="no template has a statement"):
        World([small("Nobody spoke.")])


def test_documents_know_where_and_when_they_came_out() -> None:
    reading = documents()[3].reading
    metadata: Metadata = reading.article.metadata
    assert metadata.url
    assert metadata.url.startswith("https://")
    assert metadata.outlet
    assert metadata.published
    assert len({document.reading.article.metadata.url for document in documents()}) == 2 * SMALL.chapter
