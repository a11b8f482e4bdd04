"""What a number is of beyond its unit: of whom and of when, a level or a change, and what befell those counted.

Who said so and on which day is no part of it: a forecast that moves is of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from onrecord.lexicon import phrases, table
from onrecord.lexicon.nouns import state_of
from onrecord.link.words import telling
from onrecord.normalise.units import unit_after
from onrecord.types import Quantity
from onrecord.types.point import Point

_NONE: frozenset[str] = frozenset()
#: Words further than this before a number tell nothing of it; hostile sentences have no end and thousands of numbers.
_FAR = 800
_SHARE = re.compile(r"\b(?:per ?cent|percentage|points?)$", re.IGNORECASE)
#: From a number's first sign on: one of thousands of digits would else be tried from each digit anew.
_VALUE = r"(?<![\d.,])[.,]*\d[\d.,]*\s*(?:%|per ?cent|(?:percentage )?points?)"
_YEAR = r"(?:\b(?:19|20)\d\d\b|\b(?:last|this|next) year\b)"
_YEARS = rf"{_YEAR}(?:(?:\s+and\s+|\s+to\s+|[-–]){_YEAR})*"
#: The year close behind a value is that value's: "6.1 per cent in 2021", "3.6 per cent in both 2022 and 2023".
_BEHIND = rf"\s+(?:(?!(?:and|to|from|but|than|against)\b)[^\W\d]+\s+){{0,6}}?(?:from\s+)?(?P<years>{_YEARS})"
_YEARS_BEHIND = re.compile(_BEHIND, re.IGNORECASE)
#: Years that are another value's, and "beyond 2023", which is another time than 2023.
_TAKEN = re.compile(rf"{_VALUE}{_BEHIND}|\b(?:beyond|since|before|after|until)\s+{_YEAR}", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<![A-Z])[.!?][”\"’')]*\s+(?=[A-Z“\"‘'])|\n+")
#: A sentence with "it" leans on the one before.
_IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_RELATIVE = {"last": -1, "this": 0, "next": 1}
#: The place close behind a value is that value's: "8.2 per cent for India", "2.9% in the United States".
_PLACE_BEHIND = re.compile(r"(?:\s+growth)?\s+(?:for|in|of)\s+(?:the\s+)?(\w+(?:\s\w+)?)")
_NAME = re.compile(r"(?:[A-Z]\.)+|[A-Z][^\W\d_]*")
_KIND_WORD = r"(?!(?:and|for|from|in|of|on|over|to)\b)[^\W\d_][\w’'-]*\s*"
_PURPOSE = re.compile(rf"\s+(?:worth\s+)?(?:of|in|for)\s+((?:{_KIND_WORD}){{1,3}})")
_ENDS = re.compile(r"[,;.]|\band\b")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_MORE = re.compile(r"\b(?:more|others?|additional|further)\b(?! than)", re.IGNORECASE)


class Scope(NamedTuple):
    """What a value is of, as far as its words tell; what they do not tell is empty or None, and fits anything."""

    whole: frozenset[str] = _NONE
    places: frozenset[str] = _NONE
    measures: frozenset[str] = _NONE
    years: frozenset[str] = _NONE
    change: bool | None = None
    fates: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE


def is_bare(quantity: Quantity) -> bool:
    """Whether the unit of a quantity says nothing of what is measured: so many percent, or so much money."""
    return bool(_SHARE.search(quantity.unit)) or quantity.unit in _currencies()


@lru_cache(maxsize=4096)
def scope(point: Point, quantity: Quantity) -> Scope:
    """What a quantity of a point is of."""
    start, end = quantity.span.start - point.span.start, quantity.span.end - point.span.start
    others = [other.span.start - point.span.start for other in point.quantities]
    stop = min((at for at in others if at >= end), default=len(point.text))
    before, behind = point.text[max(0, start - _FAR) : start], point.text[end:stop]
    *earlier, sentence = _SENTENCES.split((point.before + point.text[:start])[-_FAR:])
    if _SHARE.search(quantity.unit):
        own = behind if stop == len(point.text) else behind.partition(" and ")[0]
        parts = list(_parts(earlier, sentence, own))
        return Scope(
            whole=_share_of(behind),
            places=_places_behind(behind) or _nearest(_places, parts),
            measures=_nearest(lambda words: _named("measures", words), parts),
            years=_years(point, sentence, behind),
            change=_is_change(quantity, before, behind),
        )
    if quantity.unit in _currencies():
        return Scope(whole=_purpose(behind), change=_is_more(quantity, before))
    return Scope(
        change=_is_more(quantity, before),
        fates=_named("fates", quantity.unit) or _fates(before, behind),
        kinds=_named("kinds", quantity.unit),
    )


def day(point: Point, quantity: Quantity) -> date | None:
    """The day, no later than the report, of the weekday named behind a quantity or else before it in the sentence."""
    start, end = quantity.span.start - point.span.start, quantity.span.end - point.span.start
    behind = _ENDS.split(point.text[end:], maxsplit=1)[0]
    named = _WEEKDAY.search(behind) or next(reversed([*_WEEKDAY.finditer(point.text[:start])]), None)
    if named is None or point.published is None:
        return None
    back = point.published.weekday() - _WEEKDAYS.index(named.group())
    return point.published - timedelta(days=back % len(_WEEKDAYS))


def told_apart(one: Scope, other: Scope) -> tuple[str, str] | None:
    """What two values are of, where the words tell that it is not the same; None where it may be."""
    for first, second in zip(one, other, strict=True):
        if isinstance(first, frozenset) and isinstance(second, frozenset):
            if first and second and not first & second:
                return " and ".join(sorted(first)), " and ".join(sorted(second))
        elif first is not None and second is not None and first != second:
            return ("a change", "a level") if first else ("a level", "a change")
    return None


def counts_part(point: Point, quantity: Quantity, of: Scope) -> bool:
    """Whether a quantity counts a part of what another one counts: "500 wounded soldiers" beside "1,000 soldiers".

    So does one that tells a change or what comes on top, beside one of which nothing is told.
    """
    more = bool(scope(point, quantity).change) and not of.change
    return more or (not of.fates and bool(_named("fates", quantity.unit)))


def of_other_things(a: Point, b: Point) -> bool:
    """Whether both points tell shares or sums, and none of the one is of what one of the other is of."""
    first, second = ([scope(each, q) for q in each.quantities if is_bare(q)] for each in (a, b))
    return bool(first and second) and all(told_apart(one, other) for one, other in product(first, second))


def _parts(earlier: Sequence[str], sentence: str, behind: str) -> Iterator[str]:
    """A value's own part of the sentence, the rest behind the last value, what is before, and what "it" leans on."""
    *values, last = re.split(_VALUE, sentence)
    *rest, own = _stops().split(last)
    yield f"{own} {_stops().split(behind)[0]}"
    yield from (" , ".join(rest), " , ".join(values))
    for before in reversed(earlier):
        if not _IT.search(sentence):
            break
        yield before
        sentence = before


