"""What is true of a world: which statements tell the same, and how two tellings stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

#: `utterance`: one saying on one occasion; `claim`: the same said again, or by another. The others are link types of
#: LEDGER section 7.
Relation = Literal["utterance", "claim", "number_differs", "updates", "denies"]
Pair = tuple[tuple[str, str], tuple[str, str]]


class Telling(NamedTuple):
    """What one statement tells. `saying` is the proposition, `occasion` the day it was said, 0 the first."""

    saying: str
    occasion: int
    speaker: int
    value: int | None = None
    denies: bool = False


def relation(a: Telling, b: Telling) -> Relation | None:
    """How two tellings stand to each other; None where they do not tell of the same."""
    if a.saying != b.saying:
        return None
    if a.denies != b.denies:
        return "denies"
    if a.value != b.value:
        return "updates" if a.occasion != b.occasion else "number_differs"
    return "utterance" if (a.speaker, a.occasion) == (b.speaker, b.occasion) else "claim"


def pairs(documents: Iterable[tuple[str, dict[str, Telling]]]) -> Iterator[tuple[Pair, Relation]]:
    """Every related pair of statements in two documents. A statement is known by its document's name and its own id."""
    by_saying: dict[str, list[tuple[tuple[str, str], Telling]]] = {}
    for name, tellings in documents:
        for statement, telling in tellings.items():
            by_saying.setdefault(telling.saying, []).append(((name, statement), telling))
    for told in by_saying.values():
        for (a, one), (b, other) in combinations(told, 2):
            if a[0] != b[0] and (found := relation(one, other)):
                yield (min(a, b), max(a, b)), found
