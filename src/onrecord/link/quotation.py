"""Whether a quotation in the press gives a sentence of an official transcript, and how it words it.

The two are laid side by side (local alignment, Smith and Waterman 1981): the best stretch of words in the same order,
each worth as much as it is rare and as near in meaning to its partner, less a price for words passed over. What counts
is the share of the shorter text that the stretch holds, so that a fragment is found as well as a quotation that runs
over several sentences, and another translation as well as the same; a shared topic alone makes no such stretch.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from onrecord.lexicon.vectors import word_table
from onrecord.link.forms import Word, every, keys, told
from onrecord.link.wording import Difference, differences
from onrecord.types import Span, hull

Wording = Literal["identical", "shortened", "reworded", "lost_hedge", "number_differs", "negation_differs"]
#: Cosines below the first are of words with nothing in common; from the second on a word is as good as the same.
_FOREIGN, _SAME_WORD = 0.45, 0.95
#: A word of this many nats of surprise counts as one, and none has more than the second.
_NATS, _MOST_NATS = 7.0, 9.0
#: What a word passed over costs, what one set against a foreign one costs, and how many times that for a number or a
#: negation, which must agree. Any from .1 to .4 and from 1 to 5 does as well on the pairs of `evaluation.quotations`.
_PASSED, _FOREIGN_PAIR, _STRICT = 0.2, 0.4, 3.0
#: As if each text had this much more that is not shared, unless they are one: a few words in common prove little.
_UNSHARED = 2.0
#: Same from here on: the middle of the gap between the pairs of `evaluation.quotations`, .31 to .35. Set without the
#: transcript that is judged, for each in turn, accuracy is the same .975.
SAME = 0.33
#: So many words tell why.
_REASONS = 5
_SENTENCE_END = re.compile(r"[.?!][”’\"')\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether quotation and sentence are the same saying, by `score` (the share of the shorter that both have, 0 to 1).

    `shared` are the rarest words of the quotation that both have in the stretch that decided, in order. Of the same
    saying, `wording` says how the quotation tells it and `differences` run from the sentence to the quotation, within
    what the quotation gives of it; of another, they are None and empty.
    """

    same: bool
    score: float
    shared: tuple[str, ...]
    wording: Wording | None
    differences: tuple[Difference, ...]


def same_quotation(quote: str, sentence: str) -> Verdict:
    """Whether `quote`, from a report, gives `sentence`, from a transcript, or part of it, and how it words it."""
    a, b = every(quote), every(sentence)
    if not a or not b:
        return Verdict(False, 0.0, (), None, ())
    best = _stretch(a, b)
    unshared = 0 if [word.form for word in a] == [word.form for word in b] else _UNSHARED
    score = best.worth / (min(sum(map(_weight, a)), sum(map(_weight, b))) + unshared)
    one, other = hull(word.span for word in a[best.a]), hull(word.span for word in b[best.b])
    shared = _shared(one.words(quote), other.words(sentence))
    if score < SAME:
        return Verdict(False, score, shared, None, ())
    one = _widened(quote, one)
    found = differences(other.words(sentence), one.words(quote))
    found = tuple(difference.moved(other.start, one.start) for difference in found)
    return Verdict(True, score, shared, _wording(found), found)


class _Stretch(NamedTuple):
    """What an alignment is worth, and the words of both sides that it runs over."""

    worth: float
    a: slice
    b: slice


def _stretch(a: Sequence[Word], b: Sequence[Word]) -> _Stretch:
    """The best alignment; row by row, each cell with its worth and where its alignment began."""
    like = _likeness(a, b)
    weigh_a, weigh_b = [_weight(word) for word in a], [_weight(word) for word in b]
    price_a, price_b = [_price(word) for word in a], [_price(word) for word in b]
    above = [(0.0, 0, n) for n in range(len(b) + 1)]
    best = _Stretch(0.0, slice(0, 1), slice(0, 1))
    for i in range(len(a)):
        row = [(0.0, i + 1, 0)]
        for j in range(len(b)):
            alike = float(like[i][j])
            foreign = (1 - alike) * _FOREIGN_PAIR * (price_a[i] + price_b[j]) / 2
            (met, *m), (up, *u), (left, *v) = above[j], above[j + 1], row[j]
            cell = max(
                (0.0, i + 1, j + 1),
                (met + alike * min(weigh_a[i], weigh_b[j]) - foreign, m[0], m[1]),
                (up - _PASSED * price_a[i], u[0], u[1]),
                (left - _PASSED * price_b[j], v[0], v[1]),
            )
            row.append(cell)
            if cell[0] > best.worth:
                best = _Stretch(cell[0], slice(cell[1], i + 1), slice(cell[2], j + 1))
        above = row
    return best


def _likeness(a: Sequence[Word], b: Sequence[Word]) -> list[list[float]]:
    """How near each word of `a` is to each of `b`, 0 to 1; a number only to itself."""
    table = word_table()
    cosine = table.of(tuple(word.form for word in a)) @ table.of(tuple(word.form for word in b)).T
    near = np.clip((cosine - _FOREIGN) / (_SAME_WORD - _FOREIGN), 0, 1)
    strict_a, strict_b = (np.array([word.kind == "number" for word in words]) for words in (a, b))
    near[strict_a[:, None] | strict_b] = 0
    key_a, key_b = (np.array(found) for found in keys(a, b))
    near[key_a[:, None] == key_b] = 1
    found: list[list[float]] = near.tolist()
    return found


def _weight(word: Word) -> float:
    """How rare the word is in news."""
    return min(-math.log(word_table().common(word.form)), _MOST_NATS) / _NATS


def _price(word: Word) -> float:
    return _weight(word) * (_STRICT if word.kind in ("number", "negation") else 1)


def _shared(quote: str, sentence: str) -> tuple[str, ...]:
    """The rarest words that both have, as the quotation writes them."""
    a, b = told(quote), told(sentence)
    known = set(keys(b, a)[0])
    both = [word for word, key in zip(a, keys(b, a)[1], strict=True) if key in known]
    rarest = sorted(dict.fromkeys(both), key=_weight, reverse=True)[:_REASONS]
    return tuple(dict.fromkeys(word.span.words(quote) for word in both if word in rarest))


def _widened(quote: str, span: Span) -> Span:
    """The span as far as its own sentences reach."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(quote)), len(quote)]
    return Span(max(end for end in ends if end <= span.start), min(end for end in ends if end >= span.end))


def _wording(found: Sequence[Difference]) -> Wording:
    """What is worst of the differences: a number, a negation, then a lost hedge, other words, words left out."""
    kinds = {difference.kind for difference in found}
    if "number" in kinds:
        return "number_differs"
    if "negation" in kinds:
        return "negation_differs"
    if any(difference.kind == "hedge" and difference.b is None for difference in found):
        return "lost_hedge"
    if kinds - {"left_out"}:
        return "reworded"
    return "shortened" if kinds else "identical"
