"""Slots `speaker`, `addressee` and `relay`: what `resolve` found for the attribution, with its evidence."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.normalise import target
from onrecord.normalise.act import find as find_act
from onrecord.normalise.context import Context
from onrecord.types import Found

#: Words of a content that turn to somebody: "we call on Norland to wait".
_CALLS = re.compile(r"\b(?:call|urg|appeal|ask|implor|beg|invit|plead|press|encourag|request)\w*\b", re.IGNORECASE)


def speaker(context: Context) -> Found[str | None]:
    """The entity that says it."""
    return context.cast.speaker


def addressee(context: Context) -> Found[str | None]:
    """The entity it is said to; where none is stated, the one that the content calls on."""
    stated = context.cast.addressee
    if stated.value is not None:
        return stated
    act = find_act(context)
    deed = act.evidence.spans[0] if act.evidence.rule == "act:content" else None
    if act.value not in ("demand", "request") or deed is None or not _CALLS.search(deed.words(context.text)):
        return stated
    called = target.find(context)
    return replace(called, evidence=replace(called.evidence, rule="called on")) if called.value else stated


def relay(context: Context) -> Found[tuple[str, ...]]:
    """Who passed it on, nearest to the outlet last."""
    return context.cast.relay
