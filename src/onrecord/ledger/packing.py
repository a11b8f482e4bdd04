"""A document's points as bytes: linking reads all of them at once, and often. Their meanings are bytes of their own."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from onrecord.ledger.rows import compact
from onrecord.types import Quantity, Span
from onrecord.types.point import Point, before

#: What differs from point to point; the rest of a Point is its document's, or is the same for all of a statement.
_OWN = ("span", "words", "weights", "marked", "hedged", "negated", "quantities")
_GIVEN = ("document", "name", "n", "text", "before", "published", "meaning")
_SHARED = tuple(field.name for field in fields(Point) if field.name not in {*_OWN, *_GIVEN})
_own, _shared = attrgetter(*_OWN), attrgetter(*_SHARED)
#: Called with the fields in their order: by their names it takes half as long again.
_made: Callable[..., Point] = Point
_written = attrgetter(*(field.name for field in fields(Quantity)))
#: zlib's quickest: the next level saves a tenth and takes twice the time.
_LEVEL = 1


class Source(NamedTuple):
    """What points repeat of their document."""

    document: str
    name: str
    text: str
    published: date | None


def packed(points: Sequence[Point]) -> bytes:
    """Compressed JSON: [what points share, the points]; each point has the number of what it shares with others."""
    shared: dict[tuple[Any, ...], int] = {}
    rows = []
    for point in points:
        number = shared.setdefault(_shared(point), len(shared))
        span, words, *rest, quantities = _own(point)
        rows.append([number, *span, " ".join(words), *rest, [*map(_written, quantities)]])
    return zlib.compress(compact([[*shared], rows]).encode(), _LEVEL)


def meanings(points: Sequence[Point]) -> bytes | None:
    """What the points mean, one after another; None where nobody worked it out."""
    return b"".join(point.meaning for point in points) or None


def unpacked(data: bytes, meanings: bytes | None, source: Source) -> tuple[Point, ...]:
    """The points again, equal to those that were packed. Raises ValueError where `meanings` are not of so many."""
    shared, rows = json.loads(zlib.decompress(data))
    said = _frozen(shared)
    size, rest = divmod(len(meanings or b""), len(rows) or 1)
    if rest or (meanings and not rows):
        raise ValueError("meanings of another number of points")
    each = (meanings[n * size : (n + 1) * size] if meanings else b"" for n in range(len(rows)))
    return tuple(
        _point(n, row, said[row[0]], meaning, source) for n, (row, meaning) in enumerate(zip(rows, each, strict=True))
    )


def _point(n: int, row: list[Any], said: tuple[Any, ...], meaning: bytes, source: Source) -> Point:
    _, start, end, words, weights, marked, hedged, negated, quantities = row
    span, text = Span(start, end), source.text
    return _made(
        source.document, source.name, n, span, text[start:end], tuple(words.split(" ")), tuple(weights), *said,
        source.published, marked, hedged, negated, tuple(map(_quantity, quantities)), before(text, span), meaning,
    )  # fmt: skip


def _quantity(values: list[Any]) -> Quantity:
    low, high, approximate, unit, span, written = values
    return Quantity(low, high, approximate, unit, Span(*span), written)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
