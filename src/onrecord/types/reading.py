"""The record of one report, and the draft that the stages fill one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.types.attribution import Attribution
from onrecord.types.document import Article
from onrecord.types.entity import Entity, Resolution
from onrecord.types.issue import Issue
from onrecord.types.place import Place
from onrecord.types.statement import Statement
from onrecord.types.tagged import Tagged


@dataclass(frozen=True, slots=True)
class Draft:
    """A reading in the making. Each stage returns a copy with its own part filled in and its issues added."""

    article: Article
    tagged: Tagged = field(default_factory=Tagged)
    attributions: tuple[Attribution, ...] = ()
    resolution: Resolution = field(default_factory=Resolution)
    statements: tuple[Statement, ...] = ()
    places: tuple[Place, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A read report: the article, who is in it, every statement in reading order, and what could not be made of it.

    `places` has an entry for each name among the statements' places.
    """

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...] = ()
    places: tuple[Place, ...] = ()
