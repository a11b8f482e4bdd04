"""A content that stops within its clause goes on to the end of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense, lemmas, words
from onrecord.types import Span, TaggedRole

_LAST_WORDS = re.compile(r"\s(?P<words>[\w’'-]+(?:\s[\w’'-]+){0,2})[.!?][”\"]?(?:\s|$)")
#: "of not allowing its crews, already at sea, to turn back": an infinitive after an aside belongs to it.
_INFINITIVE_REST = re.compile(r",(?P<words>\s[^.,;:!?“”\"()\n]{1,120},\sto\s\w+[^.,;:!?“”\"()\n]{0,60})(?=[.;\n]|$)")
_CLAUSE_REST = re.compile(r"(?P<words>[^.,;:!?“”\"()\n—–]{1,80}?)(?=[.,;:!?“”\"()\n—–]|$)")
#: "duties on U.S." is no end before the noun that it describes.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+$")
_NEXT_NOUN = re.compile(r"(?P<words>\s[a-z][\w’'-]*)")
#: A quoted word or two in the middle of a phrase: "a “game changer” for the port". "to", "in" and "on" are left out:
#: they may say to whom, where or when it was said.
_QUOTED_WORDS = re.compile(r"[^.,;:!?…—–-][”\"’']$")
_GOES_ON = re.compile(r"\s(?:of|for|towards?|against|between|over|about)\s")


def to_clause_end(text: str, role: TaggedRole, following: Sequence[TaggedRole]) -> TaggedRole:
    """A content that stops up to three words before its sentence ends, or within a phrase, goes on to its end."""
    if role.kind != "content":
        return role
    unfinished = role.span.words(text).split()[-1].lower() in words("attribution", "unfinished")
    aside = _INFINITIVE_REST.match(text, role.span.end)
    rest = aside or _rest(text, role.span, unfinished=unfinished).match(text, role.span.end)
    if not rest or any(r.span.start < rest.end("words") for r in following):
        return role
    if not (unfinished or aside) and any(map(_begins_predicate, rest["words"].split())):
        return role
    return replace(role, span=Span(role.span.start, rest.end("words")))


def _rest(text: str, span: Span, *, unfinished: bool) -> re.Pattern[str]:
    """What may be missing of a content that ends here."""
    said = span.words(text)
    if _ABBREVIATION.search(said):
        return _NEXT_NOUN
    broken = _QUOTED_WORDS.search(said) and _GOES_ON.match(text, span.end)
    return _CLAUSE_REST if unfinished or broken else _LAST_WORDS


def _begins_predicate(word: str) -> bool:
    """Whether a word goes on with the reporter's own sentence: "was", "said", "denied"."""
    auxiliary = word.lower() in words("attribution", "auxiliaries")
    speech = bool(words("attribution", "speech") & set(lemmas(word)))
    return auxiliary or speech or (word.endswith("ed") and cue_sense([word]) is not None)
