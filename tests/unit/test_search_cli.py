"""`onrecord search` and `datasette-metadata`: what is written where, what is said of mistakes, how they exit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from tests.unit.sample_readings import demo
from tests.unit.search_ledger import fill, readings

SHOWN = """\
a nurse who left Dornhal
  says · to Ansel Gazette · passed on by Ansel Gazette · quoted · 90% sure
    “The shelling did not stop, not for an hour,” a nurse who left Dornhal that
    night told the Ansel Gazette. Kostrava’s defence ministry has denied that
    its guns fired on the town after the announcement.
  The Lowland Post · 13 April 2023 · dornhal[1889:1934]
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("cli") / "onrecord.db", readings())


def run(*arguments: str, **environment: str) -> Any:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80", **environment})


def test_hits_are_shown_with_their_place(ledger: Path) -> None:
    shown = run("search", "shelling", ONRECORD_LEDGER=str(ledger))
    assert shown.exit_code == 0
    assert "\n".join(line.rstrip() for line in shown.stdout.splitlines()) == SHOWN
    assert shown.stderr == ""


def test_every_option_reaches_the_search(ledger: Path) -> None:
    options = """--speaker velkov --addressee marsh --target marovia --outlet lowland --act accuse --act deny
        --channel phone-call --quote-type indirect --published-from 2023 --published-to 2023-04
        --said-from 2023-04-13 --said-to 2023-04-13 --number 1..3 --unit convoys --no-hedged --no-negated --no-relayed
        --min-confidence 0.5 --all-versions --document dornhal --order newest --limit 3""".split()  # noqa: SIM905
    found = run("search", *options, "--format", "json", "--ledger", str(ledger))
    (hit,) = [json.loads(line) for line in found.stdout.splitlines()]
    text = demo().article.text
    assert (hit["statement"], hit["speaker"], hit["published"]) == ("s2", "Radim Velkov", "2023-04-13")
    assert text[hit["start"] : hit["end"]] == hit["content"]
    assert hit["quantities"][0]["unit"] == "relief convoys"
    for option in ("--speaker", "--target", "--place", "--relay", "--outlet"):
        assert run("search", *options, option, "nobody", "--place", "x", "--ledger", str(ledger)).stdout == ""


def test_more_hits_and_none_are_told_apart(ledger: Path) -> None:
    more = run("search", "truce", "--limit", "2", "--format", "json", "--ledger", str(ledger))
    assert (more.exit_code, len(more.stdout.splitlines())) == (0, 2)
    assert more.stderr == "onrecord: there are more; see them with --offset 2 or a higher --limit\n"
    none = run("search", "--ledger", str(ledger), "--", "truce", "-truce")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "onrecord: nothing in the ledger fits; try fewer words or filters\n"


def test_facets(ledger: Path) -> None:
    shown = run("search", "shelling", "--facets", "--ledger", str(ledger))
    assert "Of 1 statement:\nspeaker\n      1  a nurse who left Dornhal\nact\n      1  assert\n" in shown.stdout
    counted = json.loads(run("search", "--facets", "--format", "json", "--ledger", str(ledger)).stdout)
    assert counted["complete"]
    assert sum(count for _, count in counted["act"]) == counted["counted"] > 50


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--act", "lie"], "act: 'lie' is not known; there are assert, accuse, deny"),
        (["--said-from", "May"], "said_from: 'May' is no date; write YYYY-MM-DD"),
        (["--number", "many"], "number: 'many' is none; write 1400"),
        (["--ledger", "missing.db"], "missing.db: no such ledger"),
        (["--ledger", __file__], "not a ledger"),
    ],
)
def test_mistakes_are_one_line(ledger: Path, arguments: list[str], says: str) -> None:
    shown = run("search", "x", *arguments, ONRECORD_LEDGER=str(ledger))
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert says in shown.stderr


def test_metadata_are_for_the_ledger_that_is_named() -> None:
    assert list(json.loads(run("datasette-metadata", "--ledger", "my/news.db").stdout)["databases"]) == ["news"]
