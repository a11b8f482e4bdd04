"""Opening a ledger: one SQLite file, with clear words for every file that is none."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from os import PathLike, fspath
from pathlib import Path

from onrecord.ledger.migrate import APPLICATION_ID, migrate, migrations, version
from onrecord.types import InputError

#: Seconds that a writer waits for the others. A document takes some thousandths; only a migration takes longer.
PATIENCE = 60.0
_INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %USING fts5%'"


def connect(path: str | PathLike[str], create: bool = False) -> sqlite3.Connection:
    """A ledger to write to, brought to this version's schema; `create` makes it where there is no file.

    Transactions are the caller's own: nothing is begun or committed behind its back. Raises InputError where the
    file cannot be opened or is no ledger.
    """
    where = fspath(path)
    if not create or Path(where).exists():
        _check_file(where)
    try:
        connection = _opened(where, "rwc" if create else "rw")
        try:
            _check_ledger(where, connection, may_be_empty=create)
            migrate(connection)
            _make_safe(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise _refused(where, error) from error
    return connection


def connect_read_only(path: str | PathLike[str]) -> sqlite3.Connection:
    """A ledger to read from, also on a disk that cannot be written; one of an older version is brought up to date.

    Raises InputError as `connect`.
    """
    where = fspath(path)
    _check_file(where)
    try:
        connection = _readable(where)
        try:
            _check_ledger(where, connection)
            current = version(connection) == migrations()[-1].number
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise _refused(where, error) from error
    if current:
        return connection
    connection.close()
    connect(where).close()
    return connect_read_only(where)


@contextmanager
def opened_read_only(path: str | PathLike[str]) -> Iterator[sqlite3.Connection]:
    """`connect_read_only`, closed at the end; a file that proves to be damaged on the way is an InputError too."""
    with closing(connect_read_only(path)) as connection:
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            raise _refused(fspath(path), error) from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite found what it cannot have written (https://sqlite.org/rescode.html; the low byte is the kind)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_refusal(error: sqlite3.Error) -> bool:
    """Whether the file or its disk is at fault, and not what was to be stored: locked, full, read-only, damaged."""
    return isinstance(error, sqlite3.OperationalError) or is_damage(error)


def check_search_index(path: str | PathLike[str]) -> str | None:
    """What is wrong with a full-text index, in words, or None: it must say what the tables say.

    Left out on a disk that cannot be written: SQLite calls this check a writing one.
    """
    with closing(_opened(fspath(path), "rw")) as connection:
        try:
            for (name,) in connection.execute(_INDEXES).fetchall():
                # Rank 1: against the table too that the index is of (https://sqlite.org/fts5.html, 6.4).
                connection.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise _refused(fspath(path), error) from error
            unwritable = "readonly" in str(error) or "unable to open" in str(error)
            return None if unwritable else f"does not say what the tables say ({error}); make it anew"
    return None


def _opened(where: str, mode: str) -> sqlite3.Connection:
    uri = f"{Path(where).absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


def _readable(where: str) -> sqlite3.Connection:
    connection = _opened(where, "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # On a read-only disk SQLite cannot make the files that a WAL needs; without a WAL there is nothing to wait for.
        if _size(f"{where}-wal"):
            raise
        return _opened(where, "ro&immutable=1")
    return connection


def _size(where: str) -> int:
    return Path(where).stat().st_size if Path(where).exists() else 0


def _make_safe(connection: sqlite3.Connection) -> None:
    _to_wal(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL: what was acknowledged is on the disk, also after a power cut. In WAL mode, NORMAL may lose the last commits.
    connection.execute("PRAGMA synchronous = FULL")
    # Pages that are used again and again stay in memory, also in a ledger of many documents (in KiB).
    connection.execute("PRAGMA cache_size = -65536")
    # Pages of the WAL before they go to their places: four times SQLite's own number, so that what every document
    # changes is written there less often.
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    # SQLite opens a file that cannot be written for reading only, where BEGIN IMMEDIATE begins to read, and says so
    # with the first change.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {version(connection)}")
    connection.execute("ROLLBACK")


def _to_wal(connection: sqlite3.Connection) -> None:
    """Readers and a writer at once. SQLite does not wait for others at this step, so we do."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _check_file(where: str) -> None:
    path = Path(where)
    try:
        if path.is_dir():
            raise InputError(f"{where}: a folder, not a ledger; name the file in it")
        if not path.exists():
            raise InputError(f"{where}: no such ledger; check the path, or make it with `onrecord add`")
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise InputError(f"{where}: {error.strerror or error}; check that it can be read") from error
    # The first 16 bytes of every SQLite file (https://sqlite.org/fileformat.html, section 1.3).
    if head and head != b"SQLite format 3\0":
        raise InputError(f"{where}: not a ledger but another kind of file; name one made by `onrecord add`")


def _check_ledger(where: str, connection: sqlite3.Connection, may_be_empty: bool = False) -> None:
    connection.execute("BEGIN")  # both answers from one moment: another process may be making the ledger
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    connection.execute("COMMIT")
    empty = not application and not tables
    if application != APPLICATION_ID and not (empty and may_be_empty):
        kind = "an empty file" if empty else "another program's SQLite file"
        raise InputError(f"{where}: not a ledger but {kind}; name one made by `onrecord add`")
    if version(connection) > migrations()[-1].number:
        raise InputError(f"{where}: a ledger of a newer version of Onrecord; bring Onrecord up to date")


def _refused(where: str, error: sqlite3.Error) -> InputError:
    if "readonly" in str(error) or "unable to open" in str(error):
        return InputError(f"{where}: cannot be opened or written here; check its folder, its permissions and its disk")
    if is_damage(error):
        return InputError(f"{where}: damaged; take it from a backup, or read what is left with `sqlite3 .recover`")
    if "locked" in str(error):
        return InputError(f"{where}: another program keeps it locked; try again when that is done")
    return InputError(f"{where}: cannot be opened as a ledger ({error})")
