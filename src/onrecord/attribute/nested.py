"""Reports within reports: a content that holds somebody's offer, call or claim does not end where that begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.attribute.sift import renumbered
from onrecord.lexicon import lemmas, words
from onrecord.lexicon.nouns import is_medium
from onrecord.types import Attribution, Issue, Span

#: Words that may stand between an outer content and the noun that begins an inner report: "despite repeated [offers]".
_MAX_WORDS = 3
_STOPS = frozenset(
    ["and", "but", "while", "as", "after", "before", "when", "because", "although", "though", "who", "which"]
)


def nest(text: str, tied: Sequence[Attribution]) -> tuple[list[Attribution], list[Issue]]:
    """The attributions, an outer content stretched over what is reported inside its clause, the inner one its child.

    An inner one that names no source of its own is part of the outer's words and no more: it leaves an issue.
    """
    made: list[Attribution] = []
    number: dict[int, int] = {}
    issues: list[Issue] = []
    for n, attribution in enumerate(tied):
        outer = made[-1] if made else None
        inside = outer is not None and _runs_into(text, outer, attribution)
        if outer and inside:
            end = attribution.content[-1].end
            made[-1] = replace(outer, content=(*outer.content[:-1], Span(outer.content[-1].start, end)))
            if not attribution.source or attribution.source == outer.source:
                start, end = attribution.content[0]
                issues.append(Issue("attribute", "a report inside another's words that names no source", start, end))
                continue
        number[n] = len(made)
        made.append(replace(attribution, parent=len(made) - 1) if inside else renumbered(attribution, number))
    return made, issues


def _runs_into(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner cue follows the outer content within its clause, with no other source outside it."""
    if not (outer.cue and inner.cue and outer.cue[0].start < outer.content[-1].start):
        return False
    last = outer.content[-1]
    foreign = inner.source != outer.source and any(not last.contains(s) for s in inner.source)
    if foreign or inner.cue[0].start < last.end:
        return False
    between = text[last.end : inner.cue[0].start]
    gap = between.split()
    plain = not any(mark in between for mark in ',.;:—–"“”\n()')
    return plain and len(gap) <= _MAX_WORDS and not _STOPS & {w.lower() for w in gap}


_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\S)[^.!?]*|[.!?](?=\s[a-z])[^.!?]*)*")
_WORD = re.compile(r"[\w.’'-]*\w")
#: What opens no subject.
_GOVERNED = re.compile(r"(?:by|in|on|at|of|for|with|from|to|as|and|but|or|if)\b", re.IGNORECASE)
_LEAD = re.compile(r"[\s\"“‘']*(?:that\s+)?")
_FINITE = re.compile(r"\w+(?:ed|ing|s)$|^(?:said|told|say|claim|deny|accuse|blame|warn)$", re.IGNORECASE)
#: A source inside another's words has at most so many.
_SOURCE_WORDS = 6


def inner_reports(text: str, tied: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, and under each of a news medium those that its words hold: "Fishers say …", Radio Halden said.

    A medium passes words on, so that its own attribution alone would hide who spoke (LEDGER, section 6).
    """
    made = list(tied)
    for number, attribution in enumerate(tied):
        if attribution.source and is_medium(attribution.source[0].words(text)):
            made += [replace(inner, parent=number) for inner in _reports_in(text, attribution)]
    return in_order(made)


def _reports_in(text: str, outer: Attribution) -> Iterator[Attribution]:
    for content in outer.content:
        for sentence in _SENTENCE.finditer(text, content.start, content.end):
            lead = _LEAD.match(text, sentence.start(), sentence.end())
            start = lead.end() if lead else sentence.start()
            found = [Span(*m.span()) for m in _WORD.finditer(text, start, sentence.end())]
            may_be_verbs = range(1, min(_SOURCE_WORDS + 4, len(found) - 1))
            verb = next((n for n in may_be_verbs if _is_saying(found[n - 1].words(text), found[n].words(text))), None)
            if verb is not None and not _GOVERNED.match(text, start):
                yield _report(text, found, verb, outer)


def _is_saying(before: str, word: str) -> bool:
    """Whether a word, after the one before it, is the verb of an inner report and not a noun or an adjective."""
    if word.lower() in words("attribution", "homographs") or not _FINITE.match(word):
        return False
    verbal = before.lower() in words("attribution", "auxiliaries")
    return (verbal or not word.endswith("ing")) and bool(words("attribution", "inner") & set(lemmas(word)))


def _report(text: str, found: Sequence[Span], verb: int, outer: Attribution) -> Attribution:
    first = verb
    while first > 1 and found[first - 1].words(text).lower() in words("attribution", "auxiliaries"):
        first -= 1
    source = Span(found[0].start, found[first - 1].end)
    said = Span(found[verb + 1].start, found[-1].end)
    cue = Span(found[first].start, found[verb].end)
    return Attribution((said,), (source,), (cue,), "inner report", outer.score)


def in_order(attributions: Sequence[Attribution]) -> list[Attribution]:
    """By content, outer before inner; `parent` and `follows` go with what they number."""
    order = sorted(
        range(len(attributions)), key=lambda n: (attributions[n].content[0].start, attributions[n].parent or -1)
    )
    now = {before: after for after, before in enumerate(order)}
    return [renumbered(attributions[n], now) for n in order]
