"""The history of a ledger: its runs and documents in order, and what each new version of a report changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike

from onrecord.ledger import Listed, RunListed, documents, find, opened_read_only, reading, runs, versions
from onrecord.link.changes import Change, changes
from onrecord.types import InputError, Reading


@dataclass(frozen=True, slots=True)
class Logged:
    """A document of the history; `changes` against the version before, none where there is none.

    `texts` are the canonical texts of the version before and of this one, which the changes point into.
    """

    document: Listed
    changes: tuple[Change, ...] = ()
    texts: tuple[str, str] = ("", "")

    def words(self, change: Change) -> str:
        """The words of a changed statement: as they are now, or as they were where it was removed."""
        statement, text = (change.after, self.texts[1]) if change.after else (change.before, self.texts[0])
        return " … ".join(span.words(text) for span in statement.content) if statement else ""


def history(ledger: str | PathLike[str], document: str | None = None) -> Iterator[RunListed | Logged]:
    """Every run followed by its documents; or only one document (address, name or id) and its versions.

    Raises InputError where there is no ledger or no such document.
    """
    with opened_read_only(ledger) as connection:
        if document is not None:
            yield from (_logged(connection, one) for one in _versions(connection, document, str(ledger)))
            return
        for run in list(runs(connection)):
            yield run
            yield from (_logged(connection, one) for one in documents(connection, run.id))


def _versions(connection: sqlite3.Connection, document: str, where: str) -> list[Listed]:
    found = find(connection, document)
    if not found:
        raise InputError(f"{where}: no document {document!r}; give its address, its name, or how its id begins")
    every = [one for each in found for one in (versions(connection, each.url) if each.url else [each])]
    return sorted(set(every), key=lambda one: one.id)


def _logged(connection: sqlite3.Connection, one: Listed) -> Logged:
    if one.previous is None:
        return Logged(one)
    before, after = reading(connection, one.previous), reading(connection, one.id)
    return Logged(one, changes(before, after), (_text(before), _text(after)))


def _text(of: Reading) -> str:
    return of.article.text
