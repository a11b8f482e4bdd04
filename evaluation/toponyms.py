"""Corpora of place names with coordinates: LGL, TR-News (XML of one form) and GeoVirus."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from onrecord.types import Span

_EARTH_KM = 6371.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as it stands, and where it lies in degrees; None where the corpus does not say."""

    span: Span
    point: Point | None


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its place names in reading order; `site` is the outlet's host name, empty where unknown."""

    site: str
    text: str
    toponyms: tuple[Toponym, ...]


def read_reports(path: Path) -> list[Report]:
    """The reports of a packed XML file of any of these corpora."""
    # Corpora that a developer has put there, not input from outside.
    root = ET.fromstring(gzip.decompress(path.read_bytes()))  # noqa: S314
    return [_report(article) for article in root.iter("article")]


def kilometres(a: Point, b: Point) -> float:
    """The distance on the globe."""
    north, south = math.radians(a[0]), math.radians(b[0])
    east = math.radians(b[1] - a[1])
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _report(article: ET.Element) -> Report:
    text = article.findtext("text") or ""
    found = {toponym.span: toponym for toponym in _toponyms(article, text)}
    return Report((article.findtext("domain") or "").strip(), text, tuple(found[span] for span in sorted(found)))


def _toponyms(article: ET.Element, text: str) -> Iterator[Toponym]:
    for element in (*article.iter("toponym"), *article.iter("location")):
        phrase = element.findtext("phrase") or element.findtext("name") or ""
        place = element if element.tag == "location" else element.find("gaztag")
        latitude, longitude = (place.findtext(axis) if place is not None else None for axis in ("lat", "lon"))
        point = (float(latitude), float(longitude)) if latitude and longitude else None
        start = _start(text, phrase, int(element.findtext("start") or 0))
        if start is not None:
            yield Toponym(Span(start, start + len(phrase)), point)


def _start(text: str, phrase: str, stated: int) -> int | None:
    """Where a phrase stands: the corpora count from 0 or from 1, and are off by one here and there."""
    return next((at for at in (stated, stated - 1, stated + 1) if text.startswith(phrase, at)), None)
