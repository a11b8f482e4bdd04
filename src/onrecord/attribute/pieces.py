"""Pieces of a content that are not its own: the reporter's words on the other side of the source and cue."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.types import Attribution, Span

_QUOTATION = re.compile(r"[“\"«„‘”»]|'(?=\w)")
_THAT = re.compile(r"that\b", re.IGNORECASE)
#: What ends in a mark is an aside, after which a broken content goes on: "The ferry, she said on Monday, was late".
_GOES_ON = re.compile(r"(?:^|[,:;—–-])\s*$")


def own_pieces(text: str, attribution: Attribution) -> Attribution:
    """The attribution without unquoted pieces that its cue cannot govern beside another one.

    "Likening [it to a storm], Varga said [that it would pass]": what stands before a that-clause is the reporter's.
    "[The ferry was late], Varga said, as [the crew rested]": so is what stands behind a word that is neither's.
    """
    frame = (*attribution.source, *attribution.cue)
    if len(attribution.content) < 2 or not attribution.cue:
        return attribution
    start, end = min(s.start for s in frame), max(s.end for s in frame)
    before = [s for s in attribution.content if s.end <= start]
    after = [s for s in attribution.content if s.start >= end]
    if not before or not after:
        return attribution
    if _THAT.match(text, after[0].start):
        foreign = [s for s in before if not _quotes(text, s)]
    else:
        foreign = [s for s in after[:1] if not _quotes(text, s) and not _GOES_ON.search(text[end : s.start].strip(" "))]
    return replace(attribution, content=tuple(s for s in attribution.content if s not in foreign))


def _quotes(text: str, span: Span) -> bool:
    return bool(_QUOTATION.search(text, *span))
