"""Readings made by hand, so that what shows a reading is tested without what makes one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from onrecord.types import (
    Article,
    Block,
    Entity,
    Evidence,
    Issue,
    Metadata,
    Quantity,
    Reading,
    Span,
    Statement,
)

DEMO_TEXT = (files("onrecord.data") / "demo" / "dornhal.txt").read_text("utf-8")

BLANK = Statement(
    id="", content=(), source=(), cue=(), speaker=None, quote_type="indirect", act="assert", addressee=None,
    target=None, channel=None, relay=(), time=None, places=(), quantities=(), hedged=False, negated=False,
    parent=None, confidence=0.9,
)  # fmt: skip


def at(text: str, *pieces: str) -> tuple[Span, ...]:
    """The spans of the pieces, each looked for after the one before; "first [..] last" is a piece with its middle."""
    spans: list[Span] = []
    for piece in pieces:
        first, _, last = piece.partition(" [..] ")
        start = text.index(first, spans[-1].end if spans else 0)
        spans.append(Span(start, text.index(last, start) + len(last) if last else start + len(first)))
    return tuple(spans)


def said(text: str, content: Sequence[str], source: str = "", cue: str = "", **slots: Any) -> Statement:
    """A statement of the text whose parts are given as words; source and cue are those nearest to the content."""
    pieces = at(text, *content)
    around = _nearest(text, source, pieces[0]), _nearest(text, cue, pieces[0])
    return replace(BLANK, content=pieces, source=around[0], cue=around[1], **slots)


def _nearest(text: str, words: str, to: Span) -> tuple[Span, ...]:
    if not words:
        return ()
    found = [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(words)}\b", text)]
    return (min(found, key=lambda span: max(span.start - to.end, to.start - span.end)),)


def lines(text: str, boilerplate_from: str | None = None) -> tuple[Block, ...]:
    """Each line that is not empty as a paragraph, or as boilerplate from the line that starts with the given words."""
    blocks: list[Block] = []
    start = 0
    bad = False
    for line in text.split("\n"):
        bad = bad or bool(boilerplate_from and line.startswith(boilerplate_from))
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), "boilerplate" if bad else "paragraph"))
        start += len(line) + 1
    return tuple(blocks)


def small(text: str, *statements: Statement, entities: tuple[Entity, ...] = (), **metadata: Any) -> Reading:
    """A reading of a text of paragraphs, statements numbered in the order given."""
    numbered = tuple(replace(s, id=f"s{n}") for n, s in enumerate(statements, 1))
    return Reading(Article("small", text, lines(text), (), Metadata(**metadata)), entities, numbered)


def demo() -> Reading:
    """The bundled report as a careful reader reads it."""
    text = DEMO_TEXT
    metadata = Metadata(
        outlet="The Lowland Post",
        title="Kostrava Blames Selden as Truce Falters at Dornhal Salt Mine",
        published=date(2023, 4, 13),
        language="en",
    )
    article = Article("dornhal", text, lines(text, "A note from"), (), metadata)
    issue = Issue("attribute", "a cue without content", *at(text, "two deadlines")[0])
    statements = tuple(replace(s, id=f"s{n}") for n, s in enumerate(_demo_statements(text), 1))
    return Reading(article, ENTITIES, statements, (issue,))


ENTITIES = (
    Entity("e1", "Radim Velkov", "person", "Kostravan President", "Kostrava", ("Velkov",)),
    Entity("e2", "Helene Marsh", "person", "Northern League Secretary-General", "Northern League", ("Marsh",)),
    Entity("e3", "president’s office", "government", None, "Kostrava"),
    Entity("e4", "Danica Oreld", "person", "Marovian Health Minister", "Marovia", ("Oreld",)),
    Entity("e5", "Tomas Verin", "person", "Marovian Prime Minister", "Marovia"),
    Entity("e6", "Marovia", "government", None, "Marovia", ("Selden",)),
    Entity("e7", "a nurse who left Dornhal", "person", "nurse"),
    Entity("e8", "Ansel Gazette", "organisation"),
    Entity("e9", "Kostrava’s defence ministry", "government", None, "Kostrava"),
    Entity("e10", "Kostravan troops", "group", None, "Kostrava"),
)


def _demo_statements(text: str) -> list[Statement]:
    call: dict[str, Any] = {"channel": "phone_call", "addressee": "e2", "time": "2023-04-13", "speaker": "e1"}
    relayed = {**call, "relay": ("e3",), "quote_type": "direct"}
    post: dict[str, Any] = {"speaker": "e4", "channel": "social_media"}
    speech: dict[str, Any] = {"speaker": "e5", "channel": "broadcast", "time": "2023-04-12"}
    shown: dict[str, Any] = {"speaker": "e1", "channel": "broadcast", "time": "2023-04-11"}
    nurse: dict[str, Any] = {"speaker": "e7", "addressee": "e8", "relay": ("e8",), "quote_type": "direct"}
    told = Evidence(at(text, "a phone call"), "a phone call", "occasion", False)
    unsaid = {"channel": None, "addressee": None}
    families = _count(text, 100, None, "hundreds of families", approximate=True)
    convoys = _count(text, 2, 2, "two relief convoys")
    counted = (_count(text, 1400, 1400, "1,400 civilians"), _count(text, 60, 60, "60 wounded soldiers"))
    people = _count(text, 1400, 1400, "1,400 people", approximate=True)
    return [
        said(text, ["Marovia", "of keeping [..] soldiers"], "Kostravan President Radim Velkov", "accused", act="accuse",
             target="e6", places=("Dornhal",), quantities=(families,), **{**call, **unsaid}),
        said(text, ["that Marovian [..] the weekend"], "Velkov", "said", act="accuse", target="e6",
             quantities=(convoys,), evidence={"channel": told}, **call),
        said(text, ["“Every person [..] they choose,”"], "Velkov", "told", act="promise", **relayed),
        said(text, ['“But the government [..] the inside."'], act="accuse", target="e6", **relayed),
        said(text, ["1,400 civilians [..] a week"], "Marovian Health Minister Danica Oreld", "According to",
             hedged=True, quantities=counted, **post),
        said(text, ['"There are about [..] before Sunday,"'], "Oreld", "wrote", act="demand", quote_type="direct",
             quantities=(people,), **post),
        said(text, ["on Kostravan troops [..] ambulances"], "Oreld", "calling", act="demand", target="e10", **post),
        said(text, ["that she had [..] Orthodox Easter"], "Marsh", "said", speaker="e2", act="request", target="e1",
             quote_type="mixed", channel="social_media", places=("Dornhal",)),
        said(text, ["the Kostravan account"], "Marovian Prime Minister Tomas Verin", "rejected", act="deny", **speech),
        said(text, ["“We will not [..] promise,”", "“and nobody [..] by us.”"], "he", "said", act="refuse",
             quote_type="direct", **speech),
        said(text, ["a pause in the bombardment"], "Velkov", "had announced", act="announce", **shown),
        said(text, ["“The shelling [..] an hour,”"], "a nurse who left Dornhal", "told", **nurse),
        said(text, ["that its guns [..] announcement"], "Kostrava’s defence ministry", "has denied", speaker="e9",
             act="deny"),
    ]  # fmt: skip


def _count(text: str, low: float | None, high: float | None, written: str, approximate: bool = False) -> Quantity:
    unit = written.split(" ", 1)[1].removeprefix("of ")
    return Quantity(low, high, approximate, unit, at(text, written)[0], written)
