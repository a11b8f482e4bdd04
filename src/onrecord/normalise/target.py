"""Slot `target`: whom an accusation, criticism, praise, threat, demand or request is aimed at."""

from __future__ import annotations

import re

from onrecord.normalise import deeds
from onrecord.normalise.act import find as find_act
from onrecord.normalise.context import Context
from onrecord.types import Act, Evidence, Found, Mention, Span

_RULE = "target"
_AIMED = frozenset({"accuse", "criticise", "praise", "threaten", "demand", "request"})
_OPENING = re.compile(
    r"[\s“\"‘'(]*(?:(?:that|on|for|at|to|with|against|of|by|upon)\s+)?(?:the\s+|both\s+|all\s+|her\s+|his\s+)?",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(r"\b(?:on|to)\s+(?:the\s+)?[“\"‘']?$", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|against|on the part of)\s+(?:the\s+)?$", re.IGNORECASE)
_BLAMERS = re.compile(r"\b(?:blam|attribut|pin)\w*$", re.IGNORECASE)
_JOINT = re.compile(r"[\s“”\"‘’]*(?:the\s+)?", re.IGNORECASE)
#: A preposition and a determiner have at most this many characters.
_NEAR = 30
#: A subject stands within about half a clause before its verb.
_SUBJECT = 40


def find(context: Context) -> Found[str | None]:
    """The entity that the content's construction shows the act is aimed at; None where it shows none."""
    act = find_act(context)
    if act.value not in _AIMED:
        return Found(None, Evidence(rule=_RULE))
    by_content = act.evidence.spans[0] if act.evidence.rule == "act:content" else None
    mention = _aimed_at(context, act.value, by_content)
    if mention is None:
        return Found(None, Evidence(rule=_RULE, reason="not stated"))
    return Found(mention.entity, Evidence((mention.span,), mention.span.words(context.text), _RULE))


def _aimed_at(context: Context, act: Act, deed: Span | None) -> Mention | None:
    """The object of the cue, or round the words that do the act; an agent ("by", "against") where neither is there."""
    mentions = [m for m in _mentions(context) if m.entity != context.cast.speaker.value]
    cue = context.attribution.cue
    if cue and _BLAMERS.search(cue[-1].words(context.text)):
        blamed = next((m for m in reversed(mentions) if _before(context, m, _BLAMED_ON)), None)
        return blamed or _first(context, mentions)
    agent = next((m for m in mentions if _before(context, m, _AGENT)), None) if act in ("accuse", "threaten") else None
    if deed:
        return agent or _round(context, mentions, deed)
    if act in ("demand", "request") and (must := deeds.match_of("demand", context)):
        return _first(context, mentions) or _round(context, mentions, must.span)
    return _first(context, mentions) or agent


def _mentions(context: Context) -> list[Mention]:
    """The mentions inside the content, in order; of mentions that overlap the longest."""
    listed = context.draft.resolution.mentions
    inside = sorted(
        (m for m in listed if any(piece.contains(m.span) for piece in context.content)),
        key=lambda m: (m.span.start, -m.span.end),
    )
    kept: list[Mention] = []
    for mention in inside:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _first(context: Context, mentions: list[Mention]) -> Mention | None:
    """The mention that the content begins with."""
    start = context.content[0].start
    opening = _OPENING.match(context.text, start)
    begin = opening.end() if opening else start
    return next((m for m in mentions if start <= m.span.start <= begin), None)


def _round(context: Context, mentions: list[Mention], deed: Span) -> Mention | None:
    """What follows the words ("we call on | Iran"), or else the subject before them ("Iran | must")."""
    for mention in mentions:
        if mention.span.start >= deed.end and _JOINT.fullmatch(context.text, deed.end, mention.span.start):
            return mention
    before = [m for m in mentions if deed.start - _SUBJECT <= m.span.end <= deed.end]
    return before[-1] if before else None


def _before(context: Context, mention: Mention, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(context.text, max(0, mention.span.start - _NEAR), mention.span.start))
