"""Any reading comes back from its JSON as it was, but for all but four digits of confidence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.json import to_dict, to_json
from onrecord.export.json_in import from_dict, from_json
from onrecord.export.lines import from_lines, to_lines
from onrecord.types import Reading
from tests.properties.made_readings import FEW, TEXTS, readings


def as_kept(reading: Reading) -> Reading:
    rounded = tuple(replace(s, confidence=round(s.confidence, 4)) for s in reading.statements)
    return replace(reading, statements=rounded)


@FEW
@given(readings())
def test_a_reading_comes_back(reading: Reading) -> None:
    assert from_dict(to_dict(reading)) == as_kept(reading)
    assert to_dict(from_json(to_json(reading))) == to_dict(reading)


@FEW
@given(st.lists(readings(), max_size=3))
def test_lines_come_back_whoever_splits_them(several: list[Reading]) -> None:
    text = "".join(to_lines(several))
    kept = [as_kept(reading) for reading in several]
    assert list(from_lines(text.splitlines())) == kept
    assert list(from_lines(text.encode("utf-8").split(b"\n"))) == kept
    assert text.count("\n") == len(several)


@FEW
@given(readings(TEXTS.map(lambda text: f"{text}\ud800{text}")))
def test_half_characters_come_back_from_bytes(reading: Reading) -> None:
    line = next(iter(to_lines([reading]))).encode("utf-8")
    assert from_json(line) == as_kept(reading)
