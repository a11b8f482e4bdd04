"""The numbered migrations: each is run and recorded in one transaction, so a ledger is never between two versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

#: "OnRe" in ASCII: what says, in SQLite's own header field, that a file is a ledger (https://sqlite.org/fileformat.html).
APPLICATION_ID = 0x4F6E5265


class Migration(NamedTuple):
    """One step of the schema: its number is the version that it makes (SQLite's `user_version`)."""

    number: int
    name: str
    script: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Every migration in order, from the files `NNNN_name.sql`."""
    found = (file for file in (files("onrecord.ledger") / "migrations").iterdir() if file.name.endswith(".sql"))
    return tuple(
        Migration(int(file.name[:4]), file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that this ledger has seen; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: tuple[Migration, ...] | None = None) -> None:
    """Runs the migrations that this ledger has not seen; one that fails leaves it as it was before that one."""
    for step in migrations() if steps is None else steps:
        if step.number > version(connection):
            _run(connection, step)


def _run(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if step.number > version(connection):  # another process may have run it while this one waited
            for statement in _statements(step.script):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends it itself where the disk is full
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
