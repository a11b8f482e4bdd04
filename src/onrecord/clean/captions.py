"""Captions told from paragraphs, and the credits of pictures and reports as blocks of their own."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.types import Block, BlockKind, Span

AGENCY = (
    r"(?:AP|Reuters(?: TV)?|REUTERS|AFP|Getty(?: Images)?|EPA|Sputnik|TASS|Xinhua|Anadolu(?: Agency)?|Shutterstock"
    r"|Alamy|Bloomberg|Photo)"
)
#: Who else a picture is from, after a stroke or in brackets: the words alone mean other things as well.
_GIVEN = r"(?:(?i:file photo)|Handout|HANDOUT|Pool)"
#: Names of who made a picture and for whom: "Bo T. Lee", "Ministry of Ports, Lt. Ada Quist". All words but a few
#: are capital, so that "Aides confirmed it via Reuters" is none.
_MAKER = r"[A-Z][\w.'’()-]*(?:,? (?:[A-Z(][\w.'’()-]*|of|the|for|and|de|van|von|al)){0,8}"
_PICTURE = r"(?:photo(?:graph)?|image|picture|(?:screen|frame|video) ?grab|screenshot|still|illustration)"
_SHOWS = r"(?:taken|released|provided|made|posted|obtained|shows?|supplied|distributed)"
_CAPTION = re.compile(
    rf"(?:In this|This) (?:[\w.,]+ ){{0,6}}{_PICTURE}\b[^.]{{0,200}}(?:\b{_SHOWS}\b|(?:19|20)\d\d)"
    rf"|An? (?:undated |handout |(?:19|20)\d\d )+(?:file )?{_PICTURE} (?:shows|taken|released|provided)\b"
    r"|(?:FILE|File)(?: (?:PHOTO|photo|image))?\s?[-–—:]|(?:Hide|Image|Toggle) caption:? \w|Caption: \w"
    r"|(?:Photo|Image|Picture): [A-Z].{60}",
)
#: What only captions say of themselves in the middle of a sentence.
_OF_PICTURE = re.compile(
    rf"\bFILE PHOTO\b|\bin (?:this|an?)(?: still)?(?: undated)?(?: handout| file)? {_PICTURE},? "
    rf"(?:{_SHOWS}|from (?:an? |the )?(?:\w+ )?(?:video|footage))\b|\((?i:file (?:photo|image|picture))\)\W*$"
)
#: Who took the picture, after the caption's last sentence; what stands before it stays a caption.
_CREDIT = re.compile(
    rf"\s*((?:\((?![^()]*\b(?:report(?:ed|s)|said|says|told|wrote|contributed)\b)[^()]{{0,80}}\b(?:{AGENCY}|{_GIVEN})\b[^()]{{0,60}}\)"
    rf"|\b(?:REUTERS|AFP|AP|EPA)/[A-Z][\w/ .'’-]{{2,60}}"
    rf"|(?:(?:Photograph(?:er)?|Photo|Picture|Credit): [A-Z][^.:]{{2,70}}){{1,2}}|[|] (?:{AGENCY})[^.]{{0,40}}"
    rf"|(?<=[.|] )(?:{_MAKER}/){{1,3}}(?:via )?(?:{AGENCY}|{_GIVEN})(?: via {_MAKER})?(?:/{_GIVEN})?"
    rf"|(?<=[.|] ){_MAKER} via {AGENCY}(?:/{_GIVEN})?|(?<=[.|] )Reuters/{_MAKER}"
    rf"|(?<=[.|] )(?:[A-Z][\w.]* ){{0,4}}[Pp]hotos? by {_MAKER})\.?)\s*$"
)
#: The same before the caption.
_CREDIT_FIRST = re.compile(rf"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,3}}/{AGENCY})\s(?!Images\b|Photo\b)(?=[A-Z])")
#: A picture's credit that fills its block.
_ONLY_CREDIT = re.compile(
    rf"\((?:[A-Z][^()]{{2,50}}(?:/| via ){AGENCY}[^()]{{0,30}}"
    r"|(?:AP Photo/|(?:Reuters |AP )?[Pp]hotos?: )[^()]{2,60})\)$"
)
#: Who wrote the report, after its last sentence in the same line.
_SIGNED = re.compile(r"\s+(\((?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by [^()]*\))\s*$")
#: Where a report begins: "PORT SALIS (AP) — ", "WASHINGTON, May 3 (Reuters) - ".
_DATELINE = re.compile(rf"[A-Z][A-Z.,'’ -]+[\w., ]{{0,20}}\({AGENCY}\) ?[-–—]")
#: Blocks that stand above a report's dateline.
_ABOVE = 8
#: Where a credit begins at the latest, in characters before the end: longer than any of the development data.
_CREDIT_WITHIN = 250
#: Captions are no longer, in words: the longest of the development data has 95. A longer paragraph that ends in a
#: credit is several that a page has run together. What captions say of themselves counts in one or two sentences.
_LONGEST, _SHORT = 120, 60


def is_credit(words: str) -> bool:
    """Whether these words are nothing but a picture's credit."""
    return bool(_ONLY_CREDIT.match(words))


def is_caption(words: str) -> bool:
    """Whether these words are a caption, maybe with its credit."""
    return bool(_CAPTION.match(words) or _CREDIT.search(words[-_CREDIT_WITHIN:]) or _is_of_picture(words))


def captions(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks with captions told from paragraphs, and their credits as blocks of their own."""
    twice = _said_twice(text, blocks)
    return [part for at, block in enumerate(blocks) for part in _credited(text, block, at in twice)]


def _credited(text: str, block: Block, twice: bool) -> list[Block]:
    if block.kind not in ("caption", "paragraph"):
        return [block]
    words = block.span.words(text)
    if is_credit(words):
        return [Block(block.span, "boilerplate")]
    if block.kind == "paragraph" and (twice or _CAPTION.match(words) or _is_of_picture(words)):
        block = Block(block.span, "caption")
    if (first := _CREDIT_FIRST.match(text, *block.span)) and _is_short(words):
        caption = Block(Span(first.end(), block.span.end), "caption")
        return [Block(Span(*first.span(1)), "boilerplate"), *_credited(text, caption, twice)]
    near_end = max(block.span.start, block.span.end - _CREDIT_WITHIN)
    if found := _CREDIT.search(text, near_end, block.span.end):
        return _parted(block, found, "caption" if len(words.split()) <= _LONGEST else block.kind)
    found = _SIGNED.search(text, near_end, block.span.end)
    return _parted(block, found, block.kind) if found else [block]


def _parted(block: Block, credit: re.Match[str], kind: BlockKind) -> list[Block]:
    """The block as `kind` without its credit, and the credit."""
    if credit.start() == block.span.start:
        return [block if credit[1].startswith("(") else Block(block.span, "boilerplate")]
    return [Block(Span(block.span.start, credit.start()), kind), Block(Span(*credit.span(1)), "boilerplate")]


def _is_of_picture(words: str) -> bool:
    return _is_short(words) and bool(_OF_PICTURE.search(words))


def _is_short(words: str) -> bool:
    return len(words.split()) <= _SHORT


def _said_twice(text: str, blocks: list[Block]) -> set[int]:
    """The paragraphs above the dateline that stand there twice in a row: a picture's words, shown small and large."""
    words = [block.span.words(text) for block in blocks[:_ABOVE]]
    first = next((at for at, one in enumerate(words) if _DATELINE.match(one)), 0)
    pairs = [(at, at + 1) for at, (a, b) in enumerate(pairwise(words[:first])) if a == b and a.endswith((".", ")"))]
    return {at for pair in pairs for at in pair}
