"""Whether one says that something is so of which another says that it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.lexicon import phrases
from onrecord.link.words import pattern, telling
from onrecord.types.point import Point

#: Forms of one word begin alike: violate, violation.
_STEM = 5
#: Words further before another, in code points, have no hold on it; hostile sentences have no end.
_NEAR = 40
#: Who refuses "to go" says "I will not go".
_NOT_SAID = frozenset({"ask", "refuse"})


def asserts(point: Point) -> bool:
    """Whether a point neither asks what it says, nor refuses it, nor makes it depend on something."""
    return point.act not in _NOT_SAID and "?" not in point.text and not pattern("open").search(point.text)


def said_and_not_said(a: Point, b: Point) -> tuple[str, str] | None:
    """The words of which one point says that it is not so, and the other's words that say it is, in this order.

    They are what stands right behind "not" or "never", and its neighbour: "it does not violate the treaty", "Russia
    has violated this treaty". None where there are none, and where one of them asks it, wants it or supposes it.
    """
    one, other = (a, b) if a.negated else (b, a)
    if not one.negated or other.negated or not (asserts(one) and asserts(other)):
        return None
    said = {each.stems: each for each in _neighbours(other.text) if each.real(other.text)}
    for each in _neighbours(one.text):
        same = said.get(each.stems)
        if same and (start := each.turned_at(one.text)) is not None:
            return one.text[min(each.starts[0], start) : each.end], other.text[same.starts[0] : same.end]
    return None


class _Neighbours(NamedTuple):
    """Two telling words that follow each other."""

    stems: tuple[str, str]
    starts: tuple[int, int]
    end: int

    def real(self, text: str) -> bool:
        """Whether neither word is told as wanted, possible, or how something is done."""
        return not any(_unreal().search(text[max(0, start - _NEAR) : start]) for start in self.starts)

    def turned_at(self, text: str) -> int | None:
        """Where the negation begins that turns one of the two round; not one of what may, can or should be so."""
        for start in self.starts:
            near = text[max(0, start - _NEAR) : start]
            turned = _turned().search(near)
            if turned and not _unreal().search(near[: turned.start()]):
                return start - len(near) + turned.start()
        return None


def _neighbours(text: str) -> Iterator[_Neighbours]:
    """Each two telling words that follow each other; negations are passed over."""
    words = [(word, at) for word, at in telling(text) if not pattern("not").match(text, at)]
    for (one, start), (other, at) in pairwise(words):
        yield _Neighbours((one[:_STEM], other[:_STEM]), (start, at), at + len(other))


@cache
def _turned() -> re.Pattern[str]:
    """A negation at the end of what stands before a word."""
    between = "|".join(phrases("links", "auxiliaries"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases('links', 'not'))})(?:\s+(?:{between}))*\s+$", re.IGNORECASE)


@cache
def _unreal() -> re.Pattern[str]:
    """A word that tells no fact, at the end of what stands before: "could ", "may have been ", "to openly "."""
    unreal, between = ("|".join(phrases("links", key)) for key in ("unreal", "auxiliaries"))
    return re.compile(rf"\b(?:{unreal})(?:\s+(?:{between}))*\s+(?:\w+ly\s+)?$", re.IGNORECASE)
