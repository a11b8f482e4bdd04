"""What a content does by its own words: it demands ("must leave"), denies ("is false"), threatens."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from onrecord.lexicon import table
from onrecord.normalise.context import Context
from onrecord.types import Act, Evidence, Found, Span

#: What the speaker will do or not do, where the content opens with it, outweighs what else is said in it.
_OPENING_FIRST: tuple[Act, ...] = ("refuse", "threaten", "promise", "announce")
_OPENING = re.compile(r"(?:that\b|[\s“\"‘'(])*", re.IGNORECASE)
#: Between words of a pattern a quotation may begin or end.
_GAP = '[\\s“”"‘]+'
_PERSON, _BODY = "he|she|i|we", "it|they|we|i"
#: Stands for every character of the speaker's names, so that one pattern serves all speakers: compiling is slow.
_MASK = "\ue000"


class _Own(NamedTuple):
    """A content as its speaker's: a pattern of his pronouns; each piece's start and words, his names masked."""

    pronouns: str
    pieces: tuple[tuple[int, str], ...]


class Deed(NamedTuple):
    """An act and the words of the content that do it."""

    act: Act
    span: Span


def find(context: Context) -> Deed | None:
    """The first act, in the order of the table, whose words the content has."""
    opening = _opening(context)
    own = _own_words(context)
    first = {act: _match(act, own) for act in _OPENING_FIRST}
    for deed in first.values():
        if deed and deed.span.start <= opening:
            return deed
    # Plans told in passing ("he will benefit") are mostly others' or none: "announce" needs the opening.
    later = (first[act] if act in first else _match(act, own) for act in _acts() if act != "announce")
    return next((deed for deed in later if deed), None)


def match_of(act: Act, context: Context) -> Deed | None:
    """The words of the content that do `act`."""
    return _match(act, _own_words(context))


def _match(act: Act, own: _Own) -> Deed | None:
    pattern = _pattern(act, own.pronouns)
    for start, words in own.pieces:
        if match := pattern.search(words):
            return Deed(act, Span(start + match.start(), start + match.end()))
    return None


def verdict(context: Context, lemma: str) -> Found[Act]:
    """The act of "X called Y a Z", by the first verdict in the content; `assert` for a neutral one."""
    for act, pattern in _verdicts().items():
        for match in context.matches(pattern, context.content):
            return Found(act, Evidence((Span(*match.span()),), match.group(), "act:verdict"))
    return Found("assert", Evidence(context.attribution.cue, lemma, "act:verdict"))


def _opening(context: Context) -> int:
    start = context.content[0].start
    match = _OPENING.match(context.text, start)
    return match.end() if match else start


def _own_words(context: Context) -> _Own:
    """The content with what stands for the speaker in it: pronouns, his name, and the side he speaks for."""
    speaker = context.cast.speaker.value
    entity = next((e for e in context.draft.resolution.entities if e.id == speaker), None)
    pronouns = f"{_PERSON}|it|they" if entity is None else _PERSON if entity.type == "person" else _BODY
    # A name's last word is what reports go on with.
    names = {entity.name, *entity.name.split()[-1:], entity.side or ""} - {""} if entity else set()
    pieces = []
    for piece in context.content:
        words = piece.words(context.text)
        for name in sorted(names, key=len, reverse=True):
            words = words.replace(name, _MASK * len(name))
        pieces.append((piece.start, words))
    return _Own(pronouns, tuple(pieces))


@cache
def _acts() -> tuple[Act, ...]:
    return tuple(cast("Act", rule["act"]) for rule in table("contents")["rule"])


@cache
def _verdicts() -> dict[Act, re.Pattern[str]]:
    listed = table("contents")["verdict"]
    return {cast("Act", act): re.compile(rf"\b(?:{'|'.join(listed[act])})\b", re.IGNORECASE) for act in listed}


@cache
def _pattern(act: str, pronouns: str) -> re.Pattern[str]:
    """One act's patterns; OWN stands for the speaker: third-person pronouns only where the content begins."""
    word = rf"(?:^(?:that )?(?:{pronouns})|(?:we|i)|(?:the )?{_MASK}+(?!\w)(?:[’']s (?:\w+ ){{1,2}})?)"
    listed = next(rule["patterns"] for rule in table("contents")["rule"] if rule["act"] == act)
    # The look-behind stands once before all that begin with a word: most places in a text fail there at once.
    worded = "|".join(p for p in listed if not p.startswith(","))
    others = "".join(f"|{p}" for p in listed if p.startswith(","))
    return re.compile(_loosened(rf"(?<!\w)(?:{worded}){others}".replace("OWN", word)), re.IGNORECASE)


def _loosened(pattern: str) -> str:
    """Single spaces match quotation marks too, but not inside look-behinds, which have a fixed width."""
    parts = re.split(r"(\(\?<[=!][^)]*\))", pattern)
    return "".join(part if part.startswith("(?<") else part.replace(" ", _GAP) for part in parts)
