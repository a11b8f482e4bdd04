"""Text to word pieces: ids, offsets and surface features of what the encoder reads.

The encoder is uncased, so the letter case that it does not see is given to it as a small feature, and so is whether a
piece stands inside quotation marks (pairing marks over a paragraph is easy for a rule and hard for attention).
Training and run time share this module, so that a model always sees the same input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.types import Span

OPENING, CLOSING, STRAIGHT = "“„«‟", "”»", '"'
#: Shapes of letter case (lower or none, Title, UPPER, digits), each outside and inside quotation marks.
N_FEATURES = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one paragraph; offsets count code points of the whole document's text."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    features: list[int]
    #: Whether a piece goes on with the word of the piece before it.
    joined: list[bool]

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(path: Path) -> Tokenizer:
    """A WordPiece tokenizer from its JSON file, without padding or truncation: windows are cut by `windows`."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def to_pieces(tokenizer: Tokenizer, text: str, paragraphs: Sequence[Span]) -> list[Pieces]:
    """The pieces of each paragraph of `text`, in the order given."""
    encodings = tokenizer.encode_batch([text[p.start : p.end] for p in paragraphs], add_special_tokens=False)
    made = []
    for paragraph, encoding in zip(paragraphs, encodings, strict=True):
        # A piece of a word that another piece began stands right after it; marks and digits are pieces of their own.
        joined = [token.startswith("##") for token in encoding.tokens]
        offsets = [(paragraph.start + a, paragraph.start + b) for a, b in encoding.offsets]
        made.append(Pieces(encoding.ids, offsets, _features(text, offsets), joined))
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
        features.append(_shape(surface) + 4 * quoted)
    return features


def _shape(surface: str) -> int:
    if surface[:1].isdigit():
        return 3
    if len(surface) > 1 and surface.isupper():
        return 2
    return int(surface[:1].isupper())
