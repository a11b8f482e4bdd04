"""Attributions out of tagged spans, case by case (tests/cases/attribute)."""

from __future__ import annotations

import pytest

from onrecord.attribute import attribute
from onrecord.types import Attribution, Draft, Span
from tests.cases.attribute.marks import Case, read_cases, unmark


def written(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(span.words(text) for span in spans) or "-"


def line(text: str, attribution: Attribution) -> str:
    parts = [written(text, spans) for spans in (attribution.source, attribution.cue, attribution.content)]
    links = {"in": attribution.parent, "follows": attribution.follows}
    return " | ".join(parts + [f"{name} {n + 1}" for name, n in links.items() if n is not None])


@pytest.mark.parametrize("case", read_cases("attribute"))
def test_attributions(case: Case) -> None:
    draft = attribute(Draft(case.article(), case.tagged()))
    found = [line(case.text, a) for a in draft.attributions]
    left_out = [f"issue | {case.text[i.start : i.end]}" for i in draft.issues if i.stage == "attribute"]
    assert [*found, *left_out] == list(case.expected)


@pytest.mark.parametrize(
    "marked",
    [
        "Nobody on the quay knew [C that the ferry was late].",
        "[S Ilse Varga] [Q said] [C that:]\nThe ferry was late.",
        "[S Ilse Varga] [Q denied] [C it].",
    ],
)
def test_a_content_becomes_an_attribution_or_leaves_an_issue(marked: str) -> None:
    text, marks = unmark(marked)
    case = Case("", text, marks, {}, ())
    draft = attribute(Draft(case.article(), case.tagged()))
    accounted = [s for a in draft.attributions for s in a.content]
    accounted += [Span(i.start, i.end) for i in draft.issues if i.start is not None and i.end is not None]
    assert all(any(m.span.overlaps(s) for s in accounted) for m in marks if m.tag == "C")


def test_marks_nest_and_give_the_words() -> None:
    text, marks = unmark("[2C [person Ann] [S x]] [Q y].")
    assert text == "Ann x y."
    assert [(m.tag, m.number, m.span.words(text)) for m in marks] == [
        ("C", 2, "Ann x"),
        ("person", 0, "Ann"),
        ("S", 0, "x"),
        ("Q", 0, "y"),
    ]


@pytest.mark.parametrize("marked", ["[S Ann", "Ann] said"])
def test_marks_must_be_balanced(marked: str) -> None:
    with pytest.raises(ValueError, match=r"clos"):
        unmark(marked)
