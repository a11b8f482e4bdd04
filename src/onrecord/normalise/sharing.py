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


def keeps_apart(context: Context) -> bool:
    """Whether a statement with no channel of its own takes none: an attitude, or one said at a moment of its own."""
    return act.find(context).value == "believe" or any(True for _ in context.matches(_ELSEWHERE, context.frame))


def share(
    contexts: Sequence[Context], found: Sequence[Found[T | None]], apart: Callable[[Context], bool] | None = None
) -> list[Found[T | None]]:
    """`found` with each None filled from the nearest statement of its occasion that has a value, the earlier of two.

    Where `apart` holds for a statement, nothing reaches it.
    """
    stated: dict[int, list[int]] = {}
    for index, (context, value) in enumerate(zip(contexts, found, strict=True)):
        if value.value is not None:
            stated.setdefault(context.cast.occasion, []).append(index)
    return [
        value
        if value.value is not None or (apart is not None and apart(context))
        else _nearest(index, stated.get(context.cast.occasion, ()), found) or value
        for index, (context, value) in enumerate(zip(contexts, found, strict=True))
    ]


def _nearest(index: int, stated: Sequence[int], found: Sequence[Found[T | None]]) -> Found[T | None] | None:
    if not stated:
        return None
    other = found[min(stated, key=lambda i: (abs(i - index), i))]
    return Found(other.value, replace(other.evidence, stated=False, rule=f"{other.evidence.rule}:occasion"))
