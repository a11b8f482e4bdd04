"""A document in the making: sections are added one below the other, and offsets, ids and names are kept in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import accumulate
from zlib import crc32

from benchmarks.world import names
from benchmarks.world.fill import shifted
from benchmarks.world.template import Template, parsed
from onrecord.clean.sentences import sentences
from onrecord.types import (
    Article,
    Block,
    BlockKind,
    Entity,
    EntityType,
    Evidence,
    Metadata,
    Place,
    Quantity,
    Reading,
    Span,
    Statement,
)

Ids = Callable[[str | None], str | None]


@dataclass(slots=True)
class Page:
    """What is written so far. Every span counts code points of the whole text."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    entities: dict[tuple[str, str], Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def write(self, text: str) -> Span:
        """Adds words, and says where they stand."""
        span = Span(self.length, self.length + len(text))
        self.parts.append(text)
        self.length = span.end
        return span

    def paragraph(self, start: int, kind: BlockKind = "paragraph") -> None:
        """Ends the block that began at `start`."""
        self.blocks.append(Block(Span(start, self.length), kind))
        self.write("\n")

    def entity(self, name: str, kind: EntityType = "person", **more: str | None) -> str:
        """The id of whoever bears the name here, put on the list where nobody does."""
        return self.known(Entity("", name, kind, more.get("role"), more.get("side")))

    def known(self, entity: Entity) -> str:
        """The id of the entity of this name and type; the first to come says its role and aliases."""
        key = entity.name, entity.type
        if key not in self.entities:
            self.entities[key] = replace(entity, id=f"e{len(self.entities) + 1}")
        return self.entities[key].id

    def place(self, name: str, spans: Iterable[Span] = ()) -> None:
        """A place that a statement names, and where it stands."""
        before = self.places.get(name) or place_called(name)
        self.places[name] = replace(before, spans=tuple(sorted({*before.spans, *spans})))

    def reading(self, name: str, metadata: Metadata) -> Reading:
        """The finished record."""
        text = "".join(self.parts)
        cut = sentences(text, [block.span for block in self.blocks if block.kind != "boilerplate"])
        article = Article(name, text, tuple(self.blocks), tuple(cut), metadata)
        return Reading(article, tuple(self.entities.values()), tuple(self.statements), (), tuple(self.places.values()))


def place_called(name: str) -> Place:
    """An invented place, always at the same spot."""
    latitude, longitude = names.degrees(crc32(name.encode()))
    return Place(
        name, (), name, "city", None, latitude, longitude, f"invented:{name}", rule="only", confidence=1.0
    )  # fmt: skip


def add(page: Page, template: Template, filled: list[str], shift: timedelta) -> None:
    """Writes a filled template below what is on the page."""
    _Section(page, template, filled, shift).write()


class _Section:
    """One template on its way to a page."""

    def __init__(self, page: Page, template: Template, filled: list[str], shift: timedelta) -> None:
        self.page, self.template, self.filled, self.shift = page, template, filled, shift
        self.pieces = [filled[slot] for slot in template.pieces]
        self.starts = list(accumulate(map(len, self.pieces), initial=page.length))
        self.ids: dict[str | None, str | None] = {None: None}
        self.strings: dict[str, str] = {}

    def write(self) -> None:
        page, reading = self.page, self.template.reading
        page.write("".join(self.pieces).rstrip("\n") + "\n")
        page.blocks.extend(Block(self.span(block.span), block.kind) for block in reading.article.blocks)
        for entity in reading.entities:
            self.ids[entity.id] = page.known(self.entity(entity))
        for number, one in enumerate(reading.statements, len(page.statements) + 1):
            self.ids[one.id] = f"s{number}"
        for place in reading.places:
            page.place(self.string(place.name), self.spans(place.spans))
        page.statements.extend(map(self.statement, reading.statements))

    def span(self, span: Span) -> Span:
        return Span(self.starts[span[0]], self.starts[span[1]])

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple([self.span(span) for span in spans]) if spans else ()

    def string(self, string: str) -> str:
        if string not in self.strings:
            self.strings[string] = "".join([self.filled[slot] for slot in self.template.strings[string]])
        return self.strings[string]

    def entity(self, one: Entity) -> Entity:
        role, side = one.role and self.string(one.role), one.side and self.string(one.side)
        return Entity("", self.string(one.name), one.type, role, side, tuple(map(self.string, one.aliases)))

    def statement(self, one: Statement) -> Statement:
        ids = self.ids
        return Statement(
            str(ids[one.id]), self.spans(one.content), self.spans(one.source), self.spans(one.cue), ids[one.speaker],
            one.quote_type, one.act, ids[one.addressee], ids[one.target], one.channel,
            tuple([str(ids[entity]) for entity in one.relay]), one.time and shifted(one.time, self.shift),
            tuple(map(self.string, one.places)), tuple(map(self.quantity, one.quantities)), one.hedged, one.negated,
            ids[one.parent], one.confidence, {slot: self.evidence(e) for slot, e in one.evidence.items()},
        )  # fmt: skip

    def quantity(self, one: Quantity) -> Quantity:
        span = self.span(one.span)
        low, high = (self.bound(one, bound) for bound in (one.low, one.high))
        return Quantity(low, high, one.approximate, self.string(one.unit), span, self.string(one.written))

    def bound(self, one: Quantity, bound: float | None) -> float | None:
        follows = None if bound is None else self.template.bounds.get((one.written, bound))
        return parsed(self.filled[follows.slot]) * follows.times if follows else bound

    def evidence(self, one: Evidence) -> Evidence:
        if not one.spans and one.written is None:
            return one
        written = None if one.written is None else self.string(one.written)
        return Evidence(self.spans(one.spans), written, one.rule, one.stated, one.reason)
