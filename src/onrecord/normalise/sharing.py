"""What one statement of an occasion states holds for the others: channel and time reach them in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.normalise import act
from onrecord.normalise.context import Context
from onrecord.types import Found

T = TypeVar("T")
#: "said as he started his day": a place or moment of saying of its own.
_ELSEWHERE = re.compile(
    r"\b(?:as|while|when) (?:he|she|they) (?!said\b|spoke\b|told\b|was\b|were\b)\w+ed\b", re.IGNORECASE
)
#: "Has said": at any time before, on no occasion in particular.
_AT_ANY_TIME = re.compile(r"(?:has|have|[’']ve)\b", re.IGNORECASE)


def keeps_apart(context: Context) -> bool:
    """Whether a statement with no channel of its own takes none: an attitude, or said at a moment of its own or any."""
    cue = context.attribution.cue
    at_any_time = (
        bool(cue)
        and _AT_ANY_TIME.match(context.text, cue[0].start) is not None
        and not context.draft.article.is_lead(cue[0].start)
    )
    elsewhere = any(True for _ in context.matches(_ELSEWHERE, context.frame))
    return at_any_time or elsewhere or act.find(context).value == "believe"


def share(
    contexts: Sequence[Context], found: Sequence[Found[T | None]], apart: Callable[[Context], bool] | None = None
) -> list[Found[T | None]]:
    """`found` with each None filled from the nearest statement of its occasion that has a value, the earlier of two.

    Where `apart` holds for a statement, nothing reaches it; and nothing reaches back to one that came another way.
    """
    stated: dict[int, list[int]] = {}
    for index, (context, value) in enumerate(zip(contexts, found, strict=True)):
        if value.value is not None:
            stated.setdefault(context.cast.occasion, []).append(index)
    made = list(found)
    for index, context in enumerate(contexts):
        if found[index].value is None and not (apart is not None and apart(context)):
            near = [i for i in stated.get(context.cast.occasion, ()) if i < index or _same_way(context, contexts[i])]
            made[index] = _nearest(index, near, found) or found[index]
    return made


def _same_way(earlier: Context, later: Context) -> bool:
    """Whether an earlier statement came to the outlet as a later one did, or by nobody that the report names."""
    relay = earlier.cast.relay.value
    return not relay or relay == later.cast.relay.value


def _nearest(index: int, stated: Sequence[int], found: Sequence[Found[T | None]]) -> Found[T | None] | None:
    if not stated:
        return None
    other = found[min(stated, key=lambda i: (abs(i - index), i))]
    return Found(other.value, replace(other.evidence, stated=False, rule=f"{other.evidence.rule}:occasion"))
