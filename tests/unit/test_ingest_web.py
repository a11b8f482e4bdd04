"""Fetching: only where it is allowed, no faster than wanted, and again only where something changed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import brotli
import pytest

from onrecord.ingest import Item, Loaded, Pace, Web, documents, request, web
from onrecord.types import Fetched, InputError, Issue, Metadata
from tests.unit.archives import PAGE, packed, warc
from tests.unit.feeds import content, item, rss
from tests.unit.site import Reply, Site, running

FEED = "/feed.xml"
RSS = {"Content-Type": "application/rss+xml"}


@dataclass
class Clock:
    """A clock that only moves when somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def pace(self, **more: float) -> Pace:
        return Pace(clock=lambda: self.now, sleep=self.sleep, **more)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as one:
        yield one


def read(site: Site, path: str, clock: Clock, log: dict[str, Fetched] | None = None, **more: float) -> list[Item]:
    return list(documents([site.url + path], None, Web(log, clock.pace(**more))))


def names(found: list[Item]) -> list[str]:
    return [one.document.name.rpartition("/")[2] for one in found if isinstance(one, Loaded)]


def said(found: list[Item]) -> list[str]:
    return [one.message if isinstance(one, Issue) else str(one) for one in found if not isinstance(one, Loaded)]


def publish(site: Site, *paths: str, header: dict[str, str] | None = None) -> None:
    """A feed of pages."""
    feed = rss(*(item(site.url + path, content("<p>Own words.</p>")) for path in paths))
    site.replies[FEED] = Reply(feed.encode(), header=RSS | (header or {}))
    site.replies |= {path: Reply(PAGE, header={"ETag": f'"{path}"'}) for path in paths}


