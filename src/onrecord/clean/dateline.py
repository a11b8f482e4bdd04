"""Datelines and labels before a colon: "HALDEN: The port …", "EXCLUSIVE: The port …"."""

from __future__ import annotations

import re

from onrecord.lexicon.nouns import is_medium, names_a_speaker
from onrecord.types import Article, Span

#: Words in capitals, maybe with a day or an agency in brackets, and a colon before a sentence.
_BEFORE_COLON = re.compile(r"[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,3}(?: \([^()\n]{2,30}\))?:(?= [“\"'A-Z])")
#: It opens the report, below no more than so many lines that are none of it.
_FIRST = 3


def dateline(article: Article) -> Span | None:
    """Where a report has one, with its colon; None where it has none, or is a transcript whose speakers stand so."""
    paragraphs = [block.span for block in article.blocks if block.kind == "paragraph"]
    found = [(n, match) for n, span in enumerate(paragraphs) if (match := _BEFORE_COLON.match(article.text, *span))]
    if len(found) != 1:
        return None
    n, match = found[0]
    return Span(*match.span()) if n < _FIRST and not _speaks(match.group()) else None


def _speaks(label: str) -> bool:
    """Whether what stands before the colon is one who says what follows: "AP: …", "UN CHIEF: …"."""
    name = label.rstrip(":").split(" (")[0]
    return is_medium(name) or names_a_speaker(name.split()[-1].lower())
