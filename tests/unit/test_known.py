"""Well-known people and bodies: one name and identifier in every document."""

from __future__ import annotations

import re

import pytest

from onrecord.lexicon import table
from onrecord.lexicon.known import known_body, known_person
from onrecord.resolve import resolve
from onrecord.resolve.known import identified
from onrecord.types import Attribution, Draft, Entity
from tests.cases.attribute.marks import Case, unmark


def speaker(marked: str) -> Entity:
    """Who speaks in a document of one marked sentence, under the known name."""
    text, marks = unmark(marked)
    case = Case("known", text, marks, {}, ())
    source, cue, content = (tuple(m.span for m in marks if m.tag == tag) for tag in "SQC")
    draft = resolve(Draft(case.article(), case.tagged(), (Attribution(content, source, cue),)))
    entity = draft.resolution.casts[0].speaker.value
    return identified(next(e for e in draft.resolution.entities if e.id == entity))


@pytest.mark.parametrize("spelling", ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Zelensky"])
def test_one_person_in_three_spellings_is_one_in_every_document(spelling: str) -> None:
    found = speaker(f"[S [person {spelling}]] [Q said] [C so].")
    assert (found.name, found.wikidata) == ("Volodymyr Zelenskyy", "Q3874799")
    assert spelling in (found.name, *found.aliases)


def test_two_of_one_surname_are_two() -> None:
    joe, hunter = (speaker(f"[S [person {name} Biden]] [Q said] [C so].") for name in ("Joe", "Hunter"))
    assert (joe.name, joe.wikidata) == ("Joe Biden", "Q6279")
    assert (hunter.name, hunter.wikidata) == ("Hunter Biden", None)


def test_a_surname_that_two_bear_is_neither_but_by_an_office() -> None:
    assert speaker("[S [person Biden]] [Q said] [C so].").wikidata is None
    assert speaker("[S President [person Biden]] [Q said] [C so].").wikidata == "Q6279"
    assert known_person("Bush", "president") is None


def test_nobody_unknown_is_taken_for_somebody_known() -> None:
    assert known_person("Boris Osk") is None
    assert known_person("Johnson") is None
    assert speaker("[S [person Mira Osk]] [Q said] [C so].") == Entity("e1", "Mira Osk", "person")


def test_a_surname_spelt_too_differently_keeps_its_spelling_and_gets_the_identifier() -> None:
    found = identified(Entity("e1", "Moammar Gadhafi", "person"))
    assert (found.name, found.wikidata) == ("Moammar Gadhafi", "Q19878")


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [("Kyiv", "Q212"), ("Kiev", "Q212"), ("the U.N.", "Q1065"), ("AP", "Q40469"), ("the Associated Press", "Q40469")],
)
def test_states_and_bodies_keep_their_names_and_get_their_identifiers(name: str, wikidata: str) -> None:
    found = identified(Entity("e1", name, "organisation"))
    assert (found.name, found.wikidata) == (name, wikidata)


def test_a_ministry_is_not_its_state() -> None:
    assert known_body("Norlandish Foreign Ministry") is None
    assert known_body("Ukrainian Foreign Ministry") is None


def test_the_table_names_nobody_twice_and_its_identifiers_are_wikidata_s() -> None:
    known = table("known")
    named = [n for kind in ("people", "bodies") for names in known[kind].values() for n in names]
    named += [n for kind in ("people", "bodies") for names in known["unidentified"][kind] for n in names]
    identifiers = [*known["people"], *known["bodies"], *known["states"].values()]
    assert len(named) == len(set(named))
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"Q[1-9]\d*", wikidata) for wikidata in identifiers)
    assert set(known["states"]) <= set(table("states")["states"])
