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
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
#: Another clause between a time and the cue; those of "as", "when" and "while" share the time of the saying.
_CLAUSE = re.compile(r"[;:]|\b(?:who|which|that|whose|where|after|before|since|because|but|and)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|whose|that)\b[^,;]*$", re.IGNORECASE)
#: "accused Kyiv on Friday of …": the object stands first in the content, and the time of saying behind it.
_BEFORE_COMPLEMENT = re.compile(r"\s+(?:of|to|for|against|over)\b")
#: The object before such a time is a short noun phrase.
_OBJECT = 60
#: "said in March", "Last month, Karim said".
_BESIDE = re.compile(r"[\s,]*(?:(?:in|on|at)\s+)?")


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
    if _in_relative_clause(context, span):
        return False
    return any(not _CLAUSE.search(context.text, *_between(span, part)) for part in anchor)


def _in_relative_clause(context: Context, span: Span) -> bool:
    """ "Karim, who was elected on Friday, said": no comma and no cue between the pronoun and the time."""
    match = _RELATIVE.search(context.text, context.sentence.start, span.start)
    return match is not None and not any(
        match.start() < cue.start for cue in context.attribution.cue if cue.start < span.start
    )


def _between(one: Span, other: Span) -> tuple[int, int]:
    return (one.end, other.start) if one.end <= other.start else (min(other.end, one.start), one.start)


def _inside_object(context: Context) -> list[Span]:
    first = context.content[0]
    if not context.attribution.cue or first.start < context.attribution.cue[-1].end:
        return []
    window = Span(first.start, min(first.end, first.start + _OBJECT))
    found = find_times(context.text, window)
    return [span for span in found if _BEFORE_COMPLEMENT.match(context.text, span.end)]
