"""Claims: the same thing said, across statements and documents, and how its tellings differ (LEDGER section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.types.span import Span
from onrecord.types.value import Quantity

ClaimKind = Literal["utterance", "claim", "quantity"]
LinkType = Literal[
    "same_wording", "reworded", "shortened", "lost_hedge", "lost_relay", "restates", "number_differs", "updates",
    "scope_differs", "contradicts", "denies", "responds", "wire_copy",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One telling of a claim: where it stands (code points in its document's text), who says it and by whom it came.

    `document` is the document's id, `name` what the document is called. `statement` is None for the outlet's own
    voice. `value` is the counted thing, in claims of kind `quantity`.
    """

    document: str
    name: str
    span: Span
    statement: str | None = None
    speaker: str | None = None
    relay: tuple[str, ...] = ()
    value: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How member `b` of a claim stands to member `a`; both number the claim's members.

    `score` is how sure the link is, 0 to 1; `reason` names the words that decided. `shortened`, `lost_hedge` and
    `lost_relay` run from the fuller telling to the other.
    """

    a: int
    b: int
    type: LinkType
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """The tellings of one thing said, and the links between them. `speaker` is None where there are several.

    `witnesses` counts the tellings that stand for themselves: those of one document, and copies of one text, are one.
    """

    id: str
    kind: ClaimKind
    speaker: str | None
    text: str
    members: tuple[Member, ...]
    links: tuple[Link, ...]
    witnesses: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """A document that was compared: what it is called, who published it, when (ISO 8601) and where."""

    id: str
    name: str
    outlet: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims found over some documents, and the documents."""

    documents: tuple[Compared, ...]
    claims: tuple[Claim, ...]
