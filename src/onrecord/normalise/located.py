"""The places of a report: each name that statements have as a place, with its country and coordinates where known."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.lexicon.gazetteer import GazetteerPlace, fold
from onrecord.normalise.context import bare_name
from onrecord.normalise.where import Outlet, Weighed, weigh
from onrecord.types import Draft, Place, Span, Statement

#: A choice that is less likely is none: on the training half of LGL and TR-News three in four of those are wrong.
LEAST = 0.4
#: A town with a smaller part of its region's people is not what the name means by itself: "Quebec" is the province.
LARGE_PART = 0.3
_UNKNOWN = "no such name in the gazetteer"


def locate(draft: Draft, statements: Iterable[Statement]) -> tuple[Place, ...]:
    """A place for each name among the statements' places, in reading order of their first mentions."""
    text = draft.article.text
    mentions: dict[str, set[Span]] = {}
    for statement in statements:
        for span in statement.evidence["places"].spans:
            mentions.setdefault(span.words(text), set()).add(span)
    if not mentions:
        return ()
    tagged = (name.span for name in draft.tagged.names if name.kind in ("state", "place", "group"))
    beside = {bare_name(text, span) for span in tagged}
    named = {span for spans in mentions.values() for span in spans}
    around = [span for span in beside if not any(span.overlaps(other) for other in named)]
    metadata = draft.article.metadata
    outlet = Outlet.at(metadata.url, metadata.outlet)
    weighed = weigh(text, sorted(named.union(around)), outlet)
    found = [_place(name, tuple(sorted(spans)), weighed.get(fold(name), ())) for name, spans in mentions.items()]
    return tuple(sorted(found, key=lambda place: place.spans))


def choose(weighed: Weighed) -> tuple[GazetteerPlace | None, float]:
    """The likeliest place and its share; None where no candidate or no region of candidates is likely enough.

    Places of one region that share a name (a town and the county round it) speak for each other.
    """
    if not weighed:
        return None, 0.0
    best = weighed[0][0]
    alike = [(place, share) for place, share in weighed if (place.country, place.region) == (best.country, best.region)]
    share = sum(share for _, share in alike)
    return (_town_for(best, [place for place, _ in alike]) if share >= LEAST else None), share


def _town_for(best: GazetteerPlace, alike: list[GazetteerPlace]) -> GazetteerPlace:
    """The town from which a region has its name ("Kharkiv"), where it is a large part of the region; else the place."""
    towns = (place for place in alike if place.kind in ("city", "capital"))
    town = next(towns, None) if best.kind in ("region", "county") else None
    return town if town and town.population >= LARGE_PART * best.population else best


def _place(name: str, spans: tuple[Span, ...], weighed: Weighed) -> Place:
    best, share = choose(weighed)
    if best is None:
        return Place(name, spans, reason=_ambiguous(weighed) if weighed else _UNKNOWN)
    return Place(
        name, spans, canonical=best.name, kind=best.kind, country=None if best.note else best.country or None,
        latitude=best.latitude, longitude=best.longitude, gazetteer=best.id,
        rule="only" if len(weighed) == 1 else "context", confidence=round(share, 4),
        reason=best.note or (None if best.country else "in several countries or none"),
    )  # fmt: skip


def _ambiguous(weighed: Weighed) -> str:
    """The two likeliest places, so that a reader can choose."""
    likeliest = [f"{place.name} ({', '.join(filter(None, (place.region, place.country)))})" for place, _ in weighed[:2]]
    return f"one of {len(weighed)}, such as {' or '.join(likeliest)}"
