"""What one statement of an occasion states holds for the others: channel and time reach them in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.normalise.context import Context
from onrecord.types import Found

T = TypeVar("T")


def share(contexts: Sequence[Context], found: Sequence[Found[T | None]]) -> list[Found[T | None]]:
    """`found` with each None filled from the nearest statement of its occasion that has a value, the earlier of two."""
    stated: dict[int, list[int]] = {}
    for index, (context, value) in enumerate(zip(contexts, found, strict=True)):
        if value.value is not None:
            stated.setdefault(context.cast.occasion, []).append(index)
    return [
        value if value.value is not None else _nearest(index, stated.get(context.cast.occasion, ()), found) or value
        for index, (context, value) in enumerate(zip(contexts, found, strict=True))
    ]


def _nearest(index: int, stated: Sequence[int], found: Sequence[Found[T | None]]) -> Found[T | None] | None:
    if not stated:
        return None
    other = found[min(stated, key=lambda i: (abs(i - index), i))]
    return Found(other.value, replace(other.evidence, stated=False, rule=f"{other.evidence.rule}:occasion"))
