"""Slot `quantities`: what the content counts or measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.lexicon import table, words
from onrecord.normalise.context import Context
from onrecord.normalise.dates import find_times
from onrecord.normalise.numbers import Number, find_numbers
from onrecord.normalise.units import is_plural, unit_after, unnamed_after
from onrecord.types import Evidence, Found, Quantity, Span

_RULE = "quantities"
_RANGE = re.compile(r"\s*(?:to|[-–—]|or|and)\s*")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
#: Ages, and measures that only describe: "a 10-day truce".
_AGE_AFTER = re.compile(
    r"[-\s]years?[-\s](?:old|of age)|[-\s]year-olds?"
    r"|-(?:day|week|month|year|hour|minute|man|member|point|seat|mile|kilomet\w+|nation|party|state|page)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|age of|turned|turns)\s+$", re.IGNORECASE)
#: The second half of a score, a season, a vote: "2-1", "2019-20".
_BROKEN_RANGE = re.compile(r"\d-$")
_ASIDE = re.compile(r",\s+$")
_CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o['’]clock|GMT|UTC|ET\b|EST|EDT|local time)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|from|before|after|early|late|mid|during|the|for|to|and)[\s-]+$", re.IGNORECASE
)
_PERCENT = re.compile(r"\s*%|[\s-](?:percent|per\s?cent)\b", re.IGNORECASE)
_MINUTE_OR_TWO = re.compile(r"\ban?\s+(\w+)\s+or\s+two\b", re.IGNORECASE)
_OF_PRONOUN = re.compile(
    r"\s+of\s+(?:the|them|us|you|those|these|its|our|their|his|her|my|your|several|many)\b", re.IGNORECASE
)
#: "the four leaders" are known already: the words point at them and count nothing.
_DEFINITE = re.compile(r"\b(?:the|these|those|all|both|our|their)\s+$", re.IGNORECASE)
#: "a third term", "a quarter final": an ordinal or a word of kind, no share.
_SHARE = re.compile(r"(?:an?|one)\s+(?:third|quarter)", re.IGNORECASE)
_SUM_AFTER = re.compile(
    r"\s+(?:plus|minus|times|equals?)\s+(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)", re.IGNORECASE
)
_SUM_BEFORE = re.compile(
    r"(?:\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:plus|minus|times)|\bequals?)\s+$",
    re.IGNORECASE,
)
#: Longest phrase of bounds before a number, with its spaces.
_BEFORE = 24


def find(context: Context) -> Found[tuple[Quantity, ...]]:
    """Each counted thing of the content, in reading order."""
    found = [quantity for piece in context.content for quantity in quantities_in(context.text, piece)]
    spans = tuple(quantity.span for quantity in found)
    return Found(tuple(found), Evidence(spans, rule=_RULE))


def quantities_in(text: str, piece: Span) -> Iterator[Quantity]:
    """Each counted thing in a piece of the text, in reading order."""
    numbers = find_numbers(text, piece)
    # Times cost more to find than numbers, and most contents have no number.
    times = find_times(text, piece) if numbers else []
    numbers = [n for n in numbers if not any(t.overlaps(n.span) for t in times)]
    skip, last = -1, None
    for match in _MINUTE_OR_TWO.finditer(text, *piece):
        yield Quantity(1, 2, True, match[1] + "s", Span(*match.span()), match.group())
        skip = match.end()
    for index, number in enumerate(numbers):
        if number.span.start < skip:
            continue
        other = numbers[index + 1] if index + 1 < len(numbers) else None
        second = other if other and _is_range(text, number, other) else None
        quantity = _quantity(text, piece, number, second)
        if quantity:
            last = _as_loose_as(text, last, quantity)
            yield last
            skip = quantity.span.end


def _as_loose_as(text: str, first: Quantity | None, second: Quantity) -> Quantity:
    """ "about 300 men and 50 women": what loosens the first number loosens the second."""
    exact = second.low is not None and second.low == second.high
    if first is None or not exact or not first.approximate or first.high is None:
        return second
    joined = text[first.span.end : second.span.start] == " and "
    return replace(second, approximate=True) if joined else second


def _is_range(text: str, first: Number, second: Number) -> bool:
    joint = text[first.span.end : second.span.start]
    if joint.strip() == "and":
        return bool(_BETWEEN.search(text, max(0, first.span.start - _BEFORE), first.span.start))
    return bool(_RANGE.fullmatch(joint)) and first.value < second.value


def _quantity(text: str, piece: Span, number: Number, second: Number | None) -> Quantity | None:
    if not _is_count(text, piece, number):
        return None
    end = (second or number).span.end
    sign = _sign_before(text, number.span.start)
    tail, behind = _bound_after(text, end)
    unit, after = _unit(text, piece, behind, sign, singular=number.value == 1)
    if unit is None or (number.value == 1 and not number.open and not _one_counts(text, number, unit)):
        return None
    bound, begin = _bound_before(text, piece, number.span.start - len(sign or ""))
    low, high, approximate = _bounds(number, second, bound or tail)
    span = Span(begin, after)
    return Quantity(low, high, approximate, unit, span, span.words(text))


def _bounds(number: Number, second: Number | None, bound: str | None) -> tuple[float | None, float | None, bool]:
    if second is not None:
        # "2 to 3 million": the scale of the second holds for both.
        low = number.value
        if second.value >= 1000 * low and second.value % 1000 == 0:
            low = low * 10 ** (len(str(int(second.value))) - len(str(int(second.value)).rstrip("0")))
        return low, second.value, bound == "about"
    if number.open:
        return number.value, None, True
    if bound == "low":
        return number.value, None, False
    if bound == "high":
        return None, number.value, False
    return number.value, number.value, bound == "about"


def _is_count(text: str, piece: Span, number: Number) -> bool:
    """Whether the number counts something: no age, clock time, year, or part of a name."""
    start, end = number.span
    before = text[max(piece.start, start - _BEFORE) : start]
    if _AGE_AFTER.match(text, end) or _AGE_BEFORE.search(before) or _CLOCK.match(text, end):
        return False
    if _ASIDE.search(before) and text[end : end + 1] in (",", ".") and number.value < 120:
        return False
    if _BROKEN_RANGE.search(before) or _is_sum(text, end, before) or _is_ordinal(text, number):
        return False
    if number.value <= 10 and _DEFINITE.search(before) and text[start].isalpha():
        return False
    return not (_is_year(text, number, before) or _is_in_name(text, number, before))


def _is_sum(text: str, end: int, before: str) -> bool:
    """ "two plus two equals four": nothing is counted."""
    return bool(_SUM_AFTER.match(text, end) or _SUM_BEFORE.search(before))


def _is_ordinal(text: str, number: Number) -> bool:
    """ "a third successive day": before a noun of its own a third is no share."""
    if not _SHARE.fullmatch(number.span.words(text)):
        return False
    following = re.compile(r"\s+([^\W\d_]+)").match(text, number.span.end)
    return following is not None and following[1].lower() not in words("quantities", "units", "stop") | {"of"}


def _is_year(text: str, number: Number, before: str) -> bool:
    written = number.span.words(text)
    # Years that reports write of without a comma.
    if not (written.isdigit() and 1800 <= number.value <= 2100):
        return False
    unit = unit_after(text, number.span.end, len(text))
    return bool(_YEAR_BEFORE.search(before)) or unit is None or not is_plural(unit.words(text))


def _is_in_name(text: str, number: Number, before: str) -> bool:
    """ "Flight 752", "Article 5", "Boeing 737": digits behind a word of a name."""
    if not text[number.span.start].isdigit():
        return False
    word = re.search(r"([^\W\d_][\w’'.-]*)\s+$", before)
    if word is None:
        return False
    if word[1].lower().rstrip(".") in words("quantities", "units", "names_before"):
        return True
    opens_sentence = re.search(r"(?:^|[.!?“\"]\s*)$", before[: word.start()]) is not None
    return word[1][0].isupper() and not opens_sentence and not word[1].isupper()


def _one_counts(text: str, number: Number, unit: str) -> bool:
    """ "one" is a count before a person or a thing that is counted in reports, not in idioms."""
    if number.span.words(text).isdigit() or unit == "percent":
        return True
    counted = unit.split()[-1].lower() in words("quantities", "units", "single")
    return counted and not _OF_PRONOUN.match(text, number.span.end)


def _sign_before(text: str, at: int) -> str | None:
    signs = sorted(table("quantities")["signs"], key=len, reverse=True)
    return next((sign for sign in signs if text.endswith(sign, 0, at)), None)


def _unit(text: str, piece: Span, at: int, sign: str | None, singular: bool) -> tuple[str | None, int]:
    """The unit's words and where they end: a sign's, "percent", or the noun phrase behind."""
    if sign:
        return table("quantities")["signs"][sign], at
    if percent := _PERCENT.match(text, at, piece.end):
        return "percent", percent.end()
    if bare := unnamed_after(text, at, piece.end):
        return bare
    span = unit_after(text, at, piece.end, singular=singular)
    return (span.words(text), span.end) if span else (None, at)


def _bound_before(text: str, piece: Span, at: int) -> tuple[str | None, int]:
    """Which way the words before the number bound it, and where they begin."""
    match = _before_pattern().search(text, max(piece.start, at - _BEFORE), at)
    if match is None:
        return None, at
    return next(key for key in ("low", "high", "about") if match[key]), match.start()


def _bound_after(text: str, at: int) -> tuple[str | None, int]:
    """Which way the words behind the number bound it ("+", "or more"), and where they end."""
    if text[at : at + 1] == "+":
        return "low", at + 1
    match = _after_pattern().match(text, at)
    return (next(key for key in ("low", "about") if match[key]), match.end()) if match else (None, at)


def _alternatives(section: str, key: str) -> str:
    listed = (phrase.strip() for phrase in table("quantities")[section][key].split(","))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(listed, key=len, reverse=True))


@cache
def _before_pattern() -> re.Pattern[str]:
    keys = "|".join(f"(?P<{key}>{_alternatives('before', key)})" for key in ("low", "high", "about"))
    return re.compile(rf"\b(?:{keys})\s+(?:the\s+|another\s+|between\s+)?$", re.IGNORECASE)


@cache
def _after_pattern() -> re.Pattern[str]:
    keys = "|".join(f"(?P<{key}>{_alternatives('after', key)})" for key in ("low", "about"))
    return re.compile(rf"[\s-]+(?:{keys})\b", re.IGNORECASE)
