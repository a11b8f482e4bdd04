"""Where a place that the report names lies on the globe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.types.span import Span

PlaceKind = Literal["country", "region", "county", "capital", "city", "area"]


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place in one report, and the place it means there; what is unknown is None, and `reason` says why.

    `name` is as statements have it, `canonical` the gazetteer's own name. `country` is an ISO 3166 alpha-2 code.
    Degrees are WGS 84, north and east positive. `gazetteer` is the id there: a GeoNames number or code, or
    `onrecord:…`. `rule` says what decided: `only` (one place bears the name) or `context`. `confidence` is the
    share, 0 to 1, of the chosen place among all that bear the name; None where none was chosen.
    """

    name: str
    spans: tuple[Span, ...]
    canonical: str | None = None
    kind: PlaceKind | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer: str | None = None
    rule: str | None = None
    confidence: float | None = None
    reason: str | None = None
