"""How names, numbers and days stand in the search index: the same for what is stored and for what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from onrecord.text import unaccented

#: Ends each word of a name, which keeps FTS5's stemmer off it: "Peters" is not "Peter". Both characters are for
#: private use, which the tokenizer takes as letters and no report has.
MARK = "\ue000"
#: Stands between names, so that no phrase runs from one into the next.
GAP = "\ue001"
#: Julian day of the first day of `date.toordinal`, less one (https://sqlite.org/lang_datefunc.html).
JULIAN = 1_721_425
#: Bits of an index id that hold the statement's id: four thousand million statements in one ledger.
STATEMENT_BITS = 32
LAST_STATEMENT = (1 << STATEMENT_BITS) - 1
#: An interval of more months than this is one key `long`.
LONGEST = 24
#: Powers of ten above are one: nothing that news counts is larger.
HIGHEST_POWER = 18
#: More keys than this are replaced by coarser ones: each costs a look into the index.
MANY_KEYS = 18
#: The levels of confidence, in percent, that have a key each: below, nearly all statements reach it.
LEVELS = (50, 60, 70, 80, 90, 95, 98, 99)


def folded(name: str) -> list[str]:
    """The words of a name without case, accents and punctuation."""
    return re.findall(r"[^\W_]+", unaccented(name.casefold()))


def marked(names: Iterable[str]) -> str:
    """Names as the index holds them."""
    return f" {GAP} ".join(" ".join(word + MARK for word in folded(name)) for name in names)


def day_of(published: str | None) -> date | None:
    """The day of a date of publication as the record has it."""
    return date.fromisoformat(published[:10]) if published else None


def index_id(published: date | None, statement: int) -> int:
    """Where a statement stands in the index: by day of publication, then by id; unknown days before all."""
    day = published.toordinal() + JULIAN if published else 0
    return day << STATEMENT_BITS | statement


def statement_id(index: int) -> int:
    """The statement that stands there."""
    return index & LAST_STATEMENT


def sure_keys(confidence: float) -> list[str]:
    """A key for each level that a confidence of 0 to 1 reaches."""
    return [f"c{level}" for level in LEVELS if confidence * 100 >= level]


def number_keys(number: float) -> list[str]:
    """The number itself and, without sign, its two leading digits, its first, and its power of ten."""
    return [exact_key(number), *(_key(_place(number, digits)) for digits in (2, 1, 0))]


def exact_key(number: float) -> str:
    """One key for equal numbers."""
    return "n" + "".join(c if c.isalnum() else f"x{ord(c)}" for c in f"{number:.12g}")


def range_keys(low: float, high: float) -> list[str]:
    """Keys of which every number between has at least one; infinities are open ends."""
    if low == high:
        return [exact_key(low)]
    least, most = (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    for digits in (2, 1):
        first, last = _place(least, digits), _place(most, digits)
        if last[1] - first[1] < MANY_KEYS:
            return [_key((digits, place)) for place in range(first[1], last[1] + 1)]
    return [_key((0, power)) for power in range(_place(least, 0)[1], _place(most, 0)[1] + 1)]


def _place(number: float, digits: int) -> tuple[int, int]:
    """Where a number's leading digits stand among all leading digits, power by power.

    Numbers below 1 count as 1, those beyond the highest power as its last.
    """
    written = f"{int(min(max(abs(number), 1), 10.0**HIGHEST_POWER)):d}"
    power = len(written) - 1
    if digits == 0:
        return digits, power
    step, lowest = 10**digits - 10 ** (digits - 1), 10 ** (digits - 1)
    return digits, power * step + int(written[:digits].ljust(digits, "0")) - lowest


def _key(place: tuple[int, int]) -> str:
    return f"d{place[0]}p{place[1]}"


def time_keys(start: str | None, end: str | None) -> list[str]:
    """The months and years that a statement's time touches; `long` where it has many."""
    if not start or not end:
        return []
    months = _months(start, end)
    if len(months) > LONGEST:
        return ["long"]
    return [*months, *sorted({month[:5] for month in months})]


def period_keys(start: str, end: str) -> list[str]:
    """Keys of which every statement whose time meets the period has at least one."""
    months = _months(start, end)
    if len(months) > MANY_KEYS:
        months = sorted({month[:5] for month in months})
    return [*months, "long"]


def _months(start: str, end: str) -> list[str]:
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (start, end))
    return [f"y{month // 12:04}m{month % 12 + 1:02}" for month in range(first, last + 1)]
