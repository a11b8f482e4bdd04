"""What two tellings share and what one leaves out, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from onrecord.lexicon.vectors import word_table
from onrecord.link.words import fold, telling
from onrecord.text import quoted
from onrecord.types.point import Point

_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
#: Words whose vectors are nearer than this say the same ("soldiers", "troops": .9).
_SYNONYM = 0.7
#: So many words in quotation marks are somebody's own.
_FRAGMENT = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """Two points beside each other. `run` are the words that stand in one piece in both, as the first has them.

    `only_a` and `only_b` are the telling words without a like in the other, with their weights.
    """

    run: str
    words_in_run: int
    only_a: tuple[tuple[str, float], ...]
    only_b: tuple[tuple[str, float], ...]
    swapped: tuple[tuple[str, str], ...]
    shared: tuple[str, ...]

    @property
    def loss_a(self) -> float:
        """The weight of what only the first says."""
        return sum(weight for _, weight in self.only_a)

    @property
    def loss_b(self) -> float:
        """The weight of what only the second says."""
        return sum(weight for _, weight in self.only_b)


def compare(a: Point, b: Point) -> Compared:
    """What the words of two points have in common, and what not."""
    run, size = longest_run(a.text, b.text)
    alike = word_table().of(a.words) @ word_table().of(b.words).T
    for i, word in enumerate(a.words):
        alike[i, [j for j, other in enumerate(b.words) if other == word]] = 1.0
    best_a, best_b = alike.max(1), alike.max(0)
    return Compared(
        run,
        size,
        tuple((w, x) for w, x, near in zip(a.words, a.weights, best_a, strict=True) if near < _SYNONYM),
        tuple((w, x) for w, x, near in zip(b.words, b.weights, best_b, strict=True) if near < _SYNONYM),
        tuple((a.words[i], b.words[j]) for i, j in enumerate(np.argmax(alike, 1)) if _SYNONYM <= alike[i, j] < 1),
        tuple(dict.fromkeys(word for word in a.words if word in set(b.words))),
    )


def quoted_in(a: Point, b: Point) -> str:
    """The words in quotation marks of one quoted point that stand in the other's; empty where none do.

    One word alone may be chance, and words that tell nothing ("that it was") always are.
    """
    for one, other in ((a, b), (b, a)) if a.marked and b.marked else ():
        there = f" {_folded(_TOKEN.finditer(other.text))} "
        for span in quoted(one.text):
            said = list(_TOKEN.finditer(one.text, *span))
            if len(said) >= _FRAGMENT and f" {_folded(said)} " in there and telling(span.words(one.text)):
                return one.text[said[0].start() : said[-1].end()]
    return ""


def _folded(tokens: Iterable[re.Match[str]]) -> str:
    return " ".join(fold(token.group()) for token in tokens)


@lru_cache(4)  # two tellings are compared, and then asked whether they are reprints
def longest_run(one: str, other: str) -> tuple[str, int]:
    """The longest run of words that both have, and of how many words it is."""
    first, second = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    matcher = SequenceMatcher(None, [fold(m.group()) for m in first], [fold(m.group()) for m in second], autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return "", 0
    return one[first[match.a].start() : first[match.a + match.size - 1].end()], match.size
