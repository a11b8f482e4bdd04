"""Accuracy of places on a corpus of our own, in the forms of LGL and GeoVirus."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from evaluation.geo import figures, gold_names, measure, trials
from evaluation.toponyms import kilometres, read_reports

TEXT = "A barn burned in Paris, Texas. Velmhaven was quiet."


def corpus(folder: Path, *toponyms: str) -> Path:
    path = folder / "own.xml.gz"
    article = f"<article><domain>post.example</domain><text>{TEXT}</text>{''.join(toponyms)}</article>"
    path.write_bytes(gzip.compress(f"<articles>{article}</articles>".encode()))
    return path


def toponym(phrase: str, start: int, point: str) -> str:
    tag = f"<gaztag>{point}</gaztag>" if point else ""
    return f"<toponym><start>{start}</start><phrase>{phrase}</phrase>{tag}</toponym>"


def test_our_place_and_the_most_populous_one_are_measured(tmp_path: Path) -> None:
    paris = toponym("Paris", TEXT.index("Paris"), "<lat>33.66</lat><lon>-95.56</lon>")
    texas = toponym("Texas", TEXT.index("Texas"), "<lat>31.25</lat><lon>-99.25</lon>")
    unheld = toponym("Velmhaven", TEXT.index("Velm"), "<lat>1</lat><lon>1</lon>")
    # The corpora do not place every name that they mark.
    path = corpus(tmp_path, paris, texas, unheld, toponym("barn", 2, ""))
    (report,) = read_reports(path)
    assert [t.span.words(report.text) for t in report.toponyms] == ["barn", "Paris", "Texas", "Velmhaven"]
    found = measure(path, everything=True)
    assert found["within_161km"] == pytest.approx(2 / 3)
    assert found["populous_within_161km"] == pytest.approx(1 / 3)
    assert found["held"] == found["reachable"] == pytest.approx(2 / 3)
    assert found["median_km"] < 20


def test_offsets_that_are_off_by_one_are_found(tmp_path: Path) -> None:
    stated = f"<start>{TEXT.index('Paris') + 1}</start>"
    location = f"<location><name>Paris</name>{stated}<lat>33.66</lat><lon>-95.56</lon></location>"
    (report,) = read_reports(corpus(tmp_path, location))
    (only,) = report.toponyms
    assert only.span.words(TEXT) == "Paris"
    assert figures(list(trials(report, gold_names(report))))["held"] == 1
    assert [trial.ours for trial in trials(report, [])] == [None]


def test_distances_are_those_of_the_globe() -> None:
    assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((10.0, 179.5), (10.0, -179.5)) == pytest.approx(109.5, abs=0.1)
    assert kilometres((50.0, 30.0), (50.0, 30.0)) == 0
