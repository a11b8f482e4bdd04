"""Counted things that several tellings count: their values side by side, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.lexicon.vectors import word_table
from onrecord.link.relations import Relation, days_said, one_utterance, one_voice
from onrecord.link.scope import counts_part, day, is_bare, scope, told_apart
from onrecord.link.words import telling
from onrecord.types import Quantity
from onrecord.types.claim import LinkType
from onrecord.types.point import Point

#: Units whose words are as near as this count the same kind of thing ("soldiers", "troops": .9).
_LIKE = 0.7
#: Days between two papers that have the same news.
_SAME_NEWS = 1
Figure = tuple[Point, Quantity]
#: A document and a speaker in it.
_Voice = tuple[str, str | None]


def figures(points: Sequence[Point]) -> Iterator[list[Figure]]:
    """The quantities of points that say the same, together by what they count; only what two or more points count."""
    groups: list[list[Figure]] = []
    for point in points:
        for quantity in point.quantities:
            figure = (point, quantity)
            home = next((group for group in groups if _belongs(figure, group)), None)
            if home is None:
                groups.append([figure])
            else:
                home.append(figure)
    return (group for group in groups if len({p.key for p, _ in group}) > 1 and any(p.statement for p, _ in group))


def _belongs(figure: Figure, group: Sequence[Figure]) -> bool:
    """Whether a value has the unit of a group; percent and money must be of what all others are of, too."""
    if not any(_same_unit(figure[1], other) for _, other in group):
        return False
    return not is_bare(figure[1]) or not any(told_apart(scope(*figure), scope(*other)) for other in group)


def relation(one: Figure, other: Figure) -> Relation:
    """How two values of one counted thing stand to each other."""
    (a, first), (b, second) = one, other
    apart = told_apart(scope(*one), scope(*other))
    if apart:
        of = f"“{first.written}” ({apart[0]}), “{second.written}” ({apart[1]})"
        return Relation("scope_differs", of)
    if _agree(first, second):
        kind: LinkType = "reworded" if one_utterance(a, b) else "restates"
        return Relation(kind, f"“{first.written}” and “{second.written}” agree")
    if counts_part(*one, of=scope(*other)) or counts_part(*other, of=scope(*one)):
        return Relation(
            "scope_differs", f"only one of “{first.written}” and “{second.written}” counts a part or a change"
        )
    if not _share(_kind_words(first), _kind_words(second)):
        return Relation("scope_differs", f"“{first.unit}” are not “{second.unit}”")
    days = _days(one, other)
    if days and days[0] != days[1]:
        earlier, later = (first, second) if days[0] < days[1] else (second, first)
        return Relation("updates", f"“{earlier.written}”, and later “{later.written}”", earlier is first)
    return Relation("number_differs", f"“{first.written}” against “{second.written}”")


def pairs(group: Sequence[Figure]) -> Iterator[tuple[int, int, Relation]]:
    """Each two values of a group that are of one thing, with how they stand to each other."""
    told: dict[_Voice, list[Quantity]] = {}
    for point, quantity in group:
        told.setdefault((point.document, point.speaker), []).append(quantity)
    for i, j in combinations(range(len(group)), 2):
        (a, first), (b, second) = group[i], group[j]
        if a.key != b.key and (_agree(first, second) or not _one_tells_both(group[i], group[j], told)):
            yield i, j, relation(group[i], group[j])


def _one_tells_both(one: Figure, other: Figure, told: Mapping[_Voice, Sequence[Quantity]]) -> bool:
    """Whether two values that differ are of two things: one speaker tells both, there and then or in one report."""
    (a, first), (b, second) = one, other
    if a.document == b.document:
        days = _days(one, other)
        return a.speaker == b.speaker and (days is None or days[0] == days[1])
    both = ((second, told[a.document, a.speaker]), (first, told[b.document, b.speaker]))
    return any(_agree(value, each) for value, others in both for each in others)


def _days(one: Figure, other: Figure) -> tuple[str, str] | None:
    """The days of two values: those named, else when they were said, else published; None where one has none.

    Papers of one day and of the next have the same news: what two speakers count there are rival numbers.
    """
    (a, _), (b, _) = one, other
    named = day(*one), day(*other)
    if named[0] and named[1]:
        return named[0].isoformat(), named[1].isoformat()
    if said := days_said(a, b):
        return said
    if not a.published or not b.published:
        return None
    if not one_voice(a, b) and abs((a.published - b.published).days) <= _SAME_NEWS:
        return None
    return a.published.isoformat(), b.published.isoformat()


def _same_unit(one: Quantity, other: Quantity) -> bool:
    first, second = _kind_words(one), _kind_words(other)
    if _share(first, second) or not (first and second):
        return _share(first, second)
    table = word_table()
    return bool((table.of(tuple(first)) @ table.of(tuple(second)).T).max() >= _LIKE)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two units have a word in common, or are both without."""
    return one == other or bool(one & other)


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
