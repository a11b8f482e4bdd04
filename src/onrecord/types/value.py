"""Values with their evidence: where a value stands in the text and how it was got."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.types.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a slot's value stands, its words as written, by which rule, and whether the text states it or we infer it.

    For a value that is None or empty, `reason` says why, where that is of weight.
    """

    spans: tuple[Span, ...] = ()
    written: str | None = None
    rule: str | None = None
    stated: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A slot's value and its evidence."""

    value: T
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing: `low` and `high` are equal when exact and None when open; `unit` is what is counted."""

    low: float | None
    high: float | None
    approximate: bool
    unit: str
    span: Span
    written: str
