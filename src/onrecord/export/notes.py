"""One note a statement: all its slots in words, as the page's margin and the terminal both show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.export.phrases import (
    CHANNELS,
    QUOTES,
    act_phrase,
    count_phrase,
    place_phrase,
    quantity_phrase,
    time_phrase,
)
from onrecord.types import Entity, Reading, Statement

UNKNOWN = "Unknown speaker"


@dataclass(frozen=True, slots=True)
class Note:
    """A statement for people. `number` counts from 1 in reading order; `parent` is the number of the outer one."""

    number: int
    statement: Statement
    speaker: str
    role: str | None
    why_unknown: str | None
    act: str
    addressee: str | None
    relay: tuple[str, ...]
    channel: str | None
    time: str | None
    quoted: str
    places: tuple[str, ...]
    quantities: tuple[str, ...]
    parent: int | None

    def facets(self) -> list[str]:
        """How it was said, in short phrases, the act first."""
        said = [
            self.act,
            self._hearer(),
            self.channel,
            self._passed_on(),
            self.time,
            self.quoted,
            "uncertain" if self.statement.hedged else None,
            "in the negative" if self.statement.negated else None,
            f"inside no. {self.parent}" if self.parent else None,
            f"{self.statement.confidence:.0%}\N{NO-BREAK SPACE}sure",
        ]
        return [phrase for phrase in said if phrase]

    def _hearer(self) -> str | None:
        if self.statement.addressee == self.statement.target and self.act.endswith(self.addressee or ""):
            return None  # the act has named them already
        if self.addressee and self.relay == (self.addressee,):
            return f"to {self.addressee}, who passed it on"
        return f"to {self.addressee}" if self.addressee else None

    def _passed_on(self) -> str | None:
        if not self.relay or self.relay == (self.addressee,):
            return None
        return f"passed on by {', then '.join(self.relay)}"


def notes(reading: Reading) -> list[Note]:
    """A note for each statement of the reading, in its order."""
    entities = {entity.id: entity for entity in reading.entities}
    numbers = {statement.id: number for number, statement in enumerate(reading.statements, 1)}
    places = {place.name: place_phrase(place) for place in reading.places}
    return [_note(statement, numbers, entities, places) for statement in reading.statements]


def _role(speaker: Entity) -> str | None:
    """A speaker's role, unless the name says it: "a nurse" is one."""
    name = speaker.name.lower().removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return speaker.role if (speaker.role or "").lower() not in name else None


def _note(statement: Statement, numbers: dict[str, int], entities: dict[str, Entity], places: dict[str, str]) -> Note:
    speaker = entities.get(statement.speaker or "")
    evidence = statement.evidence.get("speaker")
    return Note(
        number=numbers[statement.id],
        statement=statement,
        speaker=speaker.name if speaker else UNKNOWN,
        role=_role(speaker) if speaker else None,
        why_unknown=evidence.reason if evidence and not speaker else None,
        act=act_phrase(statement.act, _name(statement.target, entities)),
        addressee=_name(statement.addressee, entities),
        relay=tuple(_name(entity, entities) or entity for entity in statement.relay),
        channel=CHANNELS[statement.channel] if statement.channel else None,
        time=time_phrase(statement.time) if statement.time else None,
        quoted=QUOTES[statement.quote_type],
        places=tuple(places.get(name, name) for name in statement.places),
        quantities=tuple(quantity_phrase(quantity) for quantity in statement.quantities),
        parent=numbers.get(statement.parent or ""),
    )


def _name(entity: str | None, entities: dict[str, Entity]) -> str | None:
    if entity is None:
        return None
    return entities[entity].name if entity in entities else entity


def summary(reading: Reading) -> str:
    """One line on the whole reading: how many statements and speakers, and what was left out."""
    speakers = {statement.speaker for statement in reading.statements if statement.speaker}
    left_out = sum(block.kind == "boilerplate" for block in reading.article.blocks)
    parts = [count_phrase(len(reading.statements), "statement"), count_phrase(len(speakers), "speaker")]
    unknown = sum(statement.speaker is None for statement in reading.statements)
    if unknown:
        parts.append(f"{unknown:,} without a known speaker")
    if left_out:
        parts.append(f"{count_phrase(left_out, 'block')} of boilerplate left out")
    return " · ".join(parts)


def speaker_counts(reading: Reading) -> list[tuple[str | None, int]]:
    """Every speaker's entity id with the number of its statements, in the order they first speak; None is unknown."""
    return list(Counter(statement.speaker for statement in reading.statements).items())
