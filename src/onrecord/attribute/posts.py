"""Posts that a page shows whole: "The quay stays shut. — Ada Varga (@adavarga) March 11, 2026".

So X writes the block quotation that its pages hand out for embedding (oEmbed): the words, a dash, name, handle and day.
Extraction leaves that last line at the end of the post's paragraph, or makes it a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.attribute.shown import laid_over
from onrecord.types import Attribution, Issue, Span, trimmed
from onrecord.types.attribution import POST

#: Of 60 such in news reports, read by eye, 58 were the post and no more.
SCORE = 0.95
_SIGNED = re.compile(
    r"(?:[—–]|--)\s?(?P<name>[^\n@()—–]{2,60}?)\s?\(@\w{1,15}\)\s"
    r"(?:[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
#: Links and pictures that stand at the end of a post.
_LINKS = re.compile(r"(?:\s*(?:https?://t\.co/\w+…?|pic\.twitter\.com/\w+))+\s*$")
#: X's limit for a post, without its links: what is longer holds the outlet's own words too.
_LONGEST, _ROOM_FOR_LINKS = 280, 300
#: A word that is no handle, tag or link: a post of flags alone says nothing.
_WORD = re.compile(r"(?<![\w@#/.])[^\W\d_]{2,}")


def posts(text: str, paragraphs: Sequence[Span], found: Sequence[Attribution]) -> tuple[list[Attribution], list[Issue]]:
    """The attributions with a post for each that is shown, over those of its words that name who else said so.

    What else the tagger saw in a post is part of its words and leaves an issue.
    """
    return laid_over(text, found, dict(_shown(text, paragraphs)), "a post")


def _shown(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, Attribution]]:
    """Each post, and before it all that it takes up with its signature."""
    before: Span | None = None
    for paragraph in paragraphs:
        start = paragraph.start
        for signed in _SIGNED.finditer(text, *paragraph):
            own = Span(start, signed.start())
            if post := _words(text, before if before and not own.words(text).strip() else own):
                name = Span(*signed.span("name"))
                yield Span(post.start, signed.end()), Attribution((post,), (name,), rule=POST, score=SCORE)
            start = signed.end()
        before = None if start > paragraph.start else paragraph


def _words(text: str, span: Span) -> Span | None:
    """What of a post is said; None where nothing is, or too much for one."""
    if span.end - span.start > _LONGEST + _ROOM_FOR_LINKS:
        return None
    links = _LINKS.search(text, *span)
    said = trimmed(text, Span(span.start, links.start() if links else span.end))
    return said if said.end - said.start <= _LONGEST and _WORD.search(text, *said) else None