def test_feed_given_by_address_leads_to_its_pages(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b", "/a")
    found = read(site, FEED, clock)
    assert (names(found), said(found)) == (["a", "b"], [])
    assert site.paths() == [FEED, "/robots.txt", "/a", "/b"]
    first = next(one for one in found if isinstance(one, Loaded))
    assert (first.stem, first.of_many, first.document.data.decode("utf-8-sig").encode()) == ("a", True, PAGE)
    document = first.document
    assert document.stated == Metadata(url=f"{site.url}/a")
    assert document.otherwise == Metadata(
        outlet="Dornhal Post", title="Talks & tea", published=date(2019, 6, 1), language="en"
    )
    assert document.capture is not None
    assert document.capture.at is not None
    assert document.capture.where == f"{site.url}/a"
    assert timedelta(0) <= datetime.now(UTC) - document.capture.at < timedelta(minutes=5)


def test_one_host_is_asked_once_a_second(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b")
    read(site, FEED, clock)
    assert clock.slept == [1.0, 1.0, 1.0]


def test_who_we_are_is_said(site: Site, clock: Clock) -> None:
    publish(site, "/a")
    read(site, FEED, clock)
    assert all(header["user-agent"].startswith("onrecord/") for _, header in site.asked)


def test_crawl_delay_is_honoured_up_to_a_limit(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b")
    for wanted, slept in ((5, 5.0), (900, 30.0)):
        clock.slept.clear()
        site.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {wanted}".encode())
        read(site, FEED, clock)
        assert clock.slept[-1] == slept


def test_robots_txt_is_obeyed_for_pages_and_not_for_what_a_user_names(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/private/b", "/private/c")
    site.replies["/robots.txt"] = Reply(b"User-agent: onrecord\nDisallow: /private/\nDisallow: /feed.xml")
    found = read(site, FEED, clock)
    assert names(found) == ["a"]
    (note,) = said(found)
    assert "2 entries passed over: the robots.txt of localhost" in note
    assert names(read(site, "/private/b", clock)) == ["b"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_txt_that_is_not_had(site: Site, clock: Clock, status: int, allowed: bool) -> None:
    publish(site, "/a")
    site.replies["/robots.txt"] = Reply(status=status)
    assert names(read(site, FEED, clock)) == (["a"] if allowed else [])


def test_page_that_redirects_to_a_forbidden_one_is_not_fetched(site: Site, clock: Clock) -> None:
    publish(site, "/a")
    site.replies["/a"] = Reply(status=302, header={"Location": "/private"})
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    (error,) = read(site, FEED, clock)
    assert isinstance(error, InputError)
    assert "disallows it" in str(error)
    assert "/private" not in site.paths()


def test_second_run_asks_only_for_what_changed(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b")
    log: dict[str, Fetched] = {}
    assert names(read(site, FEED, clock, log)) == ["a", "b"]
    site.replies["/b"] = Reply(PAGE, header={"ETag": '"new"'})
    again = read(site, FEED, clock, log)
    assert names(again) == ["b"]
    (note,) = said(again)
    assert f"{site.url}/a: unchanged since {datetime.now(UTC):%Y-%m-%d}" in note
    assert log[f"{site.url}/b"].etag == '"new"'


def test_unchanged_feed_is_not_followed(site: Site, clock: Clock) -> None:
    publish(site, "/a", header={"Last-Modified": "Mon, 25 Apr 2022 10:00:00 GMT"})
    log: dict[str, Fetched] = {}
    read(site, FEED, clock, log)
    (note,) = said(read(site, FEED, clock, log))
    assert "feed.xml: unchanged since" in note
    assert site.paths().count("/a") == 1


def test_feed_whose_pages_failed_is_followed_again(site: Site, clock: Clock) -> None:
    publish(site, "/a", header={"ETag": '"f"'})
    site.replies["/a"] = Reply(status=500)
    log: dict[str, Fetched] = {}
    (error,) = read(site, FEED, clock, log)
    assert "answers 500" in str(error)
    site.replies["/a"] = Reply(PAGE)
    assert names(read(site, FEED, clock, log)) == ["a"]


def test_page_named_by_a_user_is_asked_for_with_its_validators_too(site: Site, clock: Clock) -> None:
    site.replies["/a"] = Reply(PAGE, header={"ETag": '"1"'})
    log: dict[str, Fetched] = {}
    assert names(read(site, "/a", clock, log)) == ["a"]
    (note,) = read(site, "/a", clock, log)
    assert isinstance(note, Issue)
    assert site.paths() == ["/a", "/a"]


def test_log_knows_a_page_before_its_document_comes(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b")
    log: dict[str, Fetched] = {}
    for one in documents([site.url + FEED], None, Web(log, clock.pace())):
        assert isinstance(one, Loaded)
        assert one.document.capture is not None
        assert one.document.capture.where in log
        assert site.url + FEED not in log
    assert site.url + FEED in log


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(site: Site, clock: Clock, status: int) -> None:
    site.replies["/a"] = [Reply(status=status, header={"Retry-After": "7"}), Reply(PAGE)]
    assert names(read(site, "/a", clock)) == ["a"]
    assert clock.slept == [7.0]


def test_host_that_wants_a_long_pause_is_left_alone(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b", "/c")
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.replies["/a"] = Reply(status=429, header={"Retry-After": later})
    found = read(site, FEED, clock)
    assert "/b" not in site.paths()
    error, note = said(found)
    assert all(isinstance(one, InputError) for one in found)  # so the feed is not logged, and is followed again
    assert "wants no request for 3" in error
    assert "2 entries not asked for: localhost" in note


def test_host_that_only_says_too_many_is_left_alone_too(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b")
    site.replies["/a"] = Reply(status=429)
    error, note = said(read(site, FEED, clock))
    assert "answers 429" in error
    assert "1 entries not asked for" in note


def test_redirects_are_followed_to_the_address_that_counts(site: Site, clock: Clock) -> None:
    site.replies["/short"] = Reply(status=301, header={"Location": "/long/report"})
    site.replies["/long/report"] = Reply(PAGE)
    (one,) = read(site, "/short", clock)
    assert isinstance(one, Loaded)
    assert one.document.stated.url == f"{site.url}/long/report"
    assert one.document.capture is not None
    assert one.document.capture.where == f"{site.url}/short"
    assert clock.slept == []


def test_only_so_many_entries_are_fetched(site: Site, clock: Clock) -> None:
    publish(site, "/a", "/b", "/c")
    found = read(site, FEED, clock, entries=2)
    assert names(found) == ["a", "b"]
    assert "1 entries passed over: only the first 2" in said(found)[0]


def test_entry_without_a_page_gives_its_own_words(site: Site, clock: Clock) -> None:
    site.replies[FEED] = Reply(
        rss("<guid isPermaLink='false'>n</guid><description>She said so.</description>").encode()
    )
    (one,) = read(site, FEED, clock)
    assert isinstance(one, Loaded)
    assert one.document.data == b"She said so."


def test_compressed_page_is_unpacked(site: Site, clock: Clock) -> None:
    site.replies["/a"] = Reply(gzip.compress(PAGE), header={"Content-Encoding": "gzip"})
    (one,) = read(site, "/a", clock)
    assert isinstance(one, Loaded)
    assert one.document.data.decode("utf-8-sig").encode() == PAGE


def test_packing_that_was_not_asked_for_is_refused(site: Site, clock: Clock) -> None:
    site.replies["/a"] = Reply(brotli.compress(PAGE), header={"Content-Encoding": "br"})
    (error,) = said(read(site, "/a", clock))
    assert "packed as br" in error
    assert site.asked[0][1]["accept-encoding"] == "gzip, deflate"


def test_archive_and_json_feed_are_known_by_what_they_hold(site: Site, clock: Clock) -> None:
    site.replies["/x"] = Reply(packed(warc(), warc()), header={"Content-Type": "application/octet-stream"})
    assert names(read(site, "/x", clock)) == ["bridge", "bridge"]
    feed = f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"url": "{site.url}/a"}}]}}'
    site.replies |= {"/j": Reply(feed.encode(), header={"Content-Type": "application/feed+json"}), "/a": Reply(PAGE)}
    assert names(read(site, "/j", clock)) == ["a"]


def test_page_too_large_or_too_slow_is_an_error(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    site.replies["/a"] = Reply(PAGE * 100)
    monkeypatch.setattr(web, "MAX_BYTES", 1000)
    assert "more than the" in said(read(site, "/a", clock))[0]
    monkeypatch.setattr(web, "MAX_BYTES", 1_000_000)
    monkeypatch.setattr(request, "DEADLINE", -1.0)
    assert "not complete after" in said(read(site, "/a", clock))[0]


@pytest.mark.parametrize("place", ["ftp://localhost/x", "http://[", "file:///etc/hostname"])
def test_redirect_to_no_web_address_is_an_error(site: Site, clock: Clock, place: str) -> None:
    site.replies["/a"] = Reply(status=302, header={"Location": place})
    (error,) = read(site, "/a", clock)
    assert isinstance(error, InputError)


def test_one_client_serves_a_run_and_is_closed(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [request.new_client() for _ in range(2)]
    unused = iter(made)
    monkeypatch.setattr(request, "new_client", lambda: next(unused))
    publish(site, "/a", "/b")
    read(site, FEED, clock)
    assert [client.is_closed for client in made] == [True, False]
