"""The ledger as an index of points: what `link` asks for when it finds claims (types.point.CandidateIndex).

Everything is done on the caller's connection, in the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from onrecord.ledger import near
from onrecord.ledger.keys import day_of
from onrecord.ledger.packing import Source, meanings, packed, unpacked
from onrecord.types.point import Key, Point, Scored, Sketch

#: Bits of a point's id that hold its number: a million points in a document.
POINT_BITS = 20
#: Documents of which the points stay in memory, less than 0.1 MB each: what is near is mostly of the last days.
RECENT = 512
_LISTED = "IN (SELECT value FROM json_each(?))"
_NUMBERS = f"SELECT digest, id FROM document WHERE digest {_LISTED}"  # noqa: S608  # words of ours, as below
_DIGESTS = f"SELECT id, digest FROM document WHERE id {_LISTED}"  # noqa: S608
_VERSIONS_BEFORE = """
SELECT document FROM sketch WHERE current AND document IN (
    SELECT id FROM document WHERE url = (SELECT url FROM document WHERE id = ?) AND id < ?)
"""
_POINTS = """
SELECT sketch.points, sketch.meanings, digest, name, text, published FROM document
JOIN sketch ON sketch.document = document.id WHERE digest = ?
"""
#: What holds of a document that is to be linked: it is not yet, and no newer version of it is here.
WAITS = """
id NOT IN (SELECT document FROM sketch)
AND NOT EXISTS (SELECT 1 FROM document AS later WHERE later.url = document.url AND later.id > document.id)
"""
_WAITS = f"SELECT 1 FROM document WHERE id = ? AND {WAITS}"  # noqa: S608
_ADD_POINT = 'INSERT INTO point (id, document, n, start, "end", statement) VALUES (?, ?, ?, ?, ?, ?)'
_ADD_PAIR = "INSERT INTO pair (a, b, score) VALUES (?, ?, ?)"
_CLAIMS = f"SELECT point, claim FROM claim_member WHERE point {_LISTED}"  # noqa: S608
_TAKE_OUT = f"DELETE FROM claim_member WHERE point {_LISTED}"  # noqa: S608
_MEMBERS = f"""
SELECT claim, digest, point & {(1 << POINT_BITS) - 1} FROM claim_member
JOIN document ON document.id = point >> {POINT_BITS}
WHERE claim {_LISTED} ORDER BY point
"""  # noqa: S608
# `a` has at most the near documents' points as `b`, while a `b` may have been found again and again. With the + it is
# each `a` that SQLite looks for; without, each two.
_PAIRS = f"SELECT a, b, score FROM pair WHERE a {_LISTED} AND +b {_LISTED} ORDER BY a, b"  # noqa: S608
_PAIRS_OF = f"""
SELECT a & {(1 << POINT_BITS) - 1}, digest, b & {(1 << POINT_BITS) - 1}, score FROM pair
JOIN document ON document.id = b >> {POINT_BITS}
WHERE a >= ? << {POINT_BITS} AND a < (? + 1) << {POINT_BITS} ORDER BY a, b
"""  # noqa: S608
_NEWEST = f"""
UPDATE claim SET newest = (SELECT max(published) FROM claim_member JOIN document ON document.id = point >> {POINT_BITS}
    WHERE claim = claim.id) WHERE id {_LISTED}
"""  # noqa: S608


#: Tables of claims, each before those that it refers to.
_TABLES = ("claim_member", "claim", "pair", "point", "sketch_run", "sketch_term", "sketch")


def forget(connection: sqlite3.Connection) -> None:
    """Empties the index; no claim that is made later has the number of one that was."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # words of ours


