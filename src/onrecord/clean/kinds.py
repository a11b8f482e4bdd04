"""What kind of text a paragraph of a plain text is: headline, list item, caption or plain paragraph."""

from __future__ import annotations

import re

from onrecord.types import Block, BlockKind, Span

#: A headline fills at most two lines of a page: the longest of the development data has 24 words.
_HEADLINE_WORDS = 24
#: The report below a headline begins with a full sentence, no shorter than this many words.
_LEAD_WORDS = 8
_BULLET = re.compile(r"[•·▪‣*]\s|[-–—]\s(?=\S)|\d{1,2}[.)]\s")
#: Dashes and numbers also begin quoted speech and section titles: only a run of them is a list.
_SURE_BULLETS = "•·▪‣*"
_AGENCY = (
    "(?:AP|Reuters|REUTERS|AFP|Getty(?: Images)?|EPA|Sputnik|TASS|Xinhua|Anadolu|Shutterstock|Alamy|Bloomberg|Photo)"
)
_CAPTION = re.compile(
    r"(?:In this|This) (?:[\w.,]+ ){0,6}(?:photo|image|picture|photograph|frame grab|illustration|video grab)\b"
    r"[^.]{0,200}(?:\b(?:taken|released|provided|made|posted|shows?|supplied|distributed)\b|(?:19|20)\d\d)"
    r"|(?:FILE|File)(?: (?:PHOTO|photo|image))?\s?[-–—:]|(?:Hide|Image|Toggle) caption:? \w|Caption: \w"
    r"|(?:Photo|Image|Picture): [A-Z].{60}",
)
#: Who took the picture, after the caption's last sentence; what stands before it stays a caption.
_CREDIT = re.compile(
    rf"\s*(\([^()]{{0,80}}\b{_AGENCY}\b[^()]{{0,60}}\)|\b(?:REUTERS|AFP|AP|EPA)/[A-Z][\w/ .'’-]{{2,60}}"
    rf"|(?:Photograph|Photo|Picture|Credit): [A-Z][^.]{{2,60}}|[|] (?:{_AGENCY})[^.]{{0,40}}"
    rf"|(?<=[.|] )[A-Z][\w.'’ -]{{2,40}}/{_AGENCY}(?: via [A-Z][\w ]{{1,30}})?)\s*$"
)
#: Who wrote the report, after its last sentence in the same line.
_SIGNED = re.compile(r"\s+(\((?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^()]*\))\s*$")
#: What stands above a report and is no headline: who wrote it, where it was filed, what its page offers.
_NAME = r"[A-Z][\w'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+"
_NAMES = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
_BYLINE = re.compile(
    rf"By {_NAMES}(?:(?:,| and|, and| &) {_NAMES})*(?:[,|] .{{0,40}})?$"
    rf"|{_NAME}(?:, {_NAME})* and {_NAME}$"
    rf"|{_NAMES}(?:(?:,| and) {_NAMES})* ?[|,] (?:{_AGENCY}|Associated Press)\b.{{0,40}}$"
    r"|[A-Z]\w+(?: [A-Z]\w+)? (?:CNN|Reuters|AP) ?—$|\(Updates with .*\)$"
    r"|(?:Copy URL|Save to Read Later|Read Later|View Video|VIEW VIDEO|Print|Share)$"
)
#: A picture's credit that fills its line.
_ONLY_CREDIT = re.compile(rf"\([A-Z][^()]{{2,50}}/{_AGENCY}[^()]{{0,30}}\)$")
#: Where a credit begins at the latest, in characters before the end: longer than any of the development data.
_CREDIT_WITHIN = 250


def kinds(text: str, spans: list[Span], title: str | None = None) -> list[Block]:
    """Blocks for the paragraphs of a plain text; a picture's credit at the end of a caption is a block of its own."""
    return captions(text, [Block(span, _kind(text, spans, number, title)) for number, span in enumerate(spans)])


def captions(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks with captions told from paragraphs, and their credits as blocks of their own."""
    return [part for block in blocks for part in _credited(text, block)]


def _credited(text: str, block: Block) -> list[Block]:
    if block.kind not in ("caption", "paragraph"):
        return [block]
    if block.kind == "paragraph" and _CAPTION.match(text, *block.span):
        block = Block(block.span, "caption")
    near_end = max(block.span.start, block.span.end - _CREDIT_WITHIN)
    if found := _CREDIT.search(text, near_end, block.span.end):
        return _parted(block, found, "caption")
    found = _SIGNED.search(text, near_end, block.span.end)
    return _parted(block, found, block.kind) if found else [block]


def _parted(block: Block, credit: re.Match[str], kind: BlockKind) -> list[Block]:
    """The block as `kind` without its credit, and the credit."""
    if credit.start() == block.span.start:
        return [block]
    return [Block(Span(block.span.start, credit.start()), kind), Block(Span(*credit.span(1)), "boilerplate")]


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
    if _BYLINE.match(words) or _ONLY_CREDIT.match(words):
        return "boilerplate"
    if _CREDIT.search(words) or _CAPTION.match(words):
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
