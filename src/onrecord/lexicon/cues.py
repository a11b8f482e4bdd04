"""What a cue stands for: its act, or that the act depends on what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from onrecord.lexicon.lemmas import lemmas
from onrecord.lexicon.tables import table
from onrecord.types import Act

Sense = Act | Literal["neutral", "judging"]
#: Words of a phrase may stand this far apart: "called on Tuesday evening for", "set a second ultimatum".
_GAP = 3


@dataclass(frozen=True, slots=True)
class CueSense:
    """An act, `neutral` (the content decides) or `judging` (the verdict in it decides), and the lemmas that say so.

    `at` numbers the word of the cue where the deciding word or phrase begins.
    """

    sense: Sense
    lemma: str
    at: int


def cue_sense(cue: Sequence[str], after: Sequence[str] = ()) -> CueSense | None:
    """The sense of a cue given as words; `after` are the words that follow it, for particles that fell outside it.

    The first word that says anything decides; None when the lexicon has none of them.
    """
    forms = [frozenset(lemmas(word)) for word in (*cue, *after)]
    light = None
    for at in range(len(cue)):
        if phrase := _phrase_at(forms, at):
            return CueSense(phrase[1], " ".join(phrase[0]), at)
        for lemma in lemmas(cue[at]):
            if lemma in _light():
                light = light or at
                break
            if sense := _senses().get(lemma):
                return CueSense(sense, lemma, at)
    return None


def _phrase_at(forms: Sequence[frozenset[str]], at: int) -> tuple[tuple[str, ...], Sense] | None:
    """The longest phrase that begins at word `at`."""
    candidates = [item for lemma in forms[at] for item in _phrases().get(lemma, ())]
    fitting = [item for item in candidates if _fits(item[0], forms, at)]
    return max(fitting, key=lambda item: len(item[0]), default=None)


def _fits(phrase: tuple[str, ...], forms: Sequence[frozenset[str]], at: int) -> bool:
    for word in phrase[1:]:
        window = range(at + 1, min(at + 2 + _GAP, len(forms)))
        found = next((i for i in window if word in forms[i]), None)
        if found is None:
            return False
        at = found
    return True


@cache
def _light() -> frozenset[str]:
    return frozenset(table("cues")["light"].split())


@cache
def _senses() -> dict[str, Sense]:
    """Lemma to sense; judging verbs are neutral verbs too, so they go in last."""
    found: dict[str, Sense] = {}
    for sense, listed in table("cues")["words"].items():
        found.update(dict.fromkeys(listed.split(), cast("Sense", sense)))
    found.update(dict.fromkeys(table("cues")["judging"].split(), "judging"))
    return found


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Sense]]]:
    """First lemma to the phrases that begin with it."""
    found: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    for act, listed in table("cues")["phrases"].items():
        for phrase in listed.split(","):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, cast("Sense", act)))
    return found
