"""brat standoff: a document as text with a file of annotations beside it, and the attributions back.

The format is that of https://brat.nlplab.org/standoff.html; types and events are those of PolNeAR, whose files are read
too: T lines for Source, Cue and Content, an Attribution event at the cue that ties them, A lines for what was meant.
Offsets are code points, as brat's server counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple, get_args

from onrecord.export.words import encodable
from onrecord.types import Act, Channel, Entity, InputError, QuoteType, Reading, Span, Statement

PARTS = ("Source", "Cue", "Content")
#: What brat shows and lets a person change: the file `annotation.conf` of a folder of documents.
CONFIGURATION = f"""[entities]
Source
Cue
Content

[events]
Attribution Source?:Source, Cue?:Cue, Content:Content, Parent?:Attribution

[relations]
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[attributes]
Act Arg:Attribution, Value:{"|".join(get_args(Act))}
QuoteType Arg:Attribution, Value:{"|".join(get_args(QuoteType))}
Channel Arg:Attribution, Value:{"|".join(get_args(Channel))}
Hedged Arg:Attribution
Negated Arg:Attribution
"""
#: What may stand in one line between two tabs: no character that some reader takes for the end of a line or a field,
#: and no blank at either end, which readers trim.
_FRAGMENT = re.compile(r"\S(?:[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*[^\s\x1f])?")
_BREAKS = re.compile(r"[\s\x00-\x1f]+")


class Standoff(NamedTuple):
    """The text file and the annotation file of one document."""

    txt: str
    ann: str


def to_brat(reading: Reading) -> Standoff:
    """The document's two files. brat forbids line breaks in a span, so a piece with one becomes two fragments.

    Where that was done a note of type `Spans` has the pieces as they are, so that `from_brat` gives them back; notes
    for people have the speaker, and N lines its Wikidata item. Raises InputError for text that UTF-8 cannot hold and
    for a statement of blanks only.
    """
    lines = "".join(f"{line}\n" for line in _Lines(reading).all())
    name = reading.article.name
    return Standoff(encodable(reading.article.text, name), encodable(lines, name))


def fragments(text: str, pieces: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces as brat can show them: cut at line breaks and tabs, without the blanks at their edges."""
    return tuple(Span(*match.span()) for start, end in pieces for match in _FRAGMENT.finditer(text, start, end))


class _Lines:
    """The lines of one document's annotation file, numbered as they are made."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._name = reading.article.name
        self._statements = reading.statements
        self._entities = {entity.id: entity for entity in reading.entities}
        self._events = {s.id: f"E{n}" for n, s in enumerate(reading.statements, 1)}
        self._number = {kind: count(1) for kind in "TAN#"}

    def all(self) -> Iterator[str]:
        for statement in self._statements:
            yield from self._statement(statement)

    def _statement(self, statement: Statement) -> Iterator[str]:
        pieces: dict[str, tuple[Span, ...]] = {part: getattr(statement, part.lower()) for part in PARTS}
        shown = {part: fragments(self._text, pieces[part]) for part in PARTS}
        if not shown["Content"]:
            raise InputError(f"{self._name}: {statement.id} has blanks for its only words, which brat cannot show")
        names: dict[str, str] = {}
        for part in (part for part in PARTS if shown[part]):
            names[part] = self._next("T")
            yield self._words(names[part], part, shown[part])
        # An event stands at words of its own; without a cue those of the content mark it.
        trigger = self._next("T")
        yield self._words(trigger, "Attribution", shown["Cue"] or shown["Content"])
        event = self._events[statement.id]
        outer = {"Parent": self._events[statement.parent]} if statement.parent in self._events else {}
        ties = "".join(f" {role}:{name}" for role, name in (names | outer).items())
        yield f"{event}\tAttribution:{trigger}{ties}"
        yield from self._meaning(statement, event)
        yield from self._speaker(statement, event, names.get("Source"))
        if shown != pieces:
            yield f"{self._next('#')}\tSpans {event}\t{json.dumps(pieces)}"

    def _words(self, name: str, kind: str, spans: Iterable[Span]) -> str:
        places = ";".join(f"{start} {end}" for start, end in spans)
        return f"{name}\t{kind} {places}\t{' '.join(span.words(self._text) for span in spans)}"

    def _meaning(self, statement: Statement, event: str) -> Iterator[str]:
        values = {"Act": statement.act, "QuoteType": statement.quote_type, "Channel": statement.channel}
        for kind, value in values.items():
            if value:
                yield f"{self._next('A')}\t{kind} {event} {value}"
        for kind, flag in (("Hedged", statement.hedged), ("Negated", statement.negated)):
            if flag:
                yield f"{self._next('A')}\t{kind} {event}"

    def _speaker(self, statement: Statement, event: str, source: str | None) -> Iterator[str]:
        speaker = self._entities.get(statement.speaker or "")
        if speaker is None:
            return
        yield f"{self._next('#')}\tAnnotatorNotes {event}\t{_described(speaker)}"
        if speaker.wikidata and source:
            yield f"{self._next('N')}\tReference {source} Wikidata:{speaker.wikidata}\t{_one_line(speaker.name)}"

    def _next(self, kind: str) -> str:
        return f"{kind}{next(self._number[kind])}"


def _described(speaker: Entity) -> str:
    known = {"type": speaker.type, "role": speaker.role, "side": speaker.side, "wikidata": speaker.wikidata}
    described = "; ".join(f"{name} {value}" for name, value in known.items() if value)
    return _one_line(f"speaker {speaker.name}; {described}")


def _one_line(words: str) -> str:
    return _BREAKS.sub(" ", words).strip() or "-"
