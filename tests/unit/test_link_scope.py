"""What numbers are of: which are told apart, which differ, and which belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.link.figures import figures
from onrecord.link.figures import pairs as figure_pairs
from onrecord.link.points import points
from onrecord.link.scope import Scope, of_other_things, scope
from onrecord.normalise.quantities import quantities_in
from onrecord.types import Quantity, Reading, Span, Statement
from onrecord.types.point import Point
from tests.unit.sample_readings import BLANK, small

WEDNESDAY = date(2022, 5, 4)


def _reading(text: str, start: int = 0) -> Reading:
    """A report in which somebody said all of the text from `start` on, with its numbers."""
    content = Span(start, len(text))
    numbers = tuple(quantities_in(text, content))
    said: Statement = replace(BLANK, content=(content,), quantities=numbers)
    return small(text, said, published=WEDNESDAY)


def _point(text: str, document: str = "a", start: int = 0) -> Point:
    (point,) = (point for point in points(_reading(text, start)) if point.statement and point.quantities)
    return replace(point, document=document)


def _scopes(text: str) -> list[Scope]:
    return [scope(point, quantity) for point in points(_reading(text)) for quantity in point.quantities]


def _links(one: str, other: str) -> list[str]:
    made = [_point(one, "a"), _point(other, "b")]
    return [link.type for group in figures(made) for _, _, link in figure_pairs(group)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Brazil's economy will grow by 3 percent", [{"Brazil"}]),
        ("Global growth slows to 3 percent", [{"global"}]),
        ("growth of 3 percent for Brazil, ahead of Chile at 2 percent", [{"Brazil"}, {"Chile"}]),
        ("inflation fell to 3 percent in Peru and 2 percent in the euro zone", [{"Peru"}, {"euro zone"}]),
        ("Peru, which grew by 3 percent last year, will grow by 2 percent", [{"Peru"}, {"Peru"}]),
        ("cuts for Peru (0.5 percentage points) and Chile (0.7 percentage points)", [{"Peru"}, {"Chile"}]),
        ("sales rose by 3 percent", [set()]),
    ],
)  # fmt: skip
def test_a_share_is_of_the_place_named_nearest(text: str, places: list[set[str]]) -> None:
    assert [set(each.places) for each in _scopes(text)] == places


def test_it_leans_on_the_sentence_before() -> None:
    text = "Peru grew fast in 2019. The bank had put its growth at 3 percent. It is now put at 2 percent."
    (point,) = (p for p in points(_reading(text)) if "now" in p.text)
    assert scope(point, point.quantities[0]).places == {"Peru"}
    other = _point("Chile did well.\nInflation is now put at 2 percent.", start=16)
    assert scope(other, other.quantities[0]).places == set()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("growth of 6 percent in 2021 and 3 percent in 2022 and 2023", [{"2021"}, {"2022", "2023"}]),
        ("growth slows from 6 percent in 2021 to 3 percent", [{"2021"}, set()]),
        ("it cut its 2022 forecast to 3 percent and its 2023 forecast to 2 percent", [{"2022"}, {"2023"}]),
        ("prices rose by 6 percent last year and by 3 percent this year", [{"2021"}, {"2022"}]),
        ("beyond 2023, growth falls to 3 percent", [set()]),
    ],
)  # fmt: skip
def test_a_share_has_the_year_close_behind_it_or_else_before_it(text: str, years: list[set[str]]) -> None:
    assert [set(each.years) for each in _scopes(text)] == years


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("growth of 3 percent", False),
        ("growth was cut to 3 percent", False),
        ("growth was cut by 3 percent", True),
        ("prices rose 3 percent", True),
        ("a fall of 3 percent", True),
        ("3 percent higher than in March", True),
        ("growth is 3 percentage points off", True),
        ("output grew by 3 percent", None),
    ],
)  # fmt: skip
def test_a_share_is_a_level_or_a_change(text: str, change: bool | None) -> None:
    assert [each.change for each in _scopes(text)] == [change]


@pytest.mark.parametrize(
    ("one", "other", "links"),
    [
        ("Peru will grow at 3 percent in 2022", "growth of 4 percent for Peru in 2022", ["number_differs"]),
        ("Peru will grow at 3 percent in 2022", "growth of 3 percent for Peru", ["reworded"]),
        ("Peru will grow at 3 percent in 2022", "Chile will grow at 4 percent in 2022", []),
        ("Peru will grow at 3 percent in 2022", "Peru will grow at 4 percent in 2023", []),
        ("Peru will grow at 3 percent in 2022", "Peru's growth was cut by 0.4 percentage points for 2022", []),
        ("Peru will grow at 3 percent in 2022", "in Peru inflation will be at 4 percent in 2022", []),
        ("40 percent of the miners came out", "30 percent of the guards came out", []),
        ("the town got $33bn in military aid", "the town got $8bn in economic aid", []),
        ("the town got $33bn in military aid", "the town got $30bn in military help", ["number_differs"]),
        ("the town got $33bn in military aid", "the town got $30bn in aid to the poor", ["number_differs"]),
    ],
)  # fmt: skip
def test_percent_and_money_of_other_things_are_no_claim(one: str, other: str, links: list[str]) -> None:
    assert _links(one, other) == links
    assert of_other_things(_point(one), _point(other)) == (not links)


@pytest.mark.parametrize(
    ("one", "other", "links"),
    [
        ("12 miners were killed", "shelling killed 15 miners", ["number_differs"]),
        ("12 miners were killed", "15 miners were wounded", ["scope_differs"]),
        ("12 miners were killed", "12 injured miners", ["scope_differs"]),
        ("500 injured soldiers are in the shaft", "1,000 soldiers are in the shaft", ["scope_differs"]),
        ("500 injured soldiers are in the shaft", "500 soldiers are in the shaft", ["reworded"]),
        ("1,000 soldiers are in the shaft", "1,000 wounded troops are in the shaft", ["reworded"]),
        ("12 people died", "three more people died", ["scope_differs"]),
    ],
)  # fmt: skip
def test_counts_of_people_that_something_else_befell_look_alike_only(one: str, other: str, links: list[str]) -> None:
    assert _links(one, other) == links


def test_a_number_of_another_weekday_is_a_later_one() -> None:
    one, other = "101 evacuees from the mine on Sunday", "156 evacuees had come out by Tuesday"
    assert _links(one, other) == ["updates"]
    assert _links(other, one) == ["updates"]
    assert _links(one, "on Sunday, 156 evacuees came out") == ["number_differs"]
    assert _links(one, "156 people by Tuesday") != ["number_differs"]


def test_the_outlets_own_numbers_are_compared_but_make_no_claim_alone() -> None:
    own = points(small("About 1,400 miners are in the shaft.", published=WEDNESDAY))
    assert [quantity.low for point in own for quantity in point.quantities] == [1400]
    assert list(figures([*own, *(replace(point, document="b") for point in own)])) == []
    (group,) = figures([*own, _point("2,000 miners are in the shaft", "b")])
    assert [link.type for _, _, link in figure_pairs(group)] == ["number_differs"]


def test_a_number_of_a_statement_is_not_the_outlets_too() -> None:
    text = "On the eve of the long talks in the old town hall by the river the minister said 1,400 miners are out."
    start = text.index("1,400")
    made = points(_reading(text, start))
    assert [point.statement for point in made for _ in point.quantities] == ["s1"]


@pytest.mark.parametrize("filler", ["1", "1,", "cut by ", "a", "in 2022 3 percent, "])
def test_a_hostile_sentence_tells_nothing_of_its_number(filler: str) -> None:
    # A pattern that takes the square of the length would need minutes here.
    text = f"{filler * 20_000}! 3 percent"
    quantity = Quantity(3, 3, False, "percent", Span(len(text) - 9, len(text)), "3 percent")
    point = replace(_point("growth of 3 percent"), text=text, span=Span(0, len(text)))
    for unit in ("percent", "miners"):
        told = scope(point, replace(quantity, unit=unit))
        assert (told.places, told.fates) == (frozenset(), frozenset())
