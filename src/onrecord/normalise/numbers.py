"""Numbers as reports write them, in digits and words."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import table
from onrecord.types import Span


class Number(NamedTuple):
    """A number in a text: its value, and whether it is only the least of an open plural ("dozens")."""

    value: float
    open: bool
    span: Span


def find_numbers(text: str, within: Span) -> list[Number]:
    """Every number inside `within`, one after the other; ordinals and digits inside names ("MH17") are none."""
    return [_number(match) for match in _pattern().finditer(text, *within)]


def _number(match: re.Match[str]) -> Number:
    value, is_open = _value(match)
    return Number(int(value) if value == int(value) else value, is_open, Span(*match.span()))


def _value(match: re.Match[str]) -> tuple[float, bool]:
    if match["plural"]:
        product = 1.0
        for word in _words(match["plural"]):
            product *= _plurals().get(word, _plurals().get(word + "s", 1)) if word != "of" else 1
        return _tens(match["plural"]) or product, True
    if match["fraction"]:
        return table("quantities")["fractions"][" ".join(match["fraction"].lower().split())], False
    if match["digits"]:
        return _scaled(float(match["digits"].replace(",", "")), match["scale"]), False
    return _spelled(_words(match["spelled"])), False


def _tens(written: str) -> float | None:
    """ "Tens of thousands" and the like: the least of the first word times the second."""
    words = _words(written)
    if len(words) == 3 and words[0] == "tens":
        return 10 * _plurals()[words[2]]
    return None


def _words(written: str) -> list[str]:
    return re.findall(r"[a-z]+", written.lower())


def _scaled(value: float, scale: str | None) -> float:
    # Rounded: 2.3 * 1e6 is 2299999.9999999995 in floating point.
    return round(value * table("quantities")["scales"][scale.lower().strip()], 2) if scale else value


def _spelled(words: list[str]) -> float:
    """The value of a number in words: "two hundred and fifty thousand", "half a million", "a dozen"."""
    digits, scales = table("quantities")["digits"], table("quantities")["scales"]
    total, current = 0.0, 0.0
    for word in words:
        if word in digits:
            current += digits[word]
        elif word == "half":
            current = 0.5
        elif word == "couple":
            current = 2
        elif word in scales:
            scale = scales[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
    return total + current


@cache
def _plurals() -> dict[str, float]:
    return dict(table("quantities")["plurals"])


@cache
def _pattern() -> re.Pattern[str]:
    data = table("quantities")
    digit = "|".join(sorted(data["digits"], key=len, reverse=True))
    scale = "hundred|thousand|million|billion|trillion"
    plural = "|".join(data["plurals"])
    fraction = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in sorted(data["fractions"], key=len, reverse=True))
    spelled = (
        rf"(?:half\s+a|an?|(?:{digit})(?:[\s-]+(?:and\s+)?(?:{digit}))*)"
        rf"(?:[\s-]+(?:{scale}|dozen)(?:\s+and)?(?:[\s-]+(?:{digit}))*)+"
    )
    return re.compile(
        rf"(?<![\w.,/:])(?<!\D-)(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?:(?:\s|-(?=[bmt]\w+lion))?(?P<scale>(?:{scale}|dozen)\b|(?:m|mn|bn|tn|k)\b(?!\.)))?(?![\w/:]|\.\d|,\d{{3}})"
        rf"|(?P<plural>(?:(?:tens|dozens|hundreds|thousands)\s+of\s+)?(?:{plural})\b)"
        rf"|(?P<spelled>{spelled}\b|(?:a|the\s+last)\s+couple\s+of\b|(?:{digit})(?:-(?:{digit}))*\b)"
        rf"|(?P<fraction>(?:{fraction})\b))",
        re.IGNORECASE,
    )
