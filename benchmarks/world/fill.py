"""What fills the slots of a template for one document: other names, numbers, days and content words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from benchmarks.world import names
from benchmarks.world.options import zipf
from benchmarks.world.template import Template, parsed
from benchmarks.world.words import DAYS, Slot

#: `flat` and `steep` of words: of all content words in the news, the first 300 are a third, the first 3,000 three
#: quarters, and new ones keep coming as Heaps's law has them, with an exponent of 0.6.
_WORDS = (300, 0.6)
#: Of those who speak, the first is in about one report of twenty; most are never heard of again.
_PEOPLE = (60, 0.5)
_PLACES = (40, 0.6)
_FORMS = ("%d %B %Y", "%B %d, %Y", "%d %B", "%B %d")


def draw_person(rng: random.Random) -> int:
    """The rank of somebody in the news."""
    return zipf(rng, *_PEOPLE)


def draw_place(rng: random.Random) -> int:
    """The rank of a place in the news."""
    return zipf(rng, *_PLACES)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Content words by rank: real ones of the templates by their endings first, then invented ones without end."""

    common: dict[str, list[str]]

    def draw(self, rng: random.Random, ending: str = "") -> str:
        """A stem that takes the ending."""
        rank = zipf(rng, *_WORDS)
        real = self.common.get(ending, [])
        return real[rank] if rank < len(real) else names.word(rank)


def vocabulary(templates: Sequence[Template]) -> Vocabulary:
    """The content words of the templates, each once."""
    common: dict[str, dict[str, None]] = {}
    for slot in (slot for template in templates for slot in template.slots if slot.kind == "word"):
        common.setdefault(slot.ending, {})[slot.key] = None
    return Vocabulary({ending: list(words) for ending, words in common.items()})


class Filler:
    """Fills the slots of one template once. `people` are ranks that may be taken for its persons, as far as they go."""

    def __init__(self, words: Vocabulary, rng: random.Random, shift: timedelta, people: Sequence[int] = ()) -> None:
        self._words, self._rng, self._shift = words, rng, shift
        self._people = list(people)
        self._chosen: dict[tuple[str, str], str] = {}
        self._persons: dict[str, names.Person] = {}
        self._factor = rng.uniform(1, 2)

    def fill(self, template: Template) -> list[str]:
        """What each slot of the template becomes."""
        filled = [slot.text for slot in template.slots]
        for number, slot in template.open:
            filled[number] = self._filled(slot)
        return filled

    def _filled(self, slot: Slot) -> str:
        match slot.kind:
            case "word" | "place" | "body":
                return self._named(slot)
            case "given" | "surname":
                person = self._person(slot.key)
                return person.surname if slot.kind == "surname" else person.name.partition(" ")[0]
            case "number":
                return number_like(slot.text, self._factor, self._shift.days // 365)
            case "weekday":
                return DAYS[(DAYS.index(slot.text) + self._shift.days) % 7]
        return date_like(slot.text, self._shift)

    def _named(self, slot: Slot) -> str:
        """The word or name that was drawn for all slots of the key, with this slot's ending and capital."""
        kind = slot.ending if slot.kind == "word" else slot.kind
        if (stem := self._chosen.get((kind, slot.key))) is None:
            stem = self._words.draw(self._rng, kind) if slot.kind == "word" else self._new_name(kind)
            self._chosen[kind, slot.key] = stem
        return (stem + slot.ending).capitalize() if slot.text[0].isupper() else stem + slot.ending

    def _new_name(self, kind: str) -> str:
        """A name that is not yet anyone's in this document."""
        rank = draw_place(self._rng)
        name = names.place(rank) if kind == "place" else names.surname(rank)
        return name if name not in self._chosen.values() else self._new_name(kind)

    def _person(self, entity: str) -> names.Person:
        if entity not in self._persons:
            rank = self._people.pop() if self._people else draw_person(self._rng)
            self._persons[entity] = names.person(rank)
        return self._persons[entity]


def number_like(digits: str, factor: float, years: int) -> str:
    """A number so many times as large, written as the digits are. A year moves by so many years."""
    value = parsed(digits)
    if digits.isdigit() and 1900 <= value < 2100:  # written without a comma and as large as that, it is a year
        return str(int(value) + years)
    places = len(digits.partition(".")[2])
    return f"{value * factor:,.{places}f}"


def date_like(written: str, shift: timedelta) -> str:
    """Another day, written as this one is, or as it stands where it is no day of the calendar."""
    for form in _FORMS:
        try:
            # A leap year takes every day; which one it was is not written.
            day = datetime.strptime(
                written if "%Y" in form else f"{written} 2020", form if "%Y" in form else f"{form} %Y"
            )
        except ValueError:
            continue
        moved = day.date() + shift
        return moved.strftime(form).replace(f"{moved.day:02d}", str(moved.day), 1)
    return written


def shifted(time: str, shift: timedelta) -> str:
    """A statement's time, a date or `start/end`, on other days."""
    return "/".join((date.fromisoformat(day) + shift).isoformat() for day in time.split("/"))
