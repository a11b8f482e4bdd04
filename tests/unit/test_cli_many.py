"""Inputs that hold many documents, through the command: feeds, archives, JSON Lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.api import Report, expand, read_all
from onrecord.cli import app
from onrecord.cli.progress import progress
from onrecord.ingest import Pace, Web
from onrecord.types import MIN_CONFIDENCE, InputError, Issue, Metadata, RawDocument, Reading
from tests.unit import plain_pipeline
from tests.unit.archives import PAGE, URL, packed, warc
from tests.unit.feeds import content, item, rss
from tests.unit.site import Reply, running


def _read(raw: RawDocument, min_confidence: float = MIN_CONFIDENCE) -> Reading:
    if raw.name.endswith("/directory"):
        raise InputError(f"{raw.name}: no main text found in this page; save its text as .txt")
    return plain_pipeline.read(raw, min_confidence)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_pipeline.stand_in(monkeypatch, _read)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["read", *arguments])


def names(stdout: str) -> list[str]:
    return [json.loads(line)["document"]["name"] for line in stdout.splitlines()]


def test_feed_as_json_is_lines_also_where_its_name_does_not_say_so() -> None:
    feed = rss(*(item(f"https://post.example/{n}", content("<p>“No”, she said.</p>")) for n in range(3)))
    for name in ("feed.xml", "saved"):
        Path(name).write_text(feed)
        shown = run(name, "--format", "json")
        assert shown.exit_code == 0
        assert names(shown.stdout) == [f"https://post.example/{n}" for n in range(3)]


def test_page_without_a_report_in_an_archive_is_a_note_and_alone_an_error() -> None:
    Path("crawl.warc.gz").write_bytes(packed(warc(), warc(url="https://news.example/directory"), warc(url=f"{URL}-2")))
    shown = run("crawl.warc.gz", "--format", "json")
    assert (shown.exit_code, names(shown.stdout)) == (0, [URL, f"{URL}-2"])
    assert "note: passed over: https://news.example/directory: no main text found" in shown.stderr
    with running() as site:
        site.replies["/directory"] = Reply(PAGE)
        assert run(f"{site.url}/directory").exit_code == 2


def test_broken_archive_is_bad_input_whose_readable_part_is_read() -> None:
    Path("crawl.warc").write_bytes(warc() + warc()[:-300])
    shown = run("crawl.warc", "--format", "json")
    assert (shown.exit_code, names(shown.stdout)) == (2, [URL])
    assert "breaks off" in shown.stderr


def test_out_names_files_by_their_pages() -> None:
    Path("crawl.warc").write_bytes(warc() + warc() + warc(url="https://news.example/"))
    assert run("crawl.warc", "--out", "made").exit_code == 0
    assert sorted(path.name for path in Path("made").iterdir()) == ["bridge-2.json", "bridge.json", "news.example.json"]


def test_later_run_with_the_same_log_reads_only_what_changed() -> None:
    with running() as site:
        site.replies["/a"] = Reply(PAGE, header={"ETag": '"1"'})
        web = Web({}, Pace(delay=0))
        first, second = (list(read_all(expand([f"{site.url}/a"]), Metadata(), web=web)) for _ in range(2))
    assert [type(one) for one in (*first, *second)] == [Report, Issue]


def test_many_documents_are_no_one_page() -> None:
    for name in ("crawl.warc", "unnamed"):
        Path(name).write_bytes(warc() + warc())
        shown = run(name, "--format", "html")
        assert shown.exit_code == 2
        assert "add --out DIR" in shown.stderr
        assert shown.stdout == ""


def test_bar_goes_on_beyond_the_number_of_sources(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    for sources, shows in ((1, "12/?"), (2, "12/12")):
        with progress(sources, True) as step:
            for _ in range(12):
                step()
        assert shows in capsys.readouterr().err
