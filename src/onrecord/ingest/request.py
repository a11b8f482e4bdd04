"""One HTTP request, within limits of time and size. Slow to import (httpx2): `web` does so when first asked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

import httpx2

from onrecord.types import InputError

#: Seconds to wait for a connection or the next bytes, and for the whole page; a reader would give up by then.
PATIENCE, DEADLINE = 15.0, 60.0
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "multipart/related")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/xml", "text/xml")  # fmt: skip
#: Archives come as anything; what is in them is told from their first bytes.
_ARCHIVES = ("application/warc", "application/wacz", "application/gzip", "application/x-gzip", "application/zip",
    "application/octet-stream")  # fmt: skip
_READABLE = (*_PAGES, *_FEEDS, *_ARCHIVES)
#: Others can make gigabytes of one piece from the network; these at most 1032 times its size.
_CODINGS = ("identity", "gzip", "deflate")
_HEADERS = {
    "User-Agent": "onrecord/1 (reads news reports)",
    "Accept": ", ".join((*_PAGES, *_FEEDS)) + ", */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
_OK = 200


class Answer(NamedTuple):
    """What a server answered; `data` only where that is 200, `location` only for a redirect."""

    status: int
    header: Mapping[str, str]
    data: bytes
    charset: str | None
    location: str | None


def new_client() -> httpx2.Client:
    """A client for one run: it keeps connections open between requests to one host."""
    return httpx2.Client(follow_redirects=False, timeout=PATIENCE, headers=_HEADERS)


def ask(client: httpx2.Client, url: str, header: Mapping[str, str], max_bytes: int) -> Answer:
    """Asks for `url` once, following no redirect; raises InputError for no answer, too large a one, or no text."""
    try:
        with client.stream("GET", url, headers=dict(header)) as response:
            status, location = response.status_code, response.headers.get("location")
            if status != _OK:
                return Answer(status, response.headers, b"", None, location if response.is_redirect else None)
            _check(url, response)
            return Answer(status, response.headers, _body(url, response, max_bytes), response.charset_encoding, None)
    except httpx2.TimeoutException as error:
        raise InputError(f"{url}: no answer in time; try again, or save the page and give the file") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise InputError(f"{url}: cannot be fetched ({_one_line(error)}); check the address") from error


def _check(url: str, response: httpx2.Response) -> None:
    kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if kind not in _READABLE:
        raise InputError(f"{url}: {kind} is not a page of text; give the address of the report itself")
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in _CODINGS:
        raise InputError(f"{url}: is packed as {coding}, which was not asked for; save the page and give the file")


def _body(url: str, response: httpx2.Response, max_bytes: int) -> bytes:
    data, until = bytearray(), time.monotonic() + DEADLINE
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise InputError(f"{url}: more than the {max_bytes // 1_000_000} MB one report may have; save its text")
        if time.monotonic() > until:
            raise InputError(f"{url}: not complete after {DEADLINE:.0f} seconds; save the page and give the file")
    return bytes(data)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
