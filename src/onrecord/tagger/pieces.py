"""Text to word pieces: ids, offsets and surface features of what the encoder reads.

The encoder is uncased, so the letter case that it does not see is given to it as a small feature, and so is whether a
piece stands inside quotation marks (pairing marks over a paragraph is easy for a rule and hard for attention).
Training and run time share this module, so that a model always sees the same input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.tagger.wordpiece import WordPiece
from onrecord.types import Span

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'
#: Shapes of letter case (lower or none, Title, UPPER, digits), each outside and inside quotation marks.
_SHAPES, N_FEATURES = 4, 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one paragraph; offsets count code points of the whole document's text."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    features: list[int]
    #: Whether a piece goes on with the word of the piece before it.
    joined: list[bool]

    def word_start(self, at: int) -> int:
        """The piece, `at` or one before it, that begins its word; a capital begins one also in "othersCanada"."""
        while at and self.joined[at] and self.features[at] % _SHAPES == 0:
            at -= 1
        return at

    def word_end(self, at: int) -> int:
        """The first piece from `at` on that begins a word of its own."""
        while at < len(self.ids) and self.joined[at]:
            at += 1
        return at

    def __len__(self) -> int:
        return len(self.ids)


def to_pieces(tokenizer: WordPiece, text: str, paragraphs: Sequence[Span]) -> list[Pieces]:
    """The pieces of each paragraph of `text`, in the order given."""
    made = []
    for paragraph in paragraphs:
        found = list(tokenizer.encode(paragraph.words(text), paragraph.start))
        offsets = [(piece.start, piece.end) for piece in found]
        joined = [piece.joined for piece in found]
        made.append(Pieces([piece.id for piece in found], offsets, _features(text, offsets), joined))
    return made


def _features(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    features = []
    quoted = False
    for start, end in offsets:
        surface = text[start:end]
        if surface in OPENING or (surface == STRAIGHT and not quoted):
            quoted = True
        elif surface in CLOSING or surface == STRAIGHT:
            quoted = False
        features.append(_shape(surface) + _SHAPES * quoted)
    return features


def _shape(surface: str) -> int:
    if surface[:1].isdigit():
        return 3
    if len(surface) > 1 and surface.isupper():
        return 2
    return int(surface[:1].isupper())
