"""Counted things that several tellings count: their values side by side, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.lexicon.vectors import word_table
from onrecord.link.relations import Relation, one_utterance
from onrecord.link.words import telling
from onrecord.types import Quantity
from onrecord.types.point import Point

#: Units whose words are as near as this count the same kind of thing ("soldiers", "troops": .9).
_LIKE = 0.7
Figure = tuple[Point, Quantity]


def figures(points: Sequence[Point]) -> Iterator[list[Figure]]:
    """The quantities of points that say the same, together by what they count; only what two or more points count."""
    groups: list[list[Figure]] = []
    for point in points:
        for quantity in point.quantities:
            home = next((group for group in groups if any(_same_unit(quantity, other) for _, other in group)), None)
            if home is None:
                groups.append([(point, quantity)])
            else:
                home.append((point, quantity))
    return (group for group in groups if len({point.key for point, _ in group}) > 1)


def relation(one: Figure, other: Figure) -> Relation:
    """How two values of one counted thing stand to each other."""
    (a, first), (b, second) = one, other
    if _agree(first, second):
        kind = "reworded" if one_utterance(a, b) else "restates"
        return Relation(kind, f"“{first.written}” and “{second.written}” agree")  # type: ignore[arg-type]
    if _kind_words(first) != _kind_words(second) and not _kind_words(first) & _kind_words(second):
        return Relation("scope_differs", f"“{first.unit}” are not “{second.unit}”")
    if a.published and b.published and a.published != b.published:
        return Relation("updates", f"“{first.written}”, and later “{second.written}”", a.published < b.published)
    return Relation("number_differs", f"“{first.written}” against “{second.written}”")


def pairs(group: Sequence[Figure]) -> Iterator[tuple[int, int, Relation]]:
    """Each two values of a group, with how they stand to each other."""
    for i, j in combinations(range(len(group)), 2):
        if group[i][0].key != group[j][0].key:
            yield i, j, relation(group[i], group[j])


def _same_unit(one: Quantity, other: Quantity) -> bool:
    first, second = _kind_words(one), _kind_words(other)
    if first & second or not first or not second:
        return bool(first & second) or first == second
    table = word_table()
    return bool((table.of(tuple(first)) @ table.of(tuple(second)).T).max() >= _LIKE)


def _kind_words(quantity: Quantity) -> frozenset[str]:
    return frozenset(word for word, _ in telling(quantity.unit)) or frozenset(quantity.unit.split())


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be so: their bounds overlap, loosely where a value is told as approximate."""
    slack = 0.1 if one.approximate or other.approximate else 0.0
    low = max(_or(one.low, float("-inf")), _or(other.low, float("-inf")))
    high = min(_or(one.high, float("inf")), _or(other.high, float("inf")))
    return low * (1 - slack) <= high * (1 + slack)


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value
