"""Slot `quote_type`: how much of the content stands inside quotation marks."""

from __future__ import annotations

import re

from onrecord.normalise.context import Context
from onrecord.text import quoted
from onrecord.types import Evidence, Found, QuoteType, Span

_WORD = re.compile(r"[^\W_]+")


def find(context: Context) -> Found[QuoteType]:
    """`direct` when every word of the content is quoted, `indirect` when none is, else `mixed`.

    A nested content is judged by marks of its own: those round its parent quote the parent. A post that the page shows
    whole and a turn of a transcript need no marks.
    """
    if context.attribution.is_set_apart:
        return Found("direct", Evidence(context.content, rule=context.attribution.rule))
    marks = _own_marks(context) if context.attribution.parent is not None else _marks_round(context)
    total = inside = 0
    for span in context.content:
        for word in _WORD.finditer(context.text, *span):
            total += 1
            inside += any(mark.contains(word.span()) for mark in marks)
    value: QuoteType = "indirect" if not inside else "direct" if inside == total else "mixed"
    touched = tuple(mark for mark in marks if any(mark.overlaps(span) for span in context.content))
    return Found(value, Evidence(touched, rule="quote_type"))


def _marks_round(context: Context) -> list[Span]:
    paragraph = context.paragraph
    end = max(paragraph.end, context.content[-1].end)
    base = paragraph.start
    return [Span(base + a, base + b) for a, b in quoted(context.text[base:end])]


def _own_marks(context: Context) -> list[Span]:
    return [
        Span(piece.start + a, piece.start + b)
        for piece in context.content
        for a, b in quoted(piece.words(context.text))
    ]
