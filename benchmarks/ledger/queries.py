"""A fixed mix of queries over a world: words rare and frequent, speakers, acts, days, numbers, places, mixed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from statistics import quantiles
from typing import Any, NamedTuple

from benchmarks.ledger.clock import Clock
from benchmarks.ledger.subject import Find
from benchmarks.world import World, names
from benchmarks.world.options import chance
from onrecord.types import Reading, Statement

QUERIES = 300
#: In many documents of every world: they stand in its sayings.
_FREQUENT = ("will", "have", "workers", "soldiers", "minister", "months")
#: Documents that the queries are made of.
_SEEN = 40
_DAYS = timedelta(days=30)
Keywords = dict[str, Any]


class Found(NamedTuple):
    """Queries of one kind: how many, what they showed in the mean, and their milliseconds."""

    queries: int
    hits: float
    p50: float
    p95: float
    cpu_p95: float


def mix(world: World, documents: int) -> Iterator[tuple[str, Keywords]]:
    """Queries by kind, each made of what a document of the world says."""
    rng = chance(world.options.seed, "queries")
    kinds = list(_KINDS.items())
    seen = [world.document(rng.randrange(documents)).reading for _ in range(_SEEN)]
    for number in range(QUERIES):
        kind, make = kinds[number % len(kinds)]
        yield kind, make(_Seen(rng.choice(seen), rng))


def measure(find: Find, queries: Sequence[tuple[str, Keywords]]) -> dict[str, Found]:
    """Runs every query once, as the first to ask it; figures by kind, and of all."""
    runs: dict[str, list[tuple[int, float, float]]] = {}
    clock = Clock()
    for kind, keywords in queries:
        with clock:
            hits = find(keywords)
        took = clock.lap()
        for listed in (kind, "all"):
            runs.setdefault(listed, []).append((hits, took.wall * 1e3, took.cpu * 1e3))
    return {kind: _figures(run) for kind, run in runs.items()}


def _figures(run: list[tuple[int, float, float]]) -> Found:
    hits, wall, cpu = zip(*run, strict=True)
    return Found(len(run), sum(hits) / len(run), _cut(wall, 50), _cut(wall, 95), _cut(cpu, 95))


def _cut(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


class _Seen:
    """A statement of a document, of which a query is made."""

    def __init__(self, reading: Reading, rng: random.Random) -> None:
        self.reading, self.rng = reading, rng
        self.statement: Statement = rng.choice(reading.statements)
        self.words = [word for word in self._content().split() if word.isalpha()]

    def word(self) -> str:
        return max(self.rng.sample(self.words, min(3, len(self.words))), key=len, default="peace")

    def phrase(self) -> str:
        at = self.rng.randrange(max(1, len(self.words) - 1))
        return f'"{" ".join(self.words[at : at + 2])}"' if self.words else '"peace talks"'

    def speaker(self) -> tuple[str, ...]:
        named = [entity.name for entity in self.reading.entities if entity.type == "person"]
        return (self.rng.choice(named or ["Nobody"]),)

    def known(self) -> tuple[str, ...]:
        return (names.person(self.rng.randrange(50)).name,)

    def place(self) -> tuple[str, ...]:
        return (self.rng.choice(self.statement.places or [p.name for p in self.reading.places] or [names.place(0)]),)

    def month(self) -> Keywords:
        day = self.reading.article.metadata.published
        return {"published_from": day, "published_to": day + _DAYS} if day else {}

    def number(self) -> Keywords:
        lows = [q.low for one in self.reading.statements for q in one.quantities if q.low is not None]
        low = self.rng.choice(lows or [100.0])
        return {"number_low": low, "number_high": low * 1.5}

    def _content(self) -> str:
        return " ".join(span.words(self.reading.article.text) for span in self.statement.content)


_KINDS: dict[str, Callable[[_Seen], Keywords]] = {
    "word": lambda seen: {"words": seen.word()},
    "frequent word": lambda seen: {"words": seen.rng.choice(_FREQUENT)},
    "two words": lambda seen: {"words": f"{seen.word()} {seen.word()}"},
    "phrase": lambda seen: {"words": seen.phrase()},
    "speaker": lambda seen: {"speaker": seen.speaker()},
    "known speaker": lambda seen: {"speaker": seen.known()},
    "act and month": lambda seen: {"act": (seen.statement.act,), **seen.month()},
    "number": lambda seen: seen.number(),
    "place": lambda seen: {"place": seen.place()},
    "outlet and act": lambda seen: {"outlet": (seen.reading.article.metadata.outlet,), "act": (seen.statement.act,)},
    "speaker, act, month": lambda seen: {"speaker": seen.known(), "act": ("assert",), **seen.month()},
    "word, place, act": lambda seen: {"words": seen.word(), "place": seen.place(), "act": (seen.statement.act,)},
    "number, newest": lambda seen: {**seen.number(), "order": "newest"},
    "frequent word, month": lambda seen: {"words": "will", **seen.month()},
    "act alone": lambda seen: {"act": (seen.statement.act,)},
}
