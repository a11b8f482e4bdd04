"""What exports ask of words: whether UTF-8 can hold them, and where they stand for programs that count otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from onrecord.types import InputError

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def encodable(text: str, name: str) -> str:
    """The text itself. Raises InputError, which names the document, where it has a lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(
            f"{name}: holds half a character (a lone surrogate), which no UTF-8 file can; export it as JSON Lines"
        ) from None
    return text


class Units:
    """Offsets of one text in UTF-16 code units, as browsers and the DOM count, to and from code points.

    A code point above U+FFFF (emoji, some Chinese characters) counts two units there and one here.
    """

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [at + n for n, at in enumerate(self._astral)]

    def units(self, at: int) -> int:
        """The offset in code units of an offset in code points."""
        return at + bisect_left(self._astral, at)

    def points(self, at: int) -> int:
        """The offset in code points of an offset in code units. Raises ValueError for the middle of a code point."""
        before = bisect_right(self._units, at - 1)
        if before and self._units[before - 1] == at - 1:
            raise ValueError(f"{at} is in the middle of a character of two UTF-16 code units")
        return at - before
