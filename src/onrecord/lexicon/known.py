"""Well-known people, states and bodies: one name and one identifier for each, however a report spells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lexicon.nouns import state_of
from onrecord.lexicon.tables import table
from onrecord.text import unaccented

_NOT_LETTERS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A well-known name and its Wikidata identifier; None where that is not certain."""

    name: str
    wikidata: str | None


def known_person(name: str, role: str | None = None) -> Known | None:
    """Whom a full name means, or a surname that only one person goes by.

    A surname that several bear means one of them only with an office that he or she alone of them has held.
    """
    found = _by_spelling("people").get(_key(name))
    if found or len(name.split()) > 1 or role is None:
        return found
    bearers = [k for k in set(_by_spelling("people").values()) if _key(k.name).split()[-1] == _key(name)]
    held_by = [names for office, names in table("known")["offices"].items() if office in role.lower()]
    in_office = [k for k in bearers if any(k.name in names for names in held_by)]
    return in_office[0] if len(in_office) == 1 else None


def known_body(name: str) -> Known | None:
    """The state that a name of it or of its capital means, or the organisation of this name."""
    if body := _by_spelling("bodies").get(_key(name)):
        return body
    state = state_of(name)
    return Known(state, table("known")["states"].get(state)) if state else None


def same_surname(a: str, b: str) -> bool:
    """Whether the last words of two names are one name, however its ending was brought into Latin letters."""
    return _stem(a) == _stem(b)


def _stem(name: str) -> str:
    """The surname without an ending that is written in many ways: Zelensky, Zelenskyy and Zelenskiy have one."""
    return re.sub(r"(?:iy|yy|yi|ij|ii|y|i)$", "", _key(name).split()[-1])


def _key(name: str) -> str:
    """A spelling without accents, case, hyphens and full stops."""
    return " ".join(_NOT_LETTERS.sub(" ", unaccented(name).replace(".", "")).casefold().removeprefix("the ").split())


@cache
def _by_spelling(kind: Literal["people", "bodies"]) -> dict[str, Known]:
    listed = [*table("known")[kind].items(), *((None, names) for names in table("known")["unidentified"][kind])]
    return {_key(spelling): Known(names[0], wikidata) for wikidata, names in listed for spelling in names}
