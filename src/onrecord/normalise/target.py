"""Slot `target`: whom an accusation, criticism, praise, threat, demand or request is aimed at."""

from __future__ import annotations

import re

from onrecord.lexicon import cue_sense, words
from onrecord.lexicon.nouns import is_common_body, state_of
from onrecord.normalise import deeds
from onrecord.normalise.act import find as find_act
from onrecord.normalise.context import Context, once
from onrecord.types import Act, Evidence, Found, Mention, Span, inside

_RULE = "target"
_AIMED = frozenset({"accuse", "criticise", "praise", "threaten", "demand", "request"})
_OPENING = re.compile(
    r"[\s“\"‘'(]*(?:(?:that|on|for|at|to|with|against|of|by|upon)\s+)?(?:the\s+|both\s+|all\s+|her\s+|his\s+)?",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(r"\b(?:on|to)\s+(?:the\s+)?[“\"‘']?$", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:by|against|on the part of)\s+(?:the\s+)?$", re.IGNORECASE)
_BLAMERS = re.compile(r"\b(?:blam|attribut|pin)\w*$", re.IGNORECASE)
#: A clause or a sentence ends here: a subject stands after it.
_STOP = re.compile(r"[.!?;:\n]\s|[,“”\"]\s*(?:and|but|while|whether)\s")
_GOVERNED = re.compile(
    r"\b(?:of|in|from|with|for|by|on|at|to|against|about|between)\s+(?:the\s+)?[“\"‘']?$", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"(?:(?:has|have|had|will|would|could|may|might) )?(?:is|are|was|were|be|been|being)\b", re.IGNORECASE
)
_TOPIC = re.compile(r",|\s(?:has|have|had)\b")
#: What stands before a name that a content begins with: "that mill owner ".
_ROLE = re.compile(
    r"[\s“\"‘'(]*(?:that\s+)?(?:(?!(?:on|in|at|of|for|to|with|by|from|against)\b)[\w.’'-]+\s+){0,4}", re.IGNORECASE
)
#: A clause begins here, so that what follows is its subject; titles may stand before a name.
_CLAUSE = re.compile(
    r"(?:^|[.!?;:,—–(\n“\"‘'][\s“\"‘']*|\b(?i:that|and|but|or|because|if|as|while|whether|where|when|so|then|now)\s+"
    r"|\b(?:says?|believes?|thinks?|knows?|insists?|suggests?|claims?|means?|likely|clear|certain|possible|probable)\s+)"
    r"(?:[Tt]he\s+|[Bb]oth\s+|[Mm]r\.?\s+)?(?:[A-Z][\w.-]*\s+)*$"
)
#: Between an opening and a name: "Mr. ", "Prime Minister ".
_TITLES = re.compile(r"(?:[A-Z][\w.-]*\s+)*")
_AND = re.compile(r"\band\s+(?:the\s+)?$", re.IGNORECASE)
_NEXT = re.compile(r"\s(?P<word>[a-z][\w-]*)")
_JOINT = re.compile(r"[\s“”\"‘’]*(?:the\s+)?", re.IGNORECASE)
#: A preposition and a determiner have at most this many characters.
_NEAR = 30
#: A subject stands within about half a clause before its verb.
_SUBJECT = 40


@once
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
    cue = context.attribution.cue
    if patient := _patient(context, cue):
        return patient
    around = () if deed else _object(context)
    mentions = [
        m
        for m in _mentions(context, around)
        if m.entity != context.cast.speaker.value and not _modifies(context, m, act)
    ]
    if cue and _BLAMERS.search(cue[-1].words(context.text)):
        blamed = next((m for m in reversed(mentions) if _before(context, m, _BLAMED_ON)), None)
        return blamed or _first(context, mentions)
    agent = next((m for m in mentions if _before(context, m, _AGENT)), None) if act in ("accuse", "threaten") else None
    if deed:
        return agent or _round(context, mentions, deed) or _topic(context, mentions, act)
    if act in ("demand", "request") and (must := deeds.match_of("demand", context)):
        return _first(context, mentions) or _round(context, mentions, must.span)
    return _first(context, mentions) or agent


def _mentions(context: Context, around: tuple[Span, ...]) -> list[Mention]:
    """The mentions inside the content and `around` it, in order; of mentions that overlap the longest."""
    listed = context.draft.resolution.mentions
    stretches = (*around, *context.content)
    found = {mention for stretch in stretches for mention in inside(stretch, listed)}
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _object(context: Context) -> tuple[Span, ...]:
    """What stands between a cue and the content after it: "accused | Norland on Friday | of theft"."""
    cue, start = context.attribution.cue, context.content[0].start
    return (Span(cue[-1].end, start),) if cue and cue[-1].end < start else ()


def _modifies(context: Context, mention: Mention, act: Act) -> bool:
    """Whether a place's name only says which thing is meant: "the Halden attack", "Norland law must change".

    A state's name says whose deed is judged: "Norland sanctions are cruel" is aimed at Norland.
    """
    name, following = mention.span.words(context.text), _NEXT.match(context.text, mention.span.end)
    if following is None or name[:1].islower() or _is_person(context, mention.entity):
        return False
    if state_of(name) and act not in ("demand", "request"):
        return False
    word = following["word"]
    goes_on = (
        words("hearers", "phrase", "ends") | words("hearers", "phrase", "verbs") | words("hearers", "phrase", "links")
    )
    return not (word in goes_on or word.endswith(("ly", "ed", "ing")) or cue_sense([word]) or is_common_body(word))


def _is_person(context: Context, entity: str) -> bool:
    return any(e.id == entity and e.type == "person" for e in context.draft.resolution.entities)


def _patient(context: Context, cue: tuple[Span, ...]) -> Mention | None:
    """Who stands right before a passive cue: "| Norland | was accused of"."""
    if not cue or not _PASSIVE.match(cue[0].words(context.text)):
        return None
    listed = context.draft.resolution.mentions
    before = inside(Span(context.sentence.start, cue[0].start), listed)
    own = context.cast.speaker.value
    joined = [
        m
        for m in before
        if m.entity != own
        and context.text[m.span.end : cue[0].start].strip() == ""
        and not (_before(context, m, _GOVERNED) or _before(context, m, _AND))
    ]
    return max(joined, key=lambda m: m.span.end - m.span.start, default=None)


def _topic(context: Context, mentions: list[Mention], act: Act) -> Mention | None:
    """Whom a content that accuses or criticises begins with: "Norland, the great polluter", "Norland has forgotten"."""
    if act not in ("accuse", "criticise"):
        return None
    first = _first(context, mentions) or next(iter(mentions), None)
    opens = first is not None and _ROLE.fullmatch(context.text, context.content[0].start, first.span.start)
    return first if first and opens and _TOPIC.match(context.text, first.span.end) else None


def _first(context: Context, mentions: list[Mention]) -> Mention | None:
    """The mention that the object of the cue, or else the content, begins with."""
    for start in (*(piece.start for piece in _object(context)), context.content[0].start):
        opening = _OPENING.match(context.text, start)
        begin = opening.end() if opening else start
        near = (m for m in mentions if start <= m.span.start <= max(begin, start + _NEAR))
        if found := next((m for m in near if _TITLES.fullmatch(context.text, begin, max(begin, m.span.start))), None):
            return found
    return None


def _round(context: Context, mentions: list[Mention], deed: Span) -> Mention | None:
    """What follows the words ("we call on | Iran"), or else the subject before them ("Iran | must")."""
    for mention in mentions:
        if mention.span.start >= deed.end and _JOINT.fullmatch(context.text, deed.end, mention.span.start):
            return mention
    before = [m for m in mentions if deed.start - _SUBJECT <= m.span.end <= deed.end and _is_subject(context, m, deed)]
    return before[-1] if before else None


def _is_subject(context: Context, mention: Mention, deed: Span) -> bool:
    """Whether a mention may be the subject of what follows it: in its clause, and governed by no preposition."""
    apart = _STOP.search(context.text, mention.span.end, max(deed.start, mention.span.end))
    opens = mention.span.start in [piece.start for piece in context.content] or _before(context, mention, _CLAUSE)
    return apart is None and opens and not _before(context, mention, _GOVERNED)


def _before(context: Context, mention: Mention, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(context.text, max(0, mention.span.start - _NEAR), mention.span.start))
