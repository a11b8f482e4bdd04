"""Fetches pages politely: robots.txt, a pause between requests to one host, and again only where they changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from onrecord.ingest.loaded import MAX_BYTES, note
from onrecord.ingest.robots import Robots, host_of
from onrecord.types import Fetched, FetchLog, InputError, Issue

if TYPE_CHECKING:
    import httpx2

    from onrecord.ingest.request import Answer

#: News sites send readers from short to full address, from http to https and to a mobile page: three, and two to spare.
MAX_REDIRECTS = 5
#: Seconds, longer than any run waits: for a host that wants fewer requests and does not say when.
_LONG = 3600.0
_OK, _UNCHANGED, _TOO_MANY, _UNAVAILABLE = 200, 304, 429, 503


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one host is asked, in seconds, and how much of a feed is fetched."""

    #: Between two requests to one host; a robots.txt may ask for more, and gets at most `longest`.
    delay: float = 1.0
    #: The longest wait for a host's Crawl-delay or Retry-After; who asks for more is asked again in a later run.
    longest: float = 30.0
    #: Feeds of news sites list 10 to 100 entries, the newest first; a feed of thousands would keep a run for hours.
    entries: int = 100
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Page(NamedTuple):
    """A fetched page: its bytes, the charset that its server states, its address after redirects, and when it came."""

    data: bytes
    charset: str | None
    url: str
    fetched: Fetched


class Web:
    """The web as one run sees it: one client, what hosts ask for, and the log of what was fetched before."""

    def __init__(self, log: FetchLog | None = None, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self._log: FetchLog = {} if log is None else log
        self._free: dict[str, float] = {}
        self._robots = Robots(self._robots_txt)
        self._opened: httpx2.Client | None = None

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None  # so that it may serve a later run with what it knows of hosts

    def get(self, url: str, by_user: bool = True) -> Page | Issue:
        """The page at `url`, or a note where it is the one that the log knows; InputError where it cannot be had.

        A page that a user asks for is asked for directly; one that is not (`by_user`) only where robots.txt lets us.
        """
        known = self._log.get(url)
        answer, final = self._followed(url, _conditions(known), by_user)
        if answer.status == _UNCHANGED and known is not None:
            return note(f"{url}: unchanged since {known.at:%Y-%m-%d %H:%M} UTC; not read again")
        if answer.status != _OK:
            raise InputError(f"{url}: the server answers {answer.status}; check it in a browser, save the page")
        header = answer.header.get
        fetched = Fetched(header("etag"), header("last-modified"), answer.status, datetime.now(UTC))
        return Page(answer.data, answer.charset, final, fetched)

    def log(self, url: str, fetched: Fetched) -> None:
        """Logs a page that is handed on, or a feed whose entries were."""
        self._log[url] = fetched

    def allows(self, url: str) -> bool:
        """Whether the robots.txt of the host lets us fetch this page."""
        return self._robots.allow(url)

    def closed(self, url: str) -> bool:
        """Whether the host has asked not to be asked again for longer than this run waits."""
        return self._wait_for(url) > self.pace.longest

    def _followed(self, url: str, header: dict[str, str], by_user: bool) -> tuple[Answer, str]:
        """The answer at the end of the redirects, and its address."""
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            if not by_user and not self.allows(at):
                raise InputError(
                    f"{url}: the robots.txt of {host_of(at)} disallows it; save the page and give the file"
                )
            answer = self._asked(at, header)
            if answer.location is None:
                return answer, at
            here, at = host_of(at), _target(at, answer.location)
            if host_of(at) == here:
                self._free.pop(here, None)  # the host sends us on itself and expects us at once
        raise InputError(f"{url}: more than {MAX_REDIRECTS} redirects; save the page and give the file")

    def _asked(self, url: str, header: dict[str, str]) -> Answer:
        """The answer after the pause that the host wants, asked for a second time where it says when."""
        answer = self._once(url, header)
        if self._put_off(url, answer):
            answer = self._once(url, header)
            self._put_off(url, answer)
        return answer

    def _put_off(self, url: str, answer: Answer) -> bool:
        """Whether the host says when to ask again; one that only says that it was too often is left alone."""
        wait = _retry_after(answer) if answer.status in (_TOO_MANY, _UNAVAILABLE) else None
        if wait is not None or answer.status == _TOO_MANY:
            self._free[host_of(url)] = self.pace.clock() + (_LONG if wait is None else wait)
        return wait is not None

    def _once(self, url: str, header: dict[str, str]) -> Answer:
        from onrecord.ingest.request import ask, new_client

        if (wait := self._wait_for(url)) > self.pace.longest:
            raise InputError(f"{url}: {host_of(url)} wants no request for {wait:.0f} seconds; run it again after that")
        if wait > 0:
            self.pace.sleep(wait)
        self._opened = self._opened or new_client()
        try:
            return ask(self._opened, url, header, MAX_BYTES)
        finally:
            pause = min(max(self.pace.delay, self._robots.delay(url)), self.pace.longest)
            self._free[host_of(url)] = self.pace.clock() + pause

    def _wait_for(self, url: str) -> float:
        return self._free.get(host_of(url), 0.0) - self.pace.clock()

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        answer, _ = self._followed(url, {}, by_user=True)
        return answer.status, answer.data


def _target(url: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, location)
    except ValueError:
        raise InputError(f"{url}: redirects to what is no address; check it in a browser, save the page") from None


def _conditions(known: Fetched | None) -> dict[str, str]:
    """The header that asks for a page only where it is another one (RFC 9110, 13.1)."""
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    return {name: value for name, value in found.items() if value}


def _retry_after(answer: Answer) -> float | None:
    """Seconds from now (RFC 9110, 10.2.3: seconds or a date); None where the server does not say."""
    value = answer.header.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a time zone
        return None
