"""A real Reading taken apart into slots, so that any number of invented ones can be put together from it.

The text is cut into pieces: words, numbers, what stands between them, and wherever a span begins or ends. A piece is
one of the template's slots; equal words share a slot, so that a name that is filled anew is the same everywhere: in the
text, in entities, aliases, units, places and evidence. Spans are kept as numbers of pieces, and become offsets when the
pieces have their new lengths: offsets are recorded, never looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benchmarks.world.words import MONTHS, NUMBER, Slot, Words
from onrecord.types import Block, Quantity, Reading, Span, Statement

_MONTH = "|".join(MONTHS)
_PIECES = re.compile(
    rf"\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?|(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?|\d[\d,.]*\d|\d|[^\W\d_]+|[\W_]+"
)
#: What a number in words multiplies the digits before it by: "2 million".
_POWERS = (1, 1_000, 1_000_000, 1_000_000_000)


class Bound(NamedTuple):
    """Which slot's number a quantity's bound follows, and how many times it."""

    slot: int
    times: int


@dataclass(slots=True)
class Template:
    """A Reading whose spans count pieces; `pieces` gives each piece's slot, `strings` the slots of every other string.

    `open` are the slots that are filled anew, by number.
    """

    reading: Reading
    slots: list[Slot] = field(default_factory=list)
    open: list[tuple[int, Slot]] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    strings: dict[str, list[int]] = field(default_factory=dict)
    bounds: dict[tuple[str, float], Bound] = field(default_factory=dict)

    def title(self, filled: list[str]) -> str | None:
        """The title with its slots filled."""
        title = self.reading.article.metadata.title
        return title and "".join([filled[slot] for slot in self.strings[title]])


def template(reading: Reading) -> Template:
    """The Reading taken apart."""
    return _Cutter(reading).cut()


class _Cutter:
    """Takes one Reading apart."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = Words(reading)
        self.made = Template(reading)
        self.numbers: dict[Slot, int] = {}

    def cut(self) -> Template:
        """The text first, for its slots; then what has spans, and all strings."""
        starts = self._text()
        move = _Moves(starts)
        article = self.reading.article
        self.made.reading = replace(
            self.reading,
            article=replace(
                article, blocks=tuple(Block(move.span(b.span), b.kind) for b in article.blocks), sentences=()
            ),
            statements=tuple(move.statement(one) for one in self.reading.statements),
            places=tuple(replace(place, spans=move.spans(place.spans)) for place in self.reading.places),
            issues=(),
        )
        for string in _strings(self.reading):
            self.made.strings[string] = [self._slot(piece) for piece in _PIECES.findall(string)]
        for statement in self.reading.statements:
            for quantity in statement.quantities:
                self._bounds(quantity)
        return self.made

    def _text(self) -> list[int]:
        text = self.reading.article.text
        edges = sorted({edge for span in _spans(self.reading) for edge in span})
        starts = []
        for match in _PIECES.finditer(text):
            inner = edges[bisect_left(edges, match.start() + 1) : bisect_left(edges, match.end())]
            for start, end in zip([match.start(), *inner], [*inner, match.end()], strict=True):
                starts.append(start)
                self.made.pieces.append(self._slot(text[start:end]))
        return [*starts, len(text)]

    def _slot(self, piece: str) -> int:
        slot = self.words.slot(piece)
        if slot not in self.numbers:
            self.numbers[slot] = len(self.made.slots)
            self.made.slots.append(slot)
            if slot.kind != "fixed":
                self.made.open.append((self.numbers[slot], slot))
        return self.numbers[slot]

    def _bounds(self, quantity: Quantity) -> None:
        digits = {parsed(piece): piece for piece in _PIECES.findall(quantity.written) if NUMBER.fullmatch(piece)}
        for bound in (quantity.low, quantity.high):
            for times in _POWERS if bound is not None else ():
                if bound is not None and bound / times in digits:
                    slot = self._slot(digits[bound / times])
                    self.made.bounds[quantity.written, bound] = Bound(slot, times)


class _Moves(NamedTuple):
    """From offsets to numbers of pieces."""

    starts: list[int]

    def span(self, span: Span) -> Span:
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self.span(span) for span in spans)

    def statement(self, one: Statement) -> Statement:
        return replace(
            one,
            content=self.spans(one.content),
            source=self.spans(one.source),
            cue=self.spans(one.cue),
            quantities=tuple(replace(q, span=self.span(q.span)) for q in one.quantities),
            evidence={slot: replace(e, spans=self.spans(e.spans)) for slot, e in one.evidence.items()},
        )


def parsed(digits: str) -> float:
    """The value of a NUMBER as written."""
    return float(digits.replace(",", ""))


def _spans(reading: Reading) -> Iterator[Span]:
    yield from (block.span for block in reading.article.blocks)
    yield from (span for place in reading.places for span in place.spans)
    for one in reading.statements:
        yield from (*one.content, *one.source, *one.cue)
        yield from (quantity.span for quantity in one.quantities)
        yield from (span for evidence in one.evidence.values() for span in evidence.spans)


def _strings(reading: Reading) -> set[str]:
    """Every string of the record that repeats words of the text."""
    found: set[str | None] = {reading.article.metadata.title, *(place.name for place in reading.places)}
    for entity in reading.entities:
        found.update((entity.name, entity.role, entity.side, *entity.aliases))
    for one in reading.statements:
        found.update(one.places)
        found.update(word for quantity in one.quantities for word in (quantity.unit, quantity.written))
        found.update(evidence.written for evidence in one.evidence.values())
    return {string for string in found if string is not None}
