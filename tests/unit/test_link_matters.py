"""Documents that were not given as of one matter: what they say alike is doubted where their words are little alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from evaluation.stream import Pair, figures, linked
from onrecord.api import add_readings, compare, compare_against, compare_ledger, verify
from onrecord.link.points import points
from onrecord.link.score import FLOOR, scored
from onrecord.link.side import Side
from onrecord.types import Claim, Reading
from onrecord.types.point import Point
from tests.unit.sample_readings import said, small
from tests.unit.sample_story import gazette, post, story

FERRY = "Mayor Ann Bell said the ferry to Brask would sail again in May.\n"
HARBOUR = (
    "The ferry crews had struck for a week over their pay. Quays in Brask stayed shut.\n"
    "Dockers unloaded two freighters by night. The union wants nine crowns an hour and a longer rest.\n"
)
ORCHARD = (
    "Apple growers near Tessel lost half a harvest to frost. Beekeepers counted dead hives in April.\n"
    "A museum of clocks opened in the old mint. Its first visitors came by tram.\n"
    "Chess players from nine schools met over the weekend. A girl of eleven beat last year's champion.\n"
    "Bakers mend their ovens in August. Nobody has counted the swallows under the eaves of the granary.\n"
)


def report(more: str) -> Reading:
    text = FERRY + more
    bell = said(text, ["the ferry to Brask would sail again in May"], "Mayor Ann Bell", "said")
    return small(text, bell, title=more[:20])


def chances(a: Reading, b: Reading, one_matter: bool) -> dict[tuple[int, int], float]:
    found = scored(points(a), [points(b)], one_matter=one_matter)
    return {(pair.a.n, pair.b.n): pair.score for pair in found}


def test_of_reports_that_are_alike_nothing_is_doubted() -> None:
    found = chances(post(), gazette(), one_matter=True)
    assert found
    assert chances(post(), gazette(), one_matter=False) == found


def test_of_reports_of_two_matters_each_pair_is_doubted_as_much() -> None:
    one, other = report(HARBOUR), report(ORCHARD)
    known, doubted = (chances(one, other, one_matter) for one_matter in (True, False))
    assert max(doubted.values()) > FLOOR
    for pair, score in doubted.items():
        less = np.log(known[pair] / (1 - known[pair])) - np.log(score / (1 - score))
        assert less == pytest.approx(1.2, abs=0.1)


def test_likeness_is_of_each_document_with_each_and_is_1_with_itself() -> None:
    made: list[tuple[Point, ...]] = [points(reading) for reading in (*story(), report(ORCHARD))]
    likeness = Side(made).likeness(Side(made))
    assert likeness.shape == (4, 4)
    assert np.diag(likeness) == pytest.approx(1, abs=1e-5)
    assert likeness == pytest.approx(likeness.T, abs=1e-6)
    assert likeness[:3, 3].max() < 0.2 < likeness[0, 1]
    assert Side(made[:1]).likeness(Side([(), made[1]]))[0] == pytest.approx([0, likeness[0, 1]], abs=1e-6)


def best(claims: Iterable[Claim]) -> float:
    return max(link.score for claim in claims for link in claim.links)


def test_a_ledger_does_not_know_that_its_documents_are_of_one_matter(tmp_path: Path) -> None:
    one, other, path = report(HARBOUR), report(ORCHARD), tmp_path / "ledger.db"
    known = best(compare([one, other]).claims)
    list(add_readings([one], path))
    assert best(compare_against(path, [other]).claims) < known
    list(add_readings([other], path))
    assert best(compare_ledger(path).claims) < known
    assert list(verify(path, replay=True)) == []


def test_the_stream_counts_what_is_linked_and_right_of_what_was_read() -> None:
    found = linked(compare([post(), gazette()]).claims)
    assert {(a[0], b[0]) for a, b in found} == {("gazette", "post")}
    right, *_ = sorted(found)
    gone: Pair = (("gazette", (900, 910)), ("post", (900, 910)))
    assert figures(found, [(right, "y"), (right[::-1], "p"), (gone, "y"), (gone, "n")]) == {
        "links": len(found), "linked": 0.5, "right": 0.5, "right_or_arguable": 1.0, "right_ones_linked": 0.5,
    }  # fmt: skip


def test_more_reports_than_a_story_has_are_of_any_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    two = [report(HARBOUR), report(ORCHARD)]
    known = best(compare(two, words_only=True).claims)
    monkeypatch.setattr("onrecord.link.memory.STORY", 1)
    assert best(compare(two, words_only=True).claims) < known
