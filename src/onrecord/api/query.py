"""What people ask of a ledger, checked: words and filters as they are typed, as a Query."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias, TypedDict, get_args

from onrecord.ledger.query import Order, Query
from onrecord.types import Act, Channel, InputError, QuoteType

#: One value, or several of which one has to fit.
Some: TypeAlias = str | Sequence[str]
#: A day, or as text a day, month or year: YYYY-MM-DD, YYYY-MM, YYYY.
When: TypeAlias = date | str
#: A number, two bounds of which None is open, or text as "1,400", "100..200", "100..", "..200".
Number: TypeAlias = float | str | tuple[float | None, float | None]


class Filters(TypedDict, total=False):
    """The filters of a search; what each means is said at `onrecord.ledger.query.Query`."""

    speaker: Some
    addressee: Some
    target: Some
    relay: Some
    outlet: Some
    place: Some
    document: Some
    act: Some
    channel: Some
    quote_type: Some
    published_from: When | None
    published_to: When | None
    said_from: When | None
    said_to: When | None
    number: Number | None
    unit: str | None
    hedged: bool | None
    negated: bool | None
    relayed: bool | None
    min_confidence: float
    latest_only: bool
    order: str
    limit: int | None
    offset: int


_NAMES = ("speaker", "addressee", "target", "relay", "outlet", "place", "document")
_WORDS: dict[str, Any] = {"act": Act, "channel": Channel, "quote_type": QuoteType}
_DAYS = ("published_from", "published_to", "said_from", "said_to")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def make_query(words: str, filters: Filters) -> Query:
    """The query that is meant. Raises InputError, which names the filter and says what it takes."""
    given: dict[str, Any] = dict(filters)
    for name in (*_NAMES, *_WORDS):
        if name in given:
            given[name] = _several(given[name])
    for name, kind in _WORDS.items():
        given |= {name: tuple(_one_of(name, value, kind) for value in given.get(name, ()))}
    for name in _DAYS:
        given[name] = _day(name, given.get(name))
    given["number_low"], given["number_high"] = _bounds(given.pop("number", None))
    _one_of("order", given.get("order", "relevance"), Order)
    _check_range("min_confidence", given.get("min_confidence", 0), 1)
    for name in ("limit", "offset"):
        _check_range(name, given.get(name) or 0, None)
    return replace(Query(words), **given)


def _several(value: Some | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _one_of(name: str, value: str, kind: Any) -> str:
    """The word of ours that is meant; "phone call" and "phone-call" are "phone_call"."""
    word = re.sub(r"[\s-]+", "_", value.strip().lower())
    if word not in get_args(kind):
        raise InputError(f"{name}: {value!r} is not known; there are {', '.join(get_args(kind))}")
    return word


def _day(name: str, value: When | None) -> date | None:
    """The first day of what is meant, or the last for the end of a range."""
    if value is None or isinstance(value, date):
        return value
    match = _DAY.fullmatch(value.strip())
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
    last = name.endswith("_to")
    month = month or (12 if last else 1)
    try:
        return date(year or 0, month, day or (monthrange(year or 0, month)[1] if last else 1))
    except ValueError:  # also for the year 0, which stands for none
        raise InputError(f"{name}: {value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY") from None


def _bounds(number: Number | None) -> tuple[float | None, float | None]:
    if number is None:
        return None, None
    if isinstance(number, tuple):
        return number
    if isinstance(number, str):
        low, dots, high = (part.strip().replace(",", "") for part in number.partition(".."))
        try:
            bounds = (float(low) if low else None, float(high) if high else None) if dots else (float(low), float(low))
        except ValueError:
            bounds = (None, None)
        if bounds == (None, None):
            raise InputError(f"number: {number!r} is none; write 1400, 100..200, 100.. or ..200")
        return bounds
    return number, number


def _check_range(name: str, value: float, most: float | None) -> None:
    if value < 0 or (most is not None and value > most):
        raise InputError(f"{name}: {value} is out of range; it is 0 {f'to {most}' if most else 'or more'}")
