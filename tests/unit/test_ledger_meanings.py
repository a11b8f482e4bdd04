"""Meanings in a ledger: two documents are compared by them where both have theirs, else by words alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.api import compare, link_ledger
from onrecord.api.ledger import open_ledger
from onrecord.api.verify import verify
from onrecord.cli import app
from onrecord.ledger import connect_read_only
from tests.unit.sample_story import story
from tests.unit.test_ledger_claims import essence, found, stored


def test_what_was_added_by_words_alone_is_compared_by_words_alone(tmp_path: Path) -> None:
    first, *others = story()
    path = stored(tmp_path / "words.db", *story(), words_only=True)
    assert essence(found(path)) == essence(compare(story(), words_only=True).claims)
    path = stored(tmp_path / "mixed.db", first, words_only=True)
    stored(path, *others)
    scores = {scores_of(path), scores_of(stored(tmp_path / "both.db", *story())), scores_of(tmp_path / "words.db")}
    assert len(scores) == 3
    assert list(verify(path, replay=True)) == []


def scores_of(path: Path) -> frozenset[tuple[int, int, float]]:
    with closing(connect_read_only(path)) as connection:
        return frozenset(connection.execute("SELECT a, b, score FROM pair"))


def test_linking_anew_gives_meanings_to_what_had_none(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story(), words_only=True)
    link_ledger(path, anew=True)
    assert scores_of(path) == scores_of(stored(tmp_path / "both.db", *story()))
    link_ledger(path, anew=True, words_only=True)
    assert scores_of(path) == scores_of(stored(tmp_path / "words.db", *story(), words_only=True))


def test_what_another_process_links_anew_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    first, *others = story()
    with open_ledger(path) as ledger:
        ledger.begin_run("0.1", "none", {})
        ledger.add(first)
        link_ledger(path, anew=True, words_only=True)
        for other in others:
            ledger.add(other)
    assert list(verify(path, replay=True)) == []


@pytest.mark.parametrize("arguments", [[], ["--words-only"]])
def test_the_command_adds_with_meanings_or_without(tmp_path: Path, arguments: list[str]) -> None:
    path, report = tmp_path / "made.db", tmp_path / "report.txt"
    report.write_text("Mayor Ann Bell said the bridge would open in May.\n", encoding="utf8")
    shown = CliRunner().invoke(app, ["add", str(report), "--ledger", str(path), *arguments])
    assert shown.exit_code == 0, shown.output
    with closing(connect_read_only(path)) as connection:
        ((meanings,),) = connection.execute("SELECT meanings FROM sketch")
    assert (meanings is None) == bool(arguments)


def test_nothing_is_compared_by_words_where_nothing_is_compared(tmp_path: Path) -> None:
    arguments = ["add", "none.txt", "--ledger", str(tmp_path / "made.db"), "--no-link", "--words-only"]
    shown = CliRunner().invoke(app, arguments)
    assert (shown.exit_code, "nothing is compared" in " ".join(shown.stderr.split())) == (2, True)
