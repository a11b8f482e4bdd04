"""Reports closed by who passed them on: "Roos told Lind that the port was shut, the ministry said".

What stands behind a report as a clause of its own says where it comes from, as "according to the ministry" does, so
that the report's own subject speaks. "The ministry said that Roos told Lind" is the ministry's statement and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense, lemmas, words
from onrecord.lexicon.nouns import CLOSING_VERB, passes_on, role_noun
from onrecord.text import QUOTE_SIGNS, WORD, begun_before
from onrecord.types import Attribution, Span, TaggedName, hull

RULE = "closed by who passed it on"
_CLOSING = re.compile(rf"{CLOSING_VERB}\b")
#: The subject's name stands within so many characters: behind a title, or "During a call on Friday, ".
_MAX_LEAD = 100
_ADJUNCT = re.compile(r"(?:Also )?(?:In|On|At|During|After|Before|Earlier|Later|Meanwhile|\w+ing)\b", re.IGNORECASE)
#: With any of these before it, a name is the subject of another clause, or none.
_OTHER_CLAUSE = re.compile(
    r"[“”\";:()]|\b(?:that|who|whom|which|whose|and|or|but|while|if|because|whether|where|when|as|by|for)\b"
)
_GOVERNED = re.compile(r"\b(?:of|to|with|from|against|about|between|on|in|at|over|than|like)\s+$")
#: The words with capitals right before a name.
_TITLE = re.compile(r"(?:[A-Z][\w.’'-]*\s+)*$")
#: A subject without a name, at the beginning or behind an adjunct.
_UNNAMED = re.compile(r"(?:^|, )(?:(?P<pronoun>[Hh]e|[Ss]he)(?=\s)|(?P<described>[Tt]he (?:[\w’'-]+ ){1,4}))")
_VERB = re.compile(
    r"(?:,[^,;:.“”\"]{1,80},)?\s(?P<cue>(?:(?:has|had|also|again|later|then|earlier|repeatedly|reportedly)\s)*"
    r"(?P<verb>[a-z]+(?:ed|s|id|told|wrote)|told|wrote))\s+(?P<next>[\w’'-]+)"
)
#: "Roos, the pilot, accused of theft", "urged by the crew": nobody speaks.
_PASSIVE_NEXT = frozenset({"by", "of"})
#: The clause that follows whom one told.
_THAT = re.compile(r"\s[^,.;:“”\"\n]{1,120}?\s(?=that\b)")


def spoken_by_subject(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution | None:
    """The attribution as its content's own subject made it, where the source only closes the report; else None."""
    content, first = attribution.content, attribution.content[0]
    frame = hull((*attribution.cue, *attribution.source)) if attribution.cue and attribution.source else None
    if frame is None or frame.start < first.end or text[first.start] in QUOTE_SIGNS or begun_before(first.words(text)):
        return None
    if not _CLOSING.match(attribution.cue[0].words(text)) or not _only_passes_on(text, attribution.source[0], names):
        return None
    for source in _subjects(text, first, names):
        # "The minister, Jan Moro, said": behind a name in apposition stands a comma.
        apposed = "," in source.words(text) and text.startswith(",", source.end)
        verb = _VERB.match(text, source.end + apposed, frame.start)
        if verb and _speaks(verb["verb"], verb["next"]):
            start = _words_start(text, verb, frame.start, names)
            said = tuple(Span(max(start, s.start), s.end) for s in content if start and s.end > start)
            cue = Span(*verb.span("cue"))
            return replace(attribution, source=(source,), cue=(cue,), content=said, rule=RULE) if said else None
    return None


def _only_passes_on(text: str, source: Span, names: Sequence[TaggedName]) -> bool:
    return passes_on(source.words(text), named=any(n.kind == "person" and n.span.overlaps(source) for n in names))


def _subjects(text: str, content: Span, names: Sequence[TaggedName]) -> Iterator[Span]:
    """Noun phrases near the beginning of a content that may be its subject."""
    for name in names:
        lead = text[content.start : name.span.start]
        near = content.contains(name.span) and len(lead) <= _MAX_LEAD
        if name.kind == "person" and near and not _OTHER_CLAUSE.search(lead):
            front = _TITLE.sub("", lead)
            if _ADJUNCT.match(lead) and not _GOVERNED.search(front):
                yield Span(content.start + len(front), name.span.end)
            elif not front or _is_role(front.split()[-1]):
                yield Span(content.start, name.span.end)
    yield from _unnamed(text, Span(content.start, min(content.end, content.start + _MAX_LEAD)))


def _unnamed(text: str, opening: Span) -> Iterator[Span]:
    """The pronoun or the office that opens a content, or follows its adjunct: "She", "On Monday, the minister"."""
    match = _UNNAMED.search(opening.words(text))
    if match is None or (match.start() and not _ADJUNCT.match(text, opening.start)):
        return
    kind = match.lastgroup or ""
    start, end = (opening.start + at for at in match.span(kind))
    if kind == "pronoun":
        yield Span(start, end)
    else:
        yield from (Span(start, start + m.end()) for m in WORD.finditer(text[start:end]) if _is_role(m.group()))


def _is_role(word: str) -> bool:
    return role_noun(word.strip(",").lower()) is not None


def _speaks(verb: str, following: str) -> bool:
    """Whether a finite verb and the word behind it say that somebody spoke: "called on", not "called Lind"."""
    sense = cue_sense([verb], [following])
    spoken = bool(words("attribution", "spoken") & set(lemmas(verb)))
    return spoken and following not in _PASSIVE_NEXT and sense is not None and sense.sense != "judging"


def _words_start(text: str, verb: re.Match[str], end: int, names: Sequence[TaggedName]) -> int | None:
    """Where the words begin behind their verb, and behind whom one told them; None where that is not to be seen."""
    told, urged = ({*lemmas(verb["verb"])} & words("hearers", key) for key in ("tell", "urge"))
    if (told or urged) and (that := _THAT.match(text, verb.end("cue"), end)):
        return that.end()
    start = verb.start("next")
    if not told:
        return start
    hearers = (n.span.end for n in names if n.span.start >= start and _TITLE.fullmatch(text[start : n.span.start]))
    return next((at + 1 for at in hearers if text[at] == " "), None)
