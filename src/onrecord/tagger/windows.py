"""Cutting a document's pieces into what the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.tagger.pieces import Pieces

#: Pieces in one window with its two special pieces. PolNeAR paragraphs are far shorter (median about 40 pieces).
MAX_PIECES = 256
#: What neighbouring windows of one very long paragraph share; each keeps the half that has more context.
OVERLAP = 64


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces `start:end` of a paragraph, of which `keep_start:keep_end` are answered by this window."""

    paragraph: int
    start: int
    end: int
    keep_start: int
    keep_end: int

    @property
    def kept(self) -> slice:
        """Where the answered pieces stand in what a run gives, which begins with a special piece."""
        return slice(1 + self.keep_start - self.start, 1 + self.keep_end - self.start)

    def __len__(self) -> int:
        return self.end - self.start


def segments(paragraphs: Sequence[Pieces], limit: int = MAX_PIECES) -> Iterator[Segment]:
    """Every paragraph by itself, only one longer than `limit` (with its two special pieces) in several that overlap.

    So what is found in a paragraph depends on no other. Context costs time and gains nothing: training/EXPERIMENTS.md.
    """
    size = limit - 2
    for number, pieces in enumerate(paragraphs):
        n = len(pieces)
        if n <= size:
            if n:
                yield Segment(number, 0, n, 0, n)
            continue
        step = size - OVERLAP
        for start in range(0, max(1, n - OVERLAP), step):
            end = min(n, start + size)
            keep_start = start + OVERLAP // 2 if start else 0
            keep_end = end - OVERLAP // 2 if end < n else n
            yield Segment(number, start, end, keep_start, keep_end)
