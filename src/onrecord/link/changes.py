"""What a new version of a report changed: which statements came, went, or are told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from onrecord.types import Reading, Statement

#: Statements of two versions are one saying when that share of their words (difflib's ratio) is common: as much for
#: one speaker, and more where the speaker changed too.
SAME_SPEAKER, OTHER_SPEAKER = 0.6, 0.85

Value: TypeAlias = "str | bool | tuple[object, ...] | None"


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot of one saying that two versions tell otherwise; entities by name, words as they stand in the text."""

    slot: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one statement; `before` is None for one that was added, `after` for one that was removed."""

    kind: Literal["added", "removed", "changed", "unchanged"]
    before: Statement | None
    after: Statement | None
    differences: tuple[Difference, ...] = ()


def changes(before: Reading, after: Reading) -> tuple[Change, ...]:
    """Every statement of both versions: those of the new one in its order, then those that were removed."""
    old, new = _told(before), _told(after)
    pairs = _pairs(old, new)
    there = [_change(old[pairs[n]] if n in pairs else None, one) for n, one in enumerate(new)]
    kept = set(pairs.values())
    gone = [Change("removed", one.statement, None) for n, one in enumerate(old) if n not in kept]
    return (*there, *gone)


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with what its slots mean outside its document."""

    statement: Statement
    words: tuple[str, ...]
    slots: dict[str, Value]


def _told(reading: Reading) -> list[_Told]:
    names = {entity.id: entity.name for entity in reading.entities}
    return [_one(statement, reading.article.text, names) for statement in reading.statements]


def _one(s: Statement, text: str, names: dict[str, str]) -> _Told:
    content = " … ".join(" ".join(span.words(text).split()) for span in s.content)
    name = names.get
    slots: dict[str, Value] = {
        "content": content,
        "speaker": name(s.speaker or ""),
        "cue": " … ".join(span.words(text) for span in s.cue) or None,
        "quote_type": s.quote_type,
        "act": s.act,
        "addressee": name(s.addressee or ""),
        "target": name(s.target or ""),
        "channel": s.channel,
        "relay": tuple(name(relay) for relay in s.relay),
        "time": s.time,
        "places": s.places,
        "quantities": tuple((q.low, q.high, q.approximate, q.unit) for q in s.quantities),
        "hedged": s.hedged,
        "negated": s.negated,
    }
    return _Told(s, tuple(content.casefold().split()), slots)


def _pairs(old: list[_Told], new: list[_Told]) -> dict[int, int]:
    """The number of the old statement for each new one that it became: the most alike first, each only once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, n, o in sorted(_likely(old, new), key=lambda pair: (-pair[0], pair[1], pair[2])):
        if n not in pairs and o not in taken:
            pairs[n] = o
            taken.add(o)
    return pairs


def _likely(old: list[_Told], new: list[_Told]) -> Iterator[tuple[float, int, int, int]]:
    """Pairs that may be one saying: how alike they are, how far apart in order, and their numbers, new before old."""
    for n, one in enumerate(new):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(one.words)
        for o, other in enumerate(old):
            same = one.slots["speaker"] == other.slots["speaker"]
            least = SAME_SPEAKER if same else OTHER_SPEAKER
            matcher.set_seq1(other.words)
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            if (ratio := matcher.ratio()) >= least:
                yield ratio + same, abs(n - o), n, o


def _change(before: _Told | None, after: _Told) -> Change:
    if before is None:
        return Change("added", None, after.statement)
    differences = tuple(
        Difference(slot, before.slots[slot], value)
        for slot, value in after.slots.items()
        if before.slots[slot] != value
    )
    return Change("changed" if differences else "unchanged", before.statement, after.statement, differences)
