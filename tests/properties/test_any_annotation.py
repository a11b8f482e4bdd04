"""Web Annotations of any reading give its spans back, also through a browser's way of counting."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.annotation import from_annotation, to_collection
from onrecord.export.words import Units
from onrecord.types import Reading
from tests.properties.made_readings import FEW, readings


@FEW
@given(readings())
def test_spans_come_back(reading: Reading) -> None:
    made = json.loads("".join(to_collection([reading])))["first"]["items"]
    back = [from_annotation(annotation, reading.article.text) for annotation in made]
    assert [(a.content, a.source, a.cue) for a in back] == [(s.content, s.source, s.cue) for s in reading.statements]


@given(st.text(alphabet=st.sampled_from("aé“😀𝒳")))
def test_units_are_those_of_utf_16(text: str) -> None:
    units = Units(text)
    for at in range(len(text) + 1):
        assert units.units(at) == len(text[:at].encode("utf-16-le")) // 2
        assert units.points(units.units(at)) == at
