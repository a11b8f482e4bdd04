"""What is measured: the ledger as the package joins it. The one place to change when the package joins more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.ledger.clock import Clock
from onrecord import ledger
from onrecord.api.link import Linking, claims_of
from onrecord.ledger import Beside, search
from onrecord.ledger.query import Query
from onrecord.types import Claim, Reading

#: Makes of a reading what links it in its transaction and says how many links it made.
Link = Callable[[Reading], Callable[[sqlite3.Connection, ledger.Added], int]]
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
        also = partial(self._timed, link) if link else None
        self._ledger = ledger.Ledger.open(path, create=True, also=also)
        self._ledger.begin_run(onrecord.__version__, "benchmarks.world", {})

    def add(self, reading: Reading) -> bool:
        """Adds a document; False where it was here."""
        return self._ledger.add(reading).status != "same"

    def close(self) -> None:
        """Closes the file, which brings all of it into one."""
        self._ledger.close()

    def _timed(self, link: Link, reading: Reading) -> Beside:
        with self.linking:
            linked = link(reading)

        def beside(connection: sqlite3.Connection, added: ledger.Added) -> None:
            with self.linking:
                self.links += linked(connection, added)

        return beside


def faults(path: Path) -> int:
    """How many faults `verify` finds."""
    return sum(1 for _ in ledger.verify(path))


def linker(words_only: bool) -> Link:
    """What links documents; by their words alone, else invented ones are read by the encoder of meanings too."""
    return Linking(words_only)


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
