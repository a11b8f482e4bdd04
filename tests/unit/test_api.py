"""The public names, and reading through them."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import onrecord
from onrecord.api import metadata
from onrecord.api.report import Report
from tests.unit import plain_pipeline
from tests.unit.sample_readings import demo


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_pipeline.stand_in(monkeypatch)


def test_importing_onrecord_loads_nothing_heavy() -> None:
    heavy = [
        "numpy",
        "onnxruntime",
        "tokenizers",
        "trafilatura",
        "lxml",
        "httpx2",
        "typer",
        "rich",
        "jinja2",
        "pandas",
        "polars",
        "simplemma",
        "dateutil",
    ]
    code = f"import sys, onrecord; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_text_becomes_a_report_with_what_was_stated() -> None:
    report = onrecord.read('"No."', published="2022-04-22", outlet="The Lowland Post")
    assert report.statements[0].content[0].words(report.text) == '"No."'
    assert report.to_dict()["document"]["published"] == "2022-04-22"
    assert report.reading.article.metadata.outlet == "The Lowland Post"
    assert repr(report) == "<Report 'text': 1 statement · 0 speakers · 1 without a known speaker>"


@pytest.mark.parametrize(
    "value", ["2022-04-22", " 2022-04-22T23:30:00+03:00", date(2022, 4, 22), datetime(2022, 4, 22, 1, tzinfo=UTC)]
)
def test_days_of_publication(value: str | date) -> None:
    assert metadata(published=value).published == date(2022, 4, 22)


@pytest.mark.parametrize("value", ["yesterday", "2022-13-01", "", "22/04/2022"])
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(onrecord.InputError, match="YYYY-MM-DD"):
        onrecord.read("Text.", published=value)


def test_other_languages_are_refused_and_regions_are_not() -> None:
    assert metadata(language="en-GB").language == "en"
    with pytest.raises(onrecord.InputError, match=r"'xx' cannot be read; this version reads English"):
        onrecord.read("Text.", language="xx")
    assert onrecord.read("Text.", language="EN_us").reading.article.metadata.language == "en"


def test_a_name_that_nobody_knows_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="publshed"):
        onrecord.read("Text.", publshed="2022-04-22")  # type: ignore[call-arg]


def test_half_a_character_is_bad_input() -> None:
    with pytest.raises(onrecord.InputError, match="character 4"):
        onrecord.read("Ann \ud800")


def test_a_file_is_read_and_a_missing_one_raises(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text('"No."\n')
    assert onrecord.read_file(tmp_path / "one.txt").stem == "one"
    with pytest.raises(onrecord.InputError, match=r"two\.txt"):
        onrecord.read_file(tmp_path / "two.txt")


@pytest.mark.parametrize("threads", [1, 3])
def test_outcomes_come_in_order_whatever_happens(tmp_path: Path, threads: int) -> None:
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text("FAULT" if n == 4 else "" if n == 6 else f'"{n}"')
    inputs = [str(tmp_path / f"{n}.txt") for n in range(10)]
    outcomes = list(onrecord.read_inputs(inputs, threads))
    kinds = ["report"] * 4 + ["fault"] + ["report"] + ["bad"] + ["report"] * 2 + ["bad"]
    assert list(_kinds(outcomes)) == kinds
    assert [o.stem for o in outcomes if isinstance(o, Report)] == ["0", "1", "2", "3", "5", "7", "8"]


def _kinds(outcomes: Sequence[object]) -> Iterator[str]:
    names = {onrecord.Report: "report", onrecord.ReadError: "fault", onrecord.InputError: "bad"}
    return (names[type(outcome)] for outcome in outcomes)


def test_a_notebook_shows_the_page_in_a_frame_that_runs_nothing() -> None:
    shown = Report(demo(), "demo")._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert "<script" not in shown
