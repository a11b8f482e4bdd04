"""What the words say: the parts of one attribution, each a tuple of spans in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content that belong together (LEDGER section 2).

    `rule` names what made it; `score` is the model's probability for its spans; `parent` numbers the attribution in
    whose content this one is nested; `follows` numbers the attribution that a run-on quotation goes on with.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    rule: str = "tagger"
    score: float = 1.0
    parent: int | None = None
    follows: int | None = None
