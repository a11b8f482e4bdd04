"""Annotated documents to padded batches of windows, with labels for both heads."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from onrecord.tagger.labels import NAMES, ROLES
from onrecord.tagger.pieces import Pieces, to_pieces
from onrecord.tagger.windows import windows
from onrecord.tagger.wordpiece import WordPiece
from training.corpus import GoldDocument

IGNORED = -100
#: Each new shape costs a recompilation of the kernels, so windows are padded to few lengths (measured: FACTS).
_STEP = 64
#: One piece each: its id, its feature, its label in either head.
Row = list[tuple[int, int, int, int]]
Labelled = Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors [windows, pieces]; labels are `IGNORED` at special and padding pieces."""

    ids: Tensor
    features: Tensor
    roles: Tensor
    names: Tensor


def read_names(path: Path) -> dict[str, list[tuple[int, int, int]]]:
    """Silver names by document id, as (start, end, kind number)."""
    with path.open(encoding="utf8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: [(a, b, NAMES.index(kind)) for a, b, kind in row["names"]] for row in rows}


def role_spans(document: GoldDocument) -> list[tuple[int, int, int]]:
    """The annotated spans as (start, end, role number). PolNeAR's hardly ever overlap: one label a piece will do."""
    return [
        (span.start, span.end, number)
        for attribution in document.attributions
        for number, role in enumerate(ROLES)
        for span in getattr(attribution, role)
    ]


def other_quotes(text: str, rng: random.Random) -> str:
    """The text with its quotation marks written the other way, at times: a third of outlets use straight ones."""
    if rng.random() >= 0.3:
        return text
    if "“" in text:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r'"([^"\n]*)"', r"“\1”", text)


class Batches:
    """Shuffled batches of a corpus; the order of an epoch follows from the seed and its number alone."""

    def __init__(
        self, documents: Iterable[GoldDocument], names: dict[str, list[tuple[int, int, int]]], tokenizer: WordPiece
    ) -> None:
        self.documents = list(documents)
        self.names = names
        self.tokenizer = tokenizer

    def epoch(self, number: int, size: int, seed: int) -> list[Batch]:
        """All batches of one epoch. Windows are packed to another limit in each, so that cuts fall elsewhere."""
        rng = random.Random(f"{seed}-{number}")
        limit = rng.choice((192, 224, 256)) if number else 256
        rows = [row for document in self.documents for row in self._rows(document, limit, rng)]
        rng.shuffle(rows)
        return [_pad(rows[i : i + size]) for i in range(0, len(rows), size)]

    def _rows(self, document: GoldDocument, limit: int, rng: random.Random) -> Iterator[Row]:
        cls, sep = self.tokenizer.cls, self.tokenizer.sep
        pieces = to_pieces(self.tokenizer, other_quotes(document.text, rng), document.paragraphs())
        roles = label_pieces(pieces, role_spans(document))
        names = label_pieces(pieces, self.names[document.id])
        for window in windows(pieces, limit):
            row: Row = [(cls, 0, IGNORED, IGNORED)]
            for s in window:
                p, at = pieces[s.paragraph], slice(s.start, s.end)
                labels = roles[s.paragraph][at], names[s.paragraph][at]
                row += zip(p.ids[at], p.features[at], *labels, strict=True)
                row.append((sep, 0, IGNORED, IGNORED))
            yield row


def label_pieces(paragraphs: Sequence[Pieces], spans: Labelled) -> list[list[int]]:
    """BIO labels of every piece. Of spans that overlap the longer one is kept."""
    made = []
    for pieces in paragraphs:
        labels = [0] * len(pieces)
        if len(pieces):
            low, high = pieces.offsets[0][0], pieces.offsets[-1][1]
            inside = [s for s in spans if s[0] < high and low < s[1]]
            for start, end, kind in sorted(inside, key=lambda s: s[0] - s[1]):
                covered = [i for i, (a, b) in enumerate(pieces.offsets) if a < end and start < b]
                if covered and not any(labels[i] for i in covered):
                    for i in covered:
                        labels[i] = 2 * kind + 2
                    labels[covered[0]] = 2 * kind + 1
        made.append(labels)
    return made


def _pad(rows: Sequence[Row]) -> Batch:
    length = -(-max(map(len, rows)) // _STEP) * _STEP
    table = torch.tensor([row + [(0, 0, IGNORED, IGNORED)] * (length - len(row)) for row in rows])
    return Batch(*(table[:, :, column].contiguous() for column in range(4)))
