"""Leaving out what looks like an attribution and is none: the tagger labels pieces, it does not know what saying is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense, lemmas, words
from onrecord.types import Attribution, Issue, TaggedName

_QUOTED = re.compile(r"[“\"«„‘]|'(?=\w)")
_CLAUSE = re.compile(r"(?:that|to|whether|if|how|why|what|when|where|who)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
#: "the brothers, Said and Omar": a capital within a sentence.
_NAME_FOR_CUE = re.compile(r"(?<=[\w,]\s)(?-i:Said)$")
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
    cue = _WORD.findall(" ".join(c.words(text) for c in attribution.cue))
    if not cue:
        named = any(s.overlaps(n.span) for s in attribution.source for n in names if n.kind in ("person", "state"))
        return None if quoted or named else "a mark introduces it, and nobody who can speak"
    if any(_NAME_FOR_CUE.search(text, max(0, c.start - 2), c.end) for c in attribution.cue):
        return "its cue is a name"
    if not _QUOTED.search(said) and not _CLAUSE.match(said) and _is_a_deed(cue, said):
        return "its cue mentions or does something"
    if any(s.words(text).lower() in words("attribution", "anybody") for s in attribution.source) and not quoted:
        return "nobody in particular"
    return None if quoted else _says_nothing(cue, said, sourced=bool(attribution.source))


def _says_nothing(cue: Sequence[str], said: str, *, sourced: bool) -> str | None:
    """Why a cue with unquoted words makes no attribution."""
    sense = cue_sense(cue, _WORD.findall(said)[:2])
    if sourced:
        return None if sense or _CLAUSE.match(said) else "its cue is no word of saying or thinking"
    seeming = any(lemma in words("attribution", "seeming") for word in cue for lemma in lemmas(word))
    if sense and sense.sense != "judging" and not seeming:
        return None
    return "no source, and its cue does not say that anybody said it"


def _is_a_deed(cue: Sequence[str], said: str) -> bool:
    """Whether a cue with a bare noun phrase behind it says what was done or meant, not what was said."""
    deciding = next((lemmas(word) for word in reversed(cue) if cue_sense([word])), lemmas(cue[-1]))
    if words("attribution", "mentions") & set(deciding):
        return not _AS.search(said)
    return bool(words("attribution", "deeds") & set(deciding))


def _issue(text: str, attribution: Attribution, reason: str) -> Issue:
    start, end = attribution.content[0]
    return Issue("attribute", f"left out “{text[start:end][:60]}”: {reason}", start, end)
