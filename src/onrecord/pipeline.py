"""The ordered stages that make a report into its record. Pure: nothing here reads a file or the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord import tagger
from onrecord.attribute import attribute
from onrecord.clean import clean
from onrecord.normalise import normalise
from onrecord.resolve import resolve
from onrecord.types import Draft, RawDocument, Reading

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
    return Reading(draft.article, draft.resolution.entities, draft.statements, draft.issues)
