"""Slot `hedged`: whether the reporter or the speaker marks the content as uncertain."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import phrases
from onrecord.normalise.context import Context
from onrecord.types import Evidence, Found, Span

_RULE = "hedging"
#: The month May, and a name: "May said", "in May".
_NOT_MODAL = re.compile(r"May\b")

#: "did not say what it might mean": the content asserts nothing that could be doubted.
_OPEN_QUESTION = re.compile(r"(?:what|when|where|who|whom|why|how|whether|if|which)\b", re.IGNORECASE)

#: "those who may leave": the clause describes, the statement is not in doubt.
_OF_OTHERS = re.compile(r"\b(?:who|which)\s+$", re.IGNORECASE)


def find(context: Context) -> Found[bool]:
    """True with the first word of doubt in the content, at the cue, or between source and cue."""
    at_cue = next((m for m in context.matches(_pattern("cue"), _round_cue(context)) if _is_doubt(m)), None)
    inside = None
    if not _OPEN_QUESTION.match(context.text, context.content[0].start):
        inside = next((m for m in context.matches(_pattern("content"), context.content) if _is_doubt(m)), None)
    match = at_cue or inside
    if match is None:
        return Found(False, Evidence(rule=_RULE))
    return Found(True, Evidence((Span(*match.span()),), match.group(), _RULE))


def _round_cue(context: Context) -> tuple[Span, ...]:
    """The cue, and what stands between it and the source."""
    cue, source = context.attribution.cue, context.attribution.source
    between = []
    if cue and source and source[-1].end < cue[0].start:
        between.append(Span(source[-1].end, cue[0].start))
    return (*between, *cue)


def _is_doubt(match: re.Match[str]) -> bool:
    if _OF_OTHERS.search(match.string, max(0, match.start() - len("which ")), match.start()):
        return False
    return not _NOT_MODAL.match(match.group()) and not _pattern("never").match(match.string, match.start())


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('hedges', key))})\b", re.IGNORECASE)
