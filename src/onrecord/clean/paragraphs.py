"""Where the paragraphs of a plain text stand."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import quantiles

from onrecord.types import Span

_LINE = re.compile(r"[^\n]+")
#: Mail and wire text is wrapped at 60 to 80 columns, rarely at 100; a longer line is a paragraph of its own.
_WIDEST = 110
#: In wrapped prose most lines go on with a small letter (the rest with names and numbers); paragraphs never do.
_GOES_ON = 0.5
#: A break is a wrap where the next word would not have fitted; ragged lines stop up to this share short of the width.
_SLACK = 0.2
_BULLET = re.compile(r"\s*(?:[•·*▪‣–—-]|\d{1,2}[.)])\s")


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs without white space around them, in order; they cover all that is not white space.

    A line is a paragraph, unless the text is hard-wrapped: then lines are joined up to a blank or a short one.
    """
    lines = [span for found in _LINE.finditer(text) if (span := _trimmed(text, *found.span()))]
    width = _wrapped_at(text, lines)
    return _joined(text, lines, width) if width else lines


def _trimmed(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    words = line.strip()
    if not words:
        return None
    start += len(line) - len(line.lstrip())
    return Span(start, start + len(words))


def _wrapped_at(text: str, lines: list[Span]) -> int | None:
    """The column a hard-wrapped text is wrapped at; None where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    lengths = [line.end - line.start for line in lines]
    if not pairs or max(lengths) > _WIDEST:
        return None
    going_on = sum(text[b.start].islower() for _, b in pairs)
    # The longest lines show the width; the very longest may be one that overran it.
    return int(quantiles(lengths, n=10)[-1]) if going_on >= _GOES_ON * len(pairs) else None


def _adjacent(text: str, a: Span, b: Span) -> bool:
    return text.count("\n", a.end, b.start) == 1


def _joined(text: str, lines: list[Span], width: int) -> list[Span]:
    joined: list[Span] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and _adjacent(text, before, line) and _is_wrap(text, before, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _is_wrap(text: str, before: Span, line: Span, width: int) -> bool:
    if text[line.start].islower():
        return True
    if _BULLET.match(text, line.start):
        return False
    first = text[line.start : line.end].split(None, 1)[0]
    return before.end - before.start + 1 + len(first) > width * (1 - _SLACK)
