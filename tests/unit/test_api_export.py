"""Exports as files: every format whole or not at all, a reading at a time, from a ledger and back from files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.api.export import ExportFormat, export_readings, exported, readings_from_file, readings_from_ledger
from onrecord.api.whole import FreeNames
from onrecord.export.brat_in import from_brat
from onrecord.export.json import to_json
from onrecord.ledger import Ledger
from onrecord.types import InputError, Reading
from tests.unit.sample_readings import demo, said, small

FILES = [form for form in ExportFormat if form not in {"parquet", "brat"}]


def named(name: str) -> Reading:
    return replace(demo(), article=replace(demo().article, name=name))


@pytest.mark.parametrize("form", ExportFormat)
def test_every_format_is_written_whole_and_where_it_was_asked(form: ExportFormat, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    export_readings([demo(), named("two")], form, out)
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert out.is_dir() == (form in {"parquet", "brat"})
    if form in FILES:
        assert out.read_bytes().decode() == "".join(exported([demo(), named("two")], form))


@pytest.mark.parametrize("form", ExportFormat)
def test_no_readings_make_an_export_without_any(form: ExportFormat, tmp_path: Path) -> None:
    export_readings([], form, tmp_path / "out")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ExportFormat)
def test_a_fault_on_the_way_leaves_what_was_there(form: ExportFormat, tmp_path: Path) -> None:
    def broken() -> Iterator[Reading]:
        yield demo()
        raise ValueError("broken")

    out = tmp_path / "out"
    if form in FILES:
        out.write_text("before")
    with pytest.raises(ValueError, match="broken"):
        export_readings(broken(), form, out)
    assert [path.read_text() for path in tmp_path.iterdir()] == (["before"] if form in FILES else [])


@pytest.mark.parametrize("form", FILES)
def test_readings_are_taken_one_at_a_time(form: ExportFormat) -> None:
    taken: list[int] = []

    def counted() -> Iterator[Reading]:
        for n in range(1000):
            taken.append(n)
            yield demo()

    pieces = exported(counted(), form)
    size = 0
    while size < 3000:  # less than what the first reading gives in any of the formats
        size += len(next(pieces))
    assert len(taken) <= 2


@pytest.mark.parametrize("form", ["parquet", "brat"])
def test_a_folder_with_something_in_it_is_left_alone(form: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="is there already; name a folder that is new or empty"):
        export_readings([demo()], form, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    (tmp_path / "mine.txt").unlink()
    export_readings([demo()], form, tmp_path)
    assert list(tmp_path.iterdir())


def test_brat_has_two_files_a_document_and_a_configuration(tmp_path: Path) -> None:
    line_ends = small("Ann said:\r\nno.\r")
    line_ends = replace(line_ends, article=replace(line_ends.article, name="https://example.org/a.html?p=1"))
    export_readings([demo(), named("../Dornhal"), line_ends, named("//[")], "brat", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Dornhal-2.ann", "Dornhal-2.txt", "annotation.conf", "document.ann", "document.txt", "dornhal.ann",
        "dornhal.txt", "https-example.org-a.html-p-1.ann", "https-example.org-a.html-p-1.txt",
    ]  # fmt: skip
    assert (tmp_path / "out" / "https-example.org-a.html-p-1.txt").read_bytes() == b"Ann said:\r\nno.\r"
    back = from_brat(*((tmp_path / "out" / f"dornhal.{end}").read_bytes().decode() for end in ("txt", "ann")))
    assert [a.content for a in back] == [s.content for s in demo().statements]


def test_a_ledger_gives_its_readings(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.ledger", create=True) as ledger:
        ledger.begin_run("1", "none", {})
        for reading in (demo(), named("two")):
            ledger.add(reading)
    assert list(readings_from_ledger(tmp_path / "a.ledger")) == [demo(), named("two")]
    export_readings(readings_from_ledger(tmp_path / "a.ledger"), "jsonl", tmp_path / "out.jsonl")
    assert list(readings_from_file(tmp_path / "out.jsonl")) == [demo(), named("two")]


def test_readings_come_from_json_json_lines_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(to_json(demo()))
    export_readings([demo(), named("two")], "jsonl", tmp_path / "two.jsonl")
    export_readings([demo(), named("two")], "parquet", tmp_path / "tables")
    found = [
        [r.article.name for r in readings_from_file(tmp_path / name)] for name in ("one.json", "two.jsonl", "tables")
    ]
    assert found == [["dornhal"], ["dornhal", "two"], ["dornhal", "two"]]


@pytest.mark.parametrize("form", ExportFormat)
def test_half_characters_are_escaped_as_json_and_refused_elsewhere(form: ExportFormat, tmp_path: Path) -> None:
    text = "Ann said \ud800."
    torn = small(text, said(text, ["\ud800"], "Ann", "said"))
    if form in {"csv", "parquet", "brat"}:
        with pytest.raises(InputError, match="small: holds half a character"):
            export_readings([torn], form, tmp_path / "out")
        assert list(tmp_path.iterdir()) == []
    else:
        export_readings([torn], form, tmp_path / "out")
        assert "\\ud800" in (tmp_path / "out").read_text("utf-8")
        json.loads((tmp_path / "out").read_text("utf-8"))


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text(json.dumps({"text": "An article."}) + "\n")
    with pytest.raises(InputError, match=r"other\.jsonl, line 1: document is missing"):
        list(readings_from_file(tmp_path / "other.jsonl"))
    with pytest.raises(InputError, match="no-such"):
        list(readings_from_file(tmp_path / "no-such"))
    with pytest.raises(InputError, match="no-such"):
        list(readings_from_ledger(tmp_path / "no-such"))


def test_names_are_free_and_not_too_long() -> None:
    names = FreeNames()
    assert [names.take(stem) for stem in ("a", "A", "a-2", "é" * 300)] == ["a", "A-2", "a-2-2", "é" * 100]
