"""The ordered stages that make a report into its record. Pure: nothing here reads a file or the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord import tagger
from onrecord.attribute import attribute
from onrecord.clean import clean
from onrecord.clean.dateline import dateline
from onrecord.normalise import normalise
from onrecord.resolve import resolve
from onrecord.resolve.known import identified
from onrecord.types import MIN_CONFIDENCE, Draft, Entity, Issue, Place, RawDocument, Reading, blanked, outside

Stage = Callable[[Draft], Draft]


def tag(draft: Draft) -> Draft:
    """The encoder's one pass over the report's blocks; boilerplate is never read, nor a dateline before a colon."""
    article = draft.article
    place, inner = dateline(article), article.inner()
    tagged = tagger.load().tag(blanked(article.readable(), [place] if place else []), article.passages())
    # A name ends before boilerplate inside it; what people say may go on behind it, which `attribute` sees to.
    names = tuple(replace(n, span=outside(article.text, n.span, inner)[0]) for n in tagged.names)
    return replace(draft, tagged=replace(tagged, names=names))


#: What is done to every article, in this order.
STAGES: tuple[Stage, ...] = (tag, attribute, resolve, normalise)


def read(raw: RawDocument, min_confidence: float = MIN_CONFIDENCE) -> Reading:
    """The record of one report; what seems less likely to be right than `min_confidence` (0 to 1) leaves an issue.

    Raises InputError where the document holds nothing that could be read as a report.
    """
    article, issues = clean(raw)
    draft = Draft(article, issues=issues)
    for stage in STAGES:
        draft = stage(draft)
    draft = _believed(draft, min_confidence)
    return Reading(draft.article, _concerned(draft), draft.statements, draft.issues, _named(draft))


def _believed(draft: Draft, least: float) -> Draft:
    """The draft with the statements that are confident enough, and an issue for each other one."""
    doubted = [s for s in draft.statements if s.confidence < least]
    gone = {s.id for s in doubted}
    kept = (replace(s, parent=None) if s.parent in gone else s for s in draft.statements if s.id not in gone)
    issues = [
        Issue("confidence", f"left out: right with a chance of {s.confidence:.2f} only", *s.content[0]) for s in doubted
    ]
    return replace(draft, statements=tuple(kept), issues=(*draft.issues, *issues))


def _concerned(draft: Draft) -> tuple[Entity, ...]:
    """The entities that some statement refers to, by their known names; who merely occurs is not on record."""
    ids = {
        entity
        for s in draft.statements
        for entity in (s.speaker, s.addressee, s.target, *s.relay)
        if entity is not None
    }
    return tuple(identified(entity) for entity in draft.resolution.entities if entity.id in ids)


def _named(draft: Draft) -> tuple[Place, ...]:
    """The places that some statement names."""
    names = {name for statement in draft.statements for name in statement.places}
    return tuple(place for place in draft.places if place.name in names)
