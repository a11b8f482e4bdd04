"""The ordered stages that make a report into its record. Pure: nothing here reads a file or the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord import tagger
from onrecord.attribute import attribute
from onrecord.clean import clean
from onrecord.normalise import normalise
from onrecord.resolve import resolve
from onrecord.types import Draft, Entity, RawDocument, Reading

Stage = Callable[[Draft], Draft]


def tag(draft: Draft) -> Draft:
    """The encoder's one pass over the report's blocks; boilerplate is never read."""
    article = draft.article
    return replace(draft, tagged=tagger.load().tag(article.text, article.report_blocks()))


#: What is done to every article, in this order.
STAGES: tuple[Stage, ...] = (tag, attribute, resolve, normalise)


def read(raw: RawDocument) -> Reading:
    """The record of one report.

    Raises InputError where the document holds nothing that could be read as a report.
    """
    article, issues = clean(raw)
    draft = Draft(article, issues=issues)
    for stage in STAGES:
        draft = stage(draft)
    return Reading(draft.article, _concerned(draft), draft.statements, draft.issues)


def _concerned(draft: Draft) -> tuple[Entity, ...]:
    """The entities that some statement refers to; names that merely occur in a report are not on record."""
    ids = {
        entity
        for s in draft.statements
        for entity in (s.speaker, s.addressee, s.target, *s.relay)
        if entity is not None
    }
    return tuple(entity for entity in draft.resolution.entities if entity.id in ids)
