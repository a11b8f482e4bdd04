"""Slot `time`: when it was said, where the report's own words round the cue say so."""

from __future__ import annotations

import re

from onrecord.normalise.context import Context
from onrecord.normalise.dates import find_times, names_a_day, needs_publication, resolve_time
from onrecord.types import Evidence, Found, Span

_RULE = "time"
#: Words before a time that tie it to something else than the saying.
_OTHER_EVENT = re.compile(
    r"\b(?:since|until|till|after|before|by|from|between|next|for|through|of|during|due|scheduled|when|as of)"
    r"\s+(?:\w+\s+)?$"
    r"|\b(?:ahead of|in advance of|before|since|until)\s+(?:[\w’'-]+\s+){1,5}$",
    re.IGNORECASE,
)
#: A plan in the clause of a time: "set to chair a meeting on Friday", "is to rule on Monday".
_PLANNED = re.compile(
    r"\b(?:will|shall|(?:set|due|scheduled|expected|planned|poised|slated|about) to|(?:is|are|was|were) to)\b[^;:]*$",
    re.IGNORECASE,
)
#: "as the vote on Tuesday nears"
_NEARS = re.compile(r"\s+(?:approach|near|loom)(?:e?s|ed|ing)?\b", re.IGNORECASE)
#: "Tuesday's vote" dates the vote; "Tuesday's statement" the saying.
_POSSESSIVE = re.compile(
    r"[’']s?\s+(?!(?:[\w’'-]+\s+){0,3}(?:speech|address|statement|interview|briefing|remarks|conference|testimony|letter"
    r"|tweet|post|announcement|debate|hearing|session|report|column|meeting|call|broadcast|message)s?\b)"
)
#: Media and programmes that are called like times.
_MEDIUM = re.compile(
    r"(?:Fox News Sunday|(?:Russia|USA|India|World|Belarus|Pakistan) (?:Today|TODAY)"
    r"|Sunday (?:Times|Mail|Express|Telegraph|Mirror)|(?<=[a-z,“\"] )This (?:Week|Morning))\b"
)
#: The longest name of a medium before its day, in characters.
_MEDIUM_BEFORE = 10
#: Another clause between a time and the cue; those of "as", "when" and "while" share the time of the saying. "Before
#: Sunday's vote," is no clause but a phrase that a comma ends.
_CLAUSE = re.compile(
    r"[;:]|\b(?:who|which|that|whose|where|because|but|and)\b|\b(?:after|before|since)\b(?!(?:\s+[\w’'-]+){1,8},)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|which|whose|that)\b[^,;]*$", re.IGNORECASE)
#: "accused Kyiv on Friday of …": the object stands first in the content, and the time of saying behind it.
_BEFORE_COMPLEMENT = re.compile(r"\s+(?:of|to|for|against|over)\b")
#: The handle and the day behind the name that signs a post, in characters.
_SIGNED = 50
#: The object before such a time is a short noun phrase.
_OBJECT = 60
#: "said in March", "Last month, Karim said", "told Radio Halden last week", "said at a press conference last week".
_BESIDE = re.compile(
    r"[\s,]*(?:(?:at|in|during)\s+(?:an?|his|her|their|its)\s+(?:[\w-]+\s+){1,3}?)?"
    r"(?:(?:[A-Z][\w.’'&-]*|the|an?|him|her|them|reporters|journalists|lawmakers)\s+){0,4}(?:(?:in|on|at)\s+)?"
)


def find(context: Context) -> Found[str | None]:
    """The date or interval of the time that belongs to the cue's clause, seen from the day of publication."""
    published = context.draft.article.metadata.published
    vague: Evidence | None = None
    for span in _candidates(context):
        written = span.words(context.text)
        value = resolve_time(written, published)
        if value and (names_a_day(written) or _is_close(context, span)):
            return Found(value, Evidence((span,), written, _RULE))
        undated = published is None and needs_publication(written)
        vague = vague or Evidence((span,), written, _RULE, reason="no publication date" if undated else "vague")
    return Found(None, vague or Evidence(rule=_RULE, reason="not stated"))


def _candidates(context: Context) -> list[Span]:
    """Times that may be the saying's, nearest to the cue first."""
    anchor = (*context.attribution.source, *context.attribution.cue)
    if not anchor:
        return []
    if context.attribution.is_post:
        return find_times(context.text, Span(anchor[0].end, anchor[0].end + _SIGNED))[:1]
    found = [span for piece in context.frame for span in find_times(context.text, piece)]
    found = [span for span in found if _belongs(context, span, anchor)]
    found += _inside_object(context)
    return sorted(found, key=lambda span: min(_gap(span, part) for part in anchor))


def _is_close(context: Context, span: Span) -> bool:
    """A month, a year or a feast beside the cue is its time; farther off it is rather that of what is spoken of."""
    anchor = (*context.attribution.source, *context.attribution.cue)
    return any(_BESIDE.fullmatch(context.text, *_between(span, part)) for part in anchor)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _belongs(context: Context, span: Span, anchor: tuple[Span, ...]) -> bool:
    """Whether no other clause stands between the time and the source or cue."""
    if context.is_anothers(span) or _OTHER_EVENT.search(
        context.text, max(context.sentence.start, span.start - _OBJECT), span.start
    ):
        return False
    if _in_relative_clause(context, span) or _is_no_saying_day(context, span):
        return False
    return any(not _CLAUSE.search(context.text, *_between(span, part)) for part in anchor)


def _in_relative_clause(context: Context, span: Span) -> bool:
    """ "Karim, who was elected on Friday, said": no comma and no cue between the pronoun and the time."""
    match = _RELATIVE.search(context.text, context.sentence.start, span.start)
    return match is not None and not any(
        match.start() < cue.start for cue in context.attribution.cue if cue.start < span.start
    )


def _is_no_saying_day(context: Context, span: Span) -> bool:
    """Whether the time is part of a medium's name, or that of a plan, an aside or another event."""
    text, anchor = context.text, (*context.attribution.source, *context.attribution.cue)
    around = _MEDIUM.finditer(text, max(0, span.start - _MEDIUM_BEFORE), span.end + _OBJECT)
    if any(name.start() < span.end and span.start < name.end() for name in around) or _NEARS.match(text, span.end):
        return True
    if _POSSESSIVE.match(text, span.end) and not any(part.overlaps(span) for part in context.attribution.source):
        return True
    # The clause begins behind the last part of source and cue before the time.
    start = max((part.end for part in anchor if part.end <= span.start), default=context.sentence.start)
    return bool(_PLANNED.search(text, start, span.start)) or _is_in_brackets(context, span, anchor)


def _is_in_brackets(context: Context, span: Span, anchor: tuple[Span, ...]) -> bool:
    """ "(elected in 2014)": brackets round the time that do not hold the saying too."""
    opened = context.text.rfind("(", context.sentence.start, span.start)
    closed = context.text.find(")", span.end, context.sentence.end)
    if opened < 0 or closed < 0 or ")" in context.text[opened : span.start]:
        return False
    return not any(opened < part.start < closed for part in anchor)


def _between(one: Span, other: Span) -> tuple[int, int]:
    return (one.end, other.start) if one.end <= other.start else (min(other.end, one.start), one.start)


def _inside_object(context: Context) -> list[Span]:
    first = context.content[0]
    if not context.attribution.cue or first.start < context.attribution.cue[-1].end:
        return []
    window = Span(first.start, min(first.end, first.start + _OBJECT))
    found = find_times(context.text, window)
    return [span for span in found if _BEFORE_COMPLEMENT.match(context.text, span.end)]
