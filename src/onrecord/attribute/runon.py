"""Quotations that run on: the words inside marks that the tagger left without a cue, or did not mark at all.

LEDGER, section 2: in the same paragraph they are further pieces of the content they go on with; in a new paragraph
without a source they are an attribution of their own, which follows the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import lemmas, words
from onrecord.text import quotations
from onrecord.types import Attribution, Issue, Span

#: A quoted stretch shorter than this is a quoted word or two, not somebody's sentence.
_SENTENCE_WORDS = 4
#: A whole paragraph in quotation marks that ends in none of these is a heading or a title, not somebody's sentence.
_FULL_STOP = re.compile(r"[.!?…,][\"”’'»]*$")
Made = tuple[list[Attribution], list[Issue]]


def run_on(text: str, paragraphs: Sequence[Span], tied: Sequence[Attribution]) -> Made:
    """The attributions with their run-on quotations, and an issue for each content that belongs to nobody."""
    made: list[Attribution] = []
    issues: list[Issue] = []
    open_since = False
    for paragraph in paragraphs:
        here = [a for a in tied if paragraph.contains(a.content[0])]
        quotes = [q for q in quotations(text, paragraph) if len(q.words(text).split()) >= _SENTENCE_WORDS]
        cued = [a for a in here if a.cue]
        starts_quoted = bool(quotes) and quotes[0].start == paragraph.start
        whole = sum(q.end - q.start for q in quotes) > 0.9 * (paragraph.end - paragraph.start)
        announced = made.pop() if made and _announces(text, made[-1]) else None
        if cued or not (starts_quoted and whole and _FULL_STOP.search(paragraph.words(text))):
            issues += [_orphan(text, announced)] if announced else []
            made += [_with_later_quotes(text, a, cued, quotes) for a in cued]
        elif announced:
            made.append(replace(announced, content=(Span(quotes[0].start, quotes[-1].end),)))
        elif made and open_since:
            made.append(_follow(made, Span(quotes[0].start, quotes[-1].end)))
        issues += [_orphan(text, a) for a in here if not a.cue and not _covered(a, made)]
        open_since = _may_go_on(text, made, paragraph)
    if made and _announces(text, made[-1]):
        issues.append(_orphan(text, made.pop()))
    return made, issues


def _announces(text: str, attribution: Attribution) -> bool:
    """Whether the content is only the "that:" before a quotation in the next paragraph."""
    return all(re.fullmatch(r"(?:that)?\s*:?", s.words(text).strip(), re.IGNORECASE) for s in attribution.content)


def _follow(made: Sequence[Attribution], content: Span) -> Attribution:
    return Attribution((content,), rule="run-on quotation", score=made[-1].score, follows=len(made) - 1)


def _with_later_quotes(
    text: str, attribution: Attribution, cued: Sequence[Attribution], quotes: Sequence[Span]
) -> Attribution:
    """The attribution with the quoted sentences that stand after it in its paragraph and belong to no other."""
    if attribution is not cued[-1] or not _inside(attribution, quotes):
        return attribution
    end = max(s.end for s in (*attribution.content, *attribution.cue, *attribution.source))
    taken = [s for a in cued for s in (*a.content, *a.cue, *a.source)]
    later = [q for q in quotes if q.start >= end and not any(q.overlaps(s) for s in taken)]
    later = [q for q in later if text[end : q.start].strip(" .,;:—–-\n") == ""][:1]
    return replace(attribution, content=(*attribution.content, *later))


def _inside(attribution: Attribution, quotes: Sequence[Span]) -> bool:
    return any(span.overlaps(q) for span in attribution.content for q in quotes)


def _covered(attribution: Attribution, made: Sequence[Attribution]) -> bool:
    return any(a.content[-1].overlaps(s) for a in made[-3:] for s in attribution.content)


def _may_go_on(text: str, made: Sequence[Attribution], paragraph: Span) -> bool:
    """Whether the paragraph gave somebody's speech, so that a quotation without a source in the next one is theirs."""
    if not made or not paragraph.contains(made[-1].content[-1]):
        return False
    last = made[-1]
    quoted = any(q.overlaps(s) for q in quotations(text, paragraph) for s in last.content)
    cues = [word for cue in last.cue for word in cue.words(text).split()]
    return quoted or any(words("attribution", "speech") & set(lemmas(word)) for word in cues)


def _orphan(text: str, attribution: Attribution) -> Issue:
    start, end = attribution.content[0]
    return Issue("attribute", f"left out “{text[start:end][:60]}”: no cue or no words found for it", start, end)
