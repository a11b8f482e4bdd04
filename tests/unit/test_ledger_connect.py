"""Opening a ledger: what is one, what is none and why, and migrations that are whole or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.ledger import connect, connect_read_only, documents, verify
from onrecord.ledger.migrate import APPLICATION_ID, Migration, migrate, migrations, version
from onrecord.types import InputError
from tests.unit.ledgers import filled

NEWEST = migrations()[-1].number


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_ledger_is_safe_by_its_settings(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "new.db", create=True)) as connection:
        names = ("journal_mode", "foreign_keys", "synchronous", "application_id", "user_version")
        full = 2
        assert [pragma(connection, name) for name in names] == ["wal", 1, full, APPLICATION_ID, NEWEST]
        assert not connection.in_transaction


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    connect(tmp_path / "new.db", create=True).close()
    with closing(connect_read_only(tmp_path / "new.db")) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM document")


def missing(_path: Path) -> None:
    pass


def text(path: Path) -> None:
    path.write_text("No database, but a report of some length.")


def other(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mail (id INTEGER)")


def newer(path: Path) -> None:
    with closing(connect(path, create=True)) as connection:
        connection.execute("PRAGMA user_version = 999")


def damaged(path: Path) -> None:
    connect(path, create=True).close()
    data = bytearray(path.read_bytes())
    data[100:3000] = b"\xff" * 2900
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (missing, "no such ledger; check the path, or make it with `onrecord add`"),
        (Path.mkdir, "a folder, not a ledger; name the file in it"),
        (text, "not a ledger but another kind of file; name one made by `onrecord add`"),
        (Path.touch, "not a ledger but an empty file; name one made by `onrecord add`"),
        (other, "not a ledger but another program's SQLite file; name one made by `onrecord add`"),
        (newer, "a ledger of a newer version of Onrecord; bring Onrecord up to date"),
        (damaged, "damaged; take it from a backup, or read what is left with `sqlite3 .recover`"),
    ],
)
def test_what_is_no_ledger_is_told_by_both_ways_to_open(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for way in (connect, connect_read_only):
        with pytest.raises(InputError) as told:
            way(path)
        assert str(told.value) == f"{path}: {says}"
    assert (path.read_bytes() if path.is_file() else None) == before


def test_nothing_of_others_is_made_into_a_ledger(tmp_path: Path) -> None:
    for make in (text, other):
        path = tmp_path / f"{make.__name__}.db"
        make(path)
        before = path.read_bytes()
        with pytest.raises(InputError, match="not a ledger"):
            connect(path, create=True)
        assert path.read_bytes() == before


def test_an_empty_file_may_become_one(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with closing(connect(tmp_path / "empty.db", create=True)) as connection:
        assert version(connection) == NEWEST


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened or written here; check its folder"):
        connect(tmp_path / "no" / "ledger.db", create=True)


def as_nobody(work: Callable[[], None]) -> None:
    """Runs `work` in a process without rights, which the superuser's tests need to be refused anything."""
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)  # nobody, as most systems number it
                os.setuid(65534)
            work()
        except BaseException:  # noqa: BLE001  # whatever it was, the child must not go on as a test of its own
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that can be read and not written, in such a folder."""
    folder = tmp_path_factory.mktemp("locked")
    filled(folder / "ledger.db")
    (folder / "ledger.db").chmod(0o444)
    folder.chmod(0o555)
    for above in folder.parents[:2]:
        above.chmod(0o755)
    return folder / "ledger.db"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made with fork, which this system lacks")
def test_where_nothing_can_be_written_one_can_still_read_and_verify(locked: Path) -> None:
    def work() -> None:
        with closing(connect_read_only(locked)) as connection:
            assert len(list(documents(connection))) == 3
        assert list(verify(locked)) == []
        with pytest.raises(InputError, match=r"cannot be opened or written here; check its folder"):
            connect(locked)

    as_nobody(work)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made with fork, which this system lacks")
def test_a_file_that_may_not_be_written_in_a_folder_that_may_is_told_before_anything_is_read(locked: Path) -> None:
    locked.parent.chmod(0o777)

    def work() -> None:
        with pytest.raises(InputError, match=r"cannot be opened or written here; check its folder"):
            connect(locked)

    as_nobody(work)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made with fork, which this system lacks")
def test_a_file_that_may_not_be_read_is_told(locked: Path) -> None:
    locked.chmod(0)

    def work() -> None:
        for way in (connect, connect_read_only):
            with pytest.raises(InputError, match="Permission denied; check that it can be read"):
                way(locked)

    as_nobody(work)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path / "ledger.db")
    good = Migration(1001, "good", "CREATE TABLE good (id INTEGER);\nINSERT INTO good VALUES (1);\n")
    script = "CREATE TABLE bad (id INTEGER);\nINSERT INTO bad VALUES (1);\nINSERT INTO none VALUES (1);"
    bad = Migration(1002, "bad", script)
    with closing(connect(tmp_path / "ledger.db")) as connection:
        before = list(connection.iterdump())
        with pytest.raises(sqlite3.OperationalError, match="no such table: none"):
            migrate(connection, (bad,))
        assert list(connection.iterdump()) == before
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*migrations(), good, bad))
        assert version(connection) == 1001
        assert connection.execute("SELECT id FROM good").fetchall() == [(1,)]
        assert not connection.in_transaction


def test_a_migration_that_was_killed_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path, copy = tmp_path / "ledger.db", tmp_path / "copy.db"
    filled(path)
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half (id INTEGER)")
        connection.execute("PRAGMA user_version = 1001")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
        connection.execute("ROLLBACK")
    with closing(connect(copy)) as connection:
        assert version(connection) == NEWEST
    assert list(verify(copy)) == []


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    steps = (Migration(1, "one", "CREATE TABLE one (n INTEGER);"), Migration(2, "two", "INSERT INTO one VALUES (2);"))
    with closing(sqlite3.connect(tmp_path / "any.db", isolation_level=None)) as connection:
        for given in (steps[:1], steps, steps):
            migrate(connection, given)
        assert connection.execute("SELECT n FROM one").fetchall() == [(2,)]
        assert version(connection) == 2


def test_numbers_of_migrations_are_those_of_their_files() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))
    assert all(step.name.startswith(f"{step.number:04}_") for step in migrations())
