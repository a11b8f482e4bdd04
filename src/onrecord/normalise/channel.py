"""Slot `channel`: how the statement came into the world, where the report's own words say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from onrecord.lexicon import table
from onrecord.normalise.context import Context
from onrecord.types import Channel, Evidence, Found, Span

_RULE = "channel"
#: What was said before or about another's words did not come by their channel: "a statement after his speech".
_ANOTHERS_WORDS = re.compile(
    r"\b(?:after|before|following|ahead of|since|about|despite|over|against|responding to|response to|referring to)"
    r"\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: How far left of a channel such words are looked for, in characters.
_BEFORE = 48


def find(context: Context) -> Found[Channel | None]:
    """The channel that cue, source or the sentence outside the content names, tried in this order; a post is one."""
    attribution = context.attribution
    if attribution.is_post:
        return Found("social_media", Evidence(attribution.source, rule=attribution.rule))
    for where, spans in (("cue", attribution.cue), ("source", attribution.source), ("round", context.frame)):
        if found := _first(context, where, spans):
            return found
    return Found(None, Evidence(rule=_RULE, reason="not stated"))


def _first(context: Context, where: str, spans: Iterable[Span]) -> Found[Channel | None] | None:
    """The match nearest to the cue; of several at one place the channel that stands first in the table."""
    listed = list(spans)
    at = (context.attribution.cue or context.attribution.content)[0].start
    matches = [
        (_distance(match, at), rank, channel, Span(*match.span()))
        for rank, (channel, pattern) in enumerate(_patterns(where).items())
        for match in context.matches(pattern, listed)
        if where != "round" or not (context.is_anothers(Span(*match.span())) or _is_of_anothers_words(context, match))
    ]
    if not matches:
        return None
    *_, channel, span = min(matches)
    return Found(channel, Evidence((span,), span.words(context.text), _RULE))


def _is_of_anothers_words(context: Context, match: re.Match[str]) -> bool:
    start = max(context.sentence.start, match.start() - _BEFORE)
    return _ANOTHERS_WORDS.search(context.text, start, match.start()) is not None


def _distance(match: re.Match[str], at: int) -> int:
    """How far a match is from the cue, in steps of a clause: within one the order of the table decides."""
    gap = max(match.start() - at, at - match.end(), 0)
    # A clause of a wire report has about 60 characters.
    return gap // 60


@cache
def _patterns(where: str) -> dict[Channel, re.Pattern[str]]:
    listed = table("channels")[where]
    return {
        cast("Channel", name): re.compile(rf"(?<!\w)(?:{'|'.join(listed[name])})", re.IGNORECASE) for name in listed
    }
