"""Which place a name means: candidates of the gazetteer, weighed by what else the report names.

A candidate speaks for itself by its people and kind. The rest is context: the share of a report's other names that lie
in its country, its region and its neighbourhood, a name beside it that holds it ("Paris, Texas"), and the country of
the outlet. Two rounds let the names help each other: the first weighs each by itself, the second by what the first
made likely. The weights stand in `where.json`; `training.places` fits them.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from onrecord.choice import Features, Weights, read_weights
from onrecord.lexicon import words
from onrecord.lexicon.gazetteer import GazetteerPlace, fold, places_named
from onrecord.types import Span

#: Country-code domains that are no ISO 3166 code of today.
_DOMAINS = {"uk": "GB", "eu": None, "su": "RU"}
#: Country-code domains that sites anywhere take for their sound.
_SOLD = frozenset({"ai", "am", "cc", "co", "fm", "io", "la", "ly", "me", "to", "tv", "ws"})
_HOST = re.compile(r"(?:\w+:)?(?://)?(?:[^/@]*@)?([\w.-]+)")
FILE = Path(__file__).with_name("where.json")
#: How often names are weighed by what the others were made likely to mean.
ROUNDS = 2
#: The candidates of one name with their probabilities, the likeliest first.
Weighed = tuple[tuple[GazetteerPlace, float], ...]
#: A town from where a report was sent stands in capitals; so do initials, which are shorter.
_DATELINE = re.compile(r"[^\W\d_a-z][^\d_a-z]{4,}")
#: "Paris, Texas", "Paris (Texas)", "Paris in Texas".
_HOLDS = re.compile(r",\s+|\s+\(|,?\s+in\s+(?:the\s+)?")
#: Shorter names stand in many titles by chance.
_SHORTEST = 5
_DEGREES = (-1, 0, 1)
#: Evidence by what candidates share; cells are degrees of latitude and longitude.
_Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """What an outlet tells: `title` is its address and name without spaces, `country` that of its top-level domain."""

    title: str = ""
    country: str | None = None

    @classmethod
    def at(cls, url: str | None, name: str | None = None) -> Outlet:
        """The outlet of a URL or host name, and of that name."""
        host = _HOST.match(url or "")
        site, _, ending = host[1].rpartition(".") if host else ("", "", "")
        national = len(ending) == len("uk") and ending not in _SOLD
        country = _DOMAINS.get(ending, ending.upper()) if national else None
        return cls(re.sub(r"\W", "", f"{site} {name or ''}").lower(), country)

    def bears(self, key: str) -> bool:
        """Whether the outlet is called after a place: "athensreview.com", "The Paris News"."""
        return len(key) >= _SHORTEST and key.replace(" ", "") in self.title


def weigh(text: str, names: Sequence[Span], outlet: Outlet) -> dict[str, Weighed]:
    """The candidates of each name, by its key (`fold`), with probabilities that sum to one; not of names without any.

    `names` are the report's names of places and peoples in reading order.
    """
    found = describe(text, names, outlet, learnt())
    likely = {key: probabilities([seen for _, seen in pairs], learnt()) for key, pairs in found.items()}
    return {
        key: tuple(sorted(zip((place for place, _ in pairs), likely[key], strict=True), key=lambda p: (-p[1], p[0].id)))
        for key, pairs in found.items()
    }


def describe(
    text: str, names: Sequence[Span], outlet: Outlet, weights: Mapping[str, float]
) -> dict[str, list[tuple[GazetteerPlace, Features]]]:
    """The candidates of each name with all that speaks for them."""
    written = sorted({span.words(text) for span in names})
    candidates = {fold(name): found for name in written if (found := meanings(name))}
    datelines = {fold(name) for name in written if _DATELINE.fullmatch(name)}
    own = {
        key: [
            _own_features(place, outlet) | _name_features(place, outlet.bears(key), key in datelines) for place in found
        ]
        for key, found in candidates.items()
    }
    for key, index in _held(text, names, candidates):
        own[key][index]["held"] = 1.0
    both = own
    for _ in range(ROUNDS):
        likely = {key: probabilities(seen, weights) for key, seen in both.items()}
        others = _context(candidates, likely)
        both = {key: [a | b for a, b in zip(own[key], others[key], strict=True)] for key in own}
    return {key: list(zip(candidates[key], both[key], strict=True)) for key in candidates}


def meanings(name: str) -> tuple[GazetteerPlace, ...]:
    """What a name may mean; that of "Norland" for "southern Norland" and "Norland region" where none bears it all."""
    found = places_named(name)
    parts = name.split()
    if not found and len(parts) > 1 and parts[0].lower() in words("places", "direction"):
        found = places_named(" ".join(parts[1:]))
    if not found and len(parts) > 1 and parts[-1].lower() in words("places", "sorts"):
        found = places_named(" ".join(parts[:-1]))
    return found


def _own_features(place: GazetteerPlace, outlet: Outlet) -> Features:
    """What speaks for a candidate by itself."""
    return {
        "people": _weight(place),
        place.kind: 1.0,
        "own name": float(place.own),
        "english press": float(place.country in words("places", "english_press")),
        "outlet": float(outlet.country == place.country),
    }


def _name_features(place: GazetteerPlace, is_home: bool, is_dateline: bool) -> Features:
    """What speaks for a candidate by how its name is used: in the outlet's title it seldom means the largest."""
    return {
        "people at home": _weight(place) * is_home,
        "dateline": float(is_dateline and place.kind in ("city", "capital")),
    }


