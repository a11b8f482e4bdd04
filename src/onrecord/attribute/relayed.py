"""Who speaks when somebody passes the words on: "…", said Roos, according to Halden Radio.

The tagger often takes whoever passed the words on for the source (PolNeAR's annotators did). On the record the
innermost speaker speaks, and the rest is relay, which `resolve` reads off the same sentence (LEDGER, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.closed import spoken_by_subject
from onrecord.lexicon import cue_sense
from onrecord.text import QUOTE_SIGNS, WORD
from onrecord.types import Attribution, Span, TaggedName, hull

_PASSES_ON = re.compile(
    r"^(?:according to|reported|reports|report|quoted|cited|has learned|as quoted by|citing)\b", re.IGNORECASE
)
_QUOTED_AS = re.compile(
    r"\b(?P<quoted>quoted|cited)\s+(?P<np>[^,;“”\"]{2,60}?)\s+(?P<as>as (?:saying|telling|stating))\b"
)
_SAID_NAME = re.compile(r"\b[a-z]+ (?P<name>(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+)")
#: Between the words and who passed them on there is at most this much: a speaker with an aside, and a verb.
_MAX_GAP = 160
#: A title before a speaker's name is at most this long, in characters.
_MAX_TITLE = 60
#: A subject at the beginning of its sentence, and its verb, with "according to X" between them.
_SUBJECT = re.compile(r"(?:^|[.!?\n][”\"]?\s+)(?P<np>[A-Z][^,.;:“”\"\n]{1,80}), $")
_CUT_OFF = re.compile(r", (?P<verb>[\w’'-]+)\s+")
_VERB_NEXT = re.compile(r",? (?P<verb>[\w’'-]+)")


def unwrap(text: str, tied: Sequence[Attribution], names: Sequence[TaggedName]) -> list[Attribution]:
    """The attributions, those that somebody passed on given to their innermost speaker."""
    made: list[Attribution] = []
    for attribution in tied:
        inner = None
        if made and _is_aside(text, made[-1], attribution):
            made[-1] = replace(made[-1], content=(*made[-1].content, *attribution.content))
            continue
        if attribution.cue and _PASSES_ON.match(attribution.cue[0].words(text)):
            inner = (
                _quoted_as(text, attribution)
                or _interrupted(text, attribution)
                or _beside(text, attribution, names)
                or _within(text, attribution, names)
            )
        elif made and _goes_on(text, attribution) and (made[-1].rule == RULE or _from_passer(text, attribution)):
            inner = replace(attribution, source=made[-1].source, rule=RULE)
        made.append(inner or spoken_by_subject(text, attribution, names) or attribution)
    return made


RULE = "innermost speaker"


def _is_aside(text: str, inner: Attribution, outer: Attribution) -> bool:
    """Whether "according to X" only passes on the words before it: the quotation after it goes on with those."""
    own, passer = (hull((*a.cue, *a.source)) if a.cue and a.source else None for a in (inner, outer))
    if own is None or passer is None or not _PASSES_ON.match(outer.cue[0].words(text)):
        return False
    after = outer.content[0].start > passer.end and text[outer.content[0].start] in QUOTE_SIGNS
    quoted = text[inner.content[0].start] in QUOTE_SIGNS and inner.content[0].start < own.start
    return after and quoted and text[own.end : passer.start].strip() in ("", ",") and passer.start >= own.end


def _quoted_as(text: str, attribution: Attribution) -> Attribution | None:
    """Halden Radio quoted [Roos] as saying."""
    cue = attribution.cue[0]
    match = _QUOTED_AS.search(text, cue.start, cue.start + _MAX_GAP)
    content = tuple(s for s in attribution.content if match and not s.overlaps(match.span()))
    if not match or not content:
        return None
    cues = (Span(*match.span("quoted")), Span(*match.span("as")))
    return replace(attribution, source=(Span(*match.span("np")),), cue=cues, content=content, rule=RULE)


def _interrupted(text: str, attribution: Attribution) -> Attribution | None:
    """[Two pilots], according to Halden Radio, [said] they were late: the outer source stands before the verb."""
    outer = hull((*attribution.cue, *attribution.source))
    before, verb = _SUBJECT.search(text, max(0, outer.start - _MAX_GAP), outer.start), _CUT_OFF.match(text, outer.end)
    if before is None or verb is None or not cue_sense([verb["verb"]]):
        return None
    said = tuple(s for s in attribution.content if s.start > verb.end("verb") or s.end < before.start("np"))
    said = said or tuple(
        Span(verb.end(), s.end) for s in attribution.content if s.start <= verb.end("verb") and s.end > verb.end()
    )
    if not said:
        return None
    source, cue = Span(*before.span("np")), Span(*verb.span("verb"))
    return replace(attribution, source=(source,), cue=(cue,), content=said, rule=RULE)


def _beside(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution | None:
    """“…,” [said] [Roos, the harbour master], according to Halden Radio: between the words and the outer cue."""
    outer = hull((*attribution.cue, *attribution.source))
    before = [s for s in attribution.content if s.end <= outer.start]
    if not before or not 0 < outer.start - before[-1].end <= _MAX_GAP:
        return None
    gap = Span(before[-1].end, outer.start)
    found = _speaker_in(text, gap, names)
    return replace(attribution, source=(found[0],), cue=(found[1],), rule=RULE) if found else None


def _within(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> Attribution | None:
    """[Trade Minister Roos] [called] the offer “a trick”, Halden Radio reported: the words begin with a speaker."""
    first, *rest = attribution.content
    if attribution.cue[0].start < first.start or text[first.start] in QUOTE_SIGNS:
        return None
    name = next((n.span for n in names if n.kind == "person" and first.contains(n.span)), None)
    if name is None or name.start - first.start > _MAX_TITLE:
        return None
    # "The trade minister, Ilmar Roos, called …" has a comma after the name, too.
    verb = _VERB_NEXT.match(text, name.end)
    if not verb or not cue_sense([verb["verb"]]):
        return None
    said = [Span(verb.end() + 1, first.end)] if verb.end() + 1 < first.end else []
    if not said and not rest:
        return None
    source, cue = Span(first.start, name.end), Span(*verb.span("verb"))
    return replace(attribution, source=(source,), cue=(cue,), content=(*said, *rest), rule=RULE)


def _speaker_in(text: str, gap: Span, names: Sequence[TaggedName]) -> tuple[Span, Span] | None:
    """The source and cue that stand in a stretch of text, where a person and a verb of saying do."""
    titled = _SAID_NAME.search(text, gap.start, gap.end)
    person = next((n.span for n in names if n.kind == "person" and gap.contains(n.span)), None)
    person = person or (Span(*titled.span("name")) if titled else None)
    words = [Span(*m.span()) for m in WORD.finditer(text, *gap)]
    verb = next((w for w in words if cue_sense([w.words(text)]) and not (person and person.overlaps(w))), None)
    if person is None or verb is None:
        return None
    if verb.end <= person.start:
        end = len(text[person.start : gap.end].rstrip(" ,")) + person.start
        return Span(_next_word(text, verb.end), end), verb
    start = next(w.start for w in words)
    return Span(start, len(text[start : verb.start].rstrip(" ,")) + start), verb


def _next_word(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _goes_on(text: str, attribution: Attribution) -> bool:
    """A participle goes on with whoever spoke before: "…, adding that"."""
    return bool(attribution.cue) and attribution.cue[0].words(text).endswith("ing")


def _from_passer(text: str, attribution: Attribution) -> bool:
    """Whether the source is only who passed the words on: "…, according to Halden Radio, adding that"."""
    return any(text.endswith("according to ", 0, source.start) for source in attribution.source)
