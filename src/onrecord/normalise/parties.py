"""Slots `speaker`, `addressee` and `relay`: what `resolve` found for the attribution, with its evidence."""

from __future__ import annotations

from onrecord.normalise.context import Context
from onrecord.types import Found


def speaker(context: Context) -> Found[str | None]:
    """The entity that says it."""
    return context.cast.speaker


def addressee(context: Context) -> Found[str | None]:
    """The entity it is said to."""
    return context.cast.addressee


def relay(context: Context) -> Found[tuple[str, ...]]:
    """Who passed it on, nearest to the outlet last."""
    return context.cast.relay
