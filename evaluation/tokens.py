"""A text as word tokens, and spans in the one form in which attribution spans are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.types import Span

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_EDGE = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u200a\u200b\u202f\ufeff“„‟«”»\"'‘’‚‛`´,.;:!?…—–―-"


def normal_spans(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[Span]:
    """Spans cut at line ends, so that one over two paragraphs equals two, less marks and blanks at the ends of each."""
    made = set()
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[max(0, start) : end]):
            words = line.group()
            first = max(0, start) + line.start() + len(words) - len(words.lstrip(_EDGE))
            last = max(0, start) + line.start() + len(words.rstrip(_EDGE))
            if first < last:
                made.add(Span(first, last))
    return frozenset(made)


class Tokens:
    """The words of a text, numbered, and found by character."""

    def __init__(self, text: str) -> None:
        words = enumerate(_WORD.finditer(text))
        self._at = {i: number for number, word in words for i in range(word.start(), word.end())}

    def under(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words that the spans touch."""
        return frozenset(self._at[i] for span in spans for i in range(*span) if i in self._at)
