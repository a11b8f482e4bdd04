"""What a number counts: the noun phrase behind it, without a parser, up to a word that cannot belong to it."""

from __future__ import annotations

import re

from onrecord.lexicon import words
from onrecord.lexicon.nouns import POSSESSIVE
from onrecord.types import Span

_WORD = re.compile(r"\s*([^\W\d_](?:[\w’'.&-]*\w)?(?:(?<=\bU\.S)\.)?)")
#: "two more villages"
_MORE = re.compile(r"\s+(?:more|other|additional|further)(?=\s+\w)")
#: What befalls people, where the report leaves the noun out: "1,200 were killed", "three injured".
_BEFALLEN = re.compile(
    r"\s+(?:(?:others?|more)\s+)?"
    r"(?:(?:were|are|was|have been|had been|has been|remain(?:ed)?)\s+(?:\w+ly\s+|still\s+)?)?"
    r"(?:killed|injured|wounded|hurt|dead|missing|arrested|detained|died|displaced|drowned|hospitali[sz]ed|evacuated|rescued"
    r"|captured|abducted|kidnapped|jailed|homeless|trapped)\b",
    re.IGNORECASE,
)
_WORD_BEHIND = re.compile(r"\s+(\w+)")
_OF_THEM = re.compile(r"\s+of\s+(them|us|those|these)\b", re.IGNORECASE)
#: A counted noun phrase of a report rarely has more words of kind than this before its noun.
_LONGEST = 6
_SINGULAR_S = ("ss", "us", "is", "news")


def unit_after(text: str, at: int, end: int, *, singular: bool = False) -> Span | None:
    """The counted noun with its words of kind, looked for from `at`; None where another word follows.

    `singular`: the number is one, and a person or thing in the singular ends the phrase.
    """
    if of := re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+|our\s+)?").match(text, at, end):
        at = of.end()
    if more := _MORE.match(text, at, end):
        at = more.end()
    start = last = None
    measured = False
    for _ in range(_LONGEST):
        match = _WORD.match(text, at, end)
        if match is None or _stops(match[1]):
            break
        start = match.start(1) if start is None else start
        at = last = match.end(1)
        if _is_head(match[1]) or (singular and match[1].lower() in words("quantities", "units", "single")):
            measured = match[1].lower() in words("quantities", "units", "measures")
            break
    if start is None or last is None:
        return None
    return Span(start, _measured(text, last, end) if measured else last)


def unnamed_after(text: str, at: int, end: int) -> tuple[str, int] | None:
    """The unit of a count without a noun and where the count ends: people that something befell; "of them"."""
    if befallen := _BEFALLEN.match(text, at, end):
        behind = _WORD_BEHIND.match(text, befallen.end(), end)
        # "three injured sailors" names them.
        if behind is None or behind[1].lower() in words("quantities", "units", "stop"):
            return "people", at
    pronoun = _OF_THEM.match(text, at, end)
    return (pronoun[1].lower(), pronoun.end()) if pronoun else None


def is_plural(unit: str) -> bool:
    """Whether a unit ends in a plural or another noun that is counted."""
    return bool(unit) and _is_head(unit.split()[-1])


def _stops(word: str) -> bool:
    return word.lower() in words("quantities", "units", "stop") or bool(POSSESSIVE.search(word))


def _is_head(word: str) -> bool:
    low = word.lower()
    if low in words("quantities", "units", "heads"):
        return low not in ("wounded", "injured", "missing")
    return low.endswith("s") and not low.endswith(_SINGULAR_S) and not word.endswith(".")


def _measured(text: str, at: int, end: int) -> int:
    """The end of "of X" behind a noun of measure: "barrels" | " of crude oil"."""
    of = re.compile(r"\s+(?:of|from)\s+").match(text, at, end)
    if of is None:
        return at
    last, at = at, of.end()
    # One word of kind and its noun.
    for _ in range(2):
        match = _WORD.match(text, at, end)
        if match is None or _stops(match[1]):
            break
        at = last = match.end(1)
    return last
