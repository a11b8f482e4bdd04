"""Adding to a ledger: one transaction a document, whole or not at all, by as many processes at once as there are."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike, fspath
from typing import Literal, NamedTuple, Self, TypeAlias

from onrecord.ledger import chain
from onrecord.ledger.claims import forget
from onrecord.ledger.connect import connect, is_refusal
from onrecord.ledger.digest import checks, digest, run_checks, run_digest
from onrecord.ledger.fetch_log import StoredFetches
from onrecord.ledger.index import index_document
from onrecord.ledger.inside import endless, outside
from onrecord.ledger.rows import Firsts, Kept, Provenance, compact, known_json, to_rows
from onrecord.ledger.tables import RUN, TABLES, Row, insertion, insertions
from onrecord.types import InputError, RawDocument, Reading, document_id

_RUN = insertion("run", RUN)
_FREE = ", ".join(f"(SELECT coalesce(max(id), 0) + 1 FROM {table})" for table in Firsts._fields)  # noqa: S608  # own names
_FIRSTS = f"SELECT {_FREE}"
_SAME_BYTES = (
    "SELECT id, digest FROM document WHERE raw_sha256 = ?"
    " AND media_type = ? AND name = ? AND stated = ? AND otherwise = ? LIMIT 1"
)


class Added(NamedTuple):
    """What became of a document: `new`, the `same` as one that is here, or a new `version` of the one at its URL.

    `document` is its local id, `digest` its id as everywhere; `previous` is the local id of the version before.
    """

    status: Literal["new", "same", "version"]
    document: int
    digest: str
    previous: int | None = None


#: What else is to be stored with a document, in its transaction: it raises, and nothing of the document is stored.
Beside: TypeAlias = Callable[[sqlite3.Connection, Added], object]
#: Makes it of the reading, while the ledger is not locked; where that raises, nothing is stored either.
Also: TypeAlias = Callable[[Reading], Beside]


@dataclass(frozen=True, slots=True)
class Run:
    """One call that adds: with which software, model and options."""

    version: str
    model: str
    options: Mapping[str, str | int | float | bool | None]
    started: str


class Ledger:
    """A ledger to add to. The links between documents are stored by `also`, in the transaction of each document.

    `fetches` is the log of fetched pages; what waits there of a document's page is stored with the document. `where` is
    what a message calls it. In a `with` statement, what SQLite refuses to write is an InputError.
    """

    def __init__(self, connection: sqlite3.Connection, also: Also | None = None, where: str = "the ledger") -> None:
        self.connection = connection
        self.fetches = StoredFetches(connection)
        self._also = also
        self._where = where
        self._run: Run | None = None
        self._run_id: int | None = None

    @classmethod
    def open(cls, path: str | PathLike[str], create: bool = False, also: Also | None = None) -> Self:
        """Opens the ledger at `path`, or makes it. Raises InputError as `connect`."""
        return cls(connect(path, create), also, fspath(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error) and is_refusal(error):
            raise InputError(f"{self._where}: cannot be written ({error}); what is stored is kept") from error

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    def head(self) -> str:
        """The hash of the chain's last entry."""
        return chain.head(self.connection)

    def begin_run(self, version: str, model: str, options: Mapping[str, str | int | float | bool | None]) -> Run:
        """Names what adds the documents that follow. It goes on record with the first that is not yet here."""
        self._run, self._run_id = Run(version, model, options, _now()), None
        return self._run

    def has(self, raw: RawDocument) -> Added | None:
        """The document that was made of these very bytes with the same name and statements, if it is here."""
        key = (_sha256(raw.data), raw.media_type, raw.name, known_json(raw.stated), known_json(raw.otherwise))
        found = self.connection.execute(_SAME_BYTES, key).fetchone()
        return Added("same", *found) if found else None

    def add(self, reading: Reading, raw: RawDocument | None = None, keep_raw: bool = True) -> Added:
        """Stores a reading and the bytes that it was made of, unless a document of its id is here.

        When this returns, the document is on the disk. Raises InputError where the reading cannot be stored: half
        characters, spans outside its text, numbers without end, names that it does not hold.
        """
        if same := self._same(document_id(reading.article)):
            return same
        if problem := next(itertools.chain(outside(reading), endless(reading)), None):
            raise InputError(f"{reading.article.name}: {problem}; it cannot be stored")
        packed = _Packed(raw, keep_raw) if raw else None
        try:
            also = self._also(reading) if self._also else None
            with self._transaction():
                added, run = self._insert(reading, packed, also)
        except UnicodeEncodeError as error:
            raise InputError(
                f"{reading.article.name}: {error.object[error.start : error.end]!r} is half a character (a lone "
                "surrogate); decode it anew"
            ) from None
        self._run_id = run
        return added

    def also(self, added: Added, reading: Reading) -> None:
        """Stores what belongs to a document beside it, for one that was stored without."""
        if self._also:
            also = self._also(reading)
            with self._transaction():
                also(self.connection, added)

    def forget_claims(self) -> None:
        """Takes all that was found out by linking out of the ledger; the record stays as it is."""
        with self._transaction():
            forget(self.connection)

    def _same(self, document: str) -> Added | None:
        found = self.connection.execute("SELECT id FROM document WHERE digest = ?", (document,)).fetchone()
        return Added("same", found[0], document) if found else None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # SQLite ends it itself where the disk is full
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def _insert(self, reading: Reading, packed: _Packed | None, also: Beside | None) -> tuple[Added, int]:
        """The document's rows, its entry and what else belongs to it; the run's before, with its first document."""
        document = document_id(reading.article)
        now = _now()
        run = self._run_id or self._insert_run()
        if same := self._same(document):  # added by another process since we looked
            return same, run
        firsts = Firsts(*self.connection.execute(_FIRSTS).fetchone())
        kept = self._keep(packed) if packed else None
        raw, raw_sha256 = (packed.raw, packed.sha256) if packed else (None, None)
        previous = self._latest(reading.article.metadata.url)
        rows = to_rows(reading, Provenance(run, now, raw, raw_sha256, kept, previous), firsts)
        for table in TABLES:
            for insert, values in insertions(table, rows[table]):
                self.connection.executemany(insert, values)
        index_document(self.connection, firsts.document)
        link = chain.Link("document", run, firsts.document, now, digest(rows), checks(rows))
        chain.append(self.connection, link)
        added = Added("version" if previous else "new", firsts.document, document, previous)
        if raw and raw.capture:
            self.fetches.keep(raw.capture.where)
        if also:
            also(self.connection, added)
        return added, run

    def _insert_run(self) -> int:
        if self._run is None:
            raise ValueError("begin_run comes before add: the record says what added a document")
        number = int(self.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM run").fetchone()[0])
        run = self._run
        row: Row = (number, run.started, run.version, run.model, compact(dict(run.options)))
        self.connection.execute(_RUN, row)
        chain.append(self.connection, chain.Link("run", number, None, run.started, run_digest(row), run_checks(row)))
        return number

    def _keep(self, packed: _Packed) -> Kept | None:
        """The stored bytes of the document: those that are here already, or these."""
        if packed.data is None:
            return None
        find = "SELECT id, sha256, bytes, data_sha256 FROM raw WHERE sha256 = ?"
        if found := self.connection.execute(find, (packed.sha256,)).fetchone():
            return Kept(*found)
        values = (packed.sha256, len(packed.raw.data), _sha256(packed.data))
        cursor = self.connection.execute(
            "INSERT INTO raw (sha256, bytes, data_sha256, data) VALUES (?, ?, ?, ?)", (*values, packed.data)
        )
        return Kept(cursor.lastrowid or 0, *values)

    def _latest(self, url: str | None) -> int | None:
        """The last version of the document at a URL."""
        if not url:
            return None
        found = self.connection.execute("SELECT max(id) FROM document WHERE url = ?", (url,)).fetchone()
        return int(found[0]) if found[0] else None


class _Packed:
    """The bytes of a document, compressed before the ledger is locked."""

    def __init__(self, raw: RawDocument, keep: bool) -> None:
        self.raw = raw
        self.sha256 = _sha256(raw.data)
        self.data = zlib.compress(raw.data) if keep else None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _now() -> str:
    """UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
