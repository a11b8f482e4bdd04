"""The bundled gazetteer and the script that makes it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from gazetteer.make import write
from onrecord.lexicon.gazetteer import FILE, about, fold, places_named

#: As much as the wheel may grow by it.
LARGEST = 5_000_000


@pytest.mark.parametrize(
    ("old", "new", "country"),
    [
        ("Kiev", "Kyiv", "UA"),
        ("Kharkov", "Kharkiv", "UA"),
        ("Odessa", "Odesa", "UA"),
        ("Bombay", "Mumbai", "IN"),
        ("Burma", "Myanmar", "MM"),
        ("Britain", "United Kingdom", "GB"),
    ],
)
def test_old_names_give_the_place_under_its_new_one(old: str, new: str, country: str) -> None:
    assert (new, country) in {(place.name, place.country) for place in places_named(old)}


@pytest.mark.parametrize(
    ("name", "kind", "country", "near"),
    [
        ("Kyiv", "capital", "UA", (50.45, 30.52)),
        ("Gaza Strip", "area", "PS", (31.4, 34.4)),
        ("West Bank", "area", "PS", (32.0, 35.2)),
        ("Kosovo", "country", "XK", (42.6, 20.9)),
        ("Siberia", "area", "RU", (60.0, 100.0)),
        ("Donbas", "area", "UA", (48.3, 38.3)),
        ("Black Sea", "area", "", (43.0, 34.0)),
        ("Texas", "region", "US", (31.2, -99.3)),
        ("Calif.", "region", "US", (37.2, -119.8)),
        ("Oxfordshire", "county", "GB", (51.8, -1.3)),
    ],
)
def test_countries_regions_and_areas_are_held(name: str, kind: str, country: str, near: tuple[float, float]) -> None:
    place = next(place for place in places_named(name) if place.kind == kind)
    assert place.country == country
    assert (place.latitude, place.longitude) == pytest.approx(near, abs=0.3)


def test_the_name_of_a_people_tells_its_country() -> None:
    assert [place.id for place in places_named("Ukrainian")] == ["UA"]


def test_names_are_found_in_any_spelling_and_the_most_populous_place_first() -> None:
    assert fold("  The São-Paulo’s ") == "sao paulos"
    assert places_named("ST. PETERSBURG") == places_named("Saint Petersburg")
    people = [place.population for place in places_named("Springfield")]
    assert len(people) > 5
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize("name", ["", " ", "’", "Velmhaven on the Orr", "\ud800", "~", "\x7f\x7f", "' OR 1=1 --"])
def test_what_is_no_place_gives_none(name: str) -> None:
    assert places_named(name) == ()


def test_a_disputed_place_says_why() -> None:
    assert all(place.note.startswith("disputed") for place in places_named("Crimea"))
    assert "68/262" in next(place.note for place in places_named("Sevastopol") if place.region == "20")


def test_the_file_is_whole_small_and_says_where_it_is_from(root: Path) -> None:
    assert FILE.stat().st_size < LARGEST
    told = about()
    assert "GeoNames" in told["source"]
    assert "CC BY 4.0" in told["licence"]
    assert "GeoNames" in (root / "NOTICE").read_text(encoding="utf8")
    with closing(sqlite3.connect(f"{FILE.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        blocks = connection.execute("SELECT first, lines FROM block ORDER BY first").fetchall()
    keys: list[str] = []
    for first, packed in blocks:
        rows = zlib.decompress(packed).decode().strip("\n").split("\n")
        assert rows[0].startswith(f"{first}\t")
        assert {row.count("\t") for row in rows} == {10}
        keys += [row.partition("\t")[0] for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) > 100_000


def test_the_maker_writes_equal_files_and_no_name_falls_into_two_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazetteer.make.BLOCK", 1)
    monkeypatch.setattr("gazetteer.make.version", lambda name: f"{name} of a test")
    lines = [f"{key}\tVelm\t\tcity\tUA\t1\t1.00\t2.00\t{n}\t{n}\t" for key in ("orr", "velm") for n in range(3)]
    for name in ("a", "b"):
        write(tmp_path / name, lines)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    monkeypatch.setattr("onrecord.lexicon.gazetteer.FILE", tmp_path / "a")
    clear()
    try:
        assert [place.id for place in places_named("Velm")] == ["2", "1", "0"]
        assert len(places_named("Orr")) == 3
    finally:
        clear()


def clear() -> None:
    from onrecord.lexicon import gazetteer

    for cached in (gazetteer.places_named, gazetteer._file):  # noqa: SLF001
        cached.cache_clear()


def test_nothing_is_opened_before_the_first_look_up() -> None:
    code = "import onrecord.pipeline; from onrecord.lexicon import gazetteer as g; print(g._file.cache_info().misses)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "0"