def _weight(place: GazetteerPlace) -> float:
    """People by powers of ten: a million weigh 6."""
    return math.log10(place.population + 1)


def _context(
    candidates: Mapping[str, Sequence[GazetteerPlace]], likely: Mapping[str, Sequence[float]]
) -> dict[str, list[Features]]:
    """What the other names say for each candidate of each: from 0, nothing, towards 1, many of them."""
    shares = {key: _evidence(candidates[key], likely[key]) for key in candidates}
    total: defaultdict[_Key, float] = defaultdict(float)
    for share in shares.values():
        for shared, much in share.items():
            total[shared] += much
    found = {}
    for key, places in candidates.items():
        rest = {shared: total[shared] - much for shared, much in shares[key].items()}
        found[key] = [_support(place, total, rest) for place in places]
    return found


def _support(place: GazetteerPlace, total: Mapping[_Key, float], rest: Mapping[_Key, float]) -> Features:
    def others(keys: Iterable[_Key]) -> float:
        much = sum([rest[key] if key in rest else total.get(key, 0.0) for key in keys])
        return much / (1 + much)

    return {
        "same country": others([(place.country,)]) if place.country else 0.0,
        "same region": others([(place.country, place.region)]) if place.region else 0.0,
        "near": others(_round(place)) if place.kind != "country" else 0.0,
    }


def _evidence(places: Sequence[GazetteerPlace], likely: Sequence[float]) -> dict[_Key, float]:
    """How much of one name lies in each country, region and cell."""
    shares: defaultdict[_Key, float] = defaultdict(float)
    for place, probability in zip(places, likely, strict=True):
        if place.country:
            shares[place.country,] += probability
        if place.region:
            shares[place.country, place.region] += probability
        if place.kind != "country":
            shares[_cell(place)] += probability
    return shares


def _cell(place: GazetteerPlace) -> tuple[int, int]:
    return math.floor(place.latitude), math.floor(place.longitude)


def _round(place: GazetteerPlace) -> Iterator[_Key]:
    north, east = _cell(place)
    return ((north + up, east + right) for up in _DEGREES for right in _DEGREES)


def _held(
    text: str, names: Sequence[Span], candidates: Mapping[str, Sequence[GazetteerPlace]]
) -> Iterator[tuple[str, int]]:
    """Candidates, by key and number, that hold or are held by one of a name beside theirs."""
    for left, right in pairwise(names):
        if not _HOLDS.fullmatch(text, left.end, right.start):
            continue
        inner, outer = fold(left.words(text)), fold(right.words(text))
        for i, small in enumerate(candidates.get(inner, ())):
            for j, large in enumerate(candidates.get(outer, ())):
                if holds(large, small):
                    yield inner, i
                    yield outer, j


def holds(large: GazetteerPlace, small: GazetteerPlace) -> bool:
    """Whether a country, region or county is one that the other place lies in."""
    if large.country != small.country or small.kind == "country" or large.kind == small.kind:
        return False
    if large.kind == "county":
        return large.region == small.region and _cell(small) in set(_round(large))
    return large.kind == "country" or (large.kind == "region" and large.region == small.region)


def probabilities(found: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    """How likely each of a name's candidates is, by what speaks for it."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in found]
    best = max(scores)
    raw = [math.exp(score - best) for score in scores]
    return [value / sum(raw) for value in raw]


def learnt() -> Weights:
    """The fitted weights by feature."""
    return read_weights(FILE)["weights"]
