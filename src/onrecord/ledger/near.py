"""Which documents are worth comparing with a new one: a bounded number, found with bounded work in any ledger.

Shared runs of words tell copies and quotations, shared telling words tell reports of the same matter in the same days.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterator
from zlib import crc32

from onrecord.ledger.keys import JULIAN
from onrecord.types.point import Sketch

#: So many documents are compared with a new one. A matter has more reports, but each of them has its own near ones.
NEAR = 12
#: Days before and after: news comes back to a saying within days, or quotes it word for word.
WITHIN = 10
#: The least likeness of documents that are compared: the sum of the products of what both weigh each word, each
#: divided as `COMMON` says. On the stories of ../shared/data/clusters, put into one ledger, 90 % of the pairs of one
#: story are compared then, and 78 % of what is compared is of one story (docs/decisions/0014).
LEAST = 0.05
#: Of each word the newest documents within the days are looked at, of each run the newest of all.
NEWEST, NEWEST_RUNS = 200, 50
#: A word or run of so many documents tells half of what one tells that none of them has.
COMMON = 10
_THOUSANDTHS = 1000
#: Bits that hold a weight in thousandths, beside the document.
_BITS = 10
_LAST = 1 << 40
_ADD_TERM = "INSERT INTO sketch_term (term, day, document, weight) VALUES (?, ?, ?, ?)"
_ADD_RUN = "INSERT INTO sketch_run (run, document) VALUES (?, ?)"
_TERMS = f"""
WITH mine AS MATERIALIZED (
    SELECT value AS weight, (SELECT json_group_array(document << {_BITS} | weight) FROM (
        SELECT document, weight FROM sketch_term WHERE term = CAST(key AS INTEGER) AND day BETWEEN :first AND :last
        ORDER BY day DESC, document DESC LIMIT {NEWEST})) AS others
    FROM json_each(:terms))
SELECT hit.value >> {_BITS} AS document,
    sum((hit.value & {(1 << _BITS) - 1}) * weight * {COMMON:.1f} / ({COMMON} + json_array_length(others))) AS alike
FROM mine, json_each(others) AS hit GROUP BY 1 HAVING alike >= {LEAST * _THOUSANDTHS**2}
"""  # noqa: S608  # numbers of ours
_RUNS = f"""
WITH mine AS MATERIALIZED (
    SELECT (SELECT json_group_array(document) FROM (
        SELECT document FROM sketch_run WHERE run = value ORDER BY document DESC LIMIT {NEWEST_RUNS})) AS others
    FROM json_each(:runs))
SELECT hit.value AS document, sum(1.0 / ({COMMON} + json_array_length(others))) AS alike
FROM mine, json_each(others) AS hit GROUP BY 1
"""  # noqa: S608  # as above
_BEST = """
SELECT found.document, alike FROM ({found}) AS found JOIN sketch ON sketch.document = found.document
WHERE sketch.current ORDER BY alike DESC, found.document DESC LIMIT {most}
"""
BEST_TERMS, BEST_RUNS = (_BEST.format(found=found, most=NEAR) for found in (_TERMS, _RUNS))


def near(connection: sqlite3.Connection, sketch: Sketch) -> list[int]:
    """Local ids of the documents most like the sketch, at most `NEAR`: those that share runs of words first."""
    copies = connection.execute(BEST_RUNS, {"runs": json.dumps(sorted(sketch.runs))}).fetchall() if sketch.runs else []
    terms = json.dumps(dict(_weights(sketch)))
    alike = Counter[int]()
    for first, last in _windows(sketch):
        alike.update(dict(connection.execute(BEST_TERMS, {"terms": terms, "first": first, "last": last})))
    found = dict.fromkeys(document for document, _ in (*copies, *alike.most_common()))
    return list(found)[:NEAR]


def keep(connection: sqlite3.Connection, document: int, sketch: Sketch) -> None:
    """Makes a document findable."""
    terms = [(term, _day(sketch), document, weight) for term, weight in _weights(sketch)]
    connection.executemany(_ADD_TERM, sorted(terms))
    connection.executemany(_ADD_RUN, [(run, document) for run in sorted(sketch.runs)])


def _weights(sketch: Sketch) -> Iterator[tuple[int, int]]:
    """The terms as numbers, with weights in thousandths of a vector of length one."""
    length = math.sqrt(sum(weight**2 for weight in sketch.terms.values())) or 1.0
    terms = {crc32(word.encode()): weight for word, weight in sketch.terms.items()}
    yield from ((term, round(weight / length * _THOUSANDTHS)) for term, weight in terms.items())


def _day(sketch: Sketch) -> int:
    return sketch.day.toordinal() + JULIAN if sketch.day else 0


def _windows(sketch: Sketch) -> list[tuple[int, int]]:
    """The first and last day of each stretch to look in: a document of unknown day may be near any other."""
    day = _day(sketch)
    return [(day - WITHIN, day + WITHIN), (0, 0)] if day else [(0, _LAST)]
