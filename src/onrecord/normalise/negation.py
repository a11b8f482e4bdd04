"""Slot `negated`: whether the text says that it was not said, or not thought."""

from __future__ import annotations

import re

from onrecord.normalise.context import Context
from onrecord.types import Evidence, Found, Span

_RULE = "negation"
_CUE = re.compile(
    r"\b(?:not|never|neither|nor|no|nobody|hardly|barely|without \w+ing|cannot|stopped short of"
    r"|(?:decline|refuse)[sd]? to (?:say|comment|specify|confirm|discuss|elaborate|answer|disclose|identify|name)"
    r"|fail(?:s|ed)? to (?:say|mention|specify|explain|condemn))\b|n[’']t\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:no|nobody|none|neither|no one)\b", re.IGNORECASE)
#: "not only said": it was said.
_STILL_SAID = re.compile(r"not (?:only|just|merely|simply)\b", re.IGNORECASE)
#: The refusal to speak goes on behind the cue: "declined" | "to comment".
_REFUSED_WORDS = re.compile(
    r"\s*to (?:say|comment|specify|confirm|elaborate|answer|disclose|identify|name)\b", re.IGNORECASE
)
_REFUSAL = re.compile(r"(?:declin|refus)(?:e|es|ed|ing)$", re.IGNORECASE)


def find(context: Context) -> Found[bool]:
    """True for a negated cue ("has not said", "declined to say") or a source of nobody ("No official said")."""
    for match in context.matches(_CUE, context.attribution.cue):
        if not _STILL_SAID.match(context.text, match.start()):
            return _yes(context, Span(*match.span()))
    source, cue = context.attribution.source, context.attribution.cue
    if source and (nobody := _SOURCE.match(context.text, source[0].start)):
        return _yes(context, Span(*nobody.span()))
    if cue and _REFUSAL.search(cue[-1].words(context.text)) and _REFUSED_WORDS.match(context.text, cue[-1].end):
        return _yes(context, cue[-1])
    return Found(False, Evidence(rule=_RULE))


def _yes(context: Context, span: Span) -> Found[bool]:
    return Found(True, Evidence((span,), span.words(context.text), _RULE))
