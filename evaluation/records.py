"""Ledgers as the scorer needs them, read from the JSON of one document or from a gold file (LEDGER section 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.types import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """An entity by its names."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity: bounds, whether approximate, and the unit as written."""

    low: float | None
    high: float | None
    approximate: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: its spans, the ids of who takes part, and `slots`, the values compared as they are."""

    content: Spans
    source: Spans
    cue: Spans
    people: Mapping[str, str | None]
    relay: tuple[str, ...]
    slots: Mapping[str, object]
    places: tuple[str, ...]
    quantities: tuple[Counted, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """One document's statements and entities; gold ones know the boilerplate."""

    name: str
    text: str = ""
    entities: Mapping[str, Who] = field(default_factory=dict)
    statements: Sequence[Said] = ()
    boilerplate: Spans = ()


def read_ledger(path: Path) -> Ledger:
    """The ledger in a JSON file, named by the file's stem less `.gold`; raises ValueError where it is not one."""
    data = json.loads(path.read_text(encoding="utf8"))
    if not isinstance(data, dict) or "statements" not in data:
        raise ValueError(f"{path.name} holds no statements: expected the JSON of one document")
    return to_ledger(path.stem.removesuffix(".gold"), data)


def to_ledger(name: str, data: Mapping[str, Any]) -> Ledger:
    """The ledger in the JSON values of one document."""
    document = data.get("document", data)
    entities = [Who(e["id"], e["name"], e["type"], tuple(e.get("aliases", ()))) for e in data.get("entities", ())]
    return Ledger(
        name,
        document.get("text", ""),
        {entity.id: entity for entity in entities},
        [_said(statement) for statement in data["statements"]],
        _spans(data.get("boilerplate", ())),
    )


def _said(data: Mapping[str, Any]) -> Said:
    return Said(
        _spans(data["content"]),
        _spans(data["source"]),
        _spans(data["cue"]),
        {part: data[part] for part in ("speaker", "addressee", "target")},
        tuple(data["relay"]),
        {slot: data[slot] for slot in ("quote_type", "act", "channel", "time", "hedged", "negated")},
        tuple(data["places"]),
        tuple(Counted(q["low"], q["high"], bool(q["approximate"]), q["unit"] or "") for q in data["quantities"]),
        bool(data.get("optional", False)),
    )


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
