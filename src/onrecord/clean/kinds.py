"""What kind of text a paragraph of a plain text is: headline, list item, caption or plain paragraph."""

from __future__ import annotations

import re

from onrecord.clean.captions import AGENCY, captions, is_caption, is_credit
from onrecord.types import Block, BlockKind, Span

#: A headline fills at most two lines of a page: the longest of the development data has 24 words.
_HEADLINE_WORDS = 24
#: The report below a headline begins with a full sentence, no shorter than this many words.
_LEAD_WORDS = 8
_BULLET = re.compile(r"[•·▪‣*]\s|[-–—]\s(?=\S)|\d{1,2}[.)]\s")
#: Dashes and numbers also begin quoted speech and section titles: only a run of them is a list.
_SURE_BULLETS = "•·▪‣*"
#: What stands above a report and is no headline: who wrote it, where it was filed, what its page offers.
_NAME = r"[A-Z][\w'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+"
_NAMES = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
_BYLINE = re.compile(
    rf"By {_NAMES}(?:(?:,| and|, and| &) {_NAMES})*(?:[,|] .{{0,40}})?$"
    rf"|{_NAME}(?:, {_NAME})* and {_NAME}$"
    rf"|{_NAMES}(?:(?:,| and) {_NAMES})* ?[|,] (?:{AGENCY}|Associated Press)\b.{{0,40}}$"
    r"|[A-Z]\w+(?: [A-Z]\w+)? (?:CNN|Reuters|AP) ?—$|\(Updates with .*\)$"
    r"|(?:Copy URL|Save to Read Later|Read Later|View Video|VIEW VIDEO|Print|Share)$"
)


def kinds(text: str, spans: list[Span], title: str | None = None) -> list[Block]:
    """Blocks for the paragraphs of a plain text; a picture's credit at the end of a caption is a block of its own."""
    return captions(text, [Block(span, _kind(text, spans, number, title)) for number, span in enumerate(spans)])


def _kind(text: str, spans: list[Span], number: int, title: str | None) -> BlockKind:
    span = spans[number]
    words = span.words(text)
    if number == 0:
        return _first_kind(words, text, spans, title)
    return "list" if _BULLET.match(words) and _in_list(text, spans, number) else "paragraph"


def _first_kind(words: str, text: str, spans: list[Span], title: str | None) -> BlockKind:
    """A headline, unless the first line is a caption or stands where reports keep who wrote them."""
    if len(spans) > 1 and title and words.casefold() == title.strip().casefold():
        return "headline"
    if _BYLINE.match(words) or is_credit(words):
        return "boilerplate"
    if is_caption(words):
        return "paragraph"  # `captions` parts it from its credit
    return "headline" if _is_headline(words, text, spans) else "paragraph"


def _is_headline(words: str, text: str, spans: list[Span]) -> bool:
    if len(spans) < 2:
        return False
    lead = next((s for s in spans[1:6] if len(s.words(text).split()) >= _LEAD_WORDS), None)
    return (
        len(words.split()) <= _HEADLINE_WORDS
        and words[-1] not in ".:,;"
        and not words.endswith((".”", '."', ".’"))
        and lead is not None
    )


def _in_list(text: str, spans: list[Span], number: int) -> bool:
    mark = text[spans[number].start]
    if mark in _SURE_BULLETS:
        return True
    around = [spans[i] for i in (number - 1, number + 1) if 0 <= i < len(spans)]
    same = "0123456789" if mark.isdigit() else mark
    return any(text[s.start] in same and _BULLET.match(text, s.start) for s in around)
