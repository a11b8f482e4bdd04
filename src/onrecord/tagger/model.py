"""The trained model at run time: one pass of an int8 encoder in ONNX Runtime, no PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.tagger.decode import NO_COSTS, Floats, best_paths, log_softmax, runs
from onrecord.tagger.labels import NAME_LABELS, NAMES, ROLE_COSTS, ROLE_LABELS, ROLES
from onrecord.tagger.pieces import Pieces, to_pieces
from onrecord.tagger.windows import Segment, segments
from onrecord.tagger.wordpiece import WordPiece
from onrecord.types import NameKind, RoleKind, Span, Tagged, TaggedName, TaggedRole

ENGLISH = Path(__file__).parent / "models" / "en_v1"
#: Scores of one head for each paragraph, [pieces, labels].
Scores = list[Floats]


class Tagger:
    """Finds sources, cues, contents, names, times and numbers. Deterministic; safe to share between threads."""

    def __init__(self, folder: Path = ENGLISH, threads: int = 1) -> None:
        self._lower = session(str(folder / "lower.onnx"), threads)
        self._upper = session(str(folder / "upper.onnx"), threads)
        self._tokenizer = WordPiece.from_file(folder / "vocab.txt")

    def tag(self, text: str, paragraphs: Sequence[Span]) -> Tagged:
        """All that stands in `paragraphs` (disjoint, in reading order; offsets are code points of `text`)."""
        pieces = self.read(text, paragraphs)
        roles, names = self._scores(pieces)
        return Tagged(
            tuple(TaggedRole(cast("RoleKind", ROLES[k]), span, p) for k, span, p in _spans(pieces, roles, ROLE_COSTS)),
            tuple(TaggedName(cast("NameKind", NAMES[k]), span, p) for k, span, p in _spans(pieces, names)),
        )

    def _scores(self, pieces: Sequence[Pieces]) -> tuple[Scores, Scores]:
        heads: tuple[Scores, Scores] = ([], [])
        for head, n_labels in zip(heads, (len(ROLE_LABELS), len(NAME_LABELS)), strict=True):
            head.extend(np.zeros((len(p), n_labels), dtype=np.float32) for p in pieces)
        for segment in segments(pieces):
            # One at a time: int8 activations share one scale a run, so a neighbour in a batch would change the answer.
            ids, states = self._below(pieces[segment.paragraph], segment)
            outputs = self._upper.run(["roles", "names"], {"ids": ids, "states": states})
            for head, logits in zip(heads, outputs, strict=True):
                scores = log_softmax(np.asarray(logits[0], dtype=np.float32))
                head[segment.paragraph][segment.keep_start : segment.keep_end] = scores[segment.kept]
        return heads

    def read(self, text: str, paragraphs: Sequence[Span]) -> list[Pieces]:
        """The pieces of each paragraph, as the encoder reads them."""
        return to_pieces(self._tokenizer, text, paragraphs)

    def states(self, pieces: Pieces, segment: Segment) -> Floats:
        """What the lowest two layers make of a window, its two special pieces too: [1, pieces, width]."""
        return self._below(pieces, segment)[1]

    def _below(self, pieces: Pieces, segment: Segment) -> tuple[NDArray[np.int64], Floats]:
        """The ids of a window, and what the lowest layers make of them."""
        at = slice(segment.start, segment.end)
        ids = np.array([[self._tokenizer.cls, *pieces.ids[at], self._tokenizer.sep]])
        (states,) = self._lower.run(None, {"ids": ids, "features": np.array([[0, *pieces.features[at], 0]])})
        return ids, states


def session(model: str | bytes, threads: int = 1) -> onnxruntime.InferenceSession:
    """A model, given by its path or its bytes, ready to run."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning worker threads steal the cores of whoever runs beside us.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=2)
def load(threads: int = 1) -> Tagger:
    """The English tagger, loaded once a process."""
    return Tagger(threads=threads)


def _spans(
    pieces: Sequence[Pieces], scores: Scores, costs: Mapping[int, float] = NO_COSTS
) -> Iterator[tuple[int, Span, float]]:
    for paragraph, score, path in zip(pieces, scores, best_paths(scores, costs), strict=True):
        probability = np.exp(np.take_along_axis(score, path[:, None], axis=1)[:, 0])
        done = 0
        for kind, start, stop in runs(path):
            # A label may change inside a word; the whole word belongs to the first span that has any of it.
            first, end = max(paragraph.word_start(start), done), paragraph.word_end(stop)
            if first < end:
                span = Span(paragraph.offsets[first][0], paragraph.offsets[end - 1][1])
                yield kind, span, float(probability[first:end].mean())
            done = end
