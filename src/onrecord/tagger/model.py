"""The trained model at run time: one pass of an int8 encoder in ONNX Runtime, no PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.tagger.decode import Floats, best_paths, log_softmax, runs
from onrecord.tagger.labels import NAMES, ROLES
from onrecord.tagger.pieces import Pieces, to_pieces
from onrecord.tagger.windows import Window, windows
from onrecord.tagger.wordpiece import WordPiece
from onrecord.types import NameKind, RoleKind, Span, Tagged, TaggedName, TaggedRole

ENGLISH = Path(__file__).parent / "models" / "en_v1"
#: Windows that run together. More only helps with several threads; these keep memory low.
BATCH = 4
#: Scores of one head for each paragraph, [pieces, labels].
Scores = list[Floats]


class Tagger:
    """Finds sources, cues, contents, names, times and numbers. Deterministic; safe to share between threads."""

    def __init__(self, folder: Path = ENGLISH, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning worker threads steal the cores of whoever runs beside us.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = WordPiece.from_file(folder / "vocab.txt")

    def tag(self, text: str, paragraphs: Sequence[Span]) -> Tagged:
        """All that stands in `paragraphs` (disjoint, in reading order; offsets are code points of `text`)."""
        pieces = to_pieces(self._tokenizer, text, paragraphs)
        roles, names = self._scores(pieces)
        return Tagged(
            tuple(TaggedRole(cast("RoleKind", ROLES[k]), span, p) for k, span, p in _spans(pieces, roles)),
            tuple(TaggedName(cast("NameKind", NAMES[k]), span, p) for k, span, p in _spans(pieces, names)),
        )

    def _scores(self, pieces: Sequence[Pieces]) -> tuple[Scores, Scores]:
        heads: tuple[Scores, Scores] = ([], [])
        for head, n_labels in zip(heads, (2 * len(ROLES) + 1, 2 * len(NAMES) + 1), strict=True):
            head.extend(np.zeros((len(p), n_labels), dtype=np.float32) for p in pieces)
        for batch in _batches(windows(pieces)):
            outputs = self._session.run(None, self._inputs(pieces, batch))
            for head, logits in zip(heads, outputs, strict=True):
                _put_back(head, batch, log_softmax(np.asarray(logits, dtype=np.float32)))
        return heads

    def _inputs(self, pieces: Sequence[Pieces], batch: Sequence[Window]) -> dict[str, NDArray[np.int64]]:
        length = max(map(_length, batch))
        ids = np.zeros((len(batch), length), dtype=np.int64)
        features = np.zeros_like(ids)
        for row, window in enumerate(batch):
            ids[row, 0] = self._tokenizer.cls
            at = 1
            for s in window:
                end = at + len(s)
                ids[row, at:end] = pieces[s.paragraph].ids[s.start : s.end]
                features[row, at:end] = pieces[s.paragraph].features[s.start : s.end]
                ids[row, end] = self._tokenizer.sep
                at = end + 1
        return {"ids": ids, "features": features}


@lru_cache(maxsize=2)
def load(threads: int = 1) -> Tagger:
    """The English tagger, loaded once a process."""
    return Tagger(threads=threads)


def _length(window: Window) -> int:
    return 1 + sum(len(s) + 1 for s in window)


def _batches(all_windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of similar length together, so that little is padded."""
    ordered = sorted(all_windows, key=_length)
    for i in range(0, len(ordered), BATCH):
        yield ordered[i : i + BATCH]


def _put_back(head: Scores, batch: Sequence[Window], scores: Floats) -> None:
    for row, window in enumerate(batch):
        at = 1
        for s in window:
            kept = slice(at + s.keep_start - s.start, at + s.keep_end - s.start)
            head[s.paragraph][s.keep_start : s.keep_end] = scores[row, kept]
            at += len(s) + 1


def _spans(pieces: Sequence[Pieces], scores: Scores) -> Iterator[tuple[int, Span, float]]:
    for paragraph, score, path in zip(pieces, scores, best_paths(scores), strict=True):
        probability = np.exp(np.take_along_axis(score, path[:, None], axis=1)[:, 0])
        done = 0
        for kind, start, stop in runs(path):
            # A label may change inside a word; the whole word belongs to the span that has its beginning.
            first, end = max(start, done), paragraph.word_end(stop)
            if first < end:
                span = Span(paragraph.offsets[first][0], paragraph.offsets[end - 1][1])
                yield kind, span, float(probability[first:end].mean())
            done = end
