"""How two tellings differ, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import claimdiff, quotations
from evaluation.gate import CORPORA
from onrecord.link.quotation import same_quotation
from onrecord.link.wording import differences
from onrecord.types import Span

Found = list[tuple[str, str | None, str | None]]


def told(a: str, b: str) -> Found:
    return [(difference.kind, difference.a, difference.b) for difference in differences(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("The dam broke in heavy rain.", "The dam broke.", [("left_out", "heavy rain", None)]),
        ("The dam broke.", "The old dam broke.", [("added", None, "old")]),
        ("Divers mended the gate.", "Soldiers mended the gate.", [("replaced", "Divers", "Soldiers")]),
        ("The fleet lost two boats.", "The fleet lost three boats.", [("number", "two", "three")]),
        ("At least 30 boats sank.", "30 boats sank.", [("number", "At least", None)]),
        ("Some 30 boats sank at Orrin.", "30 boats sank.", [("number", "Some", None), ("left_out", "Orrin", None)]),
        ("The fleet reportedly sank.", "The fleet sank.", [("hedge", "reportedly", None)]),
        ("Divers may have cut the cable.", "Divers allegedly cut the cable.", [("hedge", "may have", "allegedly")]),
        ("We will not sell the harbour.", "We will sell the harbour.", [("negation", "not", None)]),
        ("We sold it.", "We didn't sell it.", [("negation", None, "didn't")]),
        ("He denied the claim.", "He repeated the claim.", [("negation", "denied", "repeated")]),
        ("On Monday the bridge closed.", "The bridge closed on Monday.", [("order", "Monday", "Monday")]),
        ("We must mend the dam.", "We should mend the dam.", [("replaced", "must", "should")]),
        ("They marched in May.", "They marched.", [("left_out", "May", None)]),
        ("Arn stayed with Osk in 1990.", "Arn stayed with Osk.", [("left_out", "1990", None)]),
    ],
)  # fmt: skip
def test_each_kind_is_told_with_its_words_on_both_sides(a: str, b: str, found: Found) -> None:
    assert told(a, b) == found


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("“The dam”, he said, is SAFE!", "the dam he said is safe"),
        ("We don't know; it’s late.", "We do not know: it is late."),
        ("You can't go.", "You cannot go."),
        ("The harbour programme was criticised at the theatre.", "The harbor program was criticized at the theater."),
        ("A grey defence centre; three labelled metres.", "A gray defense center: 3 labeled meters"),
        ("He spoke in Kiev and Kharkov of Zelenskiy.", "He spoke in Kyiv and Kharkiv of Zelensky."),
        ("[Service members] will go home.", "They will go home."),
        ("the men … went home", "the men went home"),
        (
            "They took 1,200 tons, two million coins and twenty-five ships.",
            "They took 1200 tons, 2m coins and 25 ships.",
        ),
        ("a thousand ships of the XX century", "1,000 ships of the 20th century"),
        ("World War II", "World War Two"),
        ("He attacks the mayor's bridges", "He attacked the mayor’s bridge"),
    ],
)
def test_what_makes_no_difference(a: str, b: str) -> None:
    assert told(a, b) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Oleg", "Olga"), ("East", "West"), ("2m", "2bn"), ("30", "300")],
)
def test_names_and_numbers_that_only_look_alike_differ(a: str, b: str) -> None:
    kind = "number" if a[0].isdigit() else "replaced"
    assert told(f"They met in {a} today", f"They met in {b} today") == [(kind, a, b)]


def test_spans_are_of_each_text() -> None:
    (difference,) = differences("And so, the old dam broke", "The new dam broke")
    assert (difference.a_span, difference.b_span) == (Span(12, 15), Span(4, 7))
    assert difference.moved(5, 1).a_span == Span(17, 20)
    assert difference.moved(5, 1).b_span == Span(5, 8)


SENTENCE = (
    "I say it again: we will rebuild every bridge over the Arn before winter, and the ferries will probably stay."
)


@pytest.mark.parametrize(
    ("quote", "wording"),
    [
        ("We will rebuild every bridge over the Arn before winter", "identical"),
        ("every bridge over the Arn", "identical"),
        ("The council met. We will rebuild every bridge over the Arn before winter. Nobody voted.", "identical"),
        ("We will rebuild every bridge before winter", "shortened"),
        ("We will restore every bridge across the Arn before winter", "reworded"),
        ("We will not rebuild every bridge over the Arn before winter", "negation_differs"),
        ("Every bridge over the Arn before winter, and the ferries will stay", "lost_hedge"),
    ],
)  # fmt: skip
def test_a_quotation_is_found_in_its_sentence_and_its_wording_told(quote: str, wording: str) -> None:
    verdict = same_quotation(quote, SENTENCE)
    assert (verdict.same, verdict.wording) == (True, wording)
    assert "bridge" in verdict.shared
    for difference in verdict.differences:
        assert difference.a_span is None or difference.a_span.words(SENTENCE) == difference.a
        assert difference.b_span is None or difference.b_span.words(quote) == difference.b


def test_a_changed_number_is_told() -> None:
    verdict = same_quotation(
        "The Arn flood carried off 500 fishing boats", "The Arn flood carried off 50 fishing boats."
    )
    assert (verdict.same, verdict.wording) == (True, "number_differs")
    assert [(d.a, d.b) for d in verdict.differences] == [("50", "500")]


@pytest.mark.parametrize(
    "quote",
    ["The bridge over the Osk is older than the town", "Winter came late to the valley", "and the", "", "…"],
)
def test_a_shared_topic_or_nothing_is_no_quotation(quote: str) -> None:
    verdict = same_quotation(quote, SENTENCE)
    assert (verdict.same, verdict.wording, verdict.differences) == (False, None, ())


def test_the_same_words_are_the_same_however_common_they_are() -> None:
    assert same_quotation("We are here.", "We are here").score == 1.0


def test_quotations_are_measured_without_unsure_rows(tmp_path: Path) -> None:
    ids = {"media_id": "m", "primary_id": "p", "primary_sentence": SENTENCE}
    labelled = [
        ("every bridge over the Arn", "same", "identical"), ("Winter came late", "different", ""),
        ("The ferries are new", "same", "variant"), ("and the", "unsure", ""),
    ]  # fmt: skip
    lines = [json.dumps({**ids, "media_quote": q, "label": label, "wording": w}) for q, label, w in labelled]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines), encoding="utf8")
    assert quotations.measure(tmp_path) == {"same_saying": pytest.approx(2 / 3), "identical_wording": 1.0}


def test_quotations_of_the_press_against_transcripts() -> None:
    corpus = next(corpus for corpus in CORPORA if corpus.name == "quotations")
    if not corpus.files():
        pytest.skip("the labelled quotations are not beside the project")
    assert (corpus.measure(corpus.folder)["same_saying"] or 0) >= 0.92


def test_the_figures_of_claimdiff() -> None:
    gold = [True, True, False, False]
    assert claimdiff.auc([3, 1, 1, 0], gold) == 0.875
    assert claimdiff.best_rule([1, 2, 7, 9], gold) == (2, -1)
    assert claimdiff.reached([True, False, True, False], gold) == (0.5, 0.5, 0.5)
