"""Which stretches of a paragraph stand inside quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.types import Span

_DOUBLE_OPEN, _DOUBLE_CLOSE = {"“", "„", "«", "``", "‟"}, {"”", "»", "''"}
_MARK = re.compile(r"``|''|[“”„‟«»\"‘’'‚]")
#: What may stand before an opening single mark; else it is an apostrophe.
_BEFORE_OPENING = ' \t\n\r([—–-"“„«:,'


@lru_cache(maxsize=256)
def quoted(paragraph: str) -> tuple[Span, ...]:
    """The outermost quotations of one paragraph, marks included; offsets are in `paragraph`.

    A double mark that nothing closes quotes up to the paragraph's end, as where a quotation runs on over paragraphs;
    “ may be closed by \" and the reverse. A single mark that nothing closes is an apostrophe.
    """
    found, at = [], 0
    while mark := _MARK.search(paragraph, at):
        end = _end_of_quotation(paragraph, mark)
        if end is not None:
            found.append(Span(mark.start(), end))
        at = end or mark.end()
    return tuple(found)


def _end_of_quotation(paragraph: str, mark: re.Match[str]) -> int | None:
    """Where the quotation that `mark` opens ends; None when it opens none."""
    sign = mark.group()
    if sign in _DOUBLE_OPEN or (sign == '"' and not paragraph[mark.start() - 1 : mark.start()].isdigit()):
        return _double_end(paragraph, mark.end())
    if sign == "''" and _opens(paragraph, mark):
        return _double_end(paragraph, mark.end())
    if sign in "‘’'‚" and _opens(paragraph, mark):
        return _single_end(paragraph, mark.end())
    return None


def _opens(paragraph: str, mark: re.Match[str]) -> bool:
    before = paragraph[mark.start() - 1] if mark.start() else " "
    after = paragraph[mark.end() : mark.end() + 1]
    return before in _BEFORE_OPENING and bool(after) and not after.isspace()


def _double_end(paragraph: str, at: int) -> int:
    """The end of a double quotation whose words begin at `at`; one that opens anew before has no closing mark."""
    for mark in _MARK.finditer(paragraph, at):
        sign = mark.group()
        if sign in _DOUBLE_CLOSE or sign == '"':
            return mark.end()
        if sign in {"“", "``"}:
            return mark.start()
    return len(paragraph)


def _single_end(paragraph: str, at: int) -> int | None:
    """The end of a single quotation: a mark that no letter follows; a plural's possessive only if no other comes."""
    fallback = None
    for mark in _MARK.finditer(paragraph, at):
        if mark.group() not in ("’", "'"):
            continue
        after = paragraph[mark.end() : mark.end() + 1]
        if after.isalnum():
            continue
        if paragraph[mark.start() - 1] == "s" and after == " " and fallback is None:
            fallback = mark.end()
            continue
        return mark.end()
    return fallback


def quotations(text: str, paragraph: Span) -> tuple[Span, ...]:
    """The outermost quotations of the paragraph that stands at `paragraph` in `text`; offsets are in `text`."""
    at = paragraph.start
    return tuple(Span(at + a, at + b) for a, b in quoted(paragraph.words(text)))


def begun_before(words: str) -> bool:
    """Whether words hold the end of a double quotation that began before them."""
    return words.count("”") > words.count("“") or words.count('"') % 2 == 1
