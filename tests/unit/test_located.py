"""Which place a name means, by what else an invented report names."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord.lexicon.gazetteer import fold
from onrecord.normalise import normalise
from onrecord.normalise.located import choose
from onrecord.normalise.where import Outlet, learnt, weigh
from onrecord.types import NameKind, Place, Span
from tests.unit.normalise_cases import draft

NAMED = re.compile(r"\[(.+?)\]")


NOWHERE = Outlet()


def means(written: str, outlet: Outlet = NOWHERE) -> dict[str, str | None]:
    """The gazetteer ids of the names in brackets."""
    text, spans = "", []
    for n, part in enumerate(NAMED.split(written)):
        if n % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    weighed = weigh(text, spans, outlet)
    found = {span.words(text): choose(weighed.get(fold(span.words(text)), ()))[0] for span in spans}
    return {name: place.id if place else None for name, place in found.items()}


@pytest.mark.parametrize(
    ("written", "name", "place"),
    [
        ("The ferry left [Odessa] for the [Black Sea], [Ukrainian] officials said.", "Odessa", "698740"),
        ("The mayor of [Quebec] met the premier of [Ontario].", "Quebec", "CA.10"),
        ("The well near [Odessa], [Texas], feeds farms round [Midland].", "Odessa", "5527554"),
        ("The mayor of [Paris] met [French] farmers.", "Paris", "2988507"),
        ("A barn burned in [Paris], [Texas].", "Paris", "4717560"),
        ("Voters in [Georgia] and [Alabama] queued; [Atlanta] was calm.", "Georgia", "US.GA"),
        ("[Georgia] and [Armenia] reopened the road from [Tbilisi].", "Georgia", "GE"),
        ("The choir of [Cambridge] sang in [Boston], [Massachusetts].", "Cambridge", "4931972"),
        ("The choir of [Cambridge] sang in [London] and [Ely], [England].", "Cambridge", "2653941"),
    ],
)
def test_one_name_in_two_places_is_told_by_its_context(written: str, name: str, place: str) -> None:
    assert means(written)[name] == place


def test_the_country_of_the_outlet_counts() -> None:
    told = [
        means("The council of [Hamilton] met.", Outlet.at(url))["Hamilton"] for url in ("a.example.ca", "a.example.nz")
    ]
    assert told == ["5969782", "2190324"]


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://news.example.co.uk/1", "GB"),
        ("example.ca", "CA"),
        ("https://example.com/a", None),
        ("https://example.tv/a", None),
        ("https://example.eu", None),
        ("", None),
        (None, None),
        ("not a url", None),
    ],
)
def test_the_country_of_a_site(url: str | None, country: str | None) -> None:
    assert Outlet.at(url).country == country


def placed(sentence: str, **names: NameKind) -> tuple[Place, ...]:
    return normalise(draft(sentence, names={name.replace("_", " "): kind for name, kind in names.items()})).places


def test_a_statements_places_stand_in_the_text_with_country_and_point() -> None:
    case = draft(
        "[[Osk]] <<said>> {{rain fell in Kharkov and near Odessa}}.", names={"Kharkov": "place", "Odessa": "place"}
    )
    found = normalise(case)
    kharkiv, odesa = found.places
    assert (kharkiv.name, kharkiv.country, odesa.country) == ("Kharkov", "UA", "UA")
    assert (kharkiv.canonical, odesa.canonical) == ("Kharkiv", "Odesa")
    assert (kharkiv.latitude, kharkiv.longitude) == pytest.approx((49.98, 36.25), abs=0.1)
    assert [span.words(case.article.text) for place in found.places for span in place.spans] == ["Kharkov", "Odessa"]
    assert found.statements[0].places == ("Kharkov", "Odessa")
    assert kharkiv.rule == "context"
    assert 0.5 < (kharkiv.confidence or 0) <= 1


def test_a_direction_keeps_the_name_and_finds_the_place() -> None:
    (place,) = placed("[[Osk]] <<said>> {{rain fell in southern Ukraine}}.", Ukraine="state")
    assert (place.name, place.gazetteer) == ("southern Ukraine", "UA")


def test_an_unknown_name_has_no_place_and_a_reason() -> None:
    (place,) = placed("[[Osk]] <<said>> {{rain fell in Velmhaven}}.", Velmhaven="place")
    assert (place.canonical, place.country, place.latitude, place.gazetteer) == (None, None, None, None)
    assert place.reason == "no such name in the gazetteer"


def test_a_name_of_many_places_without_context_is_left_open() -> None:
    (place,) = placed("[[Osk]] <<said>> {{rain fell in Springfield}}.", Springfield="place")
    assert (place.gazetteer, place.latitude, place.confidence) == (None, None, None)
    assert place.reason is not None
    assert place.reason.startswith("one of ")


def test_a_disputed_place_has_a_point_and_no_country() -> None:
    (place,) = placed("[[Osk]] <<said>> {{rain fell in Crimea}}.", Crimea="place")
    assert (place.country, place.canonical) == (None, "Crimea")
    assert place.latitude == pytest.approx(45.3, abs=0.3)
    assert "disputed" in (place.reason or "")


def test_a_government_or_a_person_gets_no_place() -> None:
    assert (
        placed("[[Osk]] <<said>> {{Paris London wrote to the Kremlin}}.", Paris_London="person", Kremlin="place") == ()
    )
    assert placed("[[Osk]] <<said>> {{Paris objected to the plan}}.", Paris="state") == ()


def test_the_answer_is_the_same_in_every_run_and_order_of_statements() -> None:
    case = draft(
        "[[Osk]] <<said>> {{rain fell in Paris and Odessa}}. ", "[[Osk]] <<said>> {{snow fell in Georgia}}.",
        names={"Paris": "place", "Odessa": "place", "Georgia": "place"},
    )  # fmt: skip
    turned = replace(case, attributions=case.attributions[::-1])
    assert normalise(case).places == normalise(case).places == normalise(turned).places


def test_weights_are_those_of_features_that_are_read() -> None:
    assert {"people", "held", "near", "same country", "same region", "outlet", "own name"} <= set(learnt())
