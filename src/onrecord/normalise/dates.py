"""Time expressions: how they are written, and which day or days they mean seen from a day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from onrecord.lexicon import table
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
    match = _grammar().fullmatch(written.strip())
    days = _read(match, published) if match else None
    return str(days) if days else None


def find_times(text: str, within: Span) -> list[Span]:
    """Every time expression inside `within`, vague ones too, in reading order."""
    return [Span(*match.span()) for match in _grammar().finditer(text, *within)]


def needs_publication(written: str) -> bool:
    """Whether the expression means a day only beside the day of publication."""
    # Any day shows it: what resolves with one and not without is relative.
    return resolve_time(written, date(2000, 1, 1)) is not None and resolve_time(written, None) is None


def _read(match: re.Match[str], published: date | None) -> Days | None:
    name = next(key for key in _RULES if match[key] is not None)
    try:
        return _RULES[name][1](match, published)
    except ValueError:  # no such day, as in "April 31"
        return None


def _day(day: date) -> Days:
    return Days(day, day)


def _month(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return Days(first, first + relativedelta(months=1, days=-1))


def _week(day: date) -> Days:
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


def _number(word: str) -> int:
    numbers = table("time")["numbers"]["words"].split()
    low = word.lower()
    return 1 if low in ("a", "an") else numbers.index(low) if low in numbers else int(low)


def _index(section: str, word: str) -> int:
    return next(int(key) for key, names in table("time")[section].items() if word.lower() in names.split())


def _full_date(match: re.Match[str], published: date | None) -> Days | None:
    key = "a" if match["month_a"] else "b"
    month, day = _index("months", match[f"month_{key}"]), int(match[f"day_{key}"])
    year = int(match[f"year_{key}"]) if match[f"year_{key}"] else None
    found = _latest(year, published, lambda y: date(y, month, day))
    return _day(found) if found else None


def _iso_date(match: re.Match[str], _: date | None) -> Days:
    return _day(date.fromisoformat(match["iso"]))


def _weekday(match: re.Match[str], published: date | None) -> Days | None:
    if published is None or match["week_of"].lower().startswith("next"):
        return None
    back = (published.weekday() - _index("weekdays", match["weekday"])) % 7
    if match["week_of"].lower().startswith(("last", "past", "previous")) and back == 0:
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


def _named_period(match: re.Match[str], published: date | None) -> Days | None:
    """This or last week, month, year, weekend."""
    if published is None:
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    back = int(which.startswith(("last", "past", "previous", "the previous")))
    if unit == "weekend":
        return _weekend(published, last=which.startswith("last"))
    if unit == "week":
        days = _week(published - timedelta(weeks=back))
    elif unit == "month":
        day = published - relativedelta(months=back)
        days = _month(day.year, day.month)
    else:
        days = Days(date(published.year - back, 1, 1), date(published.year - back, 12, 31))
    return Days(days.first, published) if "earlier" in which else days


def _weekend(published: date, last: bool) -> Days:
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    if last and saturday + timedelta(days=1) >= published:
        saturday -= timedelta(weeks=1)
    return Days(saturday, saturday + timedelta(days=1))


def _ago(match: re.Match[str], published: date | None) -> Days | None:
    if published is None:
        return None
    count, unit = _number(match["count"]), match["ago_unit"].lower().rstrip("s")
    if unit == "day":
        return _day(published - timedelta(days=count))
    if unit == "week":
        return _week(published - timedelta(weeks=count))
    if unit == "month":
        day = published - relativedelta(months=count)
        return _month(day.year, day.month)
    return None


def _whole_month(match: re.Match[str], published: date | None) -> Days | None:
    month = _index("months", match["month_c"])
    if match["part"]:
        return None
    year = int(match["year_c"]) if match["year_c"] else None
    first = _latest(year, published, lambda y: date(y, month, 1))
    if first and match["last_c"] and published and (first.year, first.month) == (published.year, published.month):
        first -= relativedelta(years=1)
    return _month(first.year, first.month) if first else None


def _whole_year(match: re.Match[str], _: date | None) -> Days:
    year = int(match["year_d"])
    return Days(date(year, 1, 1), date(year, 12, 31))


#: Days from Easter Sunday, or (month, day).
_FEASTS: dict[str, int | tuple[int, int]] = {
    "maundy thursday": -3, "good friday": -2, "palm sunday": -7, "ash wednesday": -46, "holy saturday": -1, "easter monday": 1,
    "easter sunday": 0, "easter": 0, "pentecost": 49, "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1), "new year": (1, 1), "new year's": (1, 1),
    "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
}  # fmt: skip


def _feast(match: re.Match[str], published: date | None) -> Days | None:
    offset = _FEASTS[match["feast"].lower().replace("’", "'")]
    method = EASTER_ORTHODOX if match["orthodox"] else EASTER_WESTERN
    if isinstance(offset, tuple):
        return _fixed_feast(offset, bool(match["orthodox"]), published)
    found = _latest(None, published, lambda y: easter(y, method) + timedelta(days=offset))
    return _day(found) if found else None


def _fixed_feast(month_day: tuple[int, int], orthodox: bool, published: date | None) -> Days | None:
    # The Julian calendar is 13 days behind from 1900 to 2099.
    shift = timedelta(days=13 if orthodox else 0)
    found = _latest(None, published, lambda y: date(y, *month_day) + shift)
    return _day(found) if found else None


def _vague(_match: re.Match[str], _published: date | None) -> None:
    return None


_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_YEAR = r"(?:19|20)\d\d"
_LEAD = r"(?:(?:early|late|earlier|later)\s+)?(?:on\s+)?(?:the\s+(?:morning|afternoon|evening|night)\s+of\s+)?"


def _names(section: str) -> str:
    forms = [form for names in table("time")[section].values() for form in names.split()]
    # Capitals tell "Sat" and "March" from the verbs.
    return "(?-i:" + "|".join(re.escape(form.title()) for form in sorted(forms, key=len, reverse=True)) + ")"


def _patterns() -> dict[str, str]:
    """How each rule's expressions are written; the first that fits wins."""
    months, weekdays = _names("months"), _names("weekdays")
    on_day = rf"(?:(?:{weekdays}),?\s+)?"
    feasts = "|".join(sorted((f.replace("'", "['’]") for f in _FEASTS), key=len, reverse=True))
    return {
        "vague": r"(?:in\s+)?(?:the\s+)?(?:recent|past|last|previous)\s+(?:few\s+|several\s+|couple\s+of\s+)?(?:hours|days|weeks|months|years)"
        rf"|(?:over|more than|less than|about|around|nearly|almost|some|several|a few|many)\s+(?:{_COUNT}\s+)?"
        r"(?:hours?|days?|weeks?|months?|years?|decades?)\s+(?:ago|earlier)"
        r"|(?:hours|days|weeks|months|years|decades)\s+(?:ago|earlier)|(?:the\s+)?other\s+day",
        "iso_rule": r"(?P<iso>\d{4}-\d\d-\d\d)",
        "full": rf"{_LEAD}{on_day}(?P<month_a>{months})\s+(?P<day_a>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,?\s+(?P<year_a>{_YEAR}))?"
        rf"|{_LEAD}{on_day}(?:the\s+)?(?P<day_b>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_b>{months})(?:,?\s+(?P<year_b>{_YEAR}))?",
        "feast_rule": rf"(?:on\s+)?(?P<orthodox>orthodox\s+)?(?P<feast>{feasts})",
        "week_day": rf"{_LEAD}(?P<week_of>(?:last|this|this past|past|next)\s+|)(?P<weekday>{weekdays}){_PART}",
        "near_rule": rf"(?P<near>(?:the day before\s+)?yesterday{_PART}|earlier\s+today|today|tonight|last night|overnight"
        r"|this (?:morning|afternoon|evening)|(?:earlier|later)(?:\s+in)?\s+the\s+(?:same\s+)?day|the same day|the previous day|a day earlier)",
        "period": r"(?P<which>earlier this|later this|this past|this|last|the previous|previous|past|over the|at the|the)"
        r"\s+(?P<unit>week(?:end)?|month|year)",
        "ago_rule": rf"(?P<count>{_COUNT})\s+(?P<ago_unit>days?|weeks?|months?|years?)\s+ago",
        "month_rule": rf"(?:in\s+)?(?P<part>(?:early|late|mid)[\s-]+|)(?P<last_c>last\s+|)(?:{{guard}})"
        rf"(?P<month_c>{months})(?:,?\s+(?P<year_c>{_YEAR}))?",
        "year_rule": rf"(?:in|during)\s+(?P<year_d>{_YEAR})",
    }  # fmt: skip


#: Rule name to its place in the grammar and its reader; the order is that of `_patterns`.
_RULES: dict[str, tuple[int, Reader]] = {
    name: (place, reader)
    for place, (name, reader) in enumerate(
        {
            "vague": _vague, "iso_rule": _iso_date, "full": _full_date, "feast_rule": _feast, "week_day": _weekday,
            "near_rule": _near_day, "period": _named_period, "ago_rule": _ago, "month_rule": _whole_month,
            "year_rule": _whole_year,
        }.items()
    )
}  # fmt: skip


@cache
def _grammar() -> re.Pattern[str]:
    """All rules as one pattern. "may" and "march" are months only after a word that says so, or before a year."""
    guard = rf"(?<=in )|(?<=last )|(?<=since )|(?<=early )|(?<=late )|(?<=mid-)|(?<=this )|(?!May\b|March\b|Mar\b)|(?=\w+\s+{_YEAR})"
    rules = "|".join(f"(?P<{name}>{pattern.replace('{guard}', guard)})" for name, pattern in _patterns().items())
    return re.compile(rf"\b(?:{rules})(?!\w)", re.IGNORECASE)
