"""What the words say: the parts of one attribution, each a tuple of spans in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.types.span import Span

#: The rule of a post that the page shows whole, signed with its author's name.
POST = "embedded post"
#: The rule of a turn that a transcript or an interview gives behind a label: "VARGA: The quays are open."
TURN = "transcript"


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

    @property
    def is_post(self) -> bool:
        """Whether this is a post that the page shows whole: its author's own words, on an occasion of its own."""
        return self.rule == POST

    @property
    def is_set_apart(self) -> bool:
        """Whether the page sets the words apart as quotation marks would: a post, or a turn of a transcript."""
        return self.rule in (POST, TURN)
