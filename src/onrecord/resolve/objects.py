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
from onrecord.text import WORD
from onrecord.types import Attribution, Draft, hull

#: Senses of cues that aim at somebody; a verdict ("called X a liar") may.
_AIMED = frozenset({"accuse", "criticise", "praise", "threaten", "demand", "request", "judging"})
#: Before the object: "called on | X", "lashed out at | X", "on “X”".
_PREPOSITION = re.compile(r"[\s“\"‘'(]*(?:(?:on|at|to|with|against|by|upon)\s+)?[“\"‘']?", re.IGNORECASE)
#: No longer than a title's abbreviation, and no name.
_SHORT = 3
#: "Blame the fire on", "attribute the fire to".
_BLAMERS = {"on": re.compile(r"\b(?:blam|pin)\w*$"), "to": re.compile(r"\battribut\w*$")}


def enrol_objects(draft: Draft, around: Surroundings, speakers: Speakers) -> None:
    """Enter whoever is the object of a cue that aims at somebody."""
    text = draft.article.text
    for attribution in draft.attributions:
        for at in _places(text, attribution):
            phrase = around.phrase_at(at)
            if phrase and (can_hear(parse_phrase(text, draft.tagged, phrase)) or _is_name(phrase.words(text))):
                speakers.at(phrase)


def _is_name(words: str) -> bool:
    """Whether a phrase is a name that the tagger missed: each of its words but an article has a capital."""
    return len(words) > _SHORT and all(word[0].isupper() for word in words.removeprefix("the ").split())


def _places(text: str, attribution: Attribution) -> Iterator[int]:
    """Where the object of a cue may begin."""
    if not attribution.cue:
        return
    cue = attribution.cue[-1]
    sense = cue_sense(WORD.findall(cue.words(text)))
    if sense is None or sense.sense not in _AIMED:
        return
    first = _PREPOSITION.match(text, cue.end)
    yield first.end() if first else cue.end
    for preposition, blamer in _BLAMERS.items():
        if blamer.search(cue.words(text)):
            blamed = re.compile(rf"\b{preposition}\s+[“\"‘']?(?=\w)")
            yield from (match.end() for match in blamed.finditer(text, *hull(attribution.content)))
