"""Attributions out of tagged spans: tied together, run-on quotations found, brought to the ledger's conventions."""

from __future__ import annotations

from dataclasses import replace

from onrecord.attribute.tie import tie
from onrecord.types import Draft

__all__ = ["attribute", "tie"]


def attribute(draft: Draft) -> Draft:
    """The draft with its attributions, in the order of their contents."""
    article = draft.article
    tied = tie(article.text, article.report_blocks(), draft.tagged)
    return replace(draft, attributions=tuple(tied))
