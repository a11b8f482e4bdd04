"""How one telling stands to another: the types of links, and their reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from onrecord.link.claims import describe
from onrecord.link.figures import figures
from onrecord.link.figures import pairs as figure_pairs
from onrecord.link.points import points
from onrecord.link.relations import relations
from onrecord.types import Entity, Quantity, Span
from onrecord.types.point import Point
from tests.unit.sample_readings import said, small


def point_of(text: str, **told: Any) -> Point:
    """The one point of a report in which somebody said these words."""
    named = Entity("e1", told.pop("speaker", "Radim Velkov"), "person")
    whole = f"{text}, he said."
    statement = replace(said(whole, [text], "", "said", speaker="e1"), **told)
    return points(small(whole, statement, entities=(named,)))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kostrava will open the gates", "Kostrava will not open the gates"),
        ("Kostrava opened the gates", "Kostrava didn’t open the gates"),
        ("we see a chance of peace", "we see no chance of peace"),
    ],
)
@pytest.mark.parametrize("speaker", ["Radim Velkov", "Danica Oreld"])
def test_a_negation_alone_contradicts_whoever_speaks(one: str, other: str, speaker: str) -> None:
    assert [r.type for r in relations(point_of(one), point_of(other, speaker=speaker))] == ["contradicts"]
    assert "contradicts" not in {r.type for r in relations(point_of(other), point_of(other, speaker=speaker))}


def test_what_is_told_as_not_said_contradicts_what_is_said() -> None:
    words = "Kostrava will open the gates"
    no = replace(point_of(words, negated=True), document="b")
    assert [r.type for r in relations(point_of(words), no)] == ["contradicts"]


def test_one_word_that_somebody_did_not_say_contradicts_nothing() -> None:
    one, other = point_of("that ferry"), point_of("the ferry", negated=True, speaker="Danica Oreld")
    assert first_of(one, other)[0] != "contradicts"


def test_two_quotations_tell_which_words_changed() -> None:
    one = point_of("“all servicemen of the river garrison are guaranteed decent treatment”")
    other = point_of("“all personnel of the river garrison are guaranteed dignity”")
    (same, *_) = relations(one, other)
    assert same.type == "same_wording"
    assert "“servicemen” against “personnel”, “decent treatment” against “dignity”" in same.reason


def test_a_name_without_letters_is_none() -> None:
    assert point_of("Kostrava will open the gates", speaker=" ").names == ()


def _counts(document: str, n: int, value: int, **told: Any) -> Point:
    quantity = Quantity(value, value, False, "miners", Span(n, n + 1), str(value))
    point = point_of("miners came out")
    return replace(point, document=document, n=n, published=date(2023, 4, 13), quantities=(quantity,), **told)


def _types(*made: Point) -> list[tuple[str, str]]:
    (group,) = figures(made)
    return [(relation.type, relation.reason) for _, _, relation in figure_pairs(group)]


def test_two_numbers_that_one_report_tells_apart_do_not_differ() -> None:
    assert _types(_counts("a", 0, 61), _counts("a", 1, 36)) == []
    assert [kind for kind, _ in _types(_counts("a", 0, 61), _counts("a", 1, 36), _counts("b", 0, 36))] == ["reworded"]
    assert [kind for kind, _ in _types(_counts("a", 0, 61), _counts("b", 0, 36))] == ["number_differs"]


def test_a_number_of_another_day_is_later_even_in_reports_of_one_day() -> None:
    later, earlier = _counts("a", 0, 156, time="2023-04-12"), _counts("b", 0, 101, time="2023-04-10")
    assert _types(later, earlier) == [("updates", "“101”, and later “156”")]
    assert [kind for kind, _ in _types(earlier, replace(later, document="b", n=1))] == ["updates"]


def first_of(one: Point, other: Point) -> tuple[str, str]:
    (found, *_) = relations(one, other)
    return found.type, found.reason


@pytest.mark.parametrize(
    ("text", "act"), [("the shelling of the ferry", "deny"), ("the charge of shelling the ferry is baseless", "assert")]
)
def test_what_one_denies_and_another_charges_is_denied_in_either_order(text: str, act: str) -> None:
    charge = point_of("Kostrava of shelling the ferry", act="accuse")
    denial = point_of(text, act=act, speaker="Danica Oreld")
    for pair in permutations((charge, denial)):
        kind, reason = first_of(*pair)
        assert (kind, reason.startswith("Danica Oreld denies")) == ("denies", True)


def test_two_who_deny_the_same_agree_and_who_refuses_a_demand_answers_it() -> None:
    denial = point_of("any shelling of the ferry", act="deny")
    assert first_of(denial, point_of("nobody shelled the ferry", speaker="Danica Oreld"))[0] == "restates"
    demand = point_of("Kostrava must open the gates", act="demand")
    assert first_of(demand, point_of("to open the gates", act="refuse", speaker="Danica Oreld"))[0] == "responds"


def test_no_question_is_no_negation() -> None:
    assert not point_of("there is no question that Kostrava opened the gates").negated


def test_one_who_says_otherwise_on_another_day_contradicts_what_was_said_then() -> None:
    before = point_of("Kostrava will open the gates", time="2023-04-10")
    kind, reason = first_of(before, point_of("Kostrava will not open the gates", time="2023-04-18"))
    assert kind == "contradicts"
    assert reason.endswith("Radim Velkov spoke on 2023-04-10 and on 2023-04-18")


def test_negations_of_other_things_do_not_contradict() -> None:
    assert first_of(point_of("some miners were told"), point_of("that was not done here"))[0] != "contradicts"


def test_words_quoted_alike_are_the_same_wording_whoever_is_named() -> None:
    words = "“the gates were locked from the inside”"
    assert first_of(point_of(words), point_of(words, speaker="Danica Oreld"))[0] == "same_wording"


def test_words_in_the_first_person_or_marked_in_one_report_are_the_sources_own() -> None:
    own = "we will keep the northern gates locked"
    assert first_of(point_of(own), point_of(own))[0] == "same_wording"
    plain = "the northern gates were locked from the inside"
    assert first_of(point_of(f"“{plain}”"), point_of(plain))[0] == "same_wording"
    assert first_of(point_of(plain), point_of(plain))[0] == "reworded"


def test_words_that_are_told_unmarked_in_both_are_no_quotation() -> None:
    told = first_of(point_of("that the gates will open"), replace(point_of("that the gates will open"), document="b"))
    assert told == ("reworded", "the same words, not marked as quoted")


def test_two_names_are_no_rewording_of_each_other() -> None:
    one, other = point_of("grain left Ukraine by ship"), point_of("grain left Russia by barge")
    assert "ukraine" not in first_of(one, other)[1]


@pytest.mark.parametrize("doubt", ["appears “to be", "is expected to be", "is likely"])
def test_doubt_is_lost_where_the_other_tells_what_was_doubted(doubt: str) -> None:
    one = point_of(f"the garrison {doubt} starving”")
    kinds = {r.type: r.forward for r in relations(one, point_of("the garrison was starving"))}
    assert kinds["lost_hedge"] is True
    assert "lost_hedge" not in {r.type for r in relations(one, point_of("the garrison has bread"))}


def test_a_large_claim_links_a_denial_to_the_charges_that_it_denies() -> None:
    charge, n = point_of("Kostrava of shelling the ferry", act="accuse"), 20
    denial = point_of("shelling the ferry", act="deny", speaker="Danica Oreld")
    made = [replace(charge, document=f"a{i}", name=f"a{i}") for i in range(n)]
    made.append(replace(denial, document="z", name="z"))
    (whole, *_) = describe(made, {}, lambda *_: False)
    assert whole.kind == "claim"
    assert sum(link.type == "denies" for link in whole.links) == 16


def test_a_member_of_several_sentences_is_compared_as_a_whole() -> None:
    whole = [
        replace(point_of(words), document="a", n=n)
        for n, words in enumerate(("“The gates stay shut.", "Nobody leaves the mine.”"))
    ]
    other = replace(point_of("“Nobody leaves the mine”"), document="b", name="b")
    (told,) = describe([*whole, other], {}, lambda *_: False)
    assert any("Nobody leaves the mine" in link.reason for link in told.links)
    assert any(link.type == "shortened" and "gates" in link.reason for link in told.links)


@pytest.mark.parametrize("speaker", ["Radim Velkov", "Danica Oreld"])
@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("that Kostrava was “standing down” after the raid", "standing down"),
        ("“standing back” was no way out", None),  # not in the other's words
        ("that Kostrava was standing down after the raid", None),  # nobody's marks
        ("that Kostrava was “standing” after the raid", None),  # one word may be chance
        ("it “is” so, that Kostrava “to be” after the raid", None),  # tells nothing
    ],
)
def test_words_in_marks_that_stand_in_the_others_quotation_are_the_same_wording(
    speaker: str, other: str, same: str | None
) -> None:
    whole = point_of("“Kostrava appears to be standing down, a good thing for all on the river”")
    found = {r.type: r.reason for r in relations(whole, point_of(other, speaker=speaker))}
    assert found.get("same_wording") == (same and f"both have “{same}”")


def test_a_sentence_amid_a_direct_quotation_is_quoted_without_marks_beside_it() -> None:
    text = "“The gates are shut. The river is low. The boats wait,” he said."
    quotation = replace(said(text, ["“The gates are shut. The river is low. The boats wait,”"], "", "said"))
    sentences = tuple(
        Span(text.index(part), text.index(part) + len(part))
        for part in ("“The gates are shut.", "The river is low.", "The boats wait,” he said.")
    )
    for kind in ("direct", "mixed"):
        reading = small(text, replace(quotation, quote_type=kind))
        reading = replace(reading, article=replace(reading.article, sentences=sentences))
        assert [point.marked for point in points(reading)][1] == (kind == "direct")
