"""Slot `places`: names used as locations in the content, as named."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lexicon import table, words
from onrecord.normalise.context import Context
from onrecord.types import Evidence, Found, Span, TaggedName

_RULE = "places"
_LEADING = re.compile(r"^(?:the|The)\s+(?!Hague\b)")
_POSSESSIVE = re.compile(r"[’']s?$")
_LIST = re.compile(r"\s*,?\s*(?:and|or|,)\s*(?:the\s+|in\s+|from\s+|to\s+)?|\s*,\s*")
_TOKEN = re.compile(r"[\w’'.-]*\w")
#: How many words before a name may hold the verb or noun that makes it a place.
_REACH = 6


def find(context: Context) -> Found[tuple[str, ...]]:
    """Places in reading order, each once: any name of a place; one of a state or its capital where it is a location."""
    spans: list[Span] = []
    for piece in context.content:
        accepted: Span | None = None
        for name in context.draft.tagged.names_in(piece, "state", "place"):
            span = _trimmed(context.text, name.span)
            if _is_place(context.text, piece, name, span, accepted):
                accepted = span
                spans.append(_with_direction(context.text, piece, span))
    unique = {span.words(context.text): span for span in reversed(spans)}
    ordered = sorted(unique.values())
    return Found(tuple(span.words(context.text) for span in ordered), Evidence(tuple(ordered), rule=_RULE))


def _trimmed(text: str, span: Span) -> Span:
    written = span.words(text)
    start = span.start + (m.end() if (m := _LEADING.match(written)) else 0)
    end = span.end - (len(m.group()) if (m := _POSSESSIVE.search(written)) else 0)
    return Span(start, end)


def _is_place(text: str, piece: Span, name: TaggedName, span: Span, accepted: Span | None) -> bool:
    written = span.words(text)
    if written in _listed("metonyms") or not written[:1].isupper():
        return False
    if written not in _listed("governments"):
        return True
    if accepted and _LIST.fullmatch(text, accepted.end, span.start):
        return True
    return _is_located(_words_before(text, piece, span))


def _words_before(text: str, piece: Span, span: Span) -> list[str]:
    """The words of the clause before a name, nearest first."""
    before = re.split(r"[;:!?“”\"]|,\s|\.\s", text[piece.start : span.start])[-1]
    return [word.lower() for word in reversed(_TOKEN.findall(before))][:_REACH]


def _is_located(before: list[str]) -> bool:
    """Whether a preposition of place, a motion or a taking governs the name."""
    between = words("places", "between")
    steps = [word for word in before if word not in between] if before else []
    head = steps[0] if steps else ""
    if head in words("places", "locative"):
        return True
    if head in ("to", "from"):
        return any(word in words("places", "motion") for word in before[1:])
    if before[:1] == ["of"] or before[:2] == ["the", "of"] or head == "on":
        return any(word in words("places", "taking") for word in before[1:4])
    return head in words("places", "taking") and before[0] not in ("and", "or")


def _with_direction(text: str, piece: Span, span: Span) -> Span:
    """ "southern Ukraine": the direction belongs to the name."""
    match = re.search(r"([\w-]+)\s+$", text[piece.start : span.start])
    if match and match[1].lower() in words("places", "direction"):
        return Span(piece.start + match.start(1), span.end)
    return span


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in table("places")[key].split(","))
