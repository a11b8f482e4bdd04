"""What the one encoder pass saw: the parts of attributions, and names, times and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.types.span import Span, inside

RoleKind = Literal["source", "cue", "content"]
#: `state` is a place with a government (country, region, city), `place` any other location or building, `group`
#: people by nation, faith or party ("Russian", "Republicans").
NameKind = Literal["person", "organisation", "state", "place", "group", "time", "number"]


@dataclass(frozen=True, slots=True)
class TaggedRole:
    """A span that plays a part in an attribution; `score` is the model's mean probability over its pieces, 0 to 1."""

    kind: RoleKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name, time expression or number in the text, in reading order."""

    kind: NameKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """All that the tagger found in one article, each list in reading order and without overlaps."""

    roles: tuple[TaggedRole, ...] = ()
    names: tuple[TaggedName, ...] = ()

    def names_in(self, span: Span, *kinds: NameKind) -> list[TaggedName]:
        """The names that lie wholly inside `span`, of the given kinds or of any."""
        return [n for n in inside(span, self.names) if not kinds or n.kind in kinds]
