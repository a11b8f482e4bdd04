"""What the robots.txt of each host allows (RFC 9309), read with Protego and kept for one run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.types import InputError

if TYPE_CHECKING:
    from protego import Protego

#: The name that a robots.txt addresses us by (2.2.1).
AGENT = "onrecord"
#: A parser must take at least so much (2.5); what stands beyond it is not looked at.
_MOST_BYTES = 512_000
_OK, _CLIENT_ERRORS = 200, range(400, 500)
_NOTHING, _EVERYTHING = "User-agent: *\nDisallow: /", ""


def host_of(url: str) -> str:
    """The host and port of an address; empty where it has none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class Robots:
    """The rules of every host that was asked about; `fetch` gives status and body of a robots.txt, or InputError."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]]) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego] = {}

    def allow(self, url: str) -> bool:
        """Whether we may fetch this address."""
        root = _root(url)
        if root is None:
            return False
        if root not in self._rules:
            self._rules[root] = self._read(f"{root}/robots.txt")
        return bool(self._rules[root].can_fetch(url, AGENT))

    def delay(self, url: str) -> float:
        """The seconds between requests that the host asks for (Crawl-delay, no part of the RFC), as far as known."""
        rules = self._rules.get(_root(url) or "")
        return float(rules.crawl_delay(AGENT) or 0.0) if rules else 0.0

    def _read(self, url: str) -> Protego:
        from protego import Protego  # only feeds pay for its import

        try:
            status, data = self._fetch(url)
        except InputError:
            # No answer is as good as a refusal (2.3.1.4): the host may be in trouble.
            return Protego.parse(_NOTHING)
        if status == _OK:
            return Protego.parse(data[:_MOST_BYTES].decode("utf-8", "replace"))
        # A host that has none, or shows it to nobody, allows everything (2.3.1.3); one in trouble nothing.
        return Protego.parse(_EVERYTHING if status in _CLIENT_ERRORS else _NOTHING)


def _root(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else None
