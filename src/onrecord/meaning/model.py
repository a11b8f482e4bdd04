"""The encoder of meanings at run time: four layers of its own on the lowest two of the tagger's.

It reads whole lines, so that "he denied it" is understood by what stands before it. What a span means is the mean of
what its pieces mean.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.tagger.model import Tagger, session
from onrecord.tagger.model import load as load_tagger
from onrecord.tagger.windows import segments
from onrecord.types import Span

ENGLISH = Path(__file__).parent / "models" / "en_v1"
Floats = NDArray[np.float32]
_LINE = re.compile(r"[^\n]+")


class Encoder:
    """Gives spans their meanings; a `Meanings` of `types.point`. Deterministic; safe to share between threads."""

    def __init__(self, tagger: Tagger, folder: Path = ENGLISH) -> None:
        self._session = session(gzip.decompress((folder / "meaning.onnx.gz").read_bytes()))
        self._tagger = tagger
        self._size: int = self._session.get_outputs()[0].shape[-1]

    def __call__(self, text: str, spans: Sequence[Span]) -> list[bytes]:
        """A direction for each span (code points of `text`), as signed bytes; all 0 for one that holds no word."""
        starts, vectors = self._vectors(text)
        before = np.concatenate([np.zeros((1, self._size)), np.cumsum(vectors, 0, np.float64)])
        first = np.searchsorted(starts, [span.start for span in spans])
        sums = before[np.searchsorted(starts, [span.end for span in spans])] - before[first]
        most = np.abs(sums).max(1, keepdims=True, initial=1e-9)
        return [row.tobytes() for row in np.rint(sums / most * 127).astype(np.int8)]

    def _vectors(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """Where each piece of the text begins, and what it means there."""
        read = self._tagger.read(text, list(lines(text)))
        starts, vectors = [np.zeros(0, np.intp)], [np.zeros((0, self._size), np.float32)]
        for window in segments(read):
            pieces = read[window.paragraph]
            (made,) = self._session.run(None, {"states": self._tagger.states(pieces, window)})
            vectors.append(made[0, window.kept])
            answered = pieces.offsets[window.keep_start : window.keep_end]
            starts.append(np.array([start for start, _ in answered], np.intp))
        return np.concatenate(starts), np.concatenate(vectors)


def lines(text: str) -> Iterator[Span]:
    """The lines that hold anything: what the encoder reads by itself."""
    return (Span(*match.span()) for match in _LINE.finditer(text))


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The English encoder, loaded once a process."""
    return Encoder(load_tagger())
