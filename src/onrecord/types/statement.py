"""What an attribution means: one statement with all its slots (LEDGER section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.types.span import Span
from onrecord.types.value import Evidence, Quantity

QuoteType = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "accuse", "deny", "demand", "request", "promise", "threaten", "warn", "refuse", "praise", "criticise",
    "ask", "announce", "believe",
]  # fmt: skip
Channel = Literal[
    "phone_call", "meeting", "press_conference", "interview", "speech", "broadcast", "social_media",
    "written_statement", "document", "testimony", "other",
]  # fmt: skip
#: What is less likely to be right is left out unless asked for: about where PolNeAR dev's attribution F1 is highest
#: (docs/decisions/0006).
MIN_CONFIDENCE = 0.3


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement on the record. Entities are given by id, `time` as an ISO 8601 date or `start/end`.

    `confidence` is the probability, 0 to 1, that words and source were found rightly (evaluation.calibration).
    `evidence` maps a slot's name to where and how its value was got.
    """

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: str | None
    quote_type: QuoteType
    act: Act
    addressee: str | None
    target: str | None
    channel: Channel | None
    relay: tuple[str, ...]
    time: str | None
    places: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    hedged: bool
    negated: bool
    parent: str | None
    confidence: float
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
