"""Contradictions of two speakers, and words that two reports print alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from onrecord.link.claims import describe
from onrecord.link.copies import reprinted
from onrecord.types.point import Point
from tests.unit.test_link_relations import first_of, point_of


def _reports(*texts: str, **told: Any) -> list[Point]:
    """Each words of somebody in a report of its own."""
    return [replace(point_of(text, **told), document=f"r{n}", name=f"r{n}") for n, text in enumerate(texts)]


_PRINTED = "that the garrison would leave the northern gates as soon as the river"


@pytest.mark.parametrize(
    ("one", "other", "copied"),
    [
        (f"{_PRINTED} had fallen", f"{_PRINTED} was lower", True),
        (f"“{_PRINTED} had fallen”", f"“{_PRINTED} had fallen”", False),  # all who heard it have it
        ("that we will leave the northern gates as soon as the river falls",) * 2 + (False,),
        ("that the garrison would leave the northern gates", "that the garrison would leave the northern gates", False),
        (
            "by the Kostrava Council for Peace on the River and the Rights of Miners",
            "to the Kostrava Council for Peace on the River and the Rights of Miners",
            False,  # a name
        ),
    ],
)
def test_words_of_a_reporter_that_two_print_alike_are_a_copy_and_one_witness(
    one: str, other: str, copied: bool
) -> None:
    (told,) = describe(_reports(one, other), {}, lambda *_: False)
    assert (any(link.type == "wire_copy" for link in told.links), told.witnesses) == (copied, 1 if copied else 2)


def test_reprints_are_one_witness_in_a_claim_of_any_size() -> None:
    made = _reports(*[f"{_PRINTED} had fallen"] * 30, "the garrison goes when the river falls, she was told")
    scores = {(a.key, b.key): 1 - abs(i - j) / 100 for i, a in enumerate(made) for j, b in enumerate(made) if i < j}
    (told,) = describe(made, scores, lambda *_: False)
    assert (len(told.members), told.witnesses) == (31, 2)


def test_a_report_that_says_the_same_twice_is_no_copy_of_itself() -> None:
    first, second = _reports(f"{_PRINTED} had fallen", f"{_PRINTED} was lower")
    assert reprinted(first, second)
    assert not reprinted(first, replace(second, document=first.document))


@pytest.mark.parametrize(
    ("other", "opposed"),
    [
        ("that the garrison had violated this truce for years", True),
        ("the garrison’s violations of the truce", True),
        ("that the garrison could violate the truce", False),
        ("that the garrison may have violated the truce on Monday", False),
        ("that the garrison stopped violating the truce last winter", False),
        ("that it is unlikely that the garrison violated the truce", False),
        ("the council to violate the truce", False),
        ("that winter ends if the garrison has violated the truce", False),
        ("“Who violated the truce?”", False),
        ("that the garrison has never violated the truce", False),
        ("that the truce was violent", False),
    ],
)
def test_one_says_not_and_another_says_so_with_more_about_it(other: str, opposed: bool) -> None:
    no = point_of("that it does not violate the truce on the river")
    for pair in permutations((no, point_of(other, speaker="Danica Oreld"))):
        kind, reason = first_of(*pair)
        assert (kind == "contradicts") == opposed
        assert not opposed or reason.startswith("“not violate the truce” against “")
    assert first_of(no, point_of(other))[0] != "contradicts"  # one speaker on one occasion


@pytest.mark.parametrize("modal", ["should not violate", "may not violate"])
def test_what_may_or_should_not_be_so_contradicts_nothing(modal: str) -> None:
    charge = point_of("that the garrison has violated the truce", speaker="Danica Oreld")
    assert first_of(point_of(f"that it {modal} the truce on the river"), charge)[0] != "contradicts"


def test_two_whom_reports_call_he_can_contradict_each_other() -> None:
    no, so = (
        point_of("it does not violate the truce"),
        point_of("it has violated the truce for years", speaker="Danica Oreld"),
    )
    assert first_of(*(replace(each, names=(*each.names, "he")) for each in (no, so)))[0] == "contradicts"


def test_one_who_sets_both_side_by_side_does_not_contradict_himself() -> None:
    yes, no = point_of("the gates are open"), point_of("the gates are not open")
    assert first_of(yes, replace(no, document="b"))[0] == "contradicts"
    assert first_of(replace(yes, document="b"), replace(no, document="b"))[0] != "contradicts"


@pytest.mark.parametrize(
    ("one", "other", "act"),
    [
        ("that the council will not leave", "that the council will leave", "refuse"),
        ("whether or not the gates are open", "whether the gates are open", "assert"),
        ("that the gates are not open", "“The gates are open?”", "ask"),
    ],
)
def test_who_refuses_asks_or_leaves_it_open_contradicts_nobody(one: str, other: str, act: str) -> None:
    assert first_of(point_of(one), point_of(other, act=act, speaker="Danica Oreld"))[0] != "contradicts"


def test_a_negation_in_the_place_of_other_words_does_not_contradict() -> None:
    one, other = (
        point_of("I want to see the northern gates"),
        point_of("there are no northern gates", speaker="Danica Oreld"),
    )
    assert first_of(one, other)[0] != "contradicts"
