"""The spans' edges as the ledger wants them (LEDGER, sections 2 and 6); PolNeAR's annotators drew them otherwise.

A cue is the verb group without adverbs, weekdays and the channel's phrase; a preposition that introduces the content
belongs to the content. What is done to sources stands in `source_edges`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.attribute.source_edges import ADVERB, redraw_source
from onrecord.lexicon import cue_sense
from onrecord.types import Attribution, Span, TaggedName

_DAY = r"(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LEADING = re.compile(rf"(?:{ADVERB}|and|but|or|in)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    rf"[\s,:;]+(?:(?:{ADVERB}|{_DAY}|yesterday|today)\s*)?$|\s+(?:{ADVERB}|{_DAY}|yesterday|today)$", re.IGNORECASE
)
#: From here on a cue names the channel or occasion: "said [in a statement]", "wrote [on her blog]".
_CHANNEL = re.compile(r"\s+(?:in|on|at|during|via|through|after|before|by)(?:\s+.*)?$", re.IGNORECASE | re.DOTALL)
_PARTICIPLE = re.compile(r"\b(?:\w+\s+){2,}(?P<last>\w+ing)$")
_PREPOSITION = re.compile(r"\s+(?P<word>of|at|for|about|against|over|as|with|into|toward|towards)$", re.IGNORECASE)
#: Cues that are not themselves without their particle.
_WHOLE = re.compile(
    r"according to|call(?:s|ed|ing)? (?:on|upon)|rul(?:e|es|ed|ing) (?:in|out)|insist\w* on|lay\w* out|go\w* on"
    r"|went on",
    re.IGNORECASE,
)
#: "telling him": who is told stands in no cue.
_OBJECT = re.compile(r"\s+(?:him|her|them|me|us|you)$")


def to_convention(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution:
    """The attribution with its edges redrawn."""
    made = redraw_source(text, attribution, names)
    made = replace(made, content=tuple(_closed(text, s) for s in made.content))
    if len(made.cue) != 1:
        return made
    cue, content = _cue(text, made.cue[0]), made.content
    after = next((s for s in content if s.start >= cue.end), None)
    preposition = _PREPOSITION.search(cue.words(text))
    if after and preposition and not text[cue.end : after.start].strip() and not _WHOLE.search(cue.words(text)):
        start = cue.start + preposition.start("word")
        cue = Span(cue.start, cue.start + preposition.start())
        content = tuple(Span(start, s.end) if s is after else s for s in content)
    return replace(made, cue=(cue,), content=content)


def _closed(text: str, piece: Span) -> Span:
    """The piece with the closing mark right behind it, where the quotation that it closes begins in the piece."""
    words, mark = piece.words(text), text[piece.end : piece.end + 1]
    opened = {"”": words.count("“") > words.count("”"), '"': words.count('"') % 2 == 1}
    return Span(piece.start, piece.end + 1) if opened.get(mark) else piece


def _cue(text: str, cue: Span) -> Span:
    for trim in (_trim_end, _last_participle, _trim_channel, _trim_end, _trim_object, _trim_start):
        cue = trim(text, cue)
    return cue


def _trimmed(pattern: re.Pattern[str]) -> Callable[[str, Span], Span]:
    """A rule that cuts off what `pattern` finds at the end of a cue, unless nothing would be left."""

    def trim(text: str, cue: Span) -> Span:
        match = pattern.search(cue.words(text))
        return Span(cue.start, cue.start + match.start()) if match and match.start() else cue

    return trim


_trim_end, _trim_object = _trimmed(_TRAILING), _trimmed(_OBJECT)


def _trim_channel(text: str, cue: Span) -> Span:
    words = cue.words(text)
    match = _CHANNEL.search(words)
    if not match or _WHOLE.search(words) or not cue_sense(words[: match.start()].split()):
        return cue
    return Span(cue.start, cue.start + match.start())


def _trim_start(text: str, cue: Span) -> Span:
    while (match := _LEADING.match(text, cue.start, cue.end)) and match.end() < cue.end:
        cue = Span(match.end(), cue.end)
    return cue


def _last_participle(text: str, cue: Span) -> Span:
    """ "released a statement [claiming]": what claims is the participle."""
    match = _PARTICIPLE.search(cue.words(text))
    if match and cue_sense([match["last"]]) and cue_sense(match.group().split()[:1]) is None:
        return Span(cue.start + match.start("last"), cue.end)
    return cue
