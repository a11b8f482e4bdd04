"""What is measured: the ledger as the package joins it. The one place to change when the package joins more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.ledger.clock import Clock
from onrecord import ledger
from onrecord.api.link import Linking, claims_of
from onrecord.ledger import search
from onrecord.ledger.query import Query
from onrecord.types import Claim, Reading

#: Links a stored document in its transaction, and says how many links it made.
Link = Callable[[sqlite3.Connection, ledger.Added, Reading], int]
#: How many statements a query finds, of those that it shows; the keywords are those of the search's `Query`.
Find = Callable[[Mapping[str, Any]], int]
#: Every claim with a member in one of the documents, which are given by name.
Claims = Callable[[Iterable[str]], Iterable[Claim]]


class Subject:
    """A ledger that is being added to. `linking` has the time that `link` took of it, `links` their number."""

    def __init__(self, path: Path, link: Link | None = None) -> None:
        self.path = path
        self.linking = Clock()
        self.links = 0
        self._link = link
        self._ledger = ledger.Ledger.open(path, create=True, also=self._also)
        self._ledger.begin_run(onrecord.__version__, "benchmarks.world", {})

    def add(self, reading: Reading) -> bool:
        """Adds a document; False where it was here."""
        return self._ledger.add(reading).status != "same"

    def close(self) -> None:
        """Closes the file, which brings all of it into one."""
        self._ledger.close()

    def _also(self, connection: sqlite3.Connection, added: ledger.Added, reading: Reading) -> None:
        if self._link:
            with self.linking:
                self.links += self._link(connection, added, reading)


def faults(path: Path) -> int:
    """How many faults `verify` finds."""
    return sum(1 for _ in ledger.verify(path))


def linker() -> Link:
    """What links documents."""
    return Linking()


@contextmanager
def finder(path: Path) -> Iterator[Find]:
    """The search over a ledger, on one connection as a server has it."""
    with closing(ledger.connect_read_only(path)) as connection:
        yield lambda keywords: len(search.find(connection, Query(**keywords)).hits)


def claims(path: Path) -> Claims:
    """The claims of a ledger."""

    def of(names: Iterable[str]) -> Iterator[Claim]:
        with closing(ledger.connect_read_only(path)) as connection:
            documents = tuple(one.digest for name in names for one in ledger.find(connection, name))
            yield from claims_of(connection, ledger.Wanted(documents=documents))

    return of


def bytes_on_disk(path: Path) -> int:
    """The ledger's file and what SQLite keeps beside it."""
    files = [path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm")]
    return sum(file.stat().st_size for file in files if file.exists())
