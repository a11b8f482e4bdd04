"""Linking documents as they are added: the ledger keeps what `link` finds, and neither knows the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from os import PathLike

from onrecord.ledger import Added, Fault, Ledger, Listed, SqlIndex, Wanted, groups, unlinked
from onrecord.ledger import reading as stored_reading
from onrecord.types import Claim, Reading
from onrecord.types.point import Meanings, Point, Sketch

#: Scores of two processors differ by less than this.
_ROUNDING = 0.001
#: Cosines of two processors' meanings are greater than this.
_SAME_MEANING = 0.95
#: Digits of a document's id that tell it from others.
_BRIEF = 12


def meanings(words_only: bool) -> Meanings | None:
    """What says how alike points are in meaning; None where their words alone are to be compared."""
    if words_only:
        return None
    from onrecord.meaning import load  # loads a model, once

    return load()


class Linking:
    """Links each document that a ledger stores, in the same transaction; made for one connection.

    With `words_only` it is compared by its words alone, with all that the ledger holds and is yet to hold.
    """

    def __init__(self, words_only: bool = False) -> None:
        self._words_only = words_only
        self._index: SqlIndex | None = None

    def __call__(self, reading: Reading) -> Callable[[sqlite3.Connection, Added], int]:
        """What puts the document's points into claims, and returns how many pairs of points were found to be alike."""
        from onrecord.link.linker import prepared  # loads numpy

        return partial(self._link, *prepared(reading, meanings(self._words_only)))

    def _link(self, points: Sequence[Point], sketch: Sketch, connection: sqlite3.Connection, added: Added) -> int:
        from onrecord.link.linker import add

        self._index = self._index or SqlIndex(connection)
        if not self._index.waits(added.document):  # another process has linked it, or added a newer version
            return 0
        with nullcontext() if added.previous is None else self._index.replacing(added.document):
            return add(points, sketch, self._index)


def link_ledger(
    ledger: str | PathLike[str],
    anew: bool = False,
    step: Callable[[], object] = lambda: None,
    *,
    words_only: bool = False,
) -> int:
    """Links the documents of the ledger at a path that were added without; returns how many.

    `anew` first forgets all claims, so that another version of Onrecord makes its own. A run that is stopped is gone on
    with by the next one. `step` is called after each document; `words_only` is as in `compare`. Raises InputError where
    there is no ledger, or where it cannot be written.
    """
    with Ledger.open(ledger, also=Linking(words_only)) as opened:
        if anew:
            opened.forget_claims()
        waiting = unlinked(opened.connection)
        for one in waiting:
            added = Added("version" if one.previous else "new", one.id, one.digest, one.previous)
            opened.also(added, stored_reading(opened.connection, one.id))
            step()
    return len(waiting)


def only_replace(_: Reading) -> Callable[[sqlite3.Connection, Added], None]:
    """What is stored of a document that is not to be linked: claims tell no more what the versions before it said."""
    return _replace


def _replace(connection: sqlite3.Connection, added: Added) -> None:
    if added.previous is not None:
        with SqlIndex(connection).replacing(added.document):
            pass


def claims_of(connection: sqlite3.Connection, wanted: Wanted | None = None, least: float = 0.0) -> Iterator[Claim]:
    """The claims of a ledger whose groups are wanted, those first that were told last; one group is in memory.

    `least` is as in ClaimFilter.min_score; of parts of a group, those are given that have what is wanted.
    """
    from onrecord.link.claims import describe  # loads numpy
    from onrecord.link.copies import copied_in
    from onrecord.link.group import parted

    copied = copied_in(SqlIndex(connection))
    for group in groups(connection, wanted):
        for part in parted(group.points, group.scores, least):
            if any(point.key in group.fitting for point in part):
                yield from describe(part, group.scores, copied)


class Relinking:
    """Links documents of a ledger again, each with those that it was linked with, and compares what comes of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._index = SqlIndex(connection)

    def __call__(self, one: Listed, reading: Reading) -> Iterator[Fault]:
        """What is stored of a document's points and pairs and does not follow from the record, a fault for each."""
        from onrecord.link.linker import meant
        from onrecord.link.points import points
        from onrecord.link.side import has_meanings

        if not self._index.holds(one.digest):
            return
        stored = self._index.points(one.digest)
        made = meant(points(reading), reading.article.text, meanings(words_only=not has_meanings(stored)))
        if list(meant(stored, "", None)) != list(meant(made, "", None)):
            yield Fault("its record gives other points today", "sketch", document=one.name)
            return
        if not _alike(stored, made):
            yield Fault("its text gives other meanings today", "sketch", document=one.name, column="meanings")
            return
        for other, pairs in self._index.pairs_of(one.digest).items():
            if not _agree(pairs, self._pairs(one.digest, other)):
                problem = f"compared with the document {other[:_BRIEF]}, it gives other scores today"
                yield Fault(problem, "pair", document=one.name)

    def _pairs(self, document: str, other: str) -> dict[tuple[int, int], float]:
        from onrecord.link.score import scored  # loads numpy

        found = scored(self._index.points(document), [self._index.points(other)], one_matter=self._index.one_matter)
        return {(pair.a.n, pair.b.n): pair.score for pair in found}


def _alike(stored: Sequence[Point], made: Sequence[Point]) -> bool:
    """Whether meanings are the same but for what processors round otherwise."""
    from onrecord.link.side import Side

    one, other = Side([stored]).meanings, Side([made]).meanings
    if one is None or other is None:
        return one is other
    if one.shape != other.shape:
        return False
    near = (one * other).sum(1) >= _SAME_MEANING
    return bool((near | (one == other).all(1)).all())  # what holds no word has a direction of noughts


def _agree(stored: Mapping[tuple[int, int], float], made: Mapping[tuple[int, int], float]) -> bool:
    """Whether scores are the same but for what processors round otherwise; a pair that one lacks is at the floor."""
    from onrecord.link.score import FLOOR

    pairs = stored.keys() | made.keys()
    return all(abs(stored.get(pair, FLOOR) - made.get(pair, FLOOR)) <= _ROUNDING for pair in pairs)
