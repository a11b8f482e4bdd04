"""brat standoff of any reading gives its spans back, and each of its lines is one."""

from __future__ import annotations

from hypothesis import given

from onrecord.export.brat import fragments, to_brat
from onrecord.export.brat_in import from_brat
from onrecord.types import Reading
from tests.properties.made_readings import FEW, readings


def visible(reading: Reading) -> bool:
    return all(fragments(reading.article.text, s.content) for s in reading.statements)


@FEW
@given(readings().filter(visible))
def test_spans_come_back(reading: Reading) -> None:
    made = to_brat(reading)
    assert made.txt == reading.article.text
    assert made.ann.splitlines() == made.ann.split("\n")[:-1]
    back = from_brat(*made)
    assert [(a.content, a.source, a.cue) for a in back] == [(s.content, s.source, s.cue) for s in reading.statements]
