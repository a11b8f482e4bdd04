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
    """The speaker in his own content: a pattern of pronouns, and names, longest first."""

    pronouns: str
    names: tuple[str, ...]

    def masked(self, words: str) -> str:
        """The words with the names masked, every character where it was."""
        for name in self.names:
            words = words.replace(name, _MASK * len(name))
        return words


class Deed(NamedTuple):
    """An act and the words of the content that do it."""

    act: Act
    span: Span


def find(context: Context) -> Deed | None:
    """The first act, in the order of the table, whose words the content has."""
    own, opening = _own(context), _opening(context)
    for act in _OPENING_FIRST:
        deed = _match(act, own, context)
        if deed and deed.span.start <= opening:
            return deed
    # Plans told in passing ("he will benefit") are mostly others' or none: "announce" needs the opening.
    return next((deed for act in _acts() if act != "announce" and (deed := _match(act, own, context))), None)


def match_of(act: Act, context: Context) -> Deed | None:
    """The words of the content that do `act`."""
    return _match(act, _own(context), context)


def _match(act: Act, own: _Own, context: Context) -> Deed | None:
    pattern = _pattern(act, own.pronouns)
    for piece in context.content:
        if match := pattern.search(own.masked(piece.words(context.text))):
            return Deed(act, Span(piece.start + match.start(), piece.start + match.end()))
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


def _own(context: Context) -> _Own:
    """What stands for the speaker in his own content: pronouns, his name, and the side he speaks for."""
    speaker = context.cast.speaker.value
    entity = next((e for e in context.draft.resolution.entities if e.id == speaker), None)
    if entity is None:
        return _Own(f"{_PERSON}|it|they", ())
    # A name's last word is what reports go on with.
    names = {entity.name, *entity.name.split()[-1:], entity.side or ""} - {""}
    return _Own(_PERSON if entity.type == "person" else _BODY, tuple(sorted(names, key=len, reverse=True)))


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
