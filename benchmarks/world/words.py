"""Which words of a report are names of whom, which are content words, and which stay as they are."""

from __future__ import annotations

import re
import tomllib
from calendar import day_name, month_name
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from onrecord.types import Entity, Reading

SlotKind = Literal["fixed", "word", "given", "surname", "place", "body", "number", "weekday", "date"]
#: As calendar has them, but it makes each anew whenever it is asked.
MONTHS, DAYS = tuple(month_name)[1:], tuple(day_name)
#: Digits as English has them; dates and versions ("12.04.2023") are none.
NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_WORD = re.compile(r"[^\W\d_]+")
#: A capital that does not stand there because a sentence or a quotation begins.
_INSIDE = re.compile(r"(?<=[\w,;)’'] )([A-Z][^\W\d_]+)")
#: Endings by which a people, its language or its state is called after a name: "Marovia", "Marovian".
_OF_A_NAME = re.compile(r"(?:n|an|ian|ns|ans|ians|ese|ish|i)$")
#: Endings that stay when a content word is filled anew, so that sentences keep their shape.
_ENDINGS = ("ing", "ed", "ly", "s")
#: Shorter words are mostly grammar.
_SHORTEST = 4


class Slot(NamedTuple):
    """What fills a piece: `text` as the template has it, `key` what it shares with slots of other endings."""

    kind: SlotKind
    text: str
    key: str
    ending: str = ""


@cache
def _listed(name: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return frozenset(lists[name].split())


@cache
def _kept() -> frozenset[str]:
    return _listed("grammar") | {name.lower() for name in (*MONTHS, *DAYS)}


class Words:
    """The words of one Reading, each with the slot that fills it."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._words = set(_WORD.findall(self._text))
        self._people = {key: slot for entity in reading.entities for key, slot in _people(entity)}
        places = {place.name for place in reading.places}.union(*(one.places for one in reading.statements))
        self._places = {word for place in places for word in _WORD.findall(place)}
        self._names = self._capitals() | self._places | _bodies(reading)
        parts = [span for one in reading.statements for span in (*one.source, *one.cue)]
        self._spoken = {word.lower() for span in parts for word in _WORD.findall(span.words(self._text))}

    def slot(self, piece: str) -> Slot:
        """What fills a piece of the text, or of a string that repeats words of it."""
        if NUMBER.fullmatch(piece):
            return Slot("number", piece, piece)
        if " " in piece and piece[0].isalnum():
            return Slot("date", piece, piece)
        if piece in self._people:
            return self._people[piece]
        if piece in DAYS:
            return Slot("weekday", piece, piece)
        if name := self._name_in(piece):
            return Slot("place" if name in self._places else "body", piece, name, piece[len(name) :])
        return self._content(piece)

    def _name_in(self, piece: str) -> str | None:
        """The name that a capitalised word is, or is made of."""
        if not piece[0].isupper() or piece in _listed("offices") or piece.lower() in _kept():
            return None
        stem = _OF_A_NAME.sub("", piece)
        longer = [name for name in (stem + "ia", stem + "a", stem) if name != piece and piece.startswith(name)]
        return next((name for name in (*longer, piece) if name in self._names), None)

    def _content(self, piece: str) -> Slot:
        low = piece.lower()
        kept = low in _kept() or low in self._spoken or piece in _listed("offices")
        # A lemma or another word of a rule's, which the text does not have, is no content either.
        if kept or len(low) < _SHORTEST or not self._words & {low, low.capitalize()}:
            return Slot("fixed", piece, piece)
        ending = next((e for e in _ENDINGS if low.endswith(e) and len(low) - len(e) >= _SHORTEST - 1), "")
        return Slot("word", piece, low.removesuffix(ending), ending)

    def _capitals(self) -> set[str]:
        """Words that stand with a capital inside a sentence and nowhere without one."""
        found = {match.group(1) for match in _INSIDE.finditer(self._text)}
        return {word for word in found if word.istitle() and word.lower() not in self._words} - _listed("offices")


def _bodies(reading: Reading) -> set[str]:
    """Capitalised words of the names of states and bodies, and of the sides that people speak for."""
    named = [entity.name for entity in reading.entities if entity.type in ("organisation", "government")]
    sides = [entity.side for entity in reading.entities if entity.side]
    return {word for name in (*named, *sides) for word in _WORD.findall(name) if word.istitle()} - _listed("offices")


def _people(entity: Entity) -> list[tuple[str, Slot]]:
    """The words of a person's name: the last is the surname, those before it are given names."""
    words = entity.name.split()
    if entity.type != "person" or not 2 <= len(words) <= 3 or not all(w[0].isupper() and w.isalpha() for w in words):
        return []
    given = [(word, Slot("given", word, entity.id)) for word in words[:-1]]
    return [*given, (words[-1], Slot("surname", words[-1], entity.id))]
