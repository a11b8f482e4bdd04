"""The command: what it writes where, what it says of bad input, and how it exits."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord import __version__
from onrecord.clean import clean
from onrecord.cli import app
from onrecord.types import RawDocument, Reading
from tests.unit import plain_pipeline


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_pipeline.stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        Path(f"{name}.txt").write_text(f'"{name}"\n')


def run(*arguments: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_the_version() -> None:
    assert run("--version").stdout == f"onrecord {__version__}\n"


def test_one_input_as_json_is_one_document() -> None:
    shown = run("read", "one.txt", "--published", "2022-04-22", "--format", "json")
    assert shown.exit_code == 0
    assert shown.stdout.count("\n") > 20
    assert json.loads(shown.stdout)["document"]["published"] == "2022-04-22"


def test_several_inputs_as_json_are_lines() -> None:
    shown = run("read", "one.txt", "-", "--format", "json", stdin='"three"')
    names = [json.loads(line)["document"]["name"] for line in shown.stdout.splitlines()]
    assert (shown.exit_code, names) == (0, ["one", "stdin"])


def test_the_ledger_is_the_default() -> None:
    shown = run("read", "one.txt")
    assert shown.exit_code == 0
    assert "Unknown speaker" in shown.stdout
    assert '"one"' in shown.stdout


def test_bad_inputs_are_one_line_each_and_the_others_are_read() -> None:
    Path("empty.txt").write_text("")
    shown = run("read", "missing.txt", "one.txt", "empty.txt", "two.txt", "--format", "json")
    assert shown.exit_code == 2
    assert len(shown.stdout.splitlines()) == 2
    complaints = shown.stderr.splitlines()
    assert len(complaints) == 2
    assert complaints[0].startswith("onrecord: missing.txt: ")
    assert complaints[1].startswith("onrecord: empty")
    assert "; " in complaints[0]
    assert "; " in complaints[1]


def test_a_report_in_another_language_is_refused_unless_its_language_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(raw: RawDocument, *options: Any) -> Reading:
        clean(raw)
        return plain_pipeline.read(raw, *options)

    monkeypatch.setattr(sys.modules["onrecord.pipeline"], "read", read)
    Path("stated.json").write_text(json.dumps({"text": '"Nein."', "language": "de-AT"}))
    shown = run("read", "stated.json", "one.txt", "--format", "json")
    assert (shown.exit_code, len(shown.stdout.splitlines())) == (2, 1)
    assert shown.stderr == (
        "onrecord: stated: its language is stated as 'de'; only en can be read (--language en reads it as English)\n"
    )
    assert run("read", "stated.json", "one.txt", "--language", "en-GB").exit_code == 0


def test_a_fault_of_ours_names_the_document_in_one_line_and_goes_on() -> None:
    Path("bad.txt").write_text("FAULT")
    shown = run("read", "bad.txt", "missing.txt", "one.txt", "--out", "out")
    assert shown.exit_code == 1
    assert (
        "onrecord: bad: a fault in Onrecord kept it from being read (ValueError: a fault in two lines)\n"
        in shown.stderr
    )
    assert "Traceback" not in shown.output
    assert Path("out/one.json").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--published", "soon"], "--published: 'soon' is not a date; write it as YYYY-MM-DD"),
        (["--language", "xx"], "--language: 'xx' cannot be read; this version reads English (en)"),
        (["--format", "csv"], "csv"),
        (["--threads", "0"], "--threads"),
        (["--min-confidence", "1.5"], "--min-confidence"),
        (["two.txt", "--format", "html"], "add --out DIR"),
        (["--out", "one.txt/x"], "--out"),
    ],
)
def test_usage_errors(arguments: list[str], says: str) -> None:
    shown = run("read", "one.txt", *arguments)
    assert shown.exit_code == 2
    assert says in shown.stderr
    assert not shown.stdout


def test_out_writes_json_by_default_and_makes_the_folder() -> None:
    shown = run("read", "one.txt", "two.txt", "--out", "deep/er")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert sorted(path.name for path in Path("deep/er").iterdir()) == ["one.json", "two.json"]
    assert json.loads(Path("deep/er/one.json").read_text())["statements"]


@pytest.mark.parametrize(("form", "starts"), [("html", "<!DOCTYPE html>"), ("text", "one\n")])
def test_out_in_other_formats(form: str, starts: str) -> None:
    run("read", "one.txt", "--out", "out", "--format", form)
    ending = {"text": "txt"}.get(form, form)
    assert Path(f"out/one.{ending}").read_text().startswith(starts)


def test_doubtful_statements_are_left_out_on_demand() -> None:
    counts = [
        len(json.loads(run("read", "one.txt", "--format", "json", "--min-confidence", least).stdout)["statements"])
        for least in ("0.5", "0.95")
    ]
    assert counts == [1, 0]


def test_names_that_collide_get_a_number_also_across_case() -> None:
    for folder, name in (("a", "one"), ("b", "ONE"), ("c", "one-2")):
        Path(folder).mkdir()
        Path(folder, f"{name}.txt").write_text('"x"')
    run("read", "one.txt", "a", "b", "c", "--out", "out")
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "ONE-3.json", "one-2-2.json", "one-2.json", "one.json",
    ]  # fmt: skip


def test_what_is_passed_over_is_noted_unless_quiet() -> None:
    Path("folder").mkdir()
    Path("folder/_draft.txt").write_text("x")
    Path("folder/one.txt").write_text('"one"')
    assert "onrecord: note: folder/_draft.txt" in run("read", "folder").stderr
    assert run("read", "folder", "--quiet").stderr == ""


def test_the_demo_names_the_page_it_wrote() -> None:
    shown = run("demo", "--page", "page.html")
    assert shown.exit_code == 0
    assert "Dornhal" in shown.stdout
    assert str(Path("page.html").resolve()) in shown.stdout.replace("\n", "")
    assert Path("page.html").read_text().startswith("<!DOCTYPE html>")
