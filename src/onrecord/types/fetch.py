"""What a server said of a page when it was fetched, kept so that it is asked for again only where it changed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol


class Fetched(NamedTuple):
    """The validators that came with a page (RFC 9110, 8.8), its status, and when it came, as an aware UTC time."""

    etag: str | None
    last_modified: str | None
    status: int
    at: datetime


class FetchLog(Protocol):
    """What is known of pages by the address they were asked for at; a plain dict is one.

    A page is logged just before its document is handed on, whose `capture.where` is the same address; a feed after
    its last entry. A log that outlives the run keeps a page only with its document, and the rest when the run has
    ended: what is logged and not stored would be "unchanged" for ever and never be read.
    """

    def get(self, url: str, /) -> Fetched | None:
        """What was last logged for an address, None where it was never fetched."""

    def __setitem__(self, url: str, fetched: Fetched, /) -> None:
        """Logs a page that was fetched anew."""
