"""What can be asked of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.types import Act, Channel, QuoteType

Order = Literal["relevance", "newest", "confidence"]
ORDERS: tuple[Order, ...] = ("relevance", "newest", "confidence")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Filters that are left empty or None let everything pass; several all have to fit.

    Where a filter lists several values, one of them has to fit. Names (speaker, addressee, target, relay, outlet,
    place) fit where their words stand next to each other in the name or an alias, in any case, with or without
    accents: "putin" finds Vladimir Putin. A place also fits by its name in the gazetteer, or as its country
    ("Ukraine", "UA").

    Dates are inclusive, and what has no date is outside every range. A statement is said within a range where its
    time, which may be several days, meets it. A number fits where a bound of one of the statement's quantities is
    within `number_low` to `number_high`; `unit` is a word of what the same quantity counts. `document` is a
    document's id, name or URL. `relayed` asks whether words came by somebody on the way to the outlet. `latest_only`
    leaves out documents of which there is a newer version.

    Orders `relevance` and `confidence` rank the newest `search.RANKED` that fit, and the others follow as `newest` has
    them: by date of publication, unknown dates last. `limit` None is all.
    """

    words: str = ""
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    act: tuple[Act, ...] = ()
    channel: tuple[Channel, ...] = ()
    quote_type: tuple[QuoteType, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    said_from: date | None = None
    said_to: date | None = None
    number_low: float | None = None
    number_high: float | None = None
    unit: str | None = None
    hedged: bool | None = None
    negated: bool | None = None
    relayed: bool | None = None
    min_confidence: float = 0.0
    latest_only: bool = True
    order: Order = "relevance"
    limit: int | None = 20
    offset: int = 0
