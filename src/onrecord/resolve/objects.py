"""Whom a cue is aimed at: its object is entered as an entity, so that `normalise` can find it as a target.

"Blamed the fire on the port guards": nobody but the guards could be meant, though they are neither named nor speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicon import cue_sense
from onrecord.resolve.hearers import can_hear
from onrecord.resolve.phrases import parse_phrase
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.surroundings import Surroundings
from onrecord.types import Attribution, Draft, hull

_AIMED = frozenset({"accuse", "criticise", "praise", "threaten", "demand", "request"})
_WORD = re.compile(r"[\w’'-]+")
#: Before the object: "called on | X", "lashed out at | X", "on “X”".
_PREPOSITION = re.compile(r"[\s“\"‘'(]*(?:(?:on|for|at|to|with|against|by|upon)\s+)?[“\"‘']?", re.IGNORECASE)
_BLAMERS = re.compile(r"\b(?:blam|attribut|pin)\w*$", re.IGNORECASE)
_BLAMED = re.compile(r"\b(?:on|to)\s+[“\"‘']?(?=\w)", re.IGNORECASE)


def enrol_objects(draft: Draft, around: Surroundings, speakers: Speakers) -> None:
    """Enter whoever is the object of a cue that aims at somebody."""
    text = draft.article.text
    for attribution in draft.attributions:
        for at in _places(text, attribution):
            phrase = around.phrase_at(at)
            if phrase and can_hear(parse_phrase(text, draft.tagged, phrase)):
                speakers.at(phrase)


def _places(text: str, attribution: Attribution) -> Iterator[int]:
    """Where the object of a cue may begin."""
    if not attribution.cue:
        return
    cue = attribution.cue[-1]
    sense = cue_sense(_WORD.findall(cue.words(text)))
    if sense is None or sense.sense not in _AIMED:
        return
    first = _PREPOSITION.match(text, cue.end)
    yield first.end() if first else cue.end
    if _BLAMERS.search(cue.words(text)):
        yield from (match.end() for match in _BLAMED.finditer(text, *hull(attribution.content)))
