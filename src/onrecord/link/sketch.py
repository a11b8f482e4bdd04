"""What makes a document findable among many: its most telling words and its runs of words."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from onrecord.types.point import Point, Sketch

#: So many words tell one story from another; more only cost.
_TERMS = 24
#: Runs of this many content words: shorter ones are idioms, longer ones break at the first changed word.
_RUN = 5
#: One run in this many is kept, the same ones everywhere (fingerprints by sampling), never more than `_RUNS`.
_KEPT, _RUNS = 4, 64


def sketch(points: Sequence[Point], document: str, day: date | None) -> Sketch:
    """The sketch of a document from its points; `day` is its day of publication."""
    weights: defaultdict[str, float] = defaultdict(float)
    runs: set[int] = set()
    for point in points:
        for word, weight in zip(point.words, point.weights, strict=True):
            weights[word] += weight  # a word that is telling and frequent here is what the report is about
        runs |= {run for run in _runs(point.words) if run % _KEPT == 0}
    most = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:_TERMS]
    terms = {word: round(weight, 3) for word, weight in most}
    return Sketch(document, day, terms, frozenset(sorted(runs)[:_RUNS]))


def _runs(words: Sequence[str]) -> set[int]:
    """Each run of words as a number that is the same on every machine."""
    return {zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}
