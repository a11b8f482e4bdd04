"""The annotated stories: places that can be right, and no report of them among those that claims are judged by."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.claims import GOLD, OWN

STORIES = Path(__file__).parents[2] / "training" / "stories.jsonl"


def _stories() -> list[dict[str, Any]]:
    return [json.loads(line) for line in STORIES.read_text(encoding="utf8").splitlines()]


def test_every_group_puts_two_places_or_more_of_its_own_reports_together() -> None:
    for story in _stories():
        assert len(story["articles"]) > 1
        for kind, *items in story["groups"]:
            assert kind in ("u", "c")
            assert len({tuple(item) for item in items}) == len(items) > 1
            assert all(0 <= report < len(story["articles"]) and 0 <= start < end for report, start, end in items)


def test_no_report_is_in_two_stories_or_in_one_that_claims_are_judged_by() -> None:
    times = Counter(article for story in _stories() for article in story["articles"])
    assert max(times.values()) == 1
    judged = [*OWN.glob("*.links.json"), *GOLD.glob("*.links.json")]
    named = {article for path in judged for article in json.loads(path.read_text(encoding="utf8"))["articles"]}
    assert len(named) > 20
    assert not named & set(times)
