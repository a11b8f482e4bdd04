"""How reports write times: one pattern for all, with a named group for each rule that reads them (`dates.py`)."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table

_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|decades?)"
_UNITS = r"(?:hours|days|weeks|months|years|decades)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_YEAR = r"(?:19|20)\d\d"
_LEAD = r"(?:(?:early|late|earlier|later)\s+)?(?:on\s+)?(?:the\s+(?:morning|afternoon|evening|night)\s+of\s+)?"
_NTH = r"(?:st|nd|rd|th)?"
#: "may" and "march" are months only behind a word that says so, or before a year.
_MONTH_GUARD = (
    r"(?:(?<=in )|(?<=last )|(?<=since )|(?<=early )|(?<=late )|(?<=mid-)|(?<=this )"
    rf"|(?!May\b|March\b|Mar\b)|(?=\w+,?\s+{_YEAR}))"
)


@cache
def grammar() -> re.Pattern[str]:
    """The pattern of any time expression; the group of the rule that it fits is set, and that rule's own groups."""
    rules = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _rules().items())
    return re.compile(rf"\b(?:{rules})(?!\w)", re.IGNORECASE)


def _rules() -> dict[str, str]:
    """Each rule's pattern; the first that fits wins."""
    return {
        "vague": _vague(),
        "iso_date": r"(?P<iso>\d{4}-\d\d-\d\d)",
        "full_date": _full_date(),
        "feast_day": rf"(?:on\s+)?(?P<orthodox>orthodox\s+)?(?P<feast>{_feasts()})",
        "week_day": rf"{_LEAD}(?P<week_of>(?:last|this|this past|past|next)\s+|)"
        rf"(?P<weekday>{_names('weekdays')}){_PART}",
        "near_day": _near_day(),
        "period": r"(?P<which>earlier this|later this|this past|this|last|the previous|previous|past|over the|at the"
        r"|the)\s+(?P<unit>week(?:end)?|month|year)",
        "days_ago": rf"(?P<count>{_COUNT})\s+(?P<ago_unit>days?|weeks?|months?|years?)\s+ago",
        "month": rf"(?:in\s+)?(?P<part>(?:early|late|mid)[\s-]+|)(?P<last_c>last\s+|){_MONTH_GUARD}"
        rf"(?P<month_c>{_names('months')})(?:,?\s+(?P<year_c>{_YEAR}))?",
        "year": rf"(?:in|during)\s+(?P<year_d>{_YEAR})",
    }


def _vague() -> str:
    """Times that name no day: "in recent weeks", "over a year ago", "two days earlier"."""
    return (
        rf"(?:in\s+)?(?:the\s+)?(?:recent|past|last|previous)\s+(?:few\s+|several\s+|couple\s+of\s+)?{_UNITS}"
        r"|(?:over|more than|less than|about|around|nearly|almost|some|several|a few|many)\s+"
        rf"(?:{_COUNT}\s+)?{_UNIT}\s+(?:ago|earlier)"
        rf"|{_UNITS}\s+(?:ago|earlier)|(?:the\s+)?other\s+day"
        rf"|(?:the\s+)?(?:last|past|previous|next|coming)\s+{_COUNT}\s+{_UNITS}"
        rf"|{_COUNT}\s+{_UNIT}\s+(?:earlier|later|after|before|into|prior)"
    )


def _full_date() -> str:
    months, weekday = _names("months"), rf"(?:(?:{_names('weekdays')}),?\s+)?"
    return (
        rf"{_LEAD}{weekday}(?P<month_a>{months})\s+(?P<day_a>[0-3]?\d){_NTH}\b(?:,?\s+(?P<year_a>{_YEAR}))?"
        rf"|{_LEAD}{weekday}(?:the\s+)?(?P<day_b>[0-3]?\d){_NTH}\s+(?:of\s+)?(?P<month_b>{months})"
        rf"(?:,?\s+(?P<year_b>{_YEAR}))?"
    )


def _near_day() -> str:
    return (
        rf"(?P<near>(?:the day before\s+)?yesterday{_PART}|earlier\s+today|today|tonight|last night|overnight"
        r"|this (?:morning|afternoon|evening)|(?:earlier|later)(?:\s+in)?\s+the\s+(?:same\s+)?day|the same day"
        r"|the previous day|a day earlier)"
    )


def _names(section: str) -> str:
    forms = sorted((form for names in table("time")[section].values() for form in names.split()), key=len, reverse=True)
    # Capitals tell "Sat" and "March" from the verbs.
    return "(?-i:" + "|".join(re.escape(form.title()) for form in forms) + ")"


def _feasts() -> str:
    names = [*table("time")["movable_feasts"], *table("time")["fixed_feasts"]]
    return "|".join(name.replace("'", "['’]") for name in sorted(names, key=len, reverse=True))
