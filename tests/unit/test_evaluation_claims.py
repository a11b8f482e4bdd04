"""The scorer of claims, on gold and claims made by hand; and the project's own gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.claims import OWN, overlap, read_story, score
from onrecord.types import Claim, Link, Member, Span

GOLD = {
    "cluster": "fair", "articles": ["a", "b"],
    "groups": [
        {"id": "g1", "kind": "utterance", "items": [
            {"article": "a", "start": 0, "end": 40}, {"article": "b", "start": 10, "end": 60},
            {"article": "b", "start": 100, "end": 140, "voice": "outlet"}],
         "relations": [{"a": 0, "b": 1, "type": "reworded"}, {"a": 0, "b": 1, "type": "shortened"}]},
        {"id": "g2", "kind": "claim", "items": [
            {"article": "a", "start": 200, "end": 240}, {"article": "b", "start": 200, "end": 240}]},
    ],
}  # fmt: skip


def _claim(*places: tuple[str, int, int], links: tuple[Link, ...] = ()) -> Claim:
    members = tuple(Member(name, name, Span(start, end), "s1") for name, start, end in places)
    return Claim("c", "utterance", None, "", members, links)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "fair.links.json"
    path.write_text(json.dumps(GOLD), encoding="utf8")
    return path


def test_a_pair_is_found_where_one_claim_has_both(gold: Path) -> None:
    links = (Link(0, 1, "reworded", 1, "…"), Link(1, 0, "shortened", 1, "…"))
    figures = score(read_story(gold), [_claim(("a", 5, 40), ("b", 10, 50), links=links)]).figures()
    assert figures["recall"] == 0.5
    assert (figures["recall_utterance"], figures["recall_claim"]) == (1, 0)
    assert figures["listed"] == 1
    assert figures["types"] == pytest.approx(2 * 2 / (3 + 3))  # reworded both ways; shortened the wrong way round


def test_what_gold_does_not_list_lowers_the_listed(gold: Path) -> None:
    claims = [_claim(("a", 0, 40), ("b", 300, 340)), _claim(("a", 200, 240), ("b", 200, 240))]
    assert score(read_story(gold), claims).figures()["listed"] == 0.5


def test_a_whole_article_is_no_match() -> None:
    assert overlap((0, 40), (0, 100))
    assert not overlap((0, 40), (0, 4000))
    assert not overlap((0, 40), (30, 90))


def test_our_own_gold_can_be_read() -> None:
    stories = [read_story(path) for path in sorted(OWN.glob("*.links.json"))]
    assert len(stories) == 4
    for each in stories:
        assert all(
            start < end and article in each.articles for group in each.groups for article, (start, end) in group.items
        )
