"""Where a noun phrase ends and a clause or a time begins: "the teacher | who left", "the girls | abducted in May"."""

from __future__ import annotations

import re

from onrecord.lexicon import words

_FINITE = re.compile(
    r",?\s(?:who|whom|whose|which|that|but|when|where|while|because|if|until|since|after|before|as|is|are|was|were|has|have|"
    r"had|will|would|said|says)\b.*$",
    re.DOTALL,
)
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which)\b.*$", re.DOTALL)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON = "spring|summer|autumn|fall|winter"
_TIME = re.compile(
    # "reports published this week" keeps its week: the time is of the participle.
    rf"(?<!ed),?\s(?:(?:late |early |earlier )?(?:last|this|next) (?:week|month|year|{_SEASON}|{_DAY})|"
    rf"(?:on |late |early )?{_DAY}|yesterday|today|tonight|at th(?:e|at) time|earlier|recently|again)\b(?!['’]s).*$",
    re.DOTALL,
)
_WORD = re.compile(r"\S+")
#: Who put somebody into an office belongs to the office: "governor appointed by Moscow".
_PARTICIPLE = re.compile(
    r"(?!appointed|installed|backed|elected)(?:[a-z]{2,}(?:ed|ing)|known|held|seen|shot|sent|taken|born|left|brought|driven|caught|hurt|given|written|made)$"
)
#: After one of these a word in -ed or -ing belongs to the noun phrase: "director of marketing", "a housing official".
_BEFORE_NOUN = re.compile(r"(?:of|for|in|at|on|and|or|the|an?|his|her|its|their)$|.*ly$|.*['’]s?$", re.IGNORECASE)


def without_relative(phrase: str) -> str:
    """A noun phrase without a relative clause and without the time that ends it."""
    return _TIME.sub("", _RELATIVE.sub("", phrase)).rstrip(" ,")


def without_clause(phrase: str) -> str:
    """A noun phrase without any clause of its own, whole or reduced, and without a time."""
    whole = _TIME.sub("", _FINITE.sub("", phrase))
    found = list(_WORD.finditer(whole))
    for before, word, after in zip(found, found[1:], [*found[2:], None], strict=False):
        begins = _PARTICIPLE.match(word.group()) and not _BEFORE_NOUN.match(before.group())
        if begins and (after is None or after.group() in words("people", "titles", "prepositions")):
            return whole[: word.start()].rstrip(" ,")
    return whole.rstrip(" ,")
