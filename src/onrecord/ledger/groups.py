"""Reading claims: the groups of points that say the same, one at a time, whatever the size of the ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.claims import POINT_BITS, SqlIndex
from onrecord.ledger.query import Query
from onrecord.ledger.search import fitting
from onrecord.types.point import Key, Point

_GROUPS = """
SELECT claim.id FROM claim WHERE {conditions} ORDER BY claim.newest DESC, claim.id DESC
"""
_SINCE = "claim.newest >= :since"
_OUTLETS = f"""
(SELECT count(DISTINCT coalesce(outlet, digest)) FROM claim_member JOIN document ON document.id = point >> {POINT_BITS}
    WHERE claim = claim.id) >= :outlets
"""  # noqa: S608  # numbers of ours
_HAVING = """
claim.id IN (SELECT claim FROM claim_member JOIN point ON point.id = claim_member.point
    WHERE point.statement IN (SELECT value FROM json_each(:statements)))"""
_STATEMENTS = "SELECT statement FROM claim_member JOIN point ON point.id = point WHERE claim = ? ORDER BY point.id"
_OF_DOCUMENTS = f"""
claim.id IN (SELECT claim FROM json_each(:documents) AS asked JOIN document ON document.digest = asked.value
    JOIN claim_member ON claim_member.point >= document.id << {POINT_BITS}
        AND claim_member.point < (document.id + 1) << {POINT_BITS})
"""  # noqa: S608  # as above


@dataclass(frozen=True, slots=True)
class Group:
    """Points that say the same, in the order of adding, with the scores of the pairs among them; its local id.

    `fitting` are those of which the statement is wanted; all, where none is asked for.
    """

    id: int
    points: tuple[Point, ...]
    scores: Mapping[tuple[Key, Key], float]
    fitting: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which groups are wanted; None lets all pass.

    `statement` is what one of its statements has to fit, `since` the day on which, or after which, a telling has to
    have come out. `documents` are ids: one of them has to be in it. `outlets` is the least number of outlets, or of
    documents where outlets are not known.
    """

    statement: Query | None = None
    since: date | None = None
    documents: tuple[str, ...] | None = None
    outlets: int = 1


def groups(connection: sqlite3.Connection, wanted: Wanted | None = None) -> Iterator[Group]:
    """The groups with their points, those first that were told last; a few documents are in memory at a time."""
    wanted = wanted or Wanted()
    index = SqlIndex(connection)
    asked = fitting(connection, wanted.statement) if wanted.statement else None
    values = {
        "since": wanted.since.isoformat() if wanted.since else None,
        "outlets": wanted.outlets,
        "documents": json.dumps(wanted.documents),
        "statements": json.dumps(asked),
    }
    found = connection.execute(_GROUPS.format(conditions=" AND ".join(_conditions(wanted)) or "TRUE"), values)
    chosen = None if asked is None else frozenset(asked)
    for (claim,) in found:
        keys = index.members(claim)
        points = tuple(index.points(document)[n] for document, n in keys)
        fit = keys if chosen is None else _fitting(connection, claim, keys, chosen)
        yield Group(claim, points, index.scores(keys), frozenset(fit))


def _conditions(wanted: Wanted) -> Iterable[str]:
    if wanted.since:
        yield _SINCE
    if wanted.outlets > 1:
        yield _OUTLETS
    if wanted.documents is not None:
        yield _OF_DOCUMENTS
    if wanted.statement is not None:
        yield _HAVING


def _fitting(connection: sqlite3.Connection, claim: int, keys: Iterable[Key], chosen: Collection[int]) -> list[Key]:
    """Those of a claim's points of which the statement is chosen."""
    statements = connection.execute(_STATEMENTS, (claim,)).fetchall()
    return [key for key, (statement,) in zip(keys, statements, strict=True) if statement in chosen]
