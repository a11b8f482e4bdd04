from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.normalise import SLOTS, normalise
from onrecord.types import Attribution, Draft, NameKind, Span
from tests.unit.normalise_cases import draft

STATES: dict[str, NameKind] = {
    "France": "state",
    "Paris": "state",
    "Velm": "state",
    "Kostravan": "place",
    "Lake Orr": "place",
    "Kremlin": "place",
}


def times(case: Draft) -> list[str | None]:
    return [statement.time for statement in normalise(case).statements]


def test_statements_stand_in_reading_order_with_evidence_for_each_slot() -> None:
    case = draft("{{Rain fell}}, [[Osk]] <<said>>.", "[[Ruun]] <<said>> {{it was dry}}.")
    swapped = replace(case, attributions=case.attributions[::-1])
    first, second = normalise(swapped).statements
    assert (first.id, first.content, second.id) == ("s1", case.attributions[0].content, "s2")
    assert list(first.evidence) == [slot.name for slot in SLOTS]


def test_a_nested_statement_names_its_parent_and_keeps_to_its_own_marks() -> None:
    case = draft("[[Osk]] <<said>>: {{“Ruun said it was dry”}}.")
    outer = case.attributions[0]
    start = outer.content[0].start + 1
    inner = Attribution(
        (Span(start + 10, start + 20),), (Span(start, start + 4),), (Span(start + 5, start + 9),), parent=0
    )
    casts = case.resolution.casts
    nested = replace(case, attributions=(outer, inner), resolution=replace(case.resolution, casts=(*casts, *casts)))
    first, second = normalise(nested).statements
    assert (first.parent, first.quote_type) == (None, "direct")
    assert (second.parent, second.quote_type) == ("s1", "indirect")


def test_confidence_is_clipped() -> None:
    case = draft("[[Osk]] <<said>> {{it was dry}}.")
    loud = replace(case, attributions=(replace(case.attributions[0], score=1.7),))
    assert normalise(loud).statements[0].confidence == 1.0


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("[[Osk]] <<said>> on Thursday {{it was dry}}.", "2022-04-21"),
        ("On Thursday, [[Osk]] <<said>> {{it was dry}}.", "2022-04-21"),
        ("{{“It was dry,”}} [[Osk]] <<said>> Thursday.", "2022-04-21"),
        ("[[Osk]] <<said>> as she toured the dam on Thursday {{it was dry}}.", "2022-04-21"),
        ("[[Osk]] <<accused>> {{Norland on Thursday of theft}}.", "2022-04-21"),
        ("[[Osk]], who was elected on Thursday, <<said>> {{it was dry}}.", None),
        ("[[Osk]] <<said>> {{it was dry on Thursday}}.", None),
        ("[[Osk]] <<said>> ahead of talks due on Thursday {{it was dry}}.", None),
        ("[[Osk]] <<told>> Fox News Sunday {{it was dry}}.", None),
        ("[[Osk]] <<told>> Velm Radio Sunday {{it was dry}}.", "2022-04-17"),
        ("[[Osk]] <<told>> USA TODAY {{it was dry}}.", None),
        ("[[Osk]] <<told>> Velm Radio last week {{it was dry}}.", "2022-04-11/2022-04-17"),
        ("[[Osk]] <<told>> reporters in March {{it was dry}}.", "2022-03-01/2022-03-31"),
        ("[[Osk]] <<said>> at a press conference last week {{it was dry}}.", "2022-04-11/2022-04-17"),
        ("Speaking on Friday, before Sunday's vote, [[Osk]] <<said>> {{it was dry}}.", "2022-04-22"),
        ("[[Osk]], set to chair a meeting on Thursday, <<said>> {{it was dry}}.", None),
        ("[[Osk]] <<said>> before the vote in Velm on Thursday {{it was dry}}.", None),
        ("[[Osk]] <<said>> of Thursday's vote {{it was dry}}.", None),
        ("In Thursday's speech [[Osk]] <<said>> {{it was dry}}.", "2022-04-21"),
        ("[[Osk]] (born on March 3, 1961) <<said>> {{it was dry}}.", None),
        ("[[Osk]] <<said>> of a dam that was built in 2014 {{it was dry}}.", None),
    ],
)
def test_time_is_that_of_the_saying(sentence: str, time: str | None) -> None:
    assert times(draft(sentence)) == [time]


def test_channel_and_time_reach_the_occasion_and_are_marked_as_inferred() -> None:
    case = draft("[[Osk]] <<said>> {{it was dry}}.", "[[Osk]] <<told>> a news conference on Thursday {{so}}.")
    first, second = normalise(case).statements
    assert (first.channel, first.time) == (second.channel, second.time) == ("press_conference", "2022-04-21")
    assert (first.evidence["time"].stated, second.evidence["time"].stated) == (False, True)


@pytest.mark.parametrize(
    "sentence", ["[[Osk]] <<hopes>> {{for rain}}.", "[[Osk]] <<said>> {{it rained}} as she started her day."]
)
def test_a_channel_reaches_no_attitude_and_nothing_said_at_another_moment(sentence: str) -> None:
    case = draft("[[Osk]] <<told>> a news conference {{it was dry}}.", sentence)
    assert [statement.channel for statement in normalise(case).statements] == ["press_conference", None]


def test_without_a_publication_date_a_relative_time_is_null_with_its_reason() -> None:
    (statement,) = normalise(draft("[[Osk]] <<said>> on Thursday {{it was dry}}.", published=None)).statements
    assert (statement.time, statement.evidence["time"].reason) == (None, "no publication date")


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("two boats sank near Velm and on Lake Orr", ("Velm", "Lake Orr")),
        ("the strike in Velm ended in Velm", ("Velm",)),
        ("the army entered France", ("France",)),
        ("grain was shipped to France", ("France",)),
        ("unrest in northern France", ("northern France",)),
        ("France must pay", ()),
        ("Paris rejected the offer", ()),
        ("the envoy accused France of theft", ()),
        ("France’s envoy left the Kremlin", ()),
        ("sanctions on France would hurt", ()),
        ("Kostravan troops sank a ferry near Velm", ("Velm",)),
        ("a mill in Kostravan burned", ("Kostravan",)),
    ],
)
def test_places_are_locations_not_governments(content: str, places: tuple[str, ...]) -> None:
    (statement,) = normalise(draft(f"[[Osk]] <<said>> {{{{{content}}}}}.", names=STATES)).statements
    assert statement.places == places
