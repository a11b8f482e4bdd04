"""Attributions out of tagged spans: mended, tied together, run-on quotations found, nested reports told apart."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attribute.mend import mend
from onrecord.attribute.nested import nest
from onrecord.attribute.relayed import unwrap
from onrecord.attribute.runon import run_on
from onrecord.attribute.tie import tie
from onrecord.types import Draft

__all__ = ["attribute", "tie"]


def attribute(draft: Draft) -> Draft:
    """The draft with its attributions, in the order of their contents."""
    text, paragraphs = draft.article.text, draft.article.report_blocks()
    tied = tie(text, paragraphs, mend(text, paragraphs, draft.tagged))
    made, issues = run_on(text, paragraphs, unwrap(text, tied, draft.tagged.names))
    return replace(draft, attributions=tuple(nest(text, made)), issues=(*draft.issues, *issues))
