"""Places by name, from a bundled read-only SQLite file that `gazetteer/make.py` writes from GeoNames (CC BY 4.0).

Names lie in packed blocks ordered by key: a look-up unpacks one block, and an unused gazetteer is never opened.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import cast

from onrecord.text import unaccented
from onrecord.types import PlaceKind

FILE = Path(__file__).with_name("data") / "gazetteer.sqlite"
#: Threads share the one connection, whatever SQLite was built for.
_ALONE = Lock()
_SAINTLY = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place that a name may mean.

    `id` is a GeoNames number, a GeoNames code of a country ("UA") or region ("UA.07", with ":County" behind it), or
    `onrecord:…` for an addition of ours. `country` is an ISO 3166 alpha-2 code, empty where it has none of its own.
    `region` is GeoNames' code of the first-level region. Degrees are rounded to a hundredth, `population` to two
    digits. `own` is whether the name looked up is the place's own, no other one. `note` says why a country is disputed.
    """

    name: str
    own: bool
    kind: PlaceKind
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    id: str
    note: str


@lru_cache(maxsize=4096)
def places_named(name: str) -> tuple[GazetteerPlace, ...]:
    """The places that bear a name, new, old or in another spelling; the most populous first, then by id."""
    key = fold(name)
    found = {place.id: place for place in _rows(key)} if key else {}
    return tuple(sorted(found.values(), key=lambda place: (-place.population, place.id)))


def fold(name: str) -> str:
    """The key of a name: no case, accents, full stops, apostrophes or leading article; "Saint" is "St"."""
    flat = re.sub(r"[.'’ʼ‘`]", "", unaccented(name).lower())
    words = re.sub(r"[\W_]+", " ", flat).strip().removeprefix("the ").split()
    return " ".join(_SAINTLY.get(word, word) for word in words)


def _rows(key: str) -> Iterator[GazetteerPlace]:
    block, start = _block_of(key), 0
    while (start := block.find(f"\n{key}\t", start)) >= 0:
        start += 1
        yield _place(block[start : block.index("\n", start)])


def _place(line: str) -> GazetteerPlace:
    _, name, own, kind, country, region, latitude, longitude, population, identity, note = line.split("\t")
    return GazetteerPlace(
        name, not own, cast("PlaceKind", kind), country, region,
        float(latitude), float(longitude), int(population), identity, note,
    )  # fmt: skip


def _block_of(key: str) -> str:
    """The block in which a key's lines stand, if anywhere; empty where the key is before all."""
    with _ALONE:
        found = (
            _file().execute("SELECT lines FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1", (key,)).fetchone()
        )
    return zlib.decompress(found[0]).decode() if found else ""


def about() -> dict[str, str]:
    """What the file says of itself: source, licence, versions of what it was made from."""
    with _ALONE:
        return dict(_file().execute("SELECT key, value FROM about ORDER BY key").fetchall())


@lru_cache(maxsize=1)
def _file() -> sqlite3.Connection:
    # Immutable: nothing writes to it once the wheel is built, so that no lock and no journal is looked for.
    return sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