def _nearest(find: Callable[[str], frozenset[str]], parts: Iterable[str]) -> frozenset[str]:
    return next(filter(None, map(find, parts)), _NONE)


def _places(words: str) -> frozenset[str]:
    """The states and regions of the world that words name."""
    names = [match.group() for match in _NAME.finditer(words)]
    pairs = (f"{one} {two}" for one, two in pairwise(names))
    named = (name for name in (*names, *pairs) if name in words and name not in _capitals())
    states = frozenset(filter(None, map(state_of, named)))
    return states | {match.group().lower() for match in _regions().finditer(words)}


def _places_behind(behind: str) -> frozenset[str]:
    found = _PLACE_BEHIND.match(behind)
    return _places(found[1]) if found else _NONE


def _share_of(behind: str) -> frozenset[str]:
    """The words of what so many percent are of: "15 percent of Democrats"."""
    noun = unit_after(behind, 0, len(behind)) if behind.startswith(" of ") else None
    return frozenset(word for word, _ in telling(noun.words(behind))) if noun else _NONE


def _purpose(behind: str) -> frozenset[str]:
    """What kind of thing money is for: of "military aid" and "economic aid", which are both aid, the first words."""
    found = _PURPOSE.match(behind)
    return frozenset(word for word, _ in telling(found[1])[:-1]) if found else _NONE


def _years(point: Point, sentence: str, behind: str) -> frozenset[str]:
    """The years close behind a value, else the last in its sentence before it that no other value has."""
    close = _YEARS_BEHIND.match(behind)
    found = [close["years"]] if close else re.findall(_YEARS, _TAKEN.sub("", sentence), re.IGNORECASE)[-1:]
    written = re.findall(_YEAR, " ".join(found), re.IGNORECASE)
    this = point.published.year if point.published else None
    years = (year if year.isdigit() else this and str(this + _RELATIVE[year.split()[0].lower()]) for year in written)
    return frozenset(filter(None, years))


def _is_change(quantity: Quantity, before: str, behind: str) -> bool | None:
    if "point" in quantity.unit or _ends("change").search(before) or _begins("changed").match(behind):
        return True
    return False if _ends("level").search(before) or _begins("levelled").match(behind) else None


def _is_more(quantity: Quantity, before: str) -> bool | None:
    """ "three more people", "an additional 47 million": how many come to those counted before."""
    return True if _MORE.search(quantity.written) or _ends("change").search(before) else None


def _fates(before: str, behind: str) -> frozenset[str]:
    """What befell those counted, right behind the number, or else right before it."""
    after = _begins("befall", "*").match(behind)
    word = re.match(r"\s*(\w+)", behind[after.end() :] if after else behind)
    last = re.search(r"\b([^\W\d_]+)(?:\s+(?:all|the|some|another))?\s*$", before)
    return _named("fates", word[1] if word else "") or _named("fates", last[1] if last else "")


def _named(key: str, words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _names(key) if pattern.search(words))


@cache
def _names(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("links")["scope"][key].items()
    return tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in rows)


@cache
def _capitals() -> frozenset[str]:
    """Where a report comes from, more often than what it counts."""
    rows = table("states")["states"].values()
    return frozenset(capital.replace("_", " ") for row in rows for capital in row["capital"].split())


@cache
def _currencies() -> frozenset[str]:
    return frozenset(unit for unit in table("quantities")["signs"].values() if unit != "percent")


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(_either("stops"), re.IGNORECASE)


@cache
def _regions() -> re.Pattern[str]:
    return re.compile(rf"\b{_either('regions')}\b")


@cache
def _ends(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_either(key)}\s*$", re.IGNORECASE)


@cache
def _begins(key: str, times: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:\s+{_either(key)}\b){times}", re.IGNORECASE)


def _either(key: str) -> str:
    return f"(?:{'|'.join(phrases('links', 'scope', key))})"
