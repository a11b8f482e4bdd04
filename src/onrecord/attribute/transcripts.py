"""Turns of a transcript or an interview, each behind the name of who speaks: "VARGA: The quays are open.".

A colon behind capitals is mostly something else: a headline's speaker, a credit, a list, a live blog's hour. So nothing
is read before labels that can be people hand over to each other and what they say is said to somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from onrecord.attribute.shown import laid_over
from onrecord.lexicon import words
from onrecord.lexicon.nouns import role_noun
from onrecord.text import quoted
from onrecord.types import Attribution, Issue, Span, TaggedName, blanked, inside, trimmed
from onrecord.types.attribution import TURN

#: Of the turns in news reports and official transcripts that were read by eye, so many were right.
SCORE = 0.95
_NAME = r"(?:(?:[A-Z]\.)+|(?:M[rRsS]|M[rR][sS]|D[rR]|S[eE][nN]|R[eE][pP]|G[oO][vV]|G[eE][nN])\.|(?:[ae]l-|d[’'])?[A-Z][\w’'&/-]*)"
_LINK = r"(?:of|the|and|for|to|on|at|in|de|der|van|von|bin|al|–|-)"
_ASIDE = r"[(\[][^()\[\]\n]{1,80}[)\]]"
#: Names, titles and what links them, maybe with something in brackets, between a sentence's beginning and a colon.
_LABEL = re.compile(
    rf"(?:(?<![^\n])|(?<=[.!?…”\"’)\]>–—-]\s))(?P<who>{_NAME}(?:(?:,?\s|\s?{_ASIDE}\s)(?:{_LINK}\s){{0,3}}{_NAME}){{0,24}})"
    rf"(?:\s?{_ASIDE})?\s?(?=:[\s…“\"(\[A-Z]|:$):(?!\s*[a-z])"
)
#: What a turn ends in, and a headline or a credit does not; a dash where another one breaks in.
_ENDED = re.compile(r"(?:[.!?…–—-]|\.\.)[\"”’')\]>]*$|[)\]]$")
#: What is said to somebody: credits, lists and headlines have no such words.
_VOICE = re.compile(r"\bI\b|\b(?:[Ww]e|[Yy]ou|[Yy]our|[Mm]y|[Oo]ur|me|us|[Tt]hank)\b|\b[Ll]et[’']s\b|\?")
#: "(Applause.)", "[crosstalk]": nobody's words where they stand alone.
_DIRECTION = re.compile(rf"{_ASIDE}[\s.]*")
_WORD = re.compile(r"[^\W\d_]{2,}|\d")
#: So many of the turns have such words at least, as a share: "Thank you.", "Ivanov.", "It rained." are turns too.
_VOICED = 1 / 3
#: A turn goes on over so many paragraphs that nobody need have said before one that somebody does say.
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
    shown = dict(_shown(text, turns, found)) if _is_transcript(text, turns) else {}
    return laid_over(text, found, shown, "a transcript")


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
            ended = _ENDED.search(piece.words(text).rstrip() or ".")
            turns.append(_Turn(name, _who(text, name, people, surnames) if ended else None, at, _said(text, piece)))
    return turns


def _said(text: str, span: Span) -> list[Span]:
    """The words of a stretch, if it has any that are somebody's."""
    piece = trimmed(text, span)
    return [] if _DIRECTION.fullmatch(text, *piece) or not _WORD.search(text, *piece) else [piece]


def _who(text: str, label: Span, people: Sequence[TaggedName], surnames: set[str]) -> str | None:
    written = label.words(text)
    if all(word in words("attribution", "askers") for word in re.findall(r"[a-z]+", written.lower())):
        return ""
    name = written.split(",")[0]
    last = _last_word(name)
    if last in surnames or role_noun(last):
        return last
    named = inside(label, people)
    return _last_word(named[0].span.words(text)) if named else None


def _last_word(name: str) -> str:
    return re.split(r"[\s-]", name.strip())[-1].casefold()


def _is_transcript(text: str, turns: Sequence[_Turn]) -> bool:
    """Whether the labels hand over to each other, one comes back or asks, and what they say is said to somebody."""
    spoken = [turn for turn in turns if turn.who is not None]
    names = [turn.who for turn in spoken if turn.who]
    handed = [
        (one.who, other.who)
        for one, other in pairwise(turns)
        if one.who is not None and other.who is not None and one.who != other.who and other.at <= one.at + 1
    ]
    asked = any("" in pair for pair in handed)
    returns = len(set(names)) < len(names) and len(handed) > 1
    voiced = sum(any(_VOICE.search(text, *piece) for piece in turn.pieces[:1]) for turn in spoken)
    return bool(names) and (asked or returns) and voiced >= _VOICED * len(spoken)


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
    told = [
        a.cue[0] for a in found
        if a.cue and any(_last_word(source.words(text)) in spoke for source in a.source)
    ]  # fmt: skip
    made = []
    for turn, after in zip_longest(turns, turns[1:]):
        goes_on = after and after.who is not None and (spoke[after.who] > 1 or " " in after.label.words(text))
        made.append(_own(text, turn.pieces, told) if goes_on or (after and after.who == "") else turn.pieces[:1])
    return made


def _own(text: str, pieces: Sequence[Span], told: Iterable[Span]) -> Sequence[Span]:
    """The pieces of a turn up to where the outlet's own words begin: a paragraph that tells what a speaker said.

    Behind the first piece nothing says whose a paragraph is, but that it is spoken to somebody outside quotation marks.
    """
    last = 0
    for n, piece in enumerate(pieces[1:], start=1):
        if n - last > _REACH or any(piece.contains(cue) for cue in told):
            break
        if _VOICE.search(blanked(said := piece.words(text), quoted(said))):
            last = n
    return pieces[: last + 1]
