"""A source's edges as the ledger wants them (LEDGER, sections 2 and 6): the whole noun phrase, title included.

It carries no relative clause; where it is "who", it is the noun before that; who is asked or accused is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon.nouns import POSSESSIVE, pronouns, role_noun
from onrecord.types import Attribution, Span, TaggedName

ADVERB = (
    r"(?:(?!only\b|reply\b|family\b)\w+ly|also|then|now|still|again|later|earlier|once|further|instead|too|even|just"
    r"|meanwhile|first|sometimes|often)"
)
#: What a source does not carry (LEDGER, section 6): a clause, who passed it on, when it was said.
_AFTER_SOURCE = re.compile(
    r",\s+(?:who|whom|whose|which|that)\b.*$|\s+who\b.*$"
    r"|,?\s+(?:cited|quoted|published|signed|carried|released|issued|posted|aired)"
    r"\s+(?:by|in|on|this|last|earlier)\b.*$"
    r"|\s+(?:(?:last|this)\s+(?:week|month|year|\w+day)|yesterday|on\s+\w+day)$",
    re.DOTALL,
)
#: Whom these make their subject is spoken to or of, and does not speak.
_PASSIVE = re.compile(
    rf"(?:^|(?P<auxiliary>\b(?:when|if|(?:is|are|was|were|be|been|being)(?:\s+{ADVERB})?)\s+))"
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
#: In characters.
_LONGEST_NOUN = 90
_OF = re.compile(r"\s(?:of|for|at|in|to|on|with)\s")
_LEFT_WORDS = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*$")
#: "the governor of the Bank of Halden, Lind": a noun phrase that ends before the name, and no comma in it.
_TITLE_BEFORE = re.compile(r"(?P<title>\b(?:the|its|his|her|their)\s[^,.;:“”\"()\n]{3,80}),\s$", re.IGNORECASE)
#: What may stand before such a title; after a preposition it is another's: "in a call with the premier, Lind said".
_CLAUSE_BEGINS = re.compile(r"(?:^|[.!?“”\",;:()\n—–]|\b(?:and|but|that|as|while|when|if))\s*$")


def redraw_source(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution:
    """The attribution with the edges of its source redrawn."""
    cues = attribution.cue
    whole = (_with_title(text, _source(text, s, names), cues, names) for s in attribution.source)
    return _asked(text, replace(attribution, source=tuple(whole)))


def _source(text: str, source: Span, names: Sequence[TaggedName]) -> Span:
    if pronouns().get(source.words(text).lower()) == "relative":
        return _noun_before(text, source, names) or source
    words = _AFTER_SOURCE.sub("", source.words(text)).rstrip(" ,:;")
    words = POSSESSIVE.sub("", words) if words.endswith(("'s", "’s")) else words
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


def _with_title(text: str, source: Span, cues: Sequence[Span], names: Sequence[TaggedName]) -> Span:
    """The source with the title that a comma parts from its name, on whichever side the tagger stopped."""
    if any(n.kind == "person" and n.span.start == source.start and n.span.end >= source.end for n in names):
        title = _TITLE_BEFORE.search(text, max(0, source.start - _LONGEST_NOUN), source.start)
        return Span(title.start("title"), source.end) if title and _is_title(text, title, cues) else source
    if not text.startswith(", ", source.end) or not _is_role(source.words(text)):
        return source
    name = next((n.span for n in names if n.kind == "person" and n.span.start == source.end + 2), None)
    ends = name is not None and text[name.end : name.end + 1] in (",", ".", "", "\n")
    return Span(source.start, name.end) if name and (ends or any(c.start == name.end + 1 for c in cues)) else source


def _is_title(text: str, title: re.Match[str], cues: Sequence[Span]) -> bool:
    start = title.start("title")
    follows_cue = any(cue.end + 1 == start for cue in cues)
    begins = follows_cue or _CLAUSE_BEGINS.search(text, max(0, start - _LONGEST_NOUN), start) is not None
    return begins and _is_role(title["title"])


def _is_role(phrase: str) -> bool:
    """Whether the head of a noun phrase names an office or a trade."""
    head = _OF.split(phrase)[0].split()
    return bool(head) and role_noun(head[-1].lower()) is not None


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
