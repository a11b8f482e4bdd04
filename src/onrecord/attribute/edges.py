"""The spans' edges as the ledger wants them (LEDGER, sections 2 and 6); PolNeAR's annotators drew them otherwise.

A cue is the verb group without adverbs, weekdays and the channel's phrase; a preposition that introduces the content
belongs to the content. A source has no relative clause, and where it is "who", it is the noun before that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense
from onrecord.lexicon.nouns import pronouns
from onrecord.types import Attribution, Span, TaggedName

_ADVERB = (
    r"(?:(?!only\b|reply\b|family\b)\w+ly|also|then|now|still|again|later|earlier|once|further|instead|too|even|just"
    r"|meanwhile)"
)
_DAY = r"(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LEADING = re.compile(rf"(?:{_ADVERB}|and|but|or|in)\s+", re.IGNORECASE)
_TRAILING = re.compile(
    rf"[\s,:;]+(?:(?:{_ADVERB}|{_DAY}|yesterday|today)\s*)?$|\s+(?:{_ADVERB}|{_DAY}|yesterday|today)$", re.IGNORECASE
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
_RELATIVE_CLAUSE = re.compile(r",\s+(?:who|whom|whose|which|that)\b.*$", re.DOTALL)
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?”\"\n]\s*)(?:When\s+)?$")
_BY = re.compile(
    r"\s+by\s+(?P<asker>(?:[\w’'-]+\s){0,3}?[\w’'-]+)(?=\s+(?:about|whether|if|why|when|what|how|where|who|at|on|in)\b)"
)
#: A noun phrase that opens a sentence: "An official at the port" before ", who".
_OPENING = re.compile(r"(?:^|[.!?”\"\n]\s+)(?P<noun>(?:An?|The|One|Another|Two)\s[^,.;:“”\"]+)$")
_LONGEST_OPENING = 90
_LEFT_WORDS = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*$")


def to_convention(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution:
    """The attribution with its edges redrawn."""
    made = replace(attribution, source=tuple(_source(text, s, names) for s in attribution.source))
    made = _asked(text, made)
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


def _source(text: str, source: Span, names: Sequence[TaggedName]) -> Span:
    if pronouns().get(source.words(text).lower()) == "relative":
        return _noun_before(text, source, names) or source
    words = _RELATIVE_CLAUSE.sub("", source.words(text)).rstrip(" ,:;")
    words = _POSSESSIVE.sub("", words) if words.endswith(("'s", "’s")) else words
    return Span(source.start, source.start + len(words)) if words else source


def _noun_before(text: str, relative: Span, names: Sequence[TaggedName]) -> Span | None:
    """The name that "…, who" goes on from, with its title."""
    end = len(text[: relative.start].rstrip(" ,—–-")) if relative.start else 0
    name = next((n.span for n in names if n.span.end == end and n.kind not in ("time", "number")), None)
    if name is None:
        opening = _OPENING.search(text, max(0, end - _LONGEST_OPENING), end)
        return Span(*opening.span("noun")) if opening else None
    title = _LEFT_WORDS.search(text, max(0, name.start - 60), name.start)
    return Span(title.start() if title else name.start, name.end)


def _asked(text: str, attribution: Attribution) -> Attribution:
    """ "Asked by reporters whether …, she said": who asks is after "by", or is not named; it is not who answers."""
    cue = attribution.cue[0] if attribution.cue else None
    if cue is None or cue.words(text) not in ("Asked", "asked", "When asked"):
        return attribution
    if not _SENTENCE_START.search(text, max(0, cue.start - 10), cue.start):
        return attribution
    asker = _BY.match(text, cue.end)
    return replace(attribution, source=(Span(*asker.span("asker")),) if asker else ())


def _cue(text: str, cue: Span) -> Span:
    for trim in (_trim_end, _trim_channel, _trim_end, _trim_start, _last_participle):
        cue = trim(text, cue)
    return cue


def _trimmed(pattern: re.Pattern[str]) -> Callable[[str, Span], Span]:
    """A rule that cuts off what `pattern` finds at the end of a cue, unless nothing would be left."""

    def trim(text: str, cue: Span) -> Span:
        match = pattern.search(cue.words(text))
        return Span(cue.start, cue.start + match.start()) if match and match.start() else cue

    return trim


_trim_end = _trimmed(_TRAILING)


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
