"""Reading corpora for training; needs nothing that only training has."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.tagger.pieces import Pieces
from onrecord.tagger.windows import MAX_PIECES, segments
from onrecord.types import Span
from training.corpus import GoldAttribution, GoldDocument, read_corpus, read_standoff, read_unlabelled
from training.packing import windows

TEXT = "“It rained,” Ann Bell said, “all day.”\r\n\r\nNobody denied it.\n"
#: The event stands before its spans; a content in two pieces; words of T3 that spill over into a second line.
STANDOFF = """\
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T1\tSource 13 21\tAnn Bell
T2\tCue 22 26\tsaid
T3\tContent 0 12;28 38\t“It rained,”
“all day.”
A1\tNote E1
T4\tCue 49 55\tdenied
E2\tAttribution:T4 Cue:T4 Content:T5 Content2:T6
T5\tContent 56 58\tit
T6\tContent 42 48\tNobody
"""


def test_standoff_gives_attributions_whatever_the_order_of_its_lines() -> None:
    assert read_standoff(STANDOFF) == [
        GoldAttribution((Span(13, 21),), (Span(22, 26),), (Span(0, 12), Span(28, 38))),
        GoldAttribution((), (Span(49, 55),), (Span(56, 58), Span(42, 48))),
    ]


def test_an_empty_standoff_has_no_attributions() -> None:
    assert read_standoff("") == []


def test_a_corpus_has_each_text_with_its_first_annotator(tmp_path: Path) -> None:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    for stem in ("rain", "rain_2", "unread"):
        (tmp_path / "text" / f"{stem}.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "rain_b0b0.ann").write_text("", encoding="utf8")
    (tmp_path / "attributions" / "rain_a0a0.ann").write_text(STANDOFF, encoding="utf8")
    (tmp_path / "attributions" / "rain_2_0000.ann").write_text("", encoding="utf8")
    first, second = read_corpus(tmp_path)
    assert (first.id, len(first.attributions), second.id, second.attributions) == ("rain", 2, "rain_2", [])
    # Offsets of a corpus count its line ends as they are.
    assert first.text == TEXT
    assert first.attributions[0].source[0].words(first.text) == "Ann Bell"


def test_paragraphs_are_the_lines_that_hold_anything() -> None:
    words = [p.words(TEXT) for p in GoldDocument("rain", TEXT).paragraphs()]
    assert words == ["“It rained,” Ann Bell said, “all day.”", "Nobody denied it."]


@pytest.mark.parametrize(("limit", "ids"), [(2, ["0", "2"]), (9, ["0", "1", "2", "3"])])
def test_unlabelled_articles_are_spread_evenly(tmp_path: Path, limit: int, ids: list[str]) -> None:
    with gzip.open(tmp_path / "some.jsonl.gz", "wt", encoding="utf8") as out:
        out.writelines(json.dumps({"id": str(n), "text": "Rain."}) + "\n" for n in range(4))
    assert [d.id for d in read_unlabelled(tmp_path / "some.jsonl.gz", limit)] == ids


@pytest.mark.parametrize("lengths", [[], [0, 3], [100, 100, 100], [253, 1, 1], [700, 20, 0, 240, 12]])
def test_windows_hold_all_segments_in_order_and_fit(lengths: list[int]) -> None:
    paragraphs = [Pieces([7] * n, [(0, 1)] * n, [0] * n, [False] * n) for n in lengths]
    packed = windows(paragraphs)
    assert [s for window in packed for s in window] == list(segments(paragraphs))
    assert all(1 + sum(len(s) + 1 for s in window) <= MAX_PIECES for window in packed)
