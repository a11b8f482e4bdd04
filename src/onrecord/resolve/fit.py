"""Whether a description can mean a certain entity."""

from __future__ import annotations

from onrecord.lexicon.nouns import bare, role_phrases, seat_of, singular, stands_for, state_in, state_of
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.registry import Entry


def fits(entry: Entry, phrase: Phrase) -> bool:
    """Whether all that a description says beside its noun is known of the entity: its state, its trade, its house.

    A person of whom only a bare office is known ("President Lind") may be any state's.
    """
    state = state_in(phrase.words)
    if state and entry.side not in (None, state):
        return False
    if _is_bare_office(entry):
        return True
    if state and entry.side is None:
        return False
    known = _known_words(entry)
    return all(_is_known(word, known) for word in _content(phrase))


def _is_bare_office(entry: Entry) -> bool:
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
