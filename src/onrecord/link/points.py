"""A Reading as points: what it says, cut small enough that each may be said elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lexicon import phrases
from onrecord.link.words import count, fold, in_background, pattern, telling, weigh
from onrecord.normalise.quantities import quantities_in
from onrecord.types import Article, Entity, Quantity, Reading, Span, Statement, document_id, hull, meeting, trimmed
from onrecord.types.point import Point, before

#: A sentence up to this long is one point; longer ones fall into parts of at least `_PART` content words.
_LONG, _PART = 120, 3
#: The outlet's own sentence is one that statements cover less than this share of.
_COVERED = 0.5
#: Words of name, role and side that tell who a speaker is; a long role has no more.
_ABOUT = 14


class _Piece(NamedTuple):
    span: Span
    statement: Statement | None


def points(reading: Reading) -> tuple[Point, ...]:
    """Every point of a reading, in reading order: of its statements, and of sentences that none of them covers."""
    text = reading.article.text
    pieces = sorted((*_of_statements(reading), *_of_outlet(reading)), key=lambda piece: piece.span)
    found = [(piece, told) for piece in pieces if (told := telling(piece.span.words(text)))]
    counts = count([word for word, _ in told] for _, told in found)
    people = {entity.id: entity for entity in reading.entities}
    said = [content for statement in reading.statements for content in statement.content]
    digest = document_id(reading.article)
    made = []
    for n, (piece, told) in enumerate(found):
        own = piece.span.words(text)
        back = in_background(own)
        weights = (weigh(w, counts, len(found), any(a <= at < b for a, b in back)) for w, at in told)
        point = Point(
            document=digest, name=reading.article.name, n=n, span=piece.span, text=own, before=before(text, piece.span),
            words=tuple(word for word, _ in told), weights=tuple(weights),
            published=reading.article.metadata.published, marked=_marked(text, piece.span),
            negated=bool(pattern("negation").search(own)),
        )  # fmt: skip
        if piece.statement:
            point = _attributed(point, piece.statement, people)
        else:
            point = replace(point, quantities=_unsaid(text, piece.span, said))
        made.append(point)
    return tuple(made)


def _unsaid(text: str, span: Span, said: Sequence[Span]) -> tuple[Quantity, ...]:
    """The quantities of the outlet's own words, without those of a statement that they hold: `said` are contents."""
    found = quantities_in(text, span)
    return tuple(each for each in found if not any(each.span.overlaps(content) for content in said))


def _attributed(point: Point, statement: Statement, people: dict[str, Entity]) -> Point:
    """The point with what its statement tells of it."""
    speaker = people.get(statement.speaker or "")
    return replace(
        point,
        statement=statement.id,
        speaker=speaker.name if speaker else None,
        names=_names(speaker) if speaker else (),
        about=_about(speaker) if speaker else (),
        relay=tuple(people[one].name for one in statement.relay),
        act=statement.act,
        channel=statement.channel,
        addressee=people[statement.addressee].name if statement.addressee else None,
        time=statement.time,
        marked=point.marked or statement.quote_type == "direct",
        hedged=statement.hedged,
        negated=point.negated != statement.negated,
        quantities=_within(point.span, statement.quantities),
    )


def _names(speaker: Entity) -> tuple[str, ...]:
    names = dict.fromkeys(fold(name).removeprefix("the ") for name in (speaker.name, *speaker.aliases))
    if speaker.wikidata:
        names[speaker.wikidata] = None
    return tuple(name for name in names if name.strip())


def _about(speaker: Entity) -> tuple[str, ...]:
    return _first(" ".join((speaker.name, *speaker.aliases, speaker.role or "", speaker.side or "")))


@lru_cache(maxsize=1024)  # a speaker has many points, and many documents
def _first(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word, _ in telling(said)))[:_ABOUT]


def _within(span: Span, quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    return tuple(quantity for quantity in quantities if span.contains(quantity.span))


def _of_statements(reading: Reading) -> Iterator[_Piece]:
    captions = [block.span for block in reading.article.blocks if block.kind == "caption"]
    for statement in reading.statements:
        if statement.quote_type == "indirect" and any(statement.content[0].overlaps(span) for span in captions):
            continue  # "The mayor speaks on the flood": what a picture shows, told as if it were said
        for content in statement.content:
            for sentence in _sentences(reading.article, content):
                yield from (_Piece(part, statement) for part in _parts(reading.article.text, sentence))


def _of_outlet(reading: Reading) -> Iterator[_Piece]:
    text = reading.article.text
    covered = [hull(statement.content) for statement in reading.statements]
    # A caption tells what a picture shows, often of another day; only words that it quotes are somebody's.
    for block in (b.span for b in reading.article.blocks if b.kind not in ("boilerplate", "caption")):
        for sentence in _sentences(reading.article, block):
            over = (s for s in covered if sentence.overlaps(s))
            taken = sum(min(sentence.end, s.end) - max(sentence.start, s.start) for s in over)
            if taken < _COVERED * (sentence.end - sentence.start):
                yield from (_Piece(part, None) for part in _parts(text, sentence))


def _sentences(article: Article, span: Span) -> Iterator[Span]:
    """The sentences of the article as far as they lie in a span; the span where nobody has told sentences apart."""
    for sentence in meeting(span, article.sentences or (span,)):
        yield Span(max(sentence.start, span.start), min(sentence.end, span.end))


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """A long sentence in parts that each say something; a shorter one as it is."""
    start = sentence.start
    if sentence.end - sentence.start > _LONG:
        words = [sentence.start + at for _, at in telling(sentence.words(text))]
        for cut in _cuts().finditer(text, *sentence):
            before = bisect_left(words, cut.start()) - bisect_left(words, start)
            if min(before, len(words) - bisect_left(words, cut.end())) >= _PART:
                yield trimmed(text, Span(start, cut.start()))
                start = cut.end()
    yield trimmed(text, Span(start, sentence.end))


def _marked(text: str, span: Span) -> bool:
    """Whether there are quotation marks in the words or round them."""
    return bool(_MARKS.search(text, max(0, span.start - 1), span.end + 1))


_MARKS = re.compile(r"[“”„«»\"‘]|(?<!\w)'|''|``")


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile("|".join(phrases("links", "parts")))
