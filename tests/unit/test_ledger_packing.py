"""Points as the ledger keeps them come back as they were."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from onrecord.ledger.packing import Source, meanings, packed, unpacked
from onrecord.link.points import points
from onrecord.types import Quantity, Span
from onrecord.types.point import Point
from tests.unit.sample_readings import demo
from tests.unit.sample_story import story

PAST = date(2023, 4, 13)


def test_points_come_back_as_they_were() -> None:
    for reading in [*story(), demo()]:
        made = points(reading)
        one = made[0]
        source = Source(one.document, one.name, reading.article.text, one.published)
        assert unpacked(packed(made), None, source) == made
        meant = tuple(replace(point, meaning=bytes([point.n, 1])) for point in made)
        assert unpacked(packed(meant), meanings(meant), source) == meant
    for none_or_some in (made, ()):
        with pytest.raises(ValueError, match="another number"):
            unpacked(packed(none_or_some), b"1", source)


def test_every_part_of_a_point_comes_back() -> None:
    quantity = Quantity(1.0, None, True, "miners", Span(1, 3), "at least 1")
    whole = Point(
        document="d", name="n", n=0, span=Span(1, 3), text="bc", before="a", words=("bc",), weights=(0.123,),
        statement="s1", speaker="Ann Bell", names=("ann bell",), about=("mayor",), relay=("Gazette",), act="deny",
        channel="speech",
        addressee="Tom", time="2022-01-01", published=PAST, marked=True, hedged=True, negated=True,
        quantities=(quantity,), meaning=b"\x7f\x81",
    )  # fmt: skip
    assert all(getattr(whole, field.name) != field.default for field in fields(Point))
    assert unpacked(packed([whole]), meanings([whole]), Source("d", "n", "abcd", PAST)) == (whole,)
