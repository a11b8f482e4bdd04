"""Adding from the web again and again: only what changed is fetched and read, and nothing is lost behind a 304."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from onrecord.api import AddOutcome, Stored, add, add_readings, export_readings, readings_from_file, verify
from onrecord.api.inputs import ReadError
from onrecord.clean import clean
from onrecord.ingest import Pace
from onrecord.ledger import connect_read_only, documents, raw_document
from onrecord.types import RawDocument, Reading
from tests.unit import plain_pipeline
from tests.unit.feeds import item, rss
from tests.unit.ledgers import full, named
from tests.unit.site import Reply, Site, running

LEDGER = "onrecord.db"
READ: list[str] = []


def _read(raw: RawDocument, _: float) -> Reading:
    READ.append(raw.name)
    if b"FAULT" in raw.data:
        raise ValueError("a fault")
    return Reading(clean(raw)[0], (), ())


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_pipeline.stand_in(monkeypatch, _read)
    monkeypatch.setattr("onrecord.ingest.web.Pace", lambda: Pace(delay=0))
    monkeypatch.chdir(tmp_path)
    READ.clear()


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        set_feed(site, "1")
        for name in ("a", "b"):
            set_page(site, name, "opened")
        yield site


def set_feed(site: Site, version: str) -> None:
    feed = rss(*(item(f"{site.url}/{name}") for name in ("a", "b")))
    header = {"Content-Type": "application/rss+xml", "ETag": f'"feed-{version}"'}
    site.replies["/feed"] = Reply(feed.encode(), header=header)


def set_page(site: Site, name: str, what: str) -> None:
    words = f"The mayor of Dornhal said on Friday that the bridge {name} was {what} and that it had cost a great deal."
    page = f"<html lang=en><body><article><h1>A bridge</h1><p>{words}</p><p>{words}</p></article></body></html>"
    site.replies[f"/{name}"] = Reply(page.encode(), header={"ETag": f'"{name}-{what}"'})


def added(site: Site) -> list[AddOutcome]:
    site.asked.clear()
    READ.clear()
    return list(add([f"{site.url}/feed"], LEDGER))


def stati(outcomes: list[AddOutcome]) -> list[str]:
    return [one.added.status if isinstance(one, Stored) else type(one).__name__ for one in outcomes]


def test_a_feed_that_is_followed_again_gives_what_changed(site: Site) -> None:
    assert stati(added(site)) == ["new", "new"]

    assert stati(added(site)) == ["Issue"]  # the feed has not changed
    assert (site.paths(), READ) == (["/feed"], [])

    set_feed(site, "2")
    assert stati(added(site)) == ["Issue", "Issue"]  # nor have its pages
    assert [header.get("if-none-match") for path, header in site.asked if path == "/a"] == ['"a-opened"']
    assert READ == []

    set_feed(site, "3")
    set_page(site, "b", "closed")
    outcomes = added(site)
    assert stati(outcomes) == ["Issue", "version"]
    assert [f"{site.url}/b"] == READ
    assert list(verify(LEDGER, replay=True)) == []


def test_what_its_feed_says_of_a_page_is_kept_to_read_it_again(site: Site) -> None:
    added(site)
    with closing(connect_read_only(LEDGER)) as connection:
        raw = raw_document(connection, next(documents(connection)).id)
    assert raw is not None
    assert (raw.otherwise.title, raw.otherwise.url) == ("Talks & tea", None)


def test_a_run_that_is_stopped_goes_on_with_what_it_has_not_stored(site: Site) -> None:
    assert stati(list(islice(add([f"{site.url}/feed"], LEDGER), 1))) == ["new"]
    assert stati(added(site)) == ["Issue", "new"]
    assert Counter(site.paths()) == {"/robots.txt": 1, "/feed": 1, "/a": 1, "/b": 1}


def test_a_page_that_we_could_not_read_is_asked_for_again_with_its_feed(site: Site) -> None:
    set_page(site, "a", "FAULT")
    assert stati(added(site)) == ["ReadError", "new"]
    outcomes = added(site)
    assert isinstance(outcomes[0], ReadError)
    assert stati(outcomes) == ["ReadError", "Issue"]


def test_finished_readings_are_stored_as_they_are() -> None:
    readings = [full(), named("two")]
    export_readings(readings, "jsonl", "made.jsonl")
    assert stati(list(add_readings(readings_from_file("made.jsonl"), LEDGER))) == ["new", "new"]
    assert stati(list(add_readings(readings, LEDGER))) == ["same", "same"]
    assert READ == []
    assert list(verify(LEDGER, replay=True)) == []


def test_readings_that_break_off_or_cannot_be_stored_are_errors_among_the_outcomes() -> None:
    half = replace(full().article, name="half \ud800")
    readings = [replace(full(), article=half), named("two")]
    assert stati(list(add_readings(readings, LEDGER))) == ["InputError", "new"]
    export_readings([named("three"), named("four")], "jsonl", "made.jsonl")
    first, _ = Path("made.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("made.jsonl").write_text(f"{first}{{", encoding="utf-8")
    outcomes = list(add_readings(readings_from_file("made.jsonl"), LEDGER))
    assert stati(outcomes) == ["new", "InputError"]
    assert str(outcomes[1]).startswith("made.jsonl, line 2: ")
