"""Slot `act`: what is done by saying it, from the cue and, where the cue leaves it open, from the content."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from onrecord.lexicon import CueSense, cue_sense, table
from onrecord.normalise.context import Context
from onrecord.normalise.negation import find as find_negation
from onrecord.types import Act, Evidence, Found, Span

#: Words behind the cue that may be its particle: "called | on", "asked | Karim whether".
_AFTER = 4
_QUESTION = re.compile(r"\?[”\"’')\]]*\s*$")
_ANY_QUESTION = re.compile(r"\?")
_INFINITIVE = re.compile(r"[“\"]?(?:not )?to\s+(?!be\b|have\b)", re.IGNORECASE)
_THAT = re.compile(r"^(?:that\s+|[“\"‘'(\s]+)+", re.IGNORECASE)
_NEITHER_ACT = frozenset({"neutral", "judging"})
#: What a speaker who is not quoted is called in his own content.
_PRONOUNS = ("he", "she", "it", "they", "we", "i")
#: Acts whose cue may still cover a threat of one's own: "vowed to avenge", "warned it would respond".
_MAY_THREATEN = frozenset({"warn", "promise"})
#: What becomes of an act that the text says was not done: not ruling out is no refusal, not denying no denial.
_UNDONE: dict[Act, Act] = {
    "refuse": "assert", "deny": "assert", "accuse": "assert", "praise": "assert", "criticise": "assert", "promise": "assert",
    "threaten": "assert", "demand": "assert", "warn": "assert", "announce": "assert", "request": "assert",
}  # fmt: skip


def find(context: Context) -> Found[Act]:
    """The act by sense: the cue's own where it has one, else what the content does, else `assert`."""
    sense = _cue_sense(context)
    if sense is None or sense.sense in _NEITHER_ACT:
        return _by_content(context, sense)
    act = cast(Act, sense.sense)
    if find_negation(context).value and act in _UNDONE:
        return Found(_UNDONE[act], Evidence(context.attribution.cue, sense.lemma, "act:negated_cue"))
    return _refined(context, sense, act)


def _cue_sense(context: Context) -> CueSense | None:
    cue = context.words_of(context.attribution.cue)
    if not cue:
        return None
    end = context.attribution.cue[-1].end
    after = [word for word in context.words_of([Span(end, min(len(context.text), end + 60))])][:_AFTER]
    sense = cue_sense(cue, after)
    # A word behind the cue may complete a phrase, it never speaks alone.
    return sense


def _refined(context: Context, sense: CueSense, act: Act) -> Found[Act]:
    """A cue's act, less general where the content is plain about it."""
    content = context.content_text()
    if act in _MAY_THREATEN and _rule_matches("threaten", content, context):
        act = "threaten"
    elif act == "ask" and sense.lemma == "ask" and _asks_for_deed(context, content):
        act = "request"
    elif sense.lemma in ("suggest", "agree", "offer", "insist") and _INFINITIVE.match(content):
        act = "promise" if sense.lemma != "suggest" else act
    return Found(act, Evidence(context.attribution.cue, sense.lemma, "act:cue"))


def _asks_for_deed(context: Context, content: str) -> bool:
    """ "asked (X) to leave", "asked for help": no question."""
    return not _ANY_QUESTION.search(content) and bool(re.match(r"(?:[\w’'. -]{0,60}?\s)?(?:to|for)\s+\w", content)) and not re.match(
        r"(?:whether|if|why|how|what|when|who|where|about)\b", content, re.IGNORECASE
    )


def _by_content(context: Context, sense: CueSense | None) -> Found[Act]:
    content = context.content_text()
    cue = sense.lemma if sense else None
    if sense and sense.sense == "judging":
        for act in table("contents")["verdict"]:
            if match := _verdict(act).search(content):
                return Found(cast(Act, act), Evidence(context.attribution.cue, match.group(), "act:verdict"))
        return Found("assert", Evidence(context.attribution.cue, cue, "act:verdict"))
    if _QUESTION.search(content) and not content.lstrip().lower().startswith("that "):
        return Found("ask", Evidence(context.content, "?", "act:question"))
    if cue in ("tell", "say") and _INFINITIVE.match(content):
        return Found("demand", Evidence(context.attribution.cue, cue, "act:told_to"))
    for rule in table("contents")["rule"]:
        if match := _rule_matches(rule["act"], content, context):
            return Found(rule["act"], Evidence(context.content, match.group(), "act:content"))
    return Found("assert", Evidence(context.attribution.cue, cue, "act:cue" if sense else "act:unknown_cue"))


def _rule_matches(act: str, content: str, context: Context) -> re.Match[str] | None:
    return _pattern(act, _own_words(context)).search(_THAT.sub("", content))


def _own_words(context: Context) -> tuple[str, ...]:
    """Words that stand for the speaker in his content: pronouns, his name, and the side he speaks for."""
    speaker = context.cast.speaker.value
    entity = next((e for e in context.draft.resolution.entities if e.id == speaker), None)
    if entity is None:
        return ()
    # A name's last word is what reports go on with.
    names = {entity.name, entity.name.split()[-1] if entity.name else "", entity.side or ""}
    return tuple(sorted(name for name in names if name))


@cache
def _verdict(act: str) -> re.Pattern[str]:
    return re.compile(rf"\b{'|'.join(table('contents')['verdict'][act])}\b", re.IGNORECASE)


@cache
def _pattern(act: str, own: tuple[str, ...]) -> re.Pattern[str]:
    """The patterns of one rule; OWN becomes the speaker's words, pronouns only where a clause begins."""
    names = "|".join(re.escape(name) for name in own)
    pronouns = rf"(?:^|(?<=[.,;!?“\"] )|(?<=and )|(?<=that )|(?<=then )|(?<=but ))(?:{'|'.join(_PRONOUNS)})|\b(?:we|i)"
    word = rf"(?:{pronouns}" + (rf"|\b(?:the )?(?:{names})(?:[’']s (?:\w+ ){{1,2}})?)" if names else ")")
    listed = next(rule["patterns"] for rule in table("contents")["rule"] if rule["act"] == act)
    return re.compile("|".join(p.replace("OWN", word) if p[0] in "(^,O" or not p[0].isalnum() else r"\b" + p.replace("OWN", word) for p in listed), re.IGNORECASE)
