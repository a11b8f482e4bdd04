"""The commands of the ledger: what they store, what they say, and how they exit."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger import Added, Ledger, StoredFetches, connect_read_only, documents, head, raw_document, verify
from onrecord.types import RawDocument, Reading
from tests.unit import plain_pipeline
from tests.unit.ledgers import tamper

READ: list[str] = []


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(raw: RawDocument, *options: Any) -> Reading:
        READ.append(raw.name)
        return plain_pipeline.read(raw, *options)

    plain_pipeline.stand_in(monkeypatch, read)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    READ.clear()
    for name in ("one", "two"):
        Path(f"{name}.txt").write_text(f'"{name} said so"\n')


def run(*arguments: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def names(path: str = "onrecord.db") -> list[str]:
    with closing(connect_read_only(path)) as connection:
        return [one.name for one in documents(connection)]


def noted(path: str = "onrecord.db") -> str:
    with closing(connect_read_only(path)) as connection:
        return head(connection)


def test_adding_says_what_became_of_each_and_the_head() -> None:
    shown = run("add", "one.txt", "two.txt")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout == f"onrecord.db: 2 new, 0 new versions, 0 already here\nhead: {noted()}\n"
    assert names() == ["one", "two"]


def test_adding_again_reads_nothing_and_changes_nothing() -> None:
    run("add", "one.txt", "two.txt")
    before = noted()
    READ.clear()
    shown = run("add", "two.txt", "one.txt")
    assert shown.stdout == f"onrecord.db: 0 new, 0 new versions, 2 already here\nhead: {before}\n"
    assert READ == []


def test_a_changed_page_is_a_version_and_the_log_shows_what_changed() -> None:
    run("add", "one.txt", "--url", "https://a.example/1")
    Path("one.txt").write_text('"one said this"\n"and that"\n')
    shown = run("add", "one.txt", "--url", "https://a.example/1")
    assert "0 new, 1 new version, 0 already here" in shown.stdout
    assert shown.stderr == (
        "onrecord: note: one: a new version; statements: 1 added, 1 changed, 0 removed, 0 unchanged\n"
    )
    for which in ("https://a.example/1", "one"):
        lines = run("log", "--document", which).stdout.splitlines()
        assert [line for line in lines if line.startswith("    ")] == [
            '    ~ "one said this"',
            '        content: "one said so" → "one said this"',
            '    + "and that"',
        ]


def test_the_log_lists_runs_and_their_documents() -> None:
    run("add", "one.txt", "--outlet", "The Lowland Post", "--published", "2023-04-13")
    run("add", "two.txt", "--min-confidence", "0")
    lines = run("log").stdout.splitlines()
    assert [line.split(",")[0] for line in lines] == ["run 1", "  one", "run 2", "  two"]
    assert "  one, The Lowland Post, 2023-04-13, 1 statement, id " in lines[1]
    items = [json.loads(line) for line in run("log", "--format", "json").stdout.splitlines()]
    assert [item["document"]["name"] for item in items if "document" in item] == ["one", "two"]
    assert [item["run"]["options"]["min_confidence"] for item in items if "run" in item] == [0.3, 0]


def test_bad_inputs_are_one_line_each_and_the_others_are_added() -> None:
    Path("bad.txt").write_text("FAULT")
    shown = run("add", "missing.txt", "one.txt")
    assert shown.exit_code == 2
    assert shown.stderr == "onrecord: missing.txt: no such file or folder; check the path\n"
    assert "1 new, 0 new versions, 0 already here, 1 failed" in shown.stdout
    shown = run("add", "bad.txt", "two.txt", "--threads", "2")
    assert shown.exit_code == 1
    assert "onrecord: bad: a fault in Onrecord kept it from being read" in shown.stderr
    assert names() == ["one", "two"]
    assert list(verify("onrecord.db")) == []


def test_the_ledger_is_named_by_option_or_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "one.txt", "--ledger", "a.db", "--quiet")
    monkeypatch.setenv("ONRECORD_LEDGER", "b.db")
    assert run("add", "two.txt", "--quiet").stdout == ""
    assert (names("a.db"), names("b.db")) == (["one"], ["two"])
    assert run("verify").stdout.startswith("b.db: as it was written; 1 document of 1 run\n")
    assert run("verify", "a.db").stdout.startswith("a.db: as it was written; 1 document of 1 run\n")


def test_readings_that_were_made_before_are_added_and_nothing_is_read() -> None:
    run("read", "one.txt", "two.txt", "--out", "made", "--quiet")
    READ.clear()
    assert run("add", "--readings", "made/one.json").stdout.startswith("onrecord.db: 1 new, 0 new versions, 0 already")
    assert (READ, names()) == ([], ["one"])
    assert run("log").stdout.splitlines()[0].endswith(", finished readings")
    assert run("verify", "--replay").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give either inputs or --readings"),
        (["one.txt", "--readings", "two.txt"], "give either inputs or --readings"),
        (["--readings", "two.txt", "--outlet", "The Post"], "readings say themselves what is known of them"),
        (["--readings", "two.txt"], "onrecord: two.txt, line 1: "),
        (["--readings", "missing"], "onrecord: missing: No such file or directory; check the path"),
    ],
)
def test_readings_that_cannot_be_added_are_a_line(arguments: list[str], says: str) -> None:
    shown = run("add", *arguments)
    assert shown.exit_code == 2
    assert says in " ".join(shown.stderr.split())
    assert "Traceback" not in shown.output


@pytest.mark.parametrize("flags", [[], ["--no-raw"]])
def test_the_bytes_are_kept_unless_not_wanted(flags: list[str]) -> None:
    run("add", "one.txt", *flags)
    with closing(connect_read_only("onrecord.db")) as connection:
        raw = raw_document(connection, 1)
        [(digest,)] = connection.execute("SELECT raw_sha256 FROM document")
    assert len(digest) == 64
    assert (raw and raw.data) == (None if flags else b'"one said so"\n')
    assert run("verify", "--replay").exit_code == (0 if flags else 3)  # the plain pipeline's texts are not clean's


@pytest.mark.parametrize("command", [["verify"], ["log"], ["add", "one.txt", "--ledger"]])
def test_what_is_no_ledger_is_one_line(command: list[str]) -> None:
    shown = run(*command, "two.txt")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == (
        "onrecord: two.txt: not a ledger but another kind of file; name one made by `onrecord add`\n"
    )
    assert Path("two.txt").read_text() == '"two said so"\n'


@pytest.mark.parametrize("command", ["verify", "log"])
def test_without_a_ledger_none_is_made(command: str) -> None:
    shown = run(command)
    assert shown.exit_code == 2
    assert shown.stderr == "onrecord: onrecord.db: no such ledger; check the path, or make it with `onrecord add`\n"
    assert not Path("onrecord.db").exists()


def test_verify_says_what_was_altered_and_exits_with_three() -> None:
    run("add", "one.txt", "two.txt")
    before = noted()
    tamper(Path("onrecord.db"), "UPDATE statement SET act = 'deny' WHERE document = 2")
    shown = run("verify")
    assert shown.exit_code == 3
    assert shown.stdout == (
        "entry 3, document two, statement s1, statement.act: altered\n"
        f"onrecord.db: 1 fault; 2 documents of 1 run\nhead: {before}\n"
    )
    [fault] = [json.loads(line) for line in run("verify", "--format", "json").stdout.splitlines()]
    assert (fault["document"], fault["statement"], fault["column"]) == ("two", "s1", "act")


def test_a_noted_head_must_be_there() -> None:
    run("add", "one.txt")
    before = noted()
    run("add", "two.txt")
    assert run("verify", "--head", before).exit_code == 0
    shown = run("verify", "--head", "0" * 63 + "1")
    assert shown.exit_code == 3
    assert "the chain was cut or made anew" in shown.stdout


def test_an_unknown_document_is_one_line() -> None:
    run("add", "one.txt")
    shown = run("log", "--document", "three")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == (
        "onrecord: onrecord.db: no document 'three'; give its address, its name, or how its id begins\n"
    )


def test_what_cannot_be_stored_beside_a_document_costs_that_one_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(*given: Any) -> Reading:
        reading = plain_pipeline.read(*given)
        return replace(reading, statements=reading.statements * 2) if given[0].name == "one" else reading

    monkeypatch.setattr(sys.modules["onrecord.pipeline"], "read", spoilt)
    shown = run("add", "one.txt", "two.txt")
    assert shown.exit_code == 2
    assert shown.stderr == "onrecord: one: 's1' stands twice in it; give each its own name\n"
    assert names() == ["two"]


def test_a_fault_in_storing_is_told_as_ours_and_the_others_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Ledger.add

    def faulty(ledger: Ledger, reading: Reading, *rest: Any) -> Added:
        if reading.article.name == "one":
            raise ValueError("no such link")
        return add(ledger, reading, *rest)

    monkeypatch.setattr(Ledger, "add", faulty)
    shown = run("add", "one.txt", "two.txt")
    assert shown.exit_code == 1
    assert shown.stderr == ("onrecord: one: a fault in Onrecord kept it from being stored (ValueError: no such link)\n")
    assert names() == ["two"]


def test_a_ledger_that_cannot_be_written_any_more_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Added:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "add", full)
    shown = run("add", "one.txt", "two.txt")
    assert (shown.exit_code, READ) == (2, ["one"])
    assert (
        shown.stderr == "onrecord: onrecord.db: cannot be written (database or disk is full); what is stored is kept\n"
    )


def test_a_disk_that_is_full_within_a_document_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def cramped(connection: sqlite3.Connection, _: int) -> None:
        connection.execute("CREATE TABLE large (data)")
        connection.execute("PRAGMA max_page_count = 1")  # no more than there are
        connection.execute("INSERT INTO large VALUES (zeroblob(1000000))")

    run("add", "one.txt")
    monkeypatch.setattr("onrecord.ledger.write.index_document", cramped)
    shown = run("add", "two.txt")
    assert (shown.exit_code, names()) == (2, ["one"])
    assert "onrecord.db: cannot be written (database or disk is full)" in shown.stderr


def test_a_disk_that_is_full_at_the_end_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(StoredFetches, "keep_all", full)
    shown = run("add", "one.txt")
    assert (shown.exit_code, shown.stderr.count("\n"), names()) == (2, 1, ["one"])


@pytest.mark.parametrize(
    "command",
    [
        ["search"],
        ["log"],
        ["export", "--ledger", "onrecord.db", "--format", "jsonl", "--out", "a.jsonl"],
        ["add", "two.txt"],
        ["link", "--anew"],
    ],
)
def test_damage_that_is_met_on_the_way_is_one_line(command: list[str]) -> None:
    run("add", "one.txt", "--quiet")
    ledger = Path("onrecord.db")
    with closing(sqlite3.connect(ledger)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'document'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(ledger.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    ledger.write_bytes(data)
    shown = run(*command)
    assert shown.exit_code == 2
    assert shown.stderr.count("\n") == 1
    assert "damaged" in shown.stderr or "onrecord.db: cannot be written" in shown.stderr
