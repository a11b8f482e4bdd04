"""How far what a description says is known of an entity: its state, its trade, its house."""

from __future__ import annotations

import re

from onrecord.lexicon.nouns import bare, role_phrases, seat_of, singular, stands_for, state_in, state_of
from onrecord.resolve.nominals import before_post
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.registry import Entry
from onrecord.resolve.titles import role_heads

_WHOSE = re.compile(r"^(?:his|her|its|their|our|my|whose)\b|['’]s?\s", re.IGNORECASE)


def contradicts(entry: Entry, phrase: Phrase) -> bool:
    """Whether a description gives another state than the entity has."""
    state = state_in(phrase.words)
    return state is not None and entry.side not in (None, state)


def nouns_of(phrase: Phrase) -> set[str]:
    """What a description calls somebody: its head noun, and the roles in it."""
    return (role_heads(phrase.words) | {phrase.head, singular(phrase.head)}) - {""}


def goes_by(entry: Entry, phrase: Phrase) -> bool:
    """Whether a description's noun, or one that it may stand for, is known of an entity."""
    return any(other in entry.heads for noun in nouns_of(phrase) for other in stands_for(noun))


def says_whose(phrase: Phrase) -> bool:
    """Whether a description begins with an owner: "her office", "the port's agency"."""
    return bool(_WHOSE.search(before_post(phrase.words)))


def needs_noun(entry: Entry, phrase: Phrase) -> bool:
    """Whether a description can only mean one who goes by its noun: an owner's, or an office where others are known."""
    return says_whose(phrase) or bool(entry.type == "person" and entry.heads and role_heads(phrase.head))


def unsaid(entry: Entry, phrase: Phrase) -> int:
    """How many of the words that a description says beside its noun are not known of the entity."""
    known = _known_words(entry)
    return sum(not _is_known(word, known) for word in _content(phrase))


def is_bare_office(entry: Entry) -> bool:
    """Whether of a person only a bare office is known ("President Lind"): of what state is left open."""
    return entry.type == "person" and entry.side is None and len((entry.role or "a b").split()) == 1


def _content(phrase: Phrase) -> list[str]:
    """The modifiers that say something: no numbers, nothing of a set phrase ("prime minister") or a state's name."""
    lowered = phrase.words.lower()
    empty = {word for role in role_phrases() if role in lowered for word in role.split()}
    empty |= set((state_in(phrase.words) or "").casefold().split())
    return [word for word in phrase.modifiers if word.casefold() not in empty and not _says_nothing(word)]


def _says_nothing(word: str) -> bool:
    return word[:1].isdigit() or bool(state_of(word) or seat_of(word))


def _known_words(entry: Entry) -> set[str]:
    said = " ".join((entry.name, entry.role or "", entry.side or "", *entry.aliases))
    plain = {bare(word).strip(",'’").casefold() for word in said.replace("-", " ").split()}
    return plain | {singular(word) for word in plain} | {other for word in plain for other in stands_for(word)}


def _is_known(word: str, known: set[str]) -> bool:
    parts = bare(word).casefold().replace("-", " ").split()
    return all(part in known or singular(part) in known for part in parts)
