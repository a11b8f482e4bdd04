"""Who is spoken of: entities of one document, their mentions, and their parts in each attribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.types.span import Span
from onrecord.types.value import Found

EntityType = Literal["person", "organisation", "government", "group", "document"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that can speak; role and side as this report gives them."""

    id: str
    name: str
    type: EntityType
    role: str | None = None
    side: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part in one attribution, as entity ids; `relay` is nearest to the outlet last.

    `occasion` numbers the occasion (one speech, call, tweet) that the attribution belongs to: statements of one
    occasion share its channel, time and addressee.
    """

    speaker: Found[str | None]
    addressee: Found[str | None]
    relay: Found[tuple[str, ...]]
    occasion: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a document, where they are mentioned (in reading order), and each attribution's Cast."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    casts: tuple[Cast, ...] = field(default_factory=tuple)
