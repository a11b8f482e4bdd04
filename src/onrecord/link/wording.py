"""How two tellings of one saying differ in words: what one left out, added, replaced, loosened or turned round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Literal

from onrecord.link.forms import Kind, Word, matcher, told
from onrecord.types import Span, hull

Drift = Literal["left_out", "added", "replaced", "number", "hedge", "negation", "order"]
_TURNED: dict[Drift, Drift] = {"left_out": "added", "added": "left_out"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of wording between a text `a` and a text `b`: the words on both sides and where they stand.

    Spans are code points of their text, and `a_span.words(text_a) == a`; a side that has nothing there has None.
    `left_out` is in `a` alone, `added` in `b` alone. `number`, `hedge` and `negation` may be on one side or on both:
    a hedge on side `a` alone is one that `b` lost. `order` is words that stand elsewhere in the other text.
    """

    kind: Drift
    a: str | None
    a_span: Span | None
    b: str | None
    b_span: Span | None

    def turned(self) -> Difference:
        """The same difference, told from the other side."""
        return Difference(_TURNED.get(self.kind, self.kind), self.b, self.b_span, self.a, self.a_span)

    def moved(self, a: int, b: int) -> Difference:
        """The same difference in texts that begin so many code points earlier."""
        return replace(self, a_span=_shifted(self.a_span, a), b_span=_shifted(self.b_span, b))


def differences(a: str, b: str) -> tuple[Difference, ...]:
    """The differences of words that may matter between two tellings, in the order of `a`, then of `b`.

    Case, punctuation, quotation marks, spelling, inflection, contractions, function words and an editor's
    [insertions] make none. Told the other way round, `b` to `a`, the differences are the same, turned.
    """
    if b < a:
        found = [difference.turned() for difference in differences(b, a)]
    else:
        one, other = told(a), told(b)
        found = [_difference(kind, (a, x), (b, y)) for kind, x, y in _compared(one, other)]
    return tuple(sorted(found, key=lambda d: (d.a_span is None, d.a_span or d.b_span, d.b_span or d.a_span)))


class _Block:
    """A stretch in which two texts differ: the numbers of its words on both sides."""

    def __init__(self, a: range, b: range) -> None:
        self.a, self.b = list(a), list(b)


_Found = tuple[Drift, Sequence[Word], Sequence[Word]]


def _compared(a: Sequence[Word], b: Sequence[Word]) -> Iterator[_Found]:
    match = matcher(a, b)
    blocks = [_Block(range(i, k), range(j, m)) for tag, i, k, j, m in match.get_opcodes() if tag != "equal"]
    for block in blocks:
        for other in blocks:
            if block is not other:
                yield from _elsewhere(block, other, a, b)
    for block in blocks:
        yield from _within([a[n] for n in block.a], [b[n] for n in block.b])


def _elsewhere(block: _Block, other: _Block, a: Sequence[Word], b: Sequence[Word]) -> Iterator[_Found]:
    """The longest run of words of one block's `a` that the other block has in its `b`, taken out of both."""
    one, two = [a[n] for n in block.a], [b[n] for n in other.b]
    i, j, size = matcher(one, two).find_longest_match()
    if size and _in_a_row(block.a[i : i + size]) and _in_a_row(other.b[j : j + size]):
        del block.a[i : i + size], other.b[j : j + size]
        yield "order", one[i : i + size], two[j : j + size]


def _in_a_row(numbers: Sequence[int]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1


def _within(a: Sequence[Word], b: Sequence[Word]) -> Iterator[_Found]:
    """The differences in one stretch, one for each run of words of a kind."""
    own, others = ([word for word in side if not word.bracketed] for side in (a, b))
    if (a and not own) or (b and not others):
        return  # an editor's insertion, which stands for whatever the other text has there
    both = _has_digits(own) and _has_digits(others)
    one, two = _runs(own, both), _runs(others, both)
    if len(one) == len(two) == 1 and one.keys() != two.keys():  # one word of sense for a plain one: denied, repeated
        yield next(kind for kind in (*one, *two) if kind != "plain"), own, others
        return
    for kind in dict.fromkeys((*one, *two)):
        for x, y in zip_longest(one.get(kind, ()), two.get(kind, ()), fillvalue=()):
            yield _named(kind, x, y), x, y


def _named(kind: Kind, a: Sequence[Word], b: Sequence[Word]) -> Drift:
    if kind != "plain":
        return kind
    return "replaced" if a and b else "left_out" if a else "added"


def _has_digits(words: Sequence[Word]) -> bool:
    return any(word.kind == "number" and word.form[0].isdigit() for word in words)


def _runs(words: Sequence[Word], both: bool) -> dict[Kind, list[list[Word]]]:
    """The runs of words of one kind; a number is a plain word where only one side has any."""

    def kind_of(word: Word) -> Kind:
        return "plain" if not both and _has_digits([word]) else word.kind

    found: dict[Kind, list[list[Word]]] = {}
    for kind, run in groupby(words, kind_of):
        found.setdefault(kind, []).append(list(run))
    return found


def _difference(kind: Drift, a: tuple[str, Sequence[Word]], b: tuple[str, Sequence[Word]]) -> Difference:
    one, other = (hull(word.span for word in words) if words else None for _, words in (a, b))
    return Difference(kind, one.words(a[0]) if one else None, one, other.words(b[0]) if other else None, other)


def _shifted(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None
