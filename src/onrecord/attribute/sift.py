"""Leaving out what looks like an attribution and is none: the tagger labels pieces, it does not know what saying is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense, lemmas, words
from onrecord.lexicon.nouns import names_a_speaker, pronouns
from onrecord.text import WORD
from onrecord.types import Attribution, Issue, Span, TaggedName

_QUOTED = re.compile(r"[“\"«„‘]|'(?=\w)")
_CLAUSE = re.compile(r"(?:that|to|whether|if|how|why|what|when|where|who)\b", re.IGNORECASE)
#: "the brothers, Said and Omar": a capital within a sentence.
_NAME_FOR_CUE = re.compile(r"(?<=[\w,]\s)(?-i:Said)$")
#: "was shown talking to the crew"
_SEEN = re.compile(r"\b(?:is|are|was|were|been) (?:shown|seen|pictured|filmed|photographed)$")
_OF = re.compile(r"\s(?:of|from|in|on|at|for|by|with|to|over|between|against)\s|,")
#: "described them as brave"
_AS = re.compile(r"\bas\b")


def sift(
    text: str, attributions: Sequence[Attribution], names: Sequence[TaggedName]
) -> tuple[list[Attribution], list[Issue]]:
    """The attributions that are some, and an issue for each other one; `parent` and `follows` are renumbered."""
    reasons = [_fault(text, a, names) for a in attributions]
    kept: dict[int, int] = {}
    for n, reason in enumerate(reasons):
        if reason is None:
            kept[n] = len(kept)
    issues = [_issue(text, a, reason) for a, reason in zip(attributions, reasons, strict=True) if reason]
    return [renumbered(attributions[n], kept) for n in kept], issues


def renumbered(attribution: Attribution, now: dict[int, int]) -> Attribution:
    """The attribution with `parent` and `follows` by their new numbers; None where what they numbered is gone."""
    parent, follows = (None if n is None else now.get(n) for n in (attribution.parent, attribution.follows))
    return replace(attribution, parent=parent, follows=follows)


def _fault(text: str, attribution: Attribution, names: Sequence[TaggedName]) -> str | None:
    """Why this is no attribution; None when it is one."""
    if not attribution.cue:
        return None
    said = attribution.content[0].words(text)
    quoted = bool(_QUOTED.match(said))
    cue = WORD.findall(" ".join(c.words(text) for c in attribution.cue))
    if not cue:
        named = any(s.overlaps(n.span) for s in attribution.source for n in names if n.kind in ("person", "state"))
        return None if quoted or named else "a mark introduces it, and nobody who can speak"
    fault = _no_cue(text, attribution, cue, names)
    if fault or quoted:
        return fault
    if any(s.words(text).lower() in words("attribution", "anybody") for s in attribution.source):
        return "nobody in particular"
    # A question mark of the reporter's stays outside.
    mark = "?" if text.startswith("?", attribution.content[0].end) else ""
    return _says_nothing(cue, said + mark, sourced=bool(attribution.source))


def _no_cue(text: str, attribution: Attribution, cue: Sequence[str], names: Sequence[TaggedName]) -> str | None:
    """Why the cue is none; None when it is one."""
    said = attribution.content[0].words(text)
    if any(_NAME_FOR_CUE.search(text, max(0, c.start - 2), c.end) for c in attribution.cue):
        return "its cue is a name"
    if _QUOTED.search(said):
        return None
    if not _CLAUSE.match(said) and _is_a_deed(cue, said):
        return "its cue mentions or does something"
    return "a thing shows it, and nobody says it" if _is_a_sign(text, attribution.source, cue, names) else None


def _says_nothing(cue: Sequence[str], said: str, *, sourced: bool) -> str | None:
    """Why a cue with unquoted words makes no attribution."""
    sense = cue_sense(cue, WORD.findall(said)[:2])
    if sourced:
        clause = _CLAUSE.match(said) and not said.endswith("?")
        return None if sense or clause else "its cue is no word of saying or thinking"
    seeming = any(lemma in words("attribution", "seeming") for word in cue for lemma in lemmas(word))
    if sense and sense.sense != "judging" and not seeming:
        return None
    return "no source, and its cue does not say that anybody said it"


def _is_a_deed(cue: Sequence[str], said: str) -> bool:
    """Whether a cue with a bare noun phrase behind it says what was done or meant, not what was said."""
    deciding = next((lemmas(word) for word in reversed(cue) if cue_sense([word])), lemmas(cue[-1]))
    if words("attribution", "mentions") & set(deciding):
        return not _AS.search(said)
    return bool(_SEEN.search(" ".join(cue))) or bool(words("attribution", "deeds") & set(deciding))


def _is_a_sign(text: str, source: Sequence[Span], cue: Sequence[str], names: Sequence[TaggedName]) -> bool:
    """Whether what "suggests" or "shows" is no person, body or paper: "Friday's vote suggests"."""
    if len(source) != 1 or not any(words("attribution", "showing") & set(lemmas(word)) for word in cue):
        return False
    phrase = _OF.split(source[0].words(text))[0]
    noun = phrase.split()[-1].lower() if phrase.split() else ""
    named = any(n.span.overlaps((source[0].start + len(phrase) - 1, source[0].start + len(phrase))) for n in names)
    return not (named or noun in pronouns() or names_a_speaker(noun))


def _issue(text: str, attribution: Attribution, reason: str) -> Issue:
    start, end = attribution.content[0]
    return Issue("attribute", f"left out “{text[start:end][:60]}”: {reason}", start, end)
