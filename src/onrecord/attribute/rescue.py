"""Quotations whose cue the tagger missed, although it stands right after them: “…,” a nurse who had left told us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import lemmas, words
from onrecord.text import WORD
from onrecord.types import Attribution, Span

#: The rest of a quotation's sentence: up to its full stop, and no longer than a speaker with an aside.
_REST = re.compile(r"(?P<rest>[^.!?“”\"\n]{3,160}?)(?=[.!?\n“\"]|$)")


def rescue(text: str, tied: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, uncued quotations with the source and cue that follow them in their sentence."""
    taken = [s for a in tied for s in (*a.content, *a.cue, *a.source)]
    return [a if a.cue else _with_cue(text, a, taken) for a in tied]


def _with_cue(text: str, attribution: Attribution, taken: Sequence[Span]) -> Attribution:
    content = attribution.content[-1]
    match = _REST.match(text, content.end)
    if text[content.end - 1] not in "”\"’'" or not match or any(s.overlaps(match.span()) for s in taken):
        return attribution
    found = _source_and_cue(text, Span(*match.span("rest")))
    if not found:
        return attribution
    return replace(attribution, source=(found[0],), cue=(found[1],), rule="cue after a quotation")


def _source_and_cue(text: str, rest: Span) -> tuple[Span, Span] | None:
    found = [Span(*m.span()) for m in WORD.finditer(text, rest.start, rest.end)]
    verbs = [w for w in found if words("attribution", "speech") & set(lemmas(w.words(text)))]
    if not verbs or found[0].words(text).lower() in words("attribution", "no_source"):
        return None
    verb = verbs[0]
    if verb == found[0]:
        end = text.find(",", verb.end, rest.end)
        source = Span(verb.end + 1, end if end > 0 else rest.end)
    else:
        source = Span(found[0].start, verb.start)
    trimmed = source.words(text).strip(" ,")
    start = text.find(trimmed, source.start)
    return (Span(start, start + len(trimmed)), verb) if trimmed else None
