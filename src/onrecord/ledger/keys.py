"""How names, numbers and days stand in the search index: the same for what is stored and for what is looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

#: Ends each word of a name, which keeps FTS5's stemmer off it: "Peters" is not "Peter". Both characters are for
#: private use, which the tokenizer takes as letters and no report has.
MARK = "\ue000"
#: Stands between names, so that no phrase runs from one into the next.
GAP = "\ue001"
#: Julian day of the first day of `date.toordinal`, less one (https://sqlite.org/lang_datefunc.html).
JULIAN = 1_721_425
#: Bits of an index id that hold the statement's id: four thousand million statements in one ledger.
STATEMENT_BITS = 32
#: An interval of more months than this is one key `long`.
LONGEST = 24
#: Powers of ten above are one: nothing that news counts is larger.
HIGHEST_POWER = 18
#: More keys than this are replaced by coarser ones: each costs a look into the index.
MANY_KEYS = 18
#: The tenths of confidence that have a key each: below, nearly all statements reach it.
TENTHS = range(5, 10)


def folded(name: str) -> list[str]:
    """The words of a name without case, accents and punctuation."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W_]+", "".join(letter for letter in flat if not unicodedata.combining(letter)))


def marked(names: Iterable[str]) -> str:
    """Names as the index holds them."""
    return f" {GAP} ".join(" ".join(word + MARK for word in folded(name)) for name in names)


def index_id(published: date | None, statement: int) -> int:
    """Where a statement stands in the index: by day of publication, then by id; unknown days before all."""
    day = published.toordinal() + JULIAN if published else 0
    return day << STATEMENT_BITS | statement


def statement_id(index: int) -> int:
    """The statement that stands there."""
    return index & ((1 << STATEMENT_BITS) - 1)


def sure_keys(confidence: float) -> list[str]:
    """A key for each tenth that a confidence of 0 to 1 reaches."""
    return [f"t{tenth}" for tenth in TENTHS if confidence >= tenth / 10]


def number_keys(number: float) -> list[str]:
    """The leading digit with its power of ten, and the power alone; the sign is left out."""
    digit, power = _leading(number)
    return [f"d{digit}p{power}", f"p{power}"]


def range_keys(low: float, high: float) -> list[str]:
    """Keys of which every number between has at least one; infinities are open ends."""
    ends = sorted((abs(low), abs(high)))
    if low <= 0 <= high:
        ends[0] = 0
    (digit, power), (last_digit, last_power) = map(_leading, ends)
    places = range(power * 9 + digit, last_power * 9 + last_digit + 1)
    if len(places) <= MANY_KEYS:
        return [f"d{(place - 1) % 9 + 1}p{(place - 1) // 9}" for place in places]
    return [f"p{one}" for one in range(power, last_power + 1)]


def _leading(number: float) -> tuple[int, int]:
    """Leading digit and power of ten; numbers below 1 count as 1, those above the highest power as its nines."""
    if abs(number) < 1:
        return 1, 0
    if abs(number) >= 10 ** (HIGHEST_POWER + 1):
        return 9, HIGHEST_POWER
    digits = str(int(abs(number)))
    return int(digits[0]), len(digits) - 1


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
