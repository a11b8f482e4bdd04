"""Turns of a transcript or an interview, each behind the name of who speaks: "VARGA: The quays are open.".

A colon behind capitals is mostly something else: a headline's speaker, a credit, a list, a live blog's hour. So nothing
is read before labels that can be people hand over to each other and what they say is said to somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.attribute.shown import laid_over
from onrecord.lexicon import words
from onrecord.lexicon.nouns import role_noun
from onrecord.text import quoted
from onrecord.types import Attribution, Issue, Span, TaggedName, blanked, inside, meeting, trimmed
from onrecord.types.attribution import TURN

#: Of 90 turns drawn at random and read by eye 88 were right, but most of them are one publisher's.
SCORE = 0.95
_TITLE = r"(?:M[rRsS]|M[rR][sS]|D[rR]|S[eE][nN]|R[eE][pP]|G[oO][vV]|G[eE][nN])\."
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĆČĎĐĞİŁŃŇŘŚŞŠŤŹŻŽ]"
_NAME = rf"(?:(?:{_CAPITAL}\.)+|{_TITLE}|(?:[ae]l-|d[’'])?{_CAPITAL}[\w’'&/-]*)"
_LINK = r"(?:of|the|and|for|to|on|at|in|de|der|van|von|bin|al|–)"
_ASIDE = r"[(\[][^()\[\]\n]{1,80}[)\]]"
#: Names, titles and what links them, maybe with something in brackets, between a sentence's beginning and a colon.
_LABEL = re.compile(
    rf"(?:(?<![^\n])|(?<=[.!?…”\"’)\]>–—-]\s))"
    rf"(?P<who>{_NAME}(?:(?:,?\s|\s?{_ASIDE}\s)(?:{_LINK}\s){{0,3}}{_NAME}){{0,24}})"
    rf"(?:\s?{_ASIDE})?\s?(?=:[\s…“\"(\[A-Z]|:$):(?!\s*[a-z])"
)
#: What a turn ends in, and a headline or a credit does not; a dash where another one breaks in.
_ENDS, _CLOSING = frozenset(".!?…–—-"), "\"”’')]>"
_QUESTION = re.compile(r"\?[\"”’')\]]*$")
#: What is said to somebody: credits, lists and headlines have no such words.
_VOICE = re.compile(r"\bI\b|\b(?:[Ww]e|[Yy]ou|[Yy]our|[Mm]y|[Oo]ur|me|us|[Tt]hank)\b|\b[Ll]et[’']s\b|\?")
#: "(Applause.)", "[crosstalk]": nobody's words where they stand alone or behind a sentence.
_DIRECTION = re.compile(rf"(?:(?<![^\n])|(?<=[.!?…”\"’>])|(?<=[.!?…”\"’>]\s))(?:{_ASIDE}[\s.]*){{1,9}}$")
_WORD = re.compile(r"[^\W\d_]{2,}|\d")
#: So many of the turns have such words at least, as a share: "Thank you.", "Ivanov.", "It rained." are turns too.
_VOICED = 1 / 3
#: A turn goes on over at most so many paragraphs, the last of which has such words.
_REACH = 3


@dataclass(slots=True)
class _Turn:
    """What stands behind one label: pieces of paragraphs, the first of them in paragraph number `at`.

    `who` is the speaker by the last word of the name; "" where the label names nobody ("Q:"), None where it is no
    speaker's and only ends the turn before it.
    """

    label: Span
    who: str | None
    at: int
    pieces: list[Span] = field(default_factory=list)


def transcripts(
    text: str, paragraphs: Sequence[Span], found: Sequence[Attribution], names: Sequence[TaggedName]
) -> tuple[list[Attribution], list[Issue]]:
    """The attributions with one for each paragraph of a turn, over those of its words that name who else said so."""
    turns = _turns(text, paragraphs, [name for name in names if name.kind == "person"])
    if not _is_transcript(text, turns):
        return list(found), []
    return laid_over(text, found, dict(_shown(text, turns, found)), "a transcript")


def _turns(text: str, paragraphs: Sequence[Span], people: Sequence[TaggedName]) -> list[_Turn]:
    surnames = {_last_word(name.span.words(text)) for name in people}
    turns: list[_Turn] = []
    for at, paragraph in enumerate(paragraphs):
        labels = list(_LABEL.finditer(text, *paragraph))
        edges = [paragraph.start, *(label.start() for label in labels), paragraph.end]
        if turns:
            turns[-1].pieces += _said(text, Span(edges[0], edges[1]))
        for label, end in zip(labels, edges[2:], strict=True):
            name, piece = Span(*label.span("who")), Span(label.end(), end)
            who = _who(text, name, people, surnames) if _ended(piece.words(text).rstrip()) else None
            turns.append(_Turn(name, who, at, _said(text, piece)))
    return turns


def _said(text: str, span: Span) -> list[Span]:
    """The words of a stretch, if it has any that are somebody's."""
    piece = trimmed(text, span)
    if direction := _DIRECTION.search(text, *piece):
        piece = trimmed(text, Span(piece.start, direction.start()))
    return [piece] if _WORD.search(text, *piece) else []


