"""The words of a text that tell what it says, and how telling each is in its document."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from onrecord.lexicon import phrases, words
from onrecord.lexicon.vectors import word_table
from onrecord.text import unaccented

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
#: A word of this many nats of surprise counts as one; few words of news are rarer.
_NATS = 7.0
#: Background counts less: how much was settled by eye on the stories that `training.claims` learns from.
_BACKGROUND = 0.4
#: Words this early are what the sentence is about, whatever stands before them.
_HEAD = 0.2


def fold(text: str) -> str:
    """In lower case and without accents, as words and names are compared."""
    if text.isascii():  # nearly all words are, and there are many
        return text.lower()
    return unaccented(text.replace("’", "'").casefold()).casefold()


def telling(text: str) -> list[tuple[str, int]]:
    """The content words of a text, folded, each with where it begins; without function words."""
    return [(word, match.start()) for match in _WORD.finditer(text) if (word := _content(match.group()))]


@lru_cache(maxsize=16384)  # most of what the news say is said in few words
def _content(written: str) -> str | None:
    """A content word as it is compared; None for a function word."""
    word = fold(written).removesuffix("'s")
    return None if word in _function() else word


def in_background(text: str) -> list[tuple[int, int]]:
    """Where the text tells background: from a word such as "after" or "which" to the next stop."""
    found = []
    for match in pattern("background").finditer(text, int(len(text) * _HEAD)):
        stop = _STOP.search(text, match.end())
        found.append((match.start(), stop.start() if stop else len(text)))
    return found


def weigh(word: str, counts: Mapping[str, int], points: int, in_back: bool) -> float:
    """How telling a word is: its mean surprise among the points of its document and in news at large."""
    here = math.log((points + 1) / counts[word])
    anywhere = -math.log(word_table().common(word))
    return round((here + anywhere) / 2 / _NATS * (_BACKGROUND if in_back else 1.0), 3)


def count(listed: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many of the lists each word stands."""
    return Counter(word for each in listed for word in set(each))


@cache
def pattern(key: str, table: str = "links") -> re.Pattern[str]:
    """Any phrase of a table's key, as whole words, whatever their case."""
    return re.compile(rf"\b(?:{'|'.join(phrases(table, key))})\b", re.IGNORECASE)


@cache
def own_person() -> re.Pattern[str]:
    """ "I" and "we", in words that are the source's own, marked as such or not."""
    return re.compile(rf"\b(?:{'|'.join(phrases('links', 'first_person'))})\b")


_STOP = re.compile(r"[,;.“”\"–—]")


@cache
def _function() -> frozenset[str]:
    return words("links", "function")
