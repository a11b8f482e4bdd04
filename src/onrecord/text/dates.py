"""Publication dates as files, pages and feeds write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})([-/]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NAMED = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %d %Y", "%A, %B %d, %Y", "%A, %d %B %Y")
#: Seconds since 1970 of today have ten digits; more are milliseconds.
_MILLISECONDS_FROM = 100_000_000_000


def date_of(value: object) -> date | None:
    """The day of a date or timestamp, in the time zone it is written in; None where it is not understood."""
    try:
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value / (1000 if value >= _MILLISECONDS_FROM else 1), UTC).date()
        return _written(value.strip()) if isinstance(value, str) and value.strip() else None
    except (ValueError, OverflowError, OSError):
        return None


def _written(value: str) -> date | None:
    if found := _ISO.match(value):
        return date(*(int(found[part]) for part in (1, 3, 4)))
    if value.isdigit():
        return date_of(int(value))
    for form in _NAMED:
        try:
            return datetime.strptime(value, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return parsedate_to_datetime(value).date()
