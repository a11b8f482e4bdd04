"""Parquet gives any readings back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.json import to_dict
from onrecord.export.json_in import from_dict
from onrecord.export.parquet import read_parquet, write_parquet
from onrecord.types import Reading
from tests.properties.made_readings import readings


@settings(max_examples=8)  # each writes and reads seven files
@given(st.lists(readings(), max_size=3, unique_by=lambda reading: to_dict(reading)["document"]["id"]))
def test_readings_come_back(several: list[Reading]) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(several, [], Path(folder))
        assert list(read_parquet(Path(folder))) == [from_dict(to_dict(reading)) for reading in several]
