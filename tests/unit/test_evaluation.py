"""The evaluation's own parts: marked-up gold, floors, and what a perfect or empty answer scores."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest

from evaluation import cofenet, ledger
from evaluation.floors import Floors, digest, read_floors, write_floors
from evaluation.make_gold import to_gold, unmark
from evaluation.records import Ledger, read_ledger

GOLD = Path(ledger.__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.gold.json"))


def test_markup_gives_nested_spans_in_the_plain_text() -> None:
    text, marks = unmark("{1s 2s|Ana} {1q|said} {1c|“so he {2q|swore}”}.")
    assert text == "Ana said “so he swore”."
    words = {role: [text[a:b] for a, b in spans] for role, spans in marks.items()}
    assert words == {"1s": ["Ana"], "2s": ["Ana"], "1q": ["said"], "1c": ["“so he swore”"], "2q": ["swore"]}


@pytest.mark.parametrize("marked", ["{1s|Ana", "Ana}"])
def test_markup_must_be_balanced(marked: str) -> None:
    with pytest.raises(ValueError, match=r"clos"):
        unmark(marked)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.toml")), ids=lambda p: p.stem)
def test_gold_is_made_of_its_source_and_holds_together(path: Path) -> None:
    gold = to_gold(tomllib.loads(path.read_text(encoding="utf8")))
    written = path.with_suffix(".gold.json").read_text(encoding="utf8")
    assert json.loads(written) == json.loads(json.dumps(gold))
    known = {entity["id"] for entity in gold["entities"]} | {None}
    for statement in gold["statements"]:
        people = [statement["speaker"], statement["addressee"], statement["target"], *statement["relay"]]
        assert known.issuperset(people), statement["id"]
        assert statement["content"], statement["id"]


def test_gold_against_itself_is_perfect_and_nothing_scores_nothing() -> None:
    gold = [read_ledger(path) for path in FILES]
    perfect = ledger.score((g, g) for g in gold).figures()
    assert perfect.pop("in_boilerplate") == 0
    assert {value for value in perfect.values() if value is not None} == {1.0}
    assert ledger.score((g, Ledger(g.name)) for g in gold).figures()["statements"] == 0


def test_a_statement_made_of_boilerplate_is_counted() -> None:
    gold = next(g for g in map(read_ledger, FILES) if g.boilerplate)
    false = dataclasses.replace(gold.statements[0], content=gold.boilerplate)
    predicted = dataclasses.replace(gold, statements=[*gold.statements, false])
    assert ledger.score([(gold, predicted)]).boilerplate == 1


def test_floors_only_rise_and_survive_the_file(tmp_path: Path) -> None:
    floors = Floors().lifted("own", "d1", {"statements": 0.7, "in_boilerplate": 1.0})
    floors = floors.lifted("own", "d1", {"statements": 0.6, "in_boilerplate": 0.0})
    assert floors.of("own") == {"statements": 0.7, "in_boilerplate": 0.0}
    lowered = floors.lowered("own.statements=0.5", "the gold had a “fault”")
    assert lowered.of("own")["statements"] == 0.5
    write_floors(tmp_path / "floors.toml", lowered)
    assert read_floors(tmp_path / "floors.toml") == lowered
    with pytest.raises(ValueError, match="no floor"):
        floors.lowered("own.nothing=0.5", "a slip of the pen")


def test_a_fall_and_another_corpus_are_faults() -> None:
    reached = {"statements": 0.7, "in_boilerplate": 0.0}
    floors = Floors().lifted("own", digest(FILES), reached)
    assert floors.faults("own", digest(FILES), reached) == []
    assert len(floors.faults("own", digest(FILES), {"statements": 0.69, "in_boilerplate": 1.0})) == 2
    assert len(floors.faults("own", digest(FILES), {"statements": None, "in_boilerplate": 0.0})) == 1
    assert len(floors.faults("own", digest(FILES[1:]), reached)) == 1


def test_sentences_of_tokens_are_scored_by_exact_stretches(tmp_path: Path) -> None:
    tokens = ["Mayor", "Ann", "Bell", "said", "that", "the", "port", "is", "shut", "."]
    right = ["B-source", "I-source", "I-source", "B-cue", "B-content", *["I-content"] * 4, "O"]
    short = [*right[:4], "O", "B-content", *right[6:]]
    rows = [json.dumps({"tokens": tokens, "labels": labels}) for labels in (right, short)]
    (tmp_path / "some.jsonl").write_text("\n".join(rows), encoding="utf8")
    counts = cofenet.score(tmp_path / "some.jsonl").counts
    assert (counts["source"].f1, counts["cue"].f1, counts["content"].f1) == (1.0, 1.0, 0.5)
    assert cofenet.chunks(["O", "B-cue", "B-cue", "I-content", "I-content"]) == {
        ("cue", 1, 2), ("cue", 2, 3), ("content", 3, 5),
    }  # fmt: skip
