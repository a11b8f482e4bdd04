"""Linking documents as they are added: the ledger keeps what `link` finds, and neither knows the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from os import PathLike

from onrecord.ledger import Added, Fault, Ledger, Listed, SqlIndex, Wanted, groups, unlinked
from onrecord.ledger import reading as stored_reading
from onrecord.types import Claim, Reading

#: Scores of two processors differ by less than this.
_ROUNDING = 0.001
#: Digits of a document's id that tell it from others.
_BRIEF = 12


class Linking:
    """Links each document that a ledger has just stored, in the same transaction; made for one connection."""

    def __init__(self) -> None:
        self._index: SqlIndex | None = None

    def __call__(self, connection: sqlite3.Connection, added: Added, reading: Reading) -> int:
        """Puts the document's points into claims; returns how many pairs of points were found to be alike."""
        from onrecord.link.linker import add  # loads numpy

        self._index = self._index or SqlIndex(connection)
        if not self._index.waits(added.document):  # another process has linked it, or added a newer version
            return 0
        with nullcontext() if added.previous is None else self._index.replacing(added.document):
            return add(reading, self._index)


def link_ledger(ledger: str | PathLike[str], anew: bool = False, step: Callable[[], object] = lambda: None) -> int:
    """Links the documents of the ledger at a path that were added without; returns how many.

    `anew` first forgets all claims, so that another version of Onrecord makes its own. A run that is stopped is gone on
    with by the next one. `step` is called after each document. Raises InputError where there is no ledger, or where it
    cannot be written.
    """
    with Ledger.open(ledger, also=Linking()) as opened:
        if anew:
            opened.forget_claims()
        waiting = unlinked(opened.connection)
        for one in waiting:
            added = Added("version" if one.previous else "new", one.id, one.digest, one.previous)
            opened.also(added, stored_reading(opened.connection, one.id))
            step()
    return len(waiting)


def only_replace(connection: sqlite3.Connection, added: Added, _: Reading) -> None:
    """What is stored of a document that is not to be linked: claims tell no more what the versions before it said."""
    if added.previous is not None:
        with SqlIndex(connection).replacing(added.document):
            pass


def claims_of(connection: sqlite3.Connection, wanted: Wanted | None = None) -> Iterator[Claim]:
    """The claims of a ledger whose groups are wanted, those first that were told last; one group is in memory."""
    from onrecord.link.claims import describe  # loads numpy
    from onrecord.link.copies import copied_in

    copied = copied_in(SqlIndex(connection))
    for group in groups(connection, wanted):
        yield from describe(group.points, group.scores, copied)


class Relinking:
    """Links documents of a ledger again, each with those that it was linked with, and compares what comes of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._index = SqlIndex(connection)

    def __call__(self, one: Listed, reading: Reading) -> Iterator[Fault]:
        """What is stored of a document's points and pairs and does not follow from the record, a fault for each."""
        from onrecord.link.points import points

        if not self._index.holds(one.digest):
            return
        if tuple(self._index.points(one.digest)) != points(reading):
            yield Fault("its record gives other points today", "sketch", document=one.name)
            return
        for other, stored in self._index.pairs_of(one.digest).items():
            if not _agree(stored, self._pairs(one.digest, other)):
                problem = f"compared with the document {other[:_BRIEF]}, it gives other scores today"
                yield Fault(problem, "pair", document=one.name)

    def _pairs(self, document: str, other: str) -> dict[tuple[int, int], float]:
        from onrecord.link.score import scored  # loads numpy

        found = scored(self._index.points(document), [self._index.points(other)])
        return {(pair.a.n, pair.b.n): pair.score for pair in found}


def _agree(stored: Mapping[tuple[int, int], float], made: Mapping[tuple[int, int], float]) -> bool:
    """Whether scores are the same but for what processors round otherwise; a pair that one lacks is at the floor."""
    from onrecord.link.score import FLOOR

    pairs = stored.keys() | made.keys()
    return all(abs(stored.get(pair, FLOOR) - made.get(pair, FLOOR)) <= _ROUNDING for pair in pairs)
