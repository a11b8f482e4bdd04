"""What marks or a verb show to be somebody’s word for a thing: "hailing what he called the port’s “rebirth”"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.lexicon import cue_sense
from onrecord.text import quotations
from onrecord.types import Attribution, Span

#: PolNeAR's annotators mark 15 of the 33 such clauses in its training part; read by eye, nearly all the others are
#: somebody's words as well.
SCORE = 0.6
_CLAUSE = re.compile(
    r"\bwhat\s(?P<source>(?:he|she|they|it)|(?:[\w.’'-]+\s){0,6}?[\w.’'-]+)\s"
    r"(?P<cue>(?:(?:has|have|had)\s)?(?:called|calls?|termed|terms?|dubbed|branded|labell?ed"
    r"|(?:described|describes?)(?=\sas\b)"
    r"|(?:said|says?)(?=\s(?:was|were|is|are|could|would|may|might|had|has)\b)))\s"
)
_END = re.compile(r"[.,;:!?—–()\n“”\"]|\s(?:and|but|while|when|as|after|before|because|although|in an?|on \w+day)\s")
#: Nouns of a source that is none: "what many people called", "what could be called".
_NO_SOURCE = re.compile(r"\b(?:you|we|I|could|can|may|might|would|should|is|was|were|be|been|so|some|many|people)\b")
#: A quotation begins so near behind the verb that it belongs to what is called, in characters.
_NEAR = 40
_BEFORE = re.compile(r"(?P<cue>[A-Za-z]+ing)\s(?:[a-z]+\s)?$")


def called(text: str, paragraphs: Sequence[Span], made: Sequence[Attribution]) -> Iterator[Attribution]:
    """Those that the tagger passed over: none of its spans stands in them."""
    taken = [span for a in made for span in (*a.source, *a.cue, *a.content)]
    for paragraph in paragraphs:
        quotes = quotations(text, paragraph)
        for match in _CLAUSE.finditer(text, *paragraph):
            found = _attribution(text, match, quotes, paragraph.end)
            if found and not any(span.overlaps((match.start(), found.content[0].end)) for span in taken):
                yield found


def _attribution(text: str, match: re.Match[str], quotes: Sequence[Span], limit: int) -> Attribution | None:
    source, cue = Span(*match.span("source")), Span(*match.span("cue"))
    if _NO_SOURCE.search(source.words(text)):
        return None
    end = _END.search(text, match.end(), limit)
    stop = end.start() if end else limit
    quote = next((q for q in quotes if match.end() <= q.start <= min(stop, match.end() + _NEAR)), None)
    content = Span(match.end(), quote.end if quote else stop)
    before = _BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
    if before and cue_sense([before["cue"]]):
        cue, content = Span(*before.span("cue")), Span(match.start(), content.end)
    elif quote is None:
        return None
    return Attribution((content,), (source,), (cue,), "what was called", SCORE)
