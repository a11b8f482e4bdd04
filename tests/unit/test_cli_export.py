"""`onrecord export`: from inputs, from a ledger, from earlier exports; what it prints and how it exits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.api.export import ExportFormat, export_readings
from onrecord.cli import app
from onrecord.export.sheet import from_csv
from onrecord.ledger import Ledger
from tests.unit import plain_pipeline
from tests.unit.sample_readings import demo


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_pipeline.stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        Path(f"{name}.txt").write_text(f'"{name}"\n')


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["export", *arguments])


@pytest.mark.parametrize("form", ExportFormat)
def test_inputs_are_read_and_exported(form: str) -> None:
    shown = run("one.txt", "two.txt", "--format", form, "--out", "out")
    assert (shown.exit_code, shown.output) == (0, "")
    assert Path("out").exists()


def test_a_text_format_can_be_printed_as_the_same_bytes() -> None:
    shown = run("one.txt", "two.txt", "--format", "csv", "--out", "-")
    run("one.txt", "two.txt", "--format", "csv", "--out", "out.csv")
    assert shown.exit_code == 0
    assert shown.stdout_bytes == Path("out.csv").read_bytes()
    assert [row["content"] for row in from_csv(shown.stdout_bytes.decode())] == ['"one"', '"two"']


def test_a_bad_input_costs_the_others_nothing() -> None:
    shown = run("missing.txt", "one.txt", "--format", "jsonl", "--out", "out.jsonl")
    assert shown.exit_code == 2
    assert shown.stderr.startswith("onrecord: missing.txt: ")
    assert [json.loads(line)["document"]["name"] for line in Path("out.jsonl").read_text().splitlines()] == ["one"]


def test_a_fault_of_ours_is_status_1() -> None:
    Path("bad.txt").write_text("FAULT")
    shown = run("bad.txt", "one.txt", "--format", "jsonl", "--out", "-")
    assert (shown.exit_code, shown.stdout.count("\n")) == (1, 1)


def test_a_ledger_and_earlier_exports_are_not_read_again() -> None:
    with Ledger.open("a.ledger", create=True) as ledger:
        ledger.begin_run("1", "none", {})
        ledger.add(demo())
    export_readings([demo()], "jsonl", "a.jsonl")
    shown = [run(option, name, "--format", "annotation", "--out", "-") for option, name in
             (("--ledger", "a.ledger"), ("--readings", "a.jsonl"))]  # fmt: skip
    assert shown[0].stdout == shown[1].stdout
    assert json.loads(shown[0].stdout)["total"] == len(demo().statements)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "csv", "--out", "x"], "give either inputs, or --ledger, or --readings"),
        (["one.txt", "--ledger", "a", "--format", "csv", "--out", "x"], "give either inputs"),
        (["one.txt", "--format", "xml", "--out", "x"], "xml"),
        (["one.txt", "--format", "brat", "--out", "-"], "brat is a folder of files; name one"),
        (["one.txt", "--format", "csv"], "--out"),
        (["one.txt", "--format", "brat", "--out", "."], "onrecord: .: is there already; name a folder"),
        (["--ledger", "one.txt", "--format", "csv", "--out", "x"], "onrecord: one.txt: "),
        (["--readings", "one.txt", "--format", "csv", "--out", "x"], "onrecord: one.txt, line 1: "),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments: list[str], says: str) -> None:
    shown = run(*arguments)
    assert shown.exit_code == 2
    assert says in " ".join(shown.stderr.split())
    assert "Traceback" not in shown.output
    assert not Path("x").exists()


@pytest.mark.parametrize("option", ["--ledger", "--readings"])
def test_nothing_is_printed_where_there_is_nothing_to_read_from(option: str) -> None:
    shown = run(option, "missing", "--format", "csv", "--out", "-")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.startswith("onrecord: missing: ")


def test_an_export_of_nothing_is_printed_whole() -> None:
    Path("none.jsonl").write_text("")
    shown = run("--readings", "none.jsonl", "--format", "annotation", "--out", "-")
    assert (shown.exit_code, json.loads(shown.stdout)["total"]) == (0, 0)


def test_a_place_that_cannot_be_written_is_said() -> None:
    shown = run("one.txt", "--format", "csv", "--out", "one.txt/x")
    assert shown.exit_code == 1
    assert shown.stderr.startswith("onrecord: one.txt/x: cannot be written: ")


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    shown = run("one.txt", "--format", "parquet", "--out", "x")
    assert shown.exit_code == 2
    assert "pip install 'onrecord[data]'" in shown.stderr
    assert not Path("x").exists()


def test_half_characters_are_refused_with_the_format_that_can() -> None:
    Path("torn.json").write_text(json.dumps({"text": '"No \ud800"', "id": "torn"}))
    shown = run("torn.json", "--format", "csv", "--out", "x")
    assert (shown.exit_code, Path("x").exists()) == (2, False)
    assert "torn: holds half a character" in shown.stderr
    assert run("torn.json", "--format", "jsonl", "--out", "x").exit_code == 0
