"""Whether what is stored of claims agrees with itself and lies in the texts.

None of it is in the chain: it is derived from the record and can be made anew. Whether it follows from the record is
for `api.verify` to find out, which can link.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

from onrecord.ledger.claims import POINT_BITS
from onrecord.ledger.fault import Fault
from onrecord.ledger.keys import day_of
from onrecord.ledger.packing import Source, unpacked

_SKETCHES = """
SELECT document.id, digest, name, text, published, points, meanings FROM sketch
JOIN document ON document.id = sketch.document ORDER BY document.id
"""
#: By the ids that a document's points have: to look for them by the document would read all points each time.
POINTS = f"""
SELECT point.id, n, start, "end", statement.name, statement.document FROM point
LEFT JOIN statement ON statement.id = point.statement
WHERE point.id >= ? << {POINT_BITS} AND point.id < (? + 1) << {POINT_BITS} ORDER BY point.id
"""  # noqa: S608  # numbers of ours
#: What cannot be in a ledger that only `onrecord` has written to, and the words for it.
_NEVER = {
    "a claim of fewer than two points": """
        SELECT 'claim ' || claim.id, NULL FROM claim LEFT JOIN claim_member ON claim_member.claim = claim.id
        GROUP BY claim.id HAVING count(point) < 2""",
    "in a claim, though a newer version of its document has taken its place": """
        SELECT 'point ' || n, name FROM claim_member JOIN point ON point.id = claim_member.point
        JOIN sketch ON sketch.document = point.document JOIN document ON document.id = point.document
        WHERE NOT current""",
    "a point of a document that was not linked": """
        SELECT 'point ' || n, name FROM point JOIN document ON document.id = point.document
        WHERE point.document NOT IN (SELECT document FROM sketch)""",
    "a point under another document's number": f"""
        SELECT 'point ' || point.id, name FROM point LEFT JOIN document ON document.id = point.document
        WHERE point.document <> point.id >> {POINT_BITS}""",  # noqa: S608  # numbers of ours
    "a probability that is none": "SELECT 'pair ' || a || ', ' || b, NULL FROM pair WHERE score NOT BETWEEN 0 AND 1",
}


def claim_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Everything about points and claims that cannot be as it was written; one document is in memory at a time."""
    size = 0  # of a meaning: one encoder gives all
    for document, digest, name, text, published, data, meant in connection.execute(_SKETCHES):
        try:
            points = unpacked(data, meant, Source(digest, name, text, day_of(published)))
        except (ValueError, LookupError, TypeError, AttributeError, zlib.error) as error:
            yield Fault(f"cannot be unpacked ({type(error).__name__})", "sketch", document=name, column="points")
            continue
        rows = connection.execute(POINTS, (document, document)).fetchall()
        packed = [(document << POINT_BITS | p.n, p.n, *p.span, p.statement) for p in points]
        if [row[:5] for row in rows] != packed or any(row[5] not in {None, document} for row in rows):
            yield Fault("not what its packed points say", "point", document=name)
        elif meant and len(points[0].meaning) != (size := size or len(points[0].meaning)):
            yield Fault("meanings of another length than the others'", "sketch", document=name, column="meanings")
        elif any(not 0 <= p.span.start < p.span.end <= len(text) for p in points):
            yield Fault("a point outside its text", "sketch", document=name, column="points")
    for problem, select in _NEVER.items():
        for item, name in connection.execute(select):
            yield Fault(problem, item.split()[0], document=name, item=item)
