"""`onrecord compare`, and claims of a ledger beside those of the same reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.api import ClaimFilter, add_readings, compare, compare_against, compare_ledger
from onrecord.api.export import readings_from_ledger
from onrecord.cli import app
from onrecord.export.json import to_json
from onrecord.types import Claim, InputError
from tests.unit.sample_story import story


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    for outcome in add_readings(story(), path):
        assert not isinstance(outcome, Exception)
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "story.jsonl"
    path.write_text("".join(to_json(reading, None) + "\n" for reading in story()), encoding="utf8")
    return path


def _run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["compare", *arguments])
    return result.exit_code, result.stdout, result.stderr


def _as_set(claims: tuple[Claim, ...]) -> set[tuple[str, frozenset[tuple[str, int, int]]]]:
    return {(c.kind, frozenset((m.name, *m.span) for m in c.members)) for c in claims}


def test_a_ledger_has_the_claims_of_its_reports(ledger: Path) -> None:
    assert _as_set(compare_ledger(ledger).claims) == _as_set(compare(story()).claims)
    assert _as_set(compare(readings_from_ledger(ledger)).claims) == _as_set(compare(story()).claims)


def test_filters_on_a_ledger_and_on_reports_keep_the_same(ledger: Path) -> None:
    for wanted in (ClaimFilter(kinds=("quantity",)), ClaimFilter(links=("denies",)), ClaimFilter(outlets=3)):
        assert _as_set(compare_ledger(ledger, wanted).claims) == _as_set(compare(story(), wanted).claims) != set()
    assert len(compare_ledger(ledger, ClaimFilter(limit=1)).claims) == 1
    assert compare_ledger(ledger, ClaimFilter(words="orchestra")).claims == ()


def test_surer_claims_are_fewer_and_the_same_in_a_ledger(ledger: Path, lines: Path) -> None:
    every = compare(story()).claims
    surer = ClaimFilter(min_score=0.9)
    found = compare(story(), surer).claims
    assert 0 < len(_members(found)) < len(_members(every))
    assert _members(found) <= _members(every)
    assert _as_set(compare_ledger(ledger, surer).claims) == _as_set(found)
    status, out, _ = _run("--readings", str(lines), "--format", "json", "--min-score", "0.9")
    assert (status, len(json.loads(out)["claims"])) == (0, len(found))
    assert _as_set(compare(story(), ClaimFilter(min_score=0.1)).claims) == _as_set(every)


def _members(claims: tuple[Claim, ...]) -> set[tuple[str, int, int]]:
    return {(member.name, *member.span) for claim in claims for member in claim.members}


def test_of_a_group_in_parts_those_are_given_that_have_what_is_wanted(ledger: Path) -> None:
    surer = ClaimFilter(min_score=0.9)
    (speaker,) = {claim.speaker for claim in compare_ledger(ledger, surer).claims if claim.speaker}
    assert speaker
    for wanted in (replace(surer, speaker=speaker), replace(surer, words="miner"), replace(surer, outlets=3)):
        found = _as_set(compare_ledger(ledger, wanted).claims)
        assert found == _as_set(compare(story(), wanted).claims), wanted


def test_text_shows_tellings_and_what_differs(ledger: Path) -> None:
    status, out, _ = _run(str(ledger), "--kind", "utterance", "--words", "miner")
    assert status == 0
    assert "Radim Velkov · utterance · 3 tellings, 3 witnesses" in out
    assert "The Post · 2023-04-13 · by president’s office" in out
    assert "who passed it on left out: does not say that it came by president’s office" in " ".join(out.split())
    assert out.rstrip().endswith("1 claim in 3 documents")


def test_json_is_one_object(ledger: Path, lines: Path) -> None:
    of_ledger = json.loads(_run(str(ledger), "--format", "json")[1])
    of_lines = json.loads(_run("--readings", str(lines), "--format", "json")[1])
    assert {claim["id"] for claim in of_ledger["claims"]} == {claim["id"] for claim in of_lines["claims"]}
    assert [document["name"] for document in of_lines["documents"]] == ["post", "gazette", "readout"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file or folder"),
        (["n" * 300], "File name too long; check the path"),
        (["nowhere.txt", "--against", "nowhere.db"], "nowhere.db: no such ledger"),
        (["--ledger", "nowhere.db"], "nowhere.db"),
        (["one.txt", "--readings", "two.jsonl"], "give either inputs or --readings"),
        (["--kind", "rumour"], "'rumour' is none of utterance, claim, quantity"),
        (["--link", "likes"], "none of same_wording"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, error = _run(*arguments)
    assert status == 2
    assert words in " ".join(error.replace("│", " ").split())


def test_a_report_that_must_not_be_opened_is_said_in_one_line(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    status, _, error = _run(str(lines))
    assert (status, error) == (2, f"onrecord: {lines}: Permission denied; check that it can be read\n")


def test_another_file_is_no_ledger(lines: Path) -> None:
    with pytest.raises(InputError, match="not a ledger"):
        compare_ledger(lines)


def test_exports_of_a_ledger_have_its_claims(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "reviews.json"
    arguments = ["export", "--ledger", str(ledger), "--format", "claimreview", "--out", str(out)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    reviewed = [node["itemReviewed"] for node in json.loads(out.read_text(encoding="utf8"))["@graph"]]
    assert max(len(claim["appearance"]) for claim in reviewed) >= 3


def test_a_report_is_compared_with_what_a_ledger_has_like_it_and_nothing_is_stored(tmp_path: Path) -> None:
    *others, last = story()
    path = tmp_path / "news.db"
    assert not [outcome for outcome in add_readings(others, path) if isinstance(outcome, Exception)]
    before = compare_ledger(path).to_json()
    found = compare_against(path, [last])
    shared = {claim for claim in _as_set(compare(story()).claims) if any(place[0] == "readout" for place in claim[1])}
    assert _as_set(found.claims) == shared != set()
    assert {document.name for document in found.comparison.documents} == {one.article.name for one in story()}
    assert compare_ledger(path).to_json() == before


def _scores(claims: tuple[Claim, ...]) -> set[tuple[frozenset[tuple[str, int, int]], float]]:
    """The scores of links, each with the places of its two members."""
    places = ((claim.members[link.a], claim.members[link.b], link.score) for claim in claims for link in claim.links)
    return {(frozenset(((a.name, *a.span), (b.name, *b.span))), score) for a, b, score in places}


def test_reports_are_compared_by_meaning_unless_words_alone_are_wanted(tmp_path: Path, lines: Path) -> None:
    *others, last = story()
    both, words = compare(story()), compare(story(), words_only=True)
    assert _scores(both.claims) != _scores(words.claims)
    path = tmp_path / "news.db"
    list(add_readings(others, path))
    assert _scores(compare_against(path, [last]).claims) <= _scores(both.claims)
    assert _scores(compare_against(path, [last], words_only=True).claims) <= _scores(words.claims)
    for arguments, wanted in (((), both), (("--words-only",), words)):
        assert json.loads(_run("--readings", str(lines), "--format", "json", *arguments)[1]) == wanted.to_dict()


def test_how_a_ledger_compares_is_said_where_reports_are_added(ledger: Path) -> None:
    status, _, err = _run(str(ledger), "--words-only")
    assert status == 2
    assert "where reports are added" in " ".join(err.replace("│", " ").split())


def test_what_a_ledger_holds_of_a_report_is_not_compared_with_it(tmp_path: Path) -> None:
    *others, last = story()
    metadata = replace(last.article.metadata, url="https://example.org/readout")
    last = replace(last, article=replace(last.article, metadata=metadata))
    newer = replace(last, article=replace(last.article, text=last.article.text.replace("inside", "within")))
    path = tmp_path / "news.db"
    assert len(list(add_readings([*others, last], path))) == len(story())
    for reading in (last, newer):
        claims = compare_against(path, [reading]).claims
        assert claims
        assert all(len({m.document for m in claim.members if m.name == "readout"}) == 1 for claim in claims)


def test_of_inputs_that_cannot_be_read_nothing_is_printed(ledger: Path) -> None:
    for arguments in (["none.txt"], ["none.txt", "--against", str(ledger), "--format", "json"]):
        status, out, err = _run(*arguments)
        assert (status, out, err.count("\n")) == (2, "", 1)


def test_against_asks_for_reports_and_inputs_exclude_a_ledger(ledger: Path, lines: Path) -> None:
    assert _run("--readings", str(lines), "--against", str(ledger))[0] == 0
    for arguments in (["--against", str(ledger)], [str(ledger), "--against", str(ledger)]):
        status, _, err = _run(*arguments)
        assert (status, "give the reports that are to be compared with it" in err) == (2, True)
    status, _, err = _run("--readings", str(lines), "--ledger", str(ledger))
    assert (status, "--against compares both" in err) == (2, True)