def _ended(said: str) -> bool:
    """Whether the words end as a turn does, or there are none."""
    bare = said.rstrip(_CLOSING)
    return not said or bare[-1:] in _ENDS or any(mark in said[len(bare) :] for mark in ")]")


def _who(text: str, label: Span, people: Sequence[TaggedName], surnames: set[str]) -> str | None:
    written = label.words(text)
    if all(word in words("attribution", "askers") for word in re.findall(r"[a-z]+", written.lower())):
        return ""
    if _last_word(written) in words("attribution", "shots"):
        return None
    last = _last_word(written.split(",")[0])
    if last in surnames or role_noun(last):
        return last
    named = inside(label, people)
    return _last_word(named[0].span.words(text)) if named else None


def _last_word(name: str) -> str:
    return re.split(r"[\s-]", name.strip())[-1].casefold()


def _is_transcript(text: str, turns: Sequence[_Turn]) -> bool:
    """Whether the labels hand over to each other and what they say is said to somebody.

    Once is enough where one asks, or where both are brought in by name and one by office too; else one must come back.
    """
    spoken = [turn for turn in turns if turn.who is not None]
    names = [turn.who for turn in spoken if turn.who]
    handed = [
        (one, other)
        for one, other in pairwise(turns)
        if one.who is not None and other.who is not None and one.who != other.who and other.at <= one.at + 1
    ]
    enough = any(_asks(text, one) or other.who == "" or _brought_in(text, one, other) for one, other in handed) or (
        len(handed) > 1 and len(set(names)) < len(names)
    )
    voiced = sum(any(_VOICE.search(text, *piece) for piece in turn.pieces[:1]) for turn in spoken)
    return bool(names) and enough and voiced >= _VOICED * len(spoken)


def _asks(text: str, turn: _Turn) -> bool:
    return turn.who == "" or (bool(turn.pieces) and _QUESTION.search(turn.pieces[0].words(text)) is not None)


def _brought_in(text: str, *turns: _Turn) -> bool:
    labels = [re.findall(r"[^\W\d_]+", turn.label.words(text).lower()) for turn in turns]
    return all(len(label) > 1 for label in labels) and any(role_noun(word) for label in labels for word in label)


def _shown(text: str, turns: Sequence[_Turn], found: Sequence[Attribution]) -> Iterator[tuple[Span, Attribution]]:
    """Each paragraph of each turn that names its speaker, and before it all that it takes up with its label.

    A turn that none comes before or behind without the outlet's words between them is a headline, or a lone quotation.
    """
    owned = _owned(text, turns, found)
    #: Whether each turn is followed by the next one, with nobody else's words between them.
    handed = [
        one.who is not None and other.who is not None and len(own) == len(one.pieces)
        for own, (one, other) in zip(owned, pairwise(turns), strict=False)
    ]
    number = 0
    for n, (turn, own) in enumerate(zip(turns, owned, strict=True)):
        alone = not any(handed[max(0, n - 1) : n + 1])
        follows: int | None = None
        for piece in own if turn.who and not alone else ():
            if follows is None:
                yield Span(turn.label.start, piece.end), Attribution((piece,), (turn.label,), rule=TURN, score=SCORE)
            else:
                yield piece, Attribution((piece,), rule=TURN, score=SCORE, follows=follows)
            follows, number = number, number + 1


def _owned(text: str, turns: Sequence[_Turn], found: Sequence[Attribution]) -> list[Sequence[Span]]:
    """The pieces of each turn that are its speaker's: more than the first only where the same talk goes on behind it.

    A surname that has no other turn opens another talk: whoever comes into one is brought in by more than that.
    """
    spoke = Counter(turn.who for turn in turns)
    told = sorted({a.cue[0] for a in found if a.cue and any(_last_word(s.words(text)) in spoke for s in a.source)})
    goes_on = [
        after.who is not None and (after.who == "" or spoke[after.who] > 1 or " " in after.label.words(text))
        for after in turns[1:]
    ]
    return [
        _own(text, turn.pieces, told) if more else turn.pieces[:1]
        for turn, more in zip(turns, [*goes_on, False], strict=True)
    ]


def _own(text: str, pieces: Sequence[Span], told: Sequence[Span]) -> Sequence[Span]:
    """The pieces of a turn up to where the outlet's own words begin: a paragraph that tells what a speaker said.

    Behind the first piece nothing says whose a paragraph is, but that it is spoken to somebody outside quotation marks.
    """
    last = 0
    for n, piece in enumerate(pieces[1:], start=1):
        if n - last > _REACH or meeting(piece, told):
            break
        if _VOICE.search(blanked(said := piece.words(text), quoted(said))):
            last = n
    return pieces[: last + 1]
