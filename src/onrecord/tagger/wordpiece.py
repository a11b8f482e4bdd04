"""BERT's uncased WordPiece tokenisation in plain Python, with offsets into the text as it was given.

Splits on blanks, sets punctuation and CJK characters apart, folds case and accents, then takes the longest known piece
again and again. What stands between blanks is answered from a cache: news has few distinct words. Why not a library:
docs/decisions/0002.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

#: A longer word is one unknown piece, as in the tokenizer that the encoder was trained with.
LONGEST_WORD = 100
_CHUNK = re.compile(r"\S+")
_ASCII = re.compile(r"[A-Za-z0-9]+|[!-/:-@\[-`{-~]")
#: CJK ideographs (the blocks that BERT names), each a word of its own.
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))
#: Where each character of a folded word stands in its chunk.
Places = Sequence[tuple[int, int]]


class Piece(NamedTuple):
    """A piece's number in the vocabulary, its offsets, and whether it goes on with the word of the piece before it."""

    id: int
    start: int
    end: int
    joined: bool


class WordPiece:
    """Tokenises with a vocabulary of pieces and their ids."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        self.ids = ids
        self._unknown, self.cls, self.sep = (ids[piece] for piece in ("[UNK]", "[CLS]", "[SEP]"))
        self._chunk = lru_cache(maxsize=1 << 16)(self._split_chunk)

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """The tokenizer of a BERT vocabulary: one piece a line, numbered by line; KeyError for another kind."""
        lines = path.read_text(encoding="utf8").rstrip("\n").split("\n")
        return cls({piece: number for number, piece in enumerate(lines)})

    def encode(self, text: str, at: int = 0) -> Iterator[Piece]:
        """All pieces of a text that stands at `at`; offsets are code points."""
        for chunk in _CHUNK.finditer(text):
            begin = at + chunk.start()
            for number, start, end, joined in self._chunk(chunk.group()):
                yield Piece(number, begin + start, begin + end, joined)

    def _split_chunk(self, chunk: str) -> tuple[Piece, ...]:
        words = _ascii_words(chunk) if chunk.isascii() and chunk.isprintable() else _words(chunk)
        return tuple(piece for word, places in words for piece in self._pieces(word, places))

    def _pieces(self, word: str, places: Places) -> list[Piece]:
        """Longest-match pieces of a folded word; `places[i]` is where its character i stands in the chunk."""
        found: list[Piece] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self.ids), None)
            if end is None:
                break
            number = self.ids[prefix + word[start:end]]
            found.append(Piece(number, places[start][0], places[end - 1][1], start > 0))
            start = end
        return found if start == len(word) else [Piece(self._unknown, places[0][0], places[-1][1], False)]


def _ascii_words(chunk: str) -> Iterator[tuple[str, Places]]:
    for match in _ASCII.finditer(chunk):
        yield match.group().lower(), [(at, at + 1) for at in range(*match.span())]


def _words(chunk: str) -> Iterator[tuple[str, Places]]:
    """Words of a chunk, folded, each with the place of every character; control characters vanish."""
    word: list[str] = []
    places: list[tuple[int, int]] = []
    for at, character in enumerate(chunk):
        category = unicodedata.category(character)
        if category.startswith("C") or character == "\ufffd":
            continue
        alone = _stands_alone(character, category)
        if alone and word:
            yield "".join(word), places
            word, places = [], []
        folded = _fold(character)
        word += folded
        places += [(at, at + 1)] * len(folded)
        if not folded and places:
            # A combining mark belongs to the letter before it.
            places[-1] = (places[-1][0], at + 1)
        if alone and word:
            yield "".join(word), places
            word, places = [], []
    if word:
        yield "".join(word), places


def _fold(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower()


def _stands_alone(character: str, category: str) -> bool:
    if character.isascii():
        return not character.isalnum()
    return category.startswith("P") or any(a <= ord(character) <= b for a, b in _IDEOGRAPHS)
