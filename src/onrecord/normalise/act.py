"""Slot `act`: what is done by saying it, from the cue and, where the cue leaves it open, from the content."""

from __future__ import annotations

import re

from onrecord.lexicon import CueSense, cue_sense
from onrecord.normalise import deeds
from onrecord.normalise.context import Context, once
from onrecord.normalise.negation import find as find_negation
from onrecord.types import Act, Evidence, Found, Span

#: Words behind the cue that may be its particle, "called | on", and how many characters they can take.
_AFTER, _AFTER_CHARACTERS = 4, 60
_QUESTION = re.compile(r"\?[”\"’')\]]*\s*$")
_INFINITIVE = re.compile(r"[“\"]?(?:not )?to\s+(?!be\b|have\b)", re.IGNORECASE)
_FOR_A_DEED = re.compile(r"(?:[\w’'. -]{0,60}?\s)?(?:to|for)\s+\w")
_INDIRECT_QUESTION = re.compile(r"(?:whether|if|why|how|what|when|who|where|about)\b", re.IGNORECASE)
#: Cues that may cover a threat of one's own: "vowed to avenge", "warned it would respond".
_MAY_THREATEN = frozenset({"warn", "promise"})
#: "declined to comment", "would not say" are negated saying and a refusal.
_REFUSES = re.compile(r"\b(?:declin|refus|would not)", re.IGNORECASE)
#: With these a negated act leaves another: an attitude negated is an attitude, a question not asked a question.
_NEGATED_STAYS = frozenset({"believe", "assert", "ask"})


@once
def find(context: Context) -> Found[Act]:
    """The act by sense: the cue's own where it has one, else what the content does, else `assert`.

    A deed that the text says was not done ("did not rule out", "has not accused") leaves a plain `assert`.
    """
    sense = _sense(context)
    if sense is None or sense.sense == "neutral":
        return _by_content(context, sense)
    if sense.sense == "judging":
        return deeds.verdict(context, sense.lemma)
    act = sense.sense
    if act not in _NEGATED_STAYS and not _REFUSES.search(sense.lemma) and find_negation(context).value:
        return Found("assert", Evidence(context.attribution.cue, sense.lemma, "act:negated_cue"))
    return Found(_refined(context, sense, act), Evidence(context.attribution.cue, sense.lemma, "act:cue"))


def _sense(context: Context) -> CueSense | None:
    """The cue's sense; words behind it may complete a phrase of the lexicon, and never speak alone."""
    cue = context.attribution.cue
    if not cue:
        return None
    behind = Span(cue[-1].end, min(len(context.text), cue[-1].end + _AFTER_CHARACTERS))
    return cue_sense(context.words_of(cue), context.words_of([behind])[:_AFTER])


def _refined(context: Context, sense: CueSense, act: Act) -> Act:
    """A cue's act, made particular where the content is plain about it."""
    content = context.content_text()
    if act in _MAY_THREATEN and deeds.match_of("threaten", context):
        return "threaten"
    asks_deed = _FOR_A_DEED.match(content) and not _INDIRECT_QUESTION.match(content) and "?" not in content
    return "request" if sense.lemma == "ask" and asks_deed else act


def _by_content(context: Context, sense: CueSense | None) -> Found[Act]:
    content, cue = context.content_text(), sense.lemma if sense else None
    if _QUESTION.search(content) and not content.lower().startswith("that "):
        return Found("ask", Evidence((context.content[-1],), "?", "act:question"))
    if cue in ("tell", "say") and _INFINITIVE.match(content):
        return Found("demand", Evidence(context.attribution.cue, cue, "act:told_to"))
    if deed := deeds.find(context):
        return Found(deed.act, Evidence((deed.span,), deed.span.words(context.text), "act:content"))
    # An unknown cue still attributes: the plainest act is the honest one, and the rule's name tells.
    rule = "act:cue" if sense or not context.attribution.cue else "act:unknown_cue"
    return Found("assert", Evidence(context.attribution.cue, cue, rule))
