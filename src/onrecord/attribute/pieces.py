"""Pieces of a content that are not its own: the reporter's words, and what stands behind a second cue."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.lexicon import cue_sense
from onrecord.types import Attribution, Span

_QUOTATION = re.compile(r"[“\"«„‘”»]|'(?=\w)")
_THAT = re.compile(r"that\b", re.IGNORECASE)
_SECOND = re.compile(r",?\s+and\s+(?P<cue>\w+ing)\s+")
_PARTICIPLE = re.compile(r"\b\w{2,}ing\b")
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


def by_cue(text: str, attribution: Attribution) -> list[Attribution]:
    """The attribution, and another where a participle like its cue stands in its content: "hailing X and ordering Y".

    A participle before that in the content may be what the second one goes with: "accusing them of lying and hiding".
    """
    cue, last = attribution.cue[-1:], attribution.content[-1]
    if not cue or not cue[0].words(text).endswith("ing") or last.start < cue[0].end:
        return [attribution]
    match = _SECOND.search(text, *last)
    if not match or _PARTICIPLE.search(text, last.start, match.start()) or cue_sense([match["cue"]]) is None:
        return [attribution]
    first = replace(attribution, content=(*attribution.content[:-1], Span(last.start, match.start())))
    second = replace(attribution, cue=(Span(*match.span("cue")),), content=(Span(match.end(), last.end),))
    return [first, second]


def _quotes(text: str, span: Span) -> bool:
    return bool(_QUOTATION.search(text, *span))
