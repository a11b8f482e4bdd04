"""Fetches a page by its address, within limits of time, size and redirects."""

from __future__ import annotations

import time
from typing import NamedTuple

import httpx2

from onrecord.types import InputError

#: Seconds to wait for a connection or the next bytes, and for the whole page; a reader would give up by then.
PATIENCE, DEADLINE = 15.0, 60.0
#: News sites send readers from short to full address, from http to https and to a mobile page: three, and two to spare.
MAX_REDIRECTS = 5
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/json", "multipart/related")
_HEADERS = {"User-Agent": "onrecord (reads one page for one reader)", "Accept": ", ".join(_READABLE)}


class Page(NamedTuple):
    """A fetched page: its bytes, the charset that its server states, and its address after redirects."""

    data: bytes
    charset: str | None
    url: str


def fetch(url: str, max_bytes: int) -> Page:
    """The page at `url`; raises InputError where it cannot be had, is too large or is no text."""
    try:
        limits = httpx2.Client(follow_redirects=True, max_redirects=MAX_REDIRECTS, timeout=PATIENCE, headers=_HEADERS)
        with limits as client, client.stream("GET", url) as response:
            _check(url, response)
            return Page(_body(url, response, max_bytes), response.charset_encoding, str(response.url))
    except httpx2.TooManyRedirects as error:
        raise InputError(f"{url}: more than {MAX_REDIRECTS} redirects; save the page and give the file") from error
    except httpx2.TimeoutException as error:
        raise InputError(f"{url}: no answer in time; try again, or save the page and give the file") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise InputError(f"{url}: cannot be fetched ({_one_line(error)}); check the address") from error


def _check(url: str, response: httpx2.Response) -> None:
    if response.status_code != httpx2.codes.OK:
        raise InputError(f"{url}: the server answers {response.status_code}; check it in a browser, save the page")
    kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if kind not in _READABLE:
        raise InputError(f"{url}: {kind} is not a page of text; give the address of the report itself")


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