class SqlIndex:
    """The points, pairs and groups of a ledger, whose documents are of any matter."""

    one_matter = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recent: OrderedDict[str, Sequence[Point]] = OrderedDict()
        self._seen = 0

    def near(self, sketch: Sketch) -> Iterable[str]:
        """Ids of the documents most like the sketch, best first, at most `near.NEAR`."""
        changed = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if changed != self._seen:  # another process has written, and may have linked everything anew
            self._recent.clear()
            self._seen = changed
        found = near.near(self._connection, sketch)
        digests = dict(self._connection.execute(_DIGESTS, (json.dumps(found),)).fetchall())
        return [digests[number] for number in found]

    def points(self, document: str) -> Sequence[Point]:
        """The points of a document, in order. Raises KeyError for one that was not linked."""
        if document not in self._recent:
            row = self._connection.execute(_POINTS, (document,)).fetchone()
            if row is None:
                raise KeyError(document)
            data, meant, digest, name, text, published = row
            self._remember(document, unpacked(data, meant, Source(digest, name, text, day_of(published))))
        self._recent.move_to_end(document)
        return self._recent[document]

    def add(self, sketch: Sketch, points: Sequence[Point], found: Sequence[Scored]) -> None:
        """Keeps a stored document's sketch and points, and the scored pairs between them and others."""
        (document,) = self._numbers([sketch.document]).values()
        statements = dict(
            self._connection.execute("SELECT name, id FROM statement WHERE document = ?", (document,)).fetchall()
        )
        self._connection.execute("INSERT INTO sketch VALUES (?, 1, ?, ?)", (document, packed(points), meanings(points)))
        near.keep(self._connection, document, sketch)
        rows = [
            (document << POINT_BITS | p.n, document, p.n, *p.span, statements[p.statement] if p.statement else None)
            for p in points
        ]
        self._connection.executemany(_ADD_POINT, rows)
        ids = self._ids([key for pair in found for key in (pair.a.key, pair.b.key)])
        pairs = sorted((ids[pair.a.key], ids[pair.b.key], pair.score) for pair in found)
        self._connection.executemany(_ADD_PAIR, pairs)
        self._remember(sketch.document, points)

    def groups(self, keys: Collection[Key]) -> list[frozenset[Key]]:
        """The groups, each once, that have a point among `keys`, in the order of the keys."""
        ids = self._ids(keys)
        found = dict(self._connection.execute(_CLAIMS, (json.dumps(list(ids.values())),)).fetchall())
        claims = dict.fromkeys(found[id_] for id_ in ids.values() if id_ in found)
        members = self._members(claims)
        return [members[claim] for claim in claims]

    def scores(self, keys: Collection[Key]) -> Mapping[tuple[Key, Key], float]:
        """The scores of all kept pairs both of whose points are among `keys`."""
        keyed = {id_: key for key, id_ in self._ids(keys).items()}
        listed = json.dumps(list(keyed))
        pairs = self._connection.execute(_PAIRS, (listed, listed))
        return {(keyed[a], keyed[b]): score for a, b, score in pairs}

    def regroup(self, old: Sequence[frozenset[Key]], new: Sequence[frozenset[Key]]) -> None:
        """Puts the new groups in the place of the old ones; each keeps the number of the oldest claim that it has."""
        before, after = set(old), set(new)
        gone, come = [group for group in old if group not in after], [group for group in new if group not in before]
        ids = self._ids([key for group in (*gone, *come) for key in group])
        listed = json.dumps([ids[key] for group in gone for key in group])
        claims = dict(self._connection.execute(_CLAIMS, (listed,)).fetchall())
        self._connection.execute(_TAKE_OUT, (listed,))
        free = set(claims.values())
        kept = []
        for group in come:
            points = sorted(ids[key] for key in group)
            claim = min((claims[point] for point in points if claims.get(point) in free), default=None)
            free.discard(claim or 0)
            kept.append(self._put(points, claim))
        self._drop(free)
        self._connection.execute(_NEWEST, (json.dumps(kept),))

    def holds(self, document: str) -> bool:
        """Whether a document was linked."""
        found = "SELECT 1 FROM sketch JOIN document ON id = document WHERE digest = ?"
        return self._connection.execute(found, (document,)).fetchone() is not None

    def waits(self, document: int) -> bool:
        """Whether a document, given by its local id, is to be linked: it is not yet, and no newer version is here."""
        return self._connection.execute(_WAITS, (document,)).fetchone() is not None

    def pairs_of(self, document: str) -> dict[str, dict[tuple[int, int], float]]:
        """The pairs that were kept when a document was added: by the other document, the scores by both numbers."""
        (number,) = self._numbers([document]).values()
        found: dict[str, dict[tuple[int, int], float]] = {}
        for a, other, b, score in self._connection.execute(_PAIRS_OF, (number, number)):
            found.setdefault(other, {})[a, b] = score
        return found

    def members(self, claim: int) -> list[Key]:
        """The points of a claim, by its local id, in the order of adding."""
        rows = self._connection.execute(_MEMBERS, (json.dumps([claim]),))
        return [(digest, n) for _, digest, n in rows]

    @contextmanager
    def replacing(self, document: int) -> Iterator[None]:
        """Takes the versions before a document, given by its local id, out of index and groups; it is linked inside.

        Two versions of one report are no two tellings. A claim that has lost one keeps its number where it is found
        again by the newer version, and is gone where fewer than two tellings are left.
        """
        before = [row[0] for row in self._connection.execute(_VERSIONS_BEFORE, (document, document))]
        touched = {claim for version in before for claim in self._take_out(version)}
        yield
        left = {claim for claim, points in self._members(touched).items() if len(points) > 1}
        listed = json.dumps(sorted(touched - left))
        self._connection.execute(f"DELETE FROM claim_member WHERE claim {_LISTED}", (listed,))  # noqa: S608  # own words
        self._drop(touched - left)
        self._connection.execute(_NEWEST, (json.dumps(sorted(left)),))

    def _take_out(self, document: int) -> list[int]:
        """Takes a document out, and returns the claims that it was in."""
        own = (document << POINT_BITS, (document + 1) << POINT_BITS)
        self._connection.execute("UPDATE sketch SET current = 0 WHERE document = ?", (document,))
        told = "DELETE FROM claim_member WHERE point >= ? AND point < ? RETURNING claim"
        return [claim for (claim,) in self._connection.execute(told, own).fetchall()]

    def _put(self, points: Sequence[int], claim: int | None) -> int:
        """Makes the points one claim: that one, or a new one; returns its number."""
        number = claim or self._connection.execute("INSERT INTO claim (newest) VALUES (NULL)").lastrowid or 0
        self._connection.executemany("INSERT INTO claim_member VALUES (?, ?)", [(point, number) for point in points])
        return number

    def _drop(self, claims: Iterable[int]) -> None:
        listed = json.dumps(sorted(claims))
        self._connection.execute(f"DELETE FROM claim WHERE id {_LISTED}", (listed,))  # noqa: S608  # own words

    def _members(self, claims: Iterable[int]) -> dict[int, frozenset[Key]]:
        found: dict[int, list[Key]] = {}
        for claim, digest, n in self._connection.execute(_MEMBERS, (json.dumps(list(claims)),)):
            found.setdefault(claim, []).append((digest, n))
        return {claim: frozenset(keys) for claim, keys in found.items()}

    def _ids(self, keys: Iterable[Key]) -> dict[Key, int]:
        """The ids of points, in the order of their keys."""
        numbers = self._numbers(dict.fromkeys(document for document, _ in keys))
        return {key: numbers[key[0]] << POINT_BITS | key[1] for key in keys}

    def _numbers(self, documents: Iterable[str]) -> dict[str, int]:
        """Local ids of documents."""
        return dict(self._connection.execute(_NUMBERS, (json.dumps(list(documents)),)).fetchall())

    def _remember(self, document: str, points: Sequence[Point]) -> None:
        self._recent[document] = points
        while len(self._recent) > RECENT:
            self._recent.popitem(last=False)
