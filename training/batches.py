"""Annotated documents to padded batches of paragraphs, with labels for both heads."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.tagger.labels import NAME_LABELS, NAMES, ROLE_LABELS, ROLES
from onrecord.tagger.pieces import Pieces, to_pieces
from onrecord.tagger.windows import MAX_PIECES, segments
from onrecord.tagger.wordpiece import WordPiece
from training.corpus import GoldDocument

IGNORED = -100
#: Each new shape costs a recompilation of the kernels, so paragraphs are padded to few lengths.
_STEP = 32
Labelled = Sequence[tuple[int, int, int]]
Floats = NDArray[np.float16]


class Soft(NamedTuple):
    """A teacher's label probabilities for every piece of a document, in reading order: [pieces, labels] each."""

    roles: Floats
    names: Floats


class Row(NamedTuple):
    """A paragraph or a part of a long one: its pieces, features, labels, what a teacher says (zeros: nothing)."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    roles: NDArray[np.int64]
    names: NDArray[np.int64]
    soft_roles: Floats
    soft_names: Floats


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of like length as padded tensors; labels are `IGNORED` at special and padding pieces."""

    ids: Tensor
    features: Tensor
    roles: Tensor
    names: Tensor
    soft_roles: Tensor
    soft_names: Tensor


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
    """Shuffled batches of a corpus; the order of an epoch follows from the seed and its number alone.

    `names` and `soft` go by document id. A document without names or attributions teaches by its soft labels alone.
    """

    def __init__(
        self,
        documents: Iterable[GoldDocument],
        names: Mapping[str, Labelled],
        tokenizer: WordPiece,
        soft: Mapping[str, Soft] | None = None,
    ) -> None:
        self.documents = list(documents)
        self.names = names
        self.tokenizer = tokenizer
        self.soft = soft or {}

    def epoch(self, number: int, size: int, seed: int) -> list[Batch]:
        """All batches of one epoch, paragraphs of like length together: as many pieces as `size` of the longest."""
        rng = random.Random(f"{seed}-{number}")
        rows = [row for document in self.documents for row in self._rows(document, rng)]
        rng.shuffle(rows)
        batches = []
        for length, alike in groupby(sorted(rows, key=_padded), key=_padded):
            same, count = list(alike), size * MAX_PIECES // length
            batches += [_pad(same[i : i + count], length) for i in range(0, len(same), count)]
        rng.shuffle(batches)
        return batches

    def _rows(self, document: GoldDocument, rng: random.Random) -> Iterator[Row]:
        pieces = to_pieces(self.tokenizer, other_quotes(document.text, rng), document.paragraphs())
        firsts = list(accumulate(map(len, pieces), initial=0))
        roles = label_pieces(pieces, role_spans(document)) if document.attributions else None
        names = label_pieces(pieces, self.names[document.id]) if document.id in self.names else None
        soft = self.soft.get(document.id)
        for s in segments(pieces):
            p, at, n = pieces[s.paragraph], slice(s.start, s.end), len(s)
            whole = slice(firsts[s.paragraph] + s.start, firsts[s.paragraph] + s.end)
            row = Row(
                np.array(p.ids[at]),
                np.array(p.features[at]),
                np.array(roles[s.paragraph][at]) if roles else np.full(n, IGNORED),
                np.array(names[s.paragraph][at]) if names else np.full(n, IGNORED),
                soft.roles[whole] if soft else np.zeros((n, len(ROLE_LABELS)), np.float16),
                soft.names[whole] if soft else np.zeros((n, len(NAME_LABELS)), np.float16),
            )
            parts = [_special(self.tokenizer.cls), row, _special(self.tokenizer.sep)]
            yield Row(*map(np.concatenate, zip(*parts, strict=True)))


def _special(piece: int) -> Row:
    ignored = np.array([IGNORED])
    soft = [np.zeros((1, len(labels)), np.float16) for labels in (ROLE_LABELS, NAME_LABELS)]
    return Row(np.array([piece]), np.zeros(1, np.int64), ignored, ignored, *soft)


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


def _padded(row: Row) -> int:
    return -(-len(row.ids) // _STEP) * _STEP


def _pad(rows: Sequence[Row], length: int) -> Batch:
    fills = (0, 0, IGNORED, IGNORED, 0, 0)
    columns = []
    for values, fill in zip(zip(*rows, strict=True), fills, strict=True):
        table = np.full((len(rows), length, *values[0].shape[1:]), fill, dtype=values[0].dtype)
        for n, value in enumerate(values):
            table[n, : len(value)] = value
        columns.append(torch.from_numpy(table))
    return Batch(*columns)
