"""Readings of any text with anything in every slot, for the round trips of exports."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st

from onrecord.types import (
    Act,
    Article,
    Block,
    Channel,
    Entity,
    EntityType,
    Evidence,
    Issue,
    Metadata,
    Place,
    PlaceKind,
    Quantity,
    QuoteType,
    Reading,
    Span,
    Statement,
)

#: What breaks readers of text: line ends of all sorts, quotes, formulas, astral and right-to-left characters, NUL.
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(1)", "＝1", "＋1", "－1", "＠x", "\t=1", "\r", "\n=1", "\r\n", "'", "''=1", "'@",
    '"', '""', ",", ";", ";=1", ';"=1', "|", " … ", "\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029",
    "😀", "🇺🇦", "e\u0301", "\u202eabc", "\u200f", "\ufeff", "</script>", "\\", "\\n", "[1]", "null", "",
    " ", "“", "…", "数", "İ", "\x7f", "\ufffe",
]  # fmt: skip
#: A reading takes long to make up, and most of it is alike.
FEW = settings(max_examples=15)
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8), st.sampled_from(["Ann said “no”.", "1,400 people"]))
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map("".join).filter(bool)
MAYBE = st.none() | WORDS
SHARES = st.floats(0, 1)
NUMBERS = st.none() | st.integers(-10, 10**9).map(float) | st.floats(-1e12, 1e12)


@st.composite
def spans(draw: st.DrawFn, text: str, least: int = 0, most: int = 3) -> tuple[Span, ...]:
    """Stretches of the text in reading order that do not overlap, each of a code point at least."""
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2 * least, max_size=2 * most, unique=True).map(sorted))
    if len(edges) < 2:
        return (Span(0, len(text)),) if least else ()
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def quantities(draw: st.DrawFn, text: str) -> Quantity:
    where = draw(spans(text, 1, 1))[0] if len(text) > 1 else Span(0, 1)
    return Quantity(draw(NUMBERS), draw(NUMBERS), draw(st.booleans()), draw(WORDS), where, where.words(text))


@st.composite
def evidence(draw: st.DrawFn, text: str) -> Evidence:
    return Evidence(draw(spans(text)), draw(MAYBE), draw(MAYBE), draw(st.booleans()), draw(MAYBE))


@st.composite
def statements(draw: st.DrawFn, text: str, name: str, entities: list[str], outer: list[str]) -> Statement:
    who = st.none() | st.sampled_from(entities) if entities else st.none()
    relays = st.lists(st.sampled_from(entities), max_size=2) if entities else st.just([])
    return Statement(
        id=name,
        content=draw(spans(text, 1)) if len(text) > 1 else (Span(0, 1),),
        source=draw(spans(text)),
        cue=draw(spans(text)),
        speaker=draw(who),
        quote_type=draw(st.sampled_from(get_args(QuoteType))),
        act=draw(st.sampled_from(get_args(Act))),
        addressee=draw(who),
        target=draw(who),
        channel=draw(st.none() | st.sampled_from(get_args(Channel))),
        relay=tuple(draw(relays)),
        time=draw(st.sampled_from([None, "2023-04-13", "2023-04-01/2023-04-30"])),
        places=tuple(draw(st.lists(WORDS, max_size=2))),
        quantities=tuple(draw(st.lists(quantities(text), max_size=2))),
        hedged=draw(st.booleans()),
        negated=draw(st.booleans()),
        parent=draw(st.none() | st.sampled_from(outer)) if outer else None,
        confidence=draw(SHARES),
        evidence=draw(st.dictionaries(st.sampled_from(["speaker", "time", "channel"]), evidence(text), max_size=2)),
    )


@st.composite
def entities(draw: st.DrawFn, name: str) -> Entity:
    kind = draw(st.sampled_from(get_args(EntityType)))
    wikidata = draw(st.none() | st.integers(1, 10**8).map("Q{}".format))
    return Entity(name, draw(WORDS), kind, draw(MAYBE), draw(MAYBE), tuple(draw(st.lists(WORDS, max_size=2))), wikidata)


@st.composite
def places(draw: st.DrawFn, text: str) -> Place:
    kind = draw(st.none() | st.sampled_from(get_args(PlaceKind)))
    north, east = draw(st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    words = [draw(MAYBE) for _ in range(4)]
    return Place(
        draw(WORDS), draw(spans(text)), words[0], kind, "UA", north, east, words[1], words[2], draw(SHARES), words[3]
    )


@st.composite
def readings(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Reading:
    """A reading of one of the texts."""
    text = draw(texts)
    blocks = tuple(Block(span, "paragraph") for span in draw(spans(text)))
    day = draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    metadata = Metadata(draw(MAYBE), draw(MAYBE), draw(MAYBE), draw(MAYBE), day, draw(st.sampled_from([None, "en"])))
    article = Article(draw(WORDS), text, blocks, draw(spans(text)), metadata)
    cast = [draw(entities(f"e{n}")) for n in range(1, draw(st.integers(0, 3)) + 1)]
    said: list[Statement] = []
    for n in range(1, draw(st.integers(0, 3)) + 1):
        said.append(draw(statements(text, f"s{n}", [e.id for e in cast], [s.id for s in said])))
    issues = tuple(Issue(draw(WORDS), draw(WORDS), *edge) for edge in draw(spans(text, 0, 1)))
    return Reading(article, tuple(cast), tuple(said), issues, tuple(draw(st.lists(places(text), max_size=2))))
