"""Time expressions of something past: which day or days they mean, seen from a day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from onrecord.lexicon import table
from onrecord.normalise.time_grammar import grammar
from onrecord.types import Span


class Days(NamedTuple):
    """First and last day of an expression's meaning, both inclusive."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


#: A rule reads its match against the publication date (None: unknown) and gives the days, or None for a vague time.
Reader = Callable[[re.Match[str], date | None], Days | None]


def resolve_time(written: str, published: date | None) -> str | None:
    """The ISO 8601 date, or `start/end`, that a written time of something past means; None where it is vague.

    Weekdays and days without a year are the latest on or before `published`; without it only absolute dates resolve.
    """
    match = grammar().fullmatch(written.strip())
    days = _read(match, published) if match else None
    return str(days) if days else None


def find_times(text: str, within: Span) -> list[Span]:
    """Every time expression inside `within`, vague ones too, in reading order."""
    return [Span(*match.span()) for match in grammar().finditer(text, *within)]


def names_a_day(written: str) -> bool:
    """Whether the expression is a weekday, a date or a day near the publication, not a month, year, season or feast."""
    match = grammar().fullmatch(written.strip())
    return match is not None and any(match[rule] is not None for rule in _DAY_RULES)


def needs_publication(written: str) -> bool:
    """Whether the expression means a day only beside the day of publication."""
    # Any day shows it: what resolves with one and not without is relative.
    return resolve_time(written, date(2000, 1, 1)) is not None and resolve_time(written, None) is None


def _read(match: re.Match[str], published: date | None) -> Days | None:
    reader = next(reader for name, reader in _READERS.items() if match[name] is not None)
    try:
        return reader(match, published)
    except ValueError:  # no such day, as in "April 31"
        return None


def _day(day: date) -> Days:
    return Days(day, day)


def _month_of(day: date) -> Days:
    first = day.replace(day=1)
    return Days(first, first + relativedelta(months=1, days=-1))


def _week_of(day: date) -> Days:
    """The ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def _latest(year: int | None, published: date | None, make: Callable[[int], date]) -> date | None:
    """The day `make` gives for the year stated, or else its latest one on or before publication."""
    if year:
        return make(year)
    if published is None:
        return None
    day = make(published.year)
    return day if day <= published else make(published.year - 1)


def _index(section: str, word: str) -> int:
    return next(int(key) for key, names in table("time")[section].items() if word.lower() in names.split())


def _number(word: str) -> int:
    numbers = table("time")["numbers"]["words"].split()
    low = word.lower()
    return 1 if low in ("a", "an") else numbers.index(low) if low in numbers else int(low)


def _vague(_match: re.Match[str], _published: date | None) -> None:
    return None


def _iso_date(match: re.Match[str], _published: date | None) -> Days:
    return _day(date.fromisoformat(match["iso"]))


def _full_date(match: re.Match[str], published: date | None) -> Days | None:
    key = "a" if match["month_a"] else "b"
    month, day = _index("months", match[f"month_{key}"]), int(match[f"day_{key}"])
    year = int(match[f"year_{key}"]) if match[f"year_{key}"] else None
    found = _latest(year, published, lambda y: date(y, month, day))
    return _day(found) if found else None


def _week_day(match: re.Match[str], published: date | None) -> Days | None:
    which = match["week_of"].lower()
    if published is None or which.startswith("next"):
        return None
    back = (published.weekday() - _index("weekdays", match["weekday"])) % 7
    if back == 0 and which.startswith(("last", "past")):
        back = 7
    return _day(published - timedelta(days=back))


def _near_day(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    low = match["near"].lower()
    if "before yesterday" in low:
        return _day(published - timedelta(days=2))
    before = low.startswith(("yesterday", "last", "overnight", "the previous day", "a day earlier"))
    return _day(published - timedelta(days=int(before)))


def _period(match: re.Match[str], published: date | None) -> Days | None:
    """This or last week, month, year, weekend; "earlier this" reaches up to the day of publication."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if published is None or which == "later this" or (which in ("the", "at the", "over the") and unit != "weekend"):
        return None
    if unit == "weekend":
        return _weekend(published, last=which == "last")
    back = int(which in ("last", "past", "previous", "the previous"))
    if unit == "week":
        days = _week_of(published - timedelta(weeks=back))
    elif unit == "month":
        days = _month_of(published - relativedelta(months=back))
    else:
        days = Days(date(published.year - back, 1, 1), date(published.year - back, 12, 31))
    return Days(days.first, published) if which == "earlier this" else days


def _weekend(published: date, *, last: bool) -> Days:
    """The latest Saturday and Sunday that have begun; the last one is over."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if last and saturday + timedelta(days=1) >= published:
        saturday -= timedelta(weeks=1)
    return Days(saturday, saturday + timedelta(days=1))


def _days_ago(match: re.Match[str], published: date | None) -> Days | None:
    """So many days ago is a day; weeks and months ago are the week or month that holds it; years are vague."""
    if published is None:
        return None
    count, unit = _number(match["count"]), match["ago_unit"].lower().rstrip("s")
    if unit == "day":
        return _day(published - timedelta(days=count))
    if unit == "week":
        return _week_of(published - timedelta(weeks=count))
    return _month_of(published - relativedelta(months=count)) if unit == "month" else None


def _month(match: re.Match[str], published: date | None) -> Days | None:
    if match["part"]:
        return None
    month = _index("months", match["month_c"])
    year = int(match["year_c"]) if match["year_c"] else None
    first = _latest(year, published, lambda y: date(y, month, 1))
    if first and published and match["last_c"] and first == published.replace(day=1):
        first -= relativedelta(years=1)
    return _month_of(first) if first else None


def _year(match: re.Match[str], _published: date | None) -> Days:
    year = int(match["year_d"])
    return Days(date(year, 1, 1), date(year, 12, 31))


def _feast_day(match: re.Match[str], published: date | None) -> Days | None:
    feast = match["feast"].lower().replace("’", "'")
    # 2 and 3 are dateutil's EASTER_ORTHODOX and EASTER_WESTERN; both give Gregorian dates.
    method: Literal[2, 3] = 2 if match["orthodox"] else 3
    # The Julian calendar is 13 days behind from 1900 to 2099.
    julian = timedelta(days=13 if match["orthodox"] else 0)
    movable, fixed = table("time")["movable_feasts"], table("time")["fixed_feasts"]
    if feast in movable:
        found = _latest(None, published, lambda y: easter(y, method) + timedelta(days=movable[feast]))
    else:
        found = _latest(None, published, lambda y: date(y, *fixed[feast]) + julian)
    return _day(found) if found else None


_DAY_RULES = ("iso_date", "full_date", "week_day", "near_day", "days_ago")
_READERS: dict[str, Reader] = {
    "vague": _vague,
    "iso_date": _iso_date,
    "full_date": _full_date,
    "feast_day": _feast_day,
    "week_day": _week_day,
    "near_day": _near_day,
    "period": _period,
    "days_ago": _days_ago,
    "month": _month,
    "year": _year,
}
