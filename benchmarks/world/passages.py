"""A passage of a report that tells a saying: the sentence, and the statement that a reader makes of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import NamedTuple

from benchmarks.world import names
from benchmarks.world.page import Page
from benchmarks.world.sayings import Saying, Style, cue
from benchmarks.world.truth import Telling
from onrecord.types import Act, Evidence, Quantity, Span, Statement

_PLAIN = "{source} {cue} {content}."
_QUOTED = ("{content} {cue} {source}.", "{content} {source} {cue}.")
_ACCORDING = "{cue} {source}"
#: About as often as news has "According to" for a cue.
_BY_ACCORDING = 0.2
_BLANK = Statement(
    id="", content=(), source=(), cue=(), speaker=None, quote_type="indirect", act="assert", addressee=None,
    target=None, channel=None, relay=(), time=None, places=(), quantities=(), hedged=False, negated=False,
    parent=None, confidence=0.9,
)  # fmt: skip


class Said(NamedTuple):
    """A saying as it was said on one day. `target` is the state that an accusation is aimed at."""

    saying: Saying
    telling: Telling
    target: str
    day: date


class Passage(NamedTuple):
    """A telling of what was said: by which chance it is worded, in quotation marks or not, shortened or not."""

    said: Said
    rng: random.Random
    quoted: bool
    shortened: bool


class _Written(NamedTuple):
    """Source, cue and content as they were written, and where."""

    words: dict[str, str]
    spans: dict[str, Span]


def write(page: Page, passage: Passage) -> str:
    """Adds the passage as a paragraph; the id of its statement."""
    start = page.length
    act, form, content = _way(passage)
    words = {"source": _speaker(page, passage), "cue": cue(passage.rng, act), "content": content}
    if form.startswith(_ACCORDING):
        words["cue"] = "According to"
    spans = {}
    for literal, part, *_ in Formatter().parse(form):
        page.write(literal)
        if part:
            spans[part] = page.write(words[part])
    page.paragraph(start)
    page.statements.append(_statement(page, passage.said, act, _Written(words, spans)))
    return page.statements[-1].id


def _way(passage: Passage) -> tuple[Act, str, str]:
    """The act of a telling, its order of parts, and its content."""
    said, rng = passage.said, passage.rng
    act = said.saying.act
    words = said.saying.words(rng, Style(passage.quoted, passage.shortened), said.telling.value)
    if said.telling.denies:
        return "deny", _PLAIN, words
    if act == "accuse":
        return act, _PLAIN, f"{said.target} of {words}"
    if passage.quoted:
        return act, rng.choice(_QUOTED), f"“{words[0].upper()}{words[1:]},”"
    if rng.random() < _BY_ACCORDING:
        return act, f"{_ACCORDING}, {{content}}.", words
    return act, _PLAIN, f"that {words}"


def _speaker(page: Page, passage: Passage) -> str:
    """The speaker's name, with the role where the report has not named the speaker yet."""
    person = names.person(passage.said.telling.speaker)
    return person.surname if (person.name, "person") in page.entities else f"{person.role} {person.name}"


def _statement(page: Page, said: Said, act: Act, written: _Written) -> Statement:
    person = names.person(said.telling.speaker)
    source, content = written.spans["source"], written.spans["content"]
    place = _within(written, said.saying.place)
    if place:
        page.place(said.saying.place, [place])
    return replace(
        _BLANK,
        id=f"s{len(page.statements) + 1}",
        content=(content,),
        source=(source,),
        cue=(written.spans["cue"],),
        speaker=page.entity(person.name, role=person.role, side=person.side),
        quote_type="direct" if written.words["content"].startswith("“") else "indirect",
        act=act,
        target=page.entity(said.target, "government", side=said.target) if act == "accuse" else None,
        time=said.day.isoformat(),
        places=(said.saying.place,) if place else (),
        quantities=_quantities(written, said),
        evidence={"speaker": Evidence((source,), written.words["source"], "name")},
    )


def _within(written: _Written, words: str) -> Span | None:
    """Where words stand in the content."""
    at = written.words["content"].find(words)
    start = written.spans["content"].start + at
    return Span(start, start + len(words)) if at >= 0 else None


def _quantities(written: _Written, said: Said) -> tuple[Quantity, ...]:
    value, unit = said.telling.value, said.saying.unit
    words = f"{value or 0:,} {unit}"
    span = _within(written, words)
    return (Quantity(value, value, False, unit, span, words),) if unit and span else ()
