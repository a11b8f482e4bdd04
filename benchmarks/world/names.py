"""Invented words, people, places and outlets, each known by its rank: the lower, the more often it is in the news."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_ONSETS = (
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "gr", "kl", "st", "tr",
)  # fmt: skip
_SYLLABLES = tuple(f"{onset}{vowel}" for onset in _ONSETS for vowel in "aeiou")
_WORD_ENDS = ("l", "n", "r", "m", "t", "x", "sk", "nd", "st", "ng")
_NAME_ENDS = ("ov", "sen", "ik", "as", "ur", "ell", "ant", "ey")
_PLACE_ENDS = ("burg", "grad", "vik", "holm", "a", "ia", "osk", "mouth")
_GIVEN_ENDS = ("a", "o", "n", "s")
_TITLES = (
    "Foreign Minister", "Defence Minister", "Health Minister", "Prime Minister", "President", "army spokesman",
    "police chief", "mayor", "governor", "opposition leader", "union leader", "ambassador", "energy minister",
    "rescue chief", "prosecutor", "central banker", "deputy governor", "relief coordinator",
)  # fmt: skip
_PAPERS = ("Post", "Herald", "Gazette", "Courier", "Times", "Observer", "Telegraph", "Wire")
#: Prime, so that a multiple of it visits every number below any size that it does not divide: neighbours in rank do
#: not look alike.
_STRIDE = 1_000_003
#: Given names are few and shared.
_GIVEN = 400


class Person(NamedTuple):
    """Somebody who is in the news."""

    name: str
    surname: str
    role: str
    side: str


def _coin(number: int, ends: tuple[str, ...]) -> str:
    """Two syllables and an end for the first numbers, three for the rest; another word for every number."""
    base, length, size = len(_SYLLABLES), 2, 0
    while number >= (size := base**length * len(ends)):
        number -= size
        length += 1
    number, end = divmod(number * _STRIDE % size, len(ends))
    syllables = []
    for _ in range(length):
        number, syllable = divmod(number, base)
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables) + ends[end]


@lru_cache(maxsize=100_000)
def word(rank: int) -> str:
    """A common noun, say; lower case."""
    return _coin(rank, _WORD_ENDS)


@lru_cache(maxsize=50_000)
def surname(rank: int) -> str:
    """A family name, or a part of the name of a body."""
    return _coin(rank, _NAME_ENDS).capitalize()


def given(rank: int) -> str:
    """A first name; every 400th rank has the same."""
    return _coin(7 * (rank % _GIVEN), _GIVEN_ENDS).capitalize()


@lru_cache(maxsize=50_000)
def place(rank: int) -> str:
    """A town or a country."""
    return _coin(rank, _PLACE_ENDS).capitalize()


def degrees(rank: int) -> tuple[float, float]:
    """Where a place lies: latitude and longitude."""
    return round(rank * 0.618 % 140 - 60, 3), round(rank * 1.732 % 360 - 180, 3)


def person(rank: int) -> Person:
    """One of those in the news, with a role and the country of it."""
    side = place(rank * 31 % 240)
    title = _TITLES[rank * 7 % len(_TITLES)]
    return Person(f"{given(rank)} {surname(rank)}", surname(rank), f"{side} {title}", side)


def outlet(rank: int) -> str:
    """A newspaper."""
    return f"The {place(rank)} {_PAPERS[rank % len(_PAPERS)]}"
