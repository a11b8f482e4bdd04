"""The slots of a statement, in the order of LEDGER section 3, and the rule that fills each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from onrecord.normalise import act, channel, hedging, negation, parties, places, quantities, quote_type, target, time
from onrecord.normalise.context import Context
from onrecord.normalise.sharing import keeps_apart
from onrecord.types import Found


class Slot(NamedTuple):
    """A slot's name and its rule; `shared` values reach the other statements of the same occasion.

    Not those for which `apart` holds.
    """

    name: str
    find: Callable[[Context], Found[Any]]
    shared: bool = False
    apart: Callable[[Context], bool] | None = None


SLOTS = (
    Slot("speaker", parties.speaker),
    Slot("quote_type", quote_type.find),
    Slot("act", act.find),
    Slot("addressee", parties.addressee),
    Slot("target", target.find),
    Slot("channel", channel.find, shared=True, apart=keeps_apart),
    Slot("relay", parties.relay),
    Slot("time", time.find, shared=True),
    Slot("places", places.find),
    Slot("quantities", quantities.find),
    Slot("hedged", hedging.find),
    Slot("negated", negation.find),
)
