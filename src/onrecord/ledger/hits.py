"""What a search gives for a statement: all that is on record of it, its words in context, and what was found there."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from onrecord.ledger.keys import day_of
from onrecord.ledger.shortlist import highlights
from onrecord.ledger.words import Words
from onrecord.types import Act, Channel, EntityType, Quantity, QuoteType, Span, hull

#: As export.table and statement.words join the pieces of a content.
JOINT = " … "
#: The context never reaches further than this to either side, in code points: a long sentence of news.
REACH = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found. Offsets count code points in its document's text.

    `document` is the document's id (a digest), `name` what it is called; `statement` is the statement's name in it.
    `words` are the content's pieces (`content`), joined by " … ". `context` covers the sentences that the content
    stands in, `text` are its words: `text[a - context.start : b - context.start]` are those of a span (a, b).
    `highlights` are the spans that the query's words were found at, within the content.
    """

    document: str
    name: str
    url: str | None
    outlet: str | None
    title: str | None
    published: date | None
    statement: str
    speaker: str | None
    speaker_type: EntityType | None
    role: str | None
    side: str | None
    quote_type: QuoteType
    act: Act
    words: str
    source: str | None
    cue: str | None
    addressee: str | None
    target: str | None
    channel: Channel | None
    relay: tuple[str, ...]
    time: str | None
    places: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    hedged: bool
    negated: bool
    parent: str | None
    confidence: float
    content: tuple[Span, ...]
    context: Span
    text: str
    highlights: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end

    @property
    def anchor(self) -> str:
        """The content's place as people write it: `name[start:end]`."""
        return f"{self.name}[{self.start}:{self.end}]"


_STATEMENTS = """
SELECT statement.id AS id, digest AS document, document.name AS name, url, outlet, title, published,
    statement.name AS statement, speaker.name AS speaker, speaker.type AS speaker_type, speaker.role AS role,
    speaker.side AS side, statement.quote_type, statement.act, statement.words, addressee.name AS addressee,
    target.name AS target, statement.channel, statement.time, statement.hedged, statement.negated,
    parent.name AS parent, statement.confidence, text, sentences
FROM statement JOIN document ON document.id = statement.document
LEFT JOIN entity AS speaker ON speaker.id = statement.speaker
LEFT JOIN entity AS addressee ON addressee.id = statement.addressee
LEFT JOIN entity AS target ON target.id = statement.target
LEFT JOIN statement AS parent ON parent.id = statement.parent
WHERE statement.id IN (SELECT value FROM json_each(?))
"""
_SPANS = """SELECT statement, part, start, "end" FROM span WHERE statement IN (SELECT value FROM json_each(?))
    ORDER BY statement, part, n"""
_RELAYS = """SELECT statement, name FROM relay JOIN entity ON entity.id = relay.entity
    WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, n"""
_PLACES = """SELECT statement, name FROM statement_place WHERE statement IN (SELECT value FROM json_each(?))
    ORDER BY statement, n"""
_QUANTITIES = """SELECT statement, low, high, approximate, unit, start, "end", written FROM quantity
    WHERE statement IN (SELECT value FROM json_each(?)) ORDER BY statement, n"""


def hits(connection: sqlite3.Connection, statements: Sequence[int], words: Words) -> tuple[Hit, ...]:
    """The hits for statements, given by their ids in this ledger, in the same order."""
    ids = json.dumps(statements)
    found = connection.execute(_STATEMENTS, (ids,))
    columns = [column for column, *_ in found.description]
    rows = {row[0]: dict(zip(columns, row, strict=True)) for row in found}
    spans, relays, places, quantities = (
        _grouped(connection, query, ids) for query in (_SPANS, _RELAYS, _PLACES, _QUANTITIES)
    )
    marked = highlights(connection, statements, words)
    return tuple(
        _hit(rows[number], spans[number], marked.get(number, ()))(
            relay=tuple(name for (name,) in relays[number]),
            places=tuple(name for (name,) in places[number]),
            quantities=tuple(map(_quantity, quantities[number])),
        )
        for number in statements
    )


def _grouped(connection: sqlite3.Connection, query: str, ids: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for number, *rest in connection.execute(query, (ids,)):
        groups[number].append(rest)
    return groups


def _hit(row: dict[str, Any], spans: Sequence[Any], marked: Sequence[Span]) -> Callable[..., Hit]:
    """A hit that wants only what is listed in tables of its own."""
    values = {column: value for column, value in row.items() if column not in ("id", "sentences")}
    text = row["text"]
    parts: dict[str, list[Span]] = defaultdict(list)
    for part, start, end in spans:
        parts[part].append(Span(start, end))
    content = tuple(parts["content"])
    context = _context(text, json.loads(row["sentences"]), hull([span for part in parts.values() for span in part]))
    values.update(
        published=day_of(values["published"]),
        hedged=bool(values["hedged"]),
        negated=bool(values["negated"]),
        source=_words(text, parts["source"]),
        cue=_words(text, parts["cue"]),
        content=content,
        context=context,
        text=context.words(text),
        highlights=tuple(_in_text(marked, content)),
    )
    return partial(Hit, **values)


def _context(text: str, sentences: Sequence[Sequence[int]], whole: Span) -> Span:
    """The sentences that a stretch of text stands in, else its lines; cut where they reach far beyond it."""
    around = [Span(*sentence) for sentence in sentences if whole.overlaps((sentence[0], sentence[1]))]
    if not around:
        ends = text.find("\n", whole.end)
        around = [Span(text.rfind("\n", 0, whole.start) + 1, len(text) if ends < 0 else ends)]
    start, end = hull([*around, whole])
    if whole.start - start > REACH:
        start = _gap(text, whole.start - REACH, whole.start)
    if end - whole.end > REACH:
        end = whole.end + text[whole.end : whole.end + REACH].rfind(" ") + 1
    return Span(start, end)


def _gap(text: str, start: int, end: int) -> int:
    """The beginning of the first word after `start`; `end` where there is none."""
    blank = text.find(" ", start, end)
    return blank + 1 if blank >= 0 else end


def _words(text: str, spans: Sequence[Span]) -> str | None:
    return JOINT.join(span.words(text) for span in spans) or None


def _quantity(row: Sequence[Any]) -> Quantity:
    low, high, approximate, unit, start, end, written = row
    return Quantity(low, high, bool(approximate), unit, Span(start, end), written)


def _in_text(marked: Sequence[Span], content: Sequence[Span]) -> Iterator[Span]:
    """Spans in a content's joined words as spans in the document's text; one across a joint becomes two."""
    start = 0
    for piece in content:
        end = start + piece.end - piece.start
        for span in marked:
            if span.overlaps((start, end)):
                shift = piece.start - start
                yield Span(max(span.start, start) + shift, min(span.end, end) + shift)
        start = end + len(JOINT)
