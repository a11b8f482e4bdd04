"""What servers said when pages were fetched, kept in the ledger: a FetchLog that outlives the run."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from onrecord.types import Fetched

_GET = "SELECT etag, last_modified, status, at FROM fetch WHERE url = ?"
_SET = "INSERT OR REPLACE INTO fetch (url, etag, last_modified, status, at) VALUES (?, ?, ?, ?, ?)"


class StoredFetches:
    """A FetchLog over a ledger. What is logged waits until `keep`, called with its document, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, Fetched] = {}

    def get(self, url: str, /) -> Fetched | None:
        """What was last logged for an address, None where it was never fetched."""
        if url in self._waiting:
            return self._waiting[url]
        found = self._connection.execute(_GET, (url,)).fetchone()
        if found is None:
            return None
        etag, last_modified, status, at = found
        return Fetched(etag, last_modified, status, datetime.fromisoformat(at))

    def __setitem__(self, url: str, fetched: Fetched, /) -> None:
        """Logs a page that was fetched anew."""
        self._waiting[url] = fetched

    def keep(self, url: str) -> None:
        """Stores what waits of an address, whose document is or is being stored."""
        if fetched := self._waiting.pop(url, None):
            self._connection.execute(_SET, (url, *fetched[:3], fetched.at.isoformat()))

    def drop(self, url: str) -> None:
        """Forgets what waits of an address, whose document could not be stored and is to be fetched again."""
        self._waiting.pop(url, None)

    def keep_all(self) -> None:
        """Stores the rest at the end of a run: feeds, which have no document of their own."""
        for url in list(self._waiting):
            self.keep(url)
