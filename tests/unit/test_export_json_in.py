"""JSON that is no reading is refused with one line that says where."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from onrecord.export.json import to_dict, to_json
from onrecord.export.json_in import from_dict, from_json
from onrecord.export.lines import from_lines
from onrecord.types import InputError
from tests.unit.sample_readings import demo


def test_the_demo_comes_back() -> None:
    rounded = tuple(replace(s, confidence=round(s.confidence, 4)) for s in demo().statements)
    assert from_json(to_json(demo())) == replace(demo(), statements=rounded)


def test_what_is_not_ours_may_be_added_and_digests_left_out() -> None:
    record = to_dict(demo()) | {"more": 1}
    for key in ("id", "text_sha256"):
        del record["document"][key]
    del record["places"], record["sentences"]
    assert from_dict(record) == from_dict(to_dict(demo()))


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(record: Any) -> None:
        *outer, last = path.split(".")
        for key in outer:
            record = record[int(key) if key.isdigit() else key]
        record[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("document.text", "Another text.", "document.text_sha256 is not the digest of this document"),
        ("document.outlet", "Another", "document.id is not the digest of this document"),
        ("document.published", "soon", "document.published is 'soon'; a date is written YYYY-MM-DD"),
        ("document", [], "document is no JSON object"),
        ("blocks.0.kind", "advert", "blocks[0].kind is 'advert'; known are headline"),
        ("blocks.0.end", -1, "blocks[0].end has [0, -1], which is no [start, end]"),
        ("statements.2.act", "shout", "statements[2].act is 'shout'; known are assert"),
        ("statements.2.content", [[0, 10**6]], "statements[2].content has [0, 1000000], which is no [start, end]"),
        ("statements.2.content", [[5, 3]], "statements[2].content has [5, 3]"),
        ("statements.2.content", [[True, 3]], "statements[2].content has [True, 3]"),
        ("statements.2.content", [], "statements[2].content is empty"),
        ("statements.2.relay", "e1", "statements[2].relay is no list"),
        ("statements.2.relay", [1], "statements[2].relay is not all text"),
        ("statements.2.speaker", "e99", "statements s3 refers to 'e99', which is not in the document"),
        ("statements.2.parent", "s99", "statements s3 refers to 's99'"),
        ("statements.2.id", "s1", "statements has an id twice"),
        ("statements.2.hedged", 1, "statements[2].hedged is neither true nor false"),
        ("statements.2.confidence", 1.5, "statements[2].confidence is not between 0 and 1"),
        ("statements.0.quantities.0.low", float("nan"), "statements[0].quantities[0].low is no number"),
        ("statements.0.quantities.0.unit", None, "statements[0].quantities[0].unit is no text"),
        ("issues.0.start", "3", "issues[0].start is no offset"),
        ("places", 1, "places is no list"),
    ],
)
def test_a_wrong_value_is_named(path: str, value: Any, says: str) -> None:
    record = json.loads(to_json(demo()))
    _set(path, value)(record)
    with pytest.raises(InputError) as refused:
        from_dict(record, "demo.json")
    assert str(refused.value).startswith(f"demo.json: {says}")
    assert "\n" not in str(refused.value)


def test_a_missing_value_is_named() -> None:
    record = to_dict(demo())
    del record["statements"][0]["time"]
    with pytest.raises(InputError, match=r"JSON: statements\[0\]\.time is missing"):
        from_dict(record)


@pytest.mark.parametrize(("text", "says"), [("{", "not JSON"), ("[" * 10**5, "not JSON"), ("[]", "no JSON object")])
def test_other_text_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=f"line 3: .*{says}"):
        list(from_lines([to_json(demo(), None), "\n", text], "some.jsonl"))
