"""Attributions out of tagged spans: mended, tied together, run-on quotations found, nested reports told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.called import called
from onrecord.attribute.edges import to_convention
from onrecord.attribute.mend import mend
from onrecord.attribute.nested import in_order, inner_reports, nest
from onrecord.attribute.pieces import by_cue, own_pieces
from onrecord.attribute.posts import posts
from onrecord.attribute.relayed import unwrap
from onrecord.attribute.rescue import rescue
from onrecord.attribute.runon import run_on
from onrecord.attribute.sift import sift
from onrecord.attribute.tie import tie
from onrecord.attribute.transcripts import transcripts
from onrecord.types import Attribution, Draft, Span, outside

__all__ = ["attribute", "tie"]


def attribute(draft: Draft) -> Draft:
    """The draft with its attributions, in the order of their contents."""
    text, paragraphs = draft.article.readable(), draft.article.passages()
    names, inner = draft.tagged.names, draft.article.inner()
    mended, empty = mend(text, paragraphs, draft.tagged)
    tied = [one for a in tie(text, paragraphs, mended) for one in by_cue(text, own_pieces(text, a))]
    made, orphans = run_on(text, paragraphs, rescue(text, unwrap(text, tied, names)))
    nested, sourceless = nest(text, made)
    posted, within_posts = posts(text, paragraphs, nested)
    shown, within_turns = transcripts(text, draft.article.told(), posted, names)
    sifted, faults = sift(text, inner_reports(text, shown), names)
    found = in_order([*sifted, *called(text, paragraphs, sifted)])
    attributions = tuple(_outside(text, inner, to_convention(text, a, names)) for a in found)
    issues = (*draft.issues, *empty, *orphans, *sourceless, *within_posts, *within_turns, *faults)
    return replace(draft, attributions=attributions, issues=issues)


def _outside(text: str, inner: Sequence[Span], attribution: Attribution) -> Attribution:
    """The attribution with its spans cut round boilerplate inside a paragraph."""
    source, cue, content = (
        tuple(part for span in spans for part in outside(text, span, inner))
        for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return replace(attribution, source=source, cue=cue, content=content)
