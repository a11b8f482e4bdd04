"""Attributions out of tagged spans: mended, tied together, run-on quotations found, nested reports told apart."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attribute.edges import to_convention
from onrecord.attribute.mend import mend
from onrecord.attribute.nested import inner_reports, nest
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
    names = draft.tagged.names
    attributions = tuple(to_convention(text, a, names) for a in inner_reports(text, nest(text, made)))
    return replace(draft, attributions=attributions, issues=(*draft.issues, *issues))
