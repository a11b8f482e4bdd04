"""Linking what a ledger only kept, and linking all of it anew; what is looked at of a document when it is proved."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.api import compare, link_ledger, readings_from_ledger
from onrecord.api.verify import verify
from onrecord.cli import app
from onrecord.ledger import connect_read_only, groups
from onrecord.ledger.tables import SELECTIONS
from onrecord.ledger.verify_claims import POINTS
from tests.unit.sample_story import gazette, post, story
from tests.unit.test_ledger_claims import at_url, essence, found, stored


def test_what_was_only_kept_can_be_linked_later(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story()[:2], link=False)
    stored(path, *story()[2:])
    before = list(readings_from_ledger(path))
    assert (link_ledger(path), link_ledger(path)) == (2, 0)
    assert essence(found(path)) == essence(compare(story()).claims)
    assert list(verify(path, replay=True)) == []
    assert list(readings_from_ledger(path)) == before


def test_linking_later_leaves_out_versions_that_were_replaced(tmp_path: Path) -> None:
    url = "https://example.org/1"
    older, newer = at_url(post(), url, " More will come out, she said."), at_url(post(), url)
    path = stored(tmp_path / "ledger.db", older, newer, gazette(), link=False)
    assert link_ledger(path) == 2
    assert essence(found(path)) == essence(compare([newer, gazette()]).claims)


def test_linking_anew_makes_the_same_claims_under_new_numbers(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    with closing(connect_read_only(path)) as connection:
        numbers = {group.id for group in groups(connection)}
    assert link_ledger(path, anew=True) == len(story())
    assert essence(found(path)) == essence(compare(story()).claims)
    with closing(connect_read_only(path)) as connection:
        assert min(group.id for group in groups(connection)) > max(numbers)
    assert list(verify(path, replay=True)) == []


def test_linking_that_was_stopped_goes_on(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story(), link=False)

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        link_ledger(path, step=stop)
    assert link_ledger(path) == len(story()) - 1
    assert essence(found(path)) == essence(compare(story()).claims)


def test_linking_leaves_out_what_is_replaced_meanwhile(tmp_path: Path) -> None:
    url = "https://example.org/1"
    older, newer = at_url(post(), url, " More will come out, she said."), at_url(post(), url)
    path = stored(tmp_path / "ledger.db", gazette(), older, link=False)
    link_ledger(path, step=lambda: stored(path, newer))
    assert essence(found(path)) == essence(compare([gazette(), newer]).claims)


def test_the_command_says_how_many_were_linked(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story(), link=False)
    for arguments, said in (([], "3 documents linked"), ([], "0 documents linked"), (["--anew"], "3 documents linked")):
        shown = CliRunner().invoke(app, ["link", str(path), *arguments])
        assert (shown.exit_code, shown.stdout) == (0, f"{path}: {said}\n")


def test_the_command_refuses_what_is_no_ledger(tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "none.db", "no such ledger"), (tmp_path, "a folder")):
        shown = CliRunner().invoke(app, ["link", str(path)])
        assert (shown.exit_code, problem in shown.stderr) == (2, True)


def test_no_document_is_verified_by_reading_those_of_others(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    queries = {**dict.fromkeys(SELECTIONS.values(), (1,)), POINTS: (1, 1)}
    with closing(connect_read_only(path)) as connection:
        for query, values in queries.items():
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
            assert plan
            assert not [step for step in plan if step.startswith("SCAN")], query
