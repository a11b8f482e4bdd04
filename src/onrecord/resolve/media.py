"""News media in noun phrases: which words of "Lowland's LNA state news agency" name the medium."""

from __future__ import annotations

import re

from onrecord.lexicon import words
from onrecord.lexicon.nouns import bare, is_medium, state_of
from onrecord.resolve.bodies import plain_name
from onrecord.types import Span, Tagged

_WORD = re.compile(r"[^\s,“”\"()]+")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
#: "Reported by the agency": the noun alone says which kind of medium, not which one.
_OF_STATE = re.compile(r"\bstate(?:-\w+)?\s", re.IGNORECASE)


def medium_in(text: str, tagged: Tagged, phrase: Span) -> Span | None:
    """Where a noun phrase names a medium: the name alone where it has one, else the phrase; None for anything else.

    The press as a whole ("reporters", "foreign media") is no medium: it passes nothing on in particular.
    """
    if is_press(phrase.words(text)):
        return None
    named = _known_name(text, phrase) or _tagged_name(text, tagged, phrase)
    return named or (phrase if is_medium(plain_name(phrase.words(text))) else None)


def is_press(phrase: str) -> bool:
    """Whether a phrase means the press as a whole: "reporters", "the foreign media", "a group of journalists"."""
    *kinds, noun = phrase.lower().split() or [""]
    return noun in words("hearers", "nouns", "press") and set(kinds) <= words("hearers", "nouns", "press_kinds")


def _known_name(text: str, phrase: Span) -> Span | None:
    """The words from a known medium's name to the last capitalised word after it: "BBC", "RIA Novosti", "Fox News"."""
    found = [Span(m.start(), m.end()) for m in _WORD.finditer(text, phrase.start, phrase.end)]
    for n, span in enumerate(found):
        word = span.words(text)
        if not word[0].isupper() or bare(word).lower() not in words("groups", "media_names"):
            continue
        end = n
        while (
            not _POSSESSIVE.search(found[end].words(text)) and end + 1 < len(found) and _goes_on(text, found[end + 1])
        ):
            end += 1
        return Span(span.start, found[end].start + len(_POSSESSIVE.sub("", found[end].words(text))))
    return None


def _goes_on(text: str, span: Span) -> bool:
    return text[span.start].isupper() or text[span.start].isdigit()


def _tagged_name(text: str, tagged: Tagged, phrase: Span) -> Span | None:
    """The organisation that a phrase calls a medium: "the newspaper Halden Dag", "Roos’s Halden Dag channel"."""
    rest = {bare(word).lower() for word in phrase.words(text).split() if word[0].islower()}
    if not rest & words("groups", "media_words") - {"times", "post", "today", "daily", "weekly", "standard", "review"}:
        return None
    names = [n.span for n in tagged.names_in(phrase) if n.kind in ("organisation", "person", "place")]
    named = [s for s in names if not state_of(plain_name(s.words(text))) and not _OF_STATE.search(s.words(text))]
    return named[-1] if named else None
