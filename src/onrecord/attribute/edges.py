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
    r"|meanwhile|first|sometimes|often)"
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
#: What a source does not carry (LEDGER, section 6): a clause, who passed it on, when it was said.
_AFTER_SOURCE = re.compile(
    r",\s+(?:who|whom|whose|which|that)\b.*$|\s+who\b.*$"
    r"|,?\s+(?:cited|quoted|published|signed|carried|released|issued|posted|aired)"
    r"\s+(?:by|in|on|this|last|earlier)\b.*$"
    r"|\s+(?:(?:last|this)\s+(?:week|month|year|\w+day)|yesterday|on\s+\w+day)$",
    re.DOTALL,
)
#: "telling him": who is told stands in no cue.
_OBJECT = re.compile(r"\s+(?:him|her|them|me|us|you)$")
_POSSESSIVE = re.compile(r"['’]s?$")
#: Whom these make their subject is spoken to or of, and does not speak.
_PASSIVE = re.compile(
    rf"(?:^|(?P<auxiliary>\b(?:when|if|(?:is|are|was|were|be|been|being)(?:\s+{_ADVERB})?)\s+))"
    r"(?:asked|questioned|pressed|accused|blamed|criticised|criticized|condemned|praised|hailed|urged|warned|informed)$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:(?:^|[.!?”\"\n]\s*)(?:When\s+)?|,?\s[Ww]hen\s+)$")
_AFTER_BY = re.compile(r"\sby\s+(?:the\s+)?$")
_BY = re.compile(
    r"\s+by\s+(?P<asker>(?:[\w’'-]+\s){0,3}?[\w’'-]+)"
    r"(?=[,.]|\s+(?:about|whether|if|why|when|what|how|where|who|that|at|on|in|of|for|over|to)\b)"
)
#: A noun phrase before "who": one that opens a sentence ("An official at the port"), a short one with a word that
#: begins it ("an unnamed fellow pilot"), or a noun in the plural with names before it ("US officials").
_NOUN = re.compile(
    r"(?:(?:^|[.!?”\"\n]\s+)(?P<opening>(?:An?|The|One|Another|Two)\s[^,.;:“”\"]+)"
    r"|\b(?P<short>(?:an?|the|some|many|several|two|three|four|five|other|those|these)"
    r"\s(?:(?!(?:to|of|for|in|on|by|with|from|at|and)\s)[\w’'-]+\s){0,3}?[\w’'-]+)"
    r"|(?<!\w)(?P<plural>(?:[A-Z][\w.’'-]*\s)*[a-z’'-]+s))$"
)
_LONGEST_NOUN = 90
_LEFT_WORDS = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*$")


def to_convention(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution:
    """The attribution with its edges redrawn."""
    made = replace(attribution, source=tuple(_source(text, s, names) for s in attribution.source))
    made = _asked(text, made)
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


def _source(text: str, source: Span, names: Sequence[TaggedName]) -> Span:
    if pronouns().get(source.words(text).lower()) == "relative":
        return _noun_before(text, source, names) or source
    words = _AFTER_SOURCE.sub("", source.words(text)).rstrip(" ,:;")
    words = _POSSESSIVE.sub("", words) if words.endswith(("'s", "’s")) else words
    return Span(source.start, source.start + len(words)) if words else source


def _noun_before(text: str, relative: Span, names: Sequence[TaggedName]) -> Span | None:
    """The name with its title, or the noun phrase, that "who" goes on from; of "Lind, the pilot, who" the name."""
    end = len(text[: relative.start].rstrip(" ,—–-")) if relative.start else 0
    noun = _NOUN.search(text, max(0, end - _LONGEST_NOUN), end)
    found = Span(*noun.span(noun.lastgroup or 0)) if noun else None
    ends = {end, found.start - len(", ")} if found else {end}
    name = next((n.span for n in names if n.span.end in ends and n.kind not in ("time", "number")), None)
    if name is None:
        return found
    title = _LEFT_WORDS.search(text, max(0, name.start - 60), name.start)
    return Span(title.start() if title else name.start, name.end)


def _asked(text: str, attribution: Attribution) -> Attribution:
    """ "Asked by reporters whether …, she said", "He was accused of …": who speaks is after "by", or is not named."""
    cue = attribution.cue[0] if attribution.cue else None
    if cue is None or not _is_passive(text, cue):
        return attribution
    if any(_AFTER_BY.search(text, cue.end, source.start) for source in attribution.source):
        return attribution
    asker = _BY.match(text, cue.end)
    return replace(attribution, source=(Span(*asker.span("asker")),) if asker else ())


def _is_passive(text: str, cue: Span) -> bool:
    match = _PASSIVE.search(cue.words(text))
    bare = match is not None and match["auxiliary"] is None
    return match is not None and (not bare or bool(_SENTENCE_START.search(text, max(0, cue.start - 10), cue.start)))


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
