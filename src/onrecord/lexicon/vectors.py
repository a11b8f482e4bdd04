"""Word vectors: how alike two words are in meaning, and how common a word is in news.

64 numbers a word, the most telling directions of what all-MiniLM-L6-v2 makes of the word alone; made by
`training.vectors`, which says from what. Words are folded: lower case, without a possessive's "'s".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
#: A word that the table does not know is as rare as its rarest.
RAREST = 1e-5


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words with their rows; `vectors` are of length one, `frequency` is the share of 25-word stretches with it."""

    rows: dict[str, int]
    vectors: Vectors
    frequency: NDArray[np.float32]

    def of(self, words: tuple[str, ...]) -> Vectors:
        """A row for each word, of zeros for one that the table does not know."""
        rows = self._rows(words)
        found: Vectors = self.vectors[rows]
        found[rows < 0] = 0
        return found

    def common(self, word: str) -> float:
        """In which share of stretches of 25 words of news the word stands, 0 to 1."""
        row = self.rows.get(word)
        return RAREST if row is None else float(self.frequency[row])

    def shares(self, words: Sequence[str]) -> NDArray[np.float64]:
        """`common` of each word."""
        rows = self._rows(words)
        return np.where(rows < 0, RAREST, self.frequency[rows])

    def _rows(self, words: Sequence[str]) -> NDArray[np.intp]:
        """The row of each word, -1 for one that the table does not know."""
        return np.fromiter((self.rows.get(word, -1) for word in words), np.intp, len(words))


@cache
def word_table() -> WordTable:
    """The table, loaded once."""
    with files("onrecord.lexicon").joinpath("data", "vectors.npz").open("rb") as file, np.load(file) as data:
        words = bytes(data["words"]).decode("utf8").split("\n")
        vectors = data["vectors"].astype(np.float32)
        frequency = data["frequency"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordTable({word: n for n, word in enumerate(words)}, vectors, frequency)
