"""The ledger's benchmark in small: it adds a world, goes on where it was killed, and says what it measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.ledger import queries
from benchmarks.ledger.adding import Progress, Step, steps
from benchmarks.ledger.clock import Seconds
from benchmarks.ledger.report import tenths
from benchmarks.ledger.subject import Subject, faults
from benchmarks.world import Options, World
from onrecord import ledger
from onrecord.export.json import to_json
from onrecord.types import InputError
from tests.unit.sample_readings import demo

DOCUMENTS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates"
    made.mkdir()
    (made / "demo.json").write_text(to_json(demo()), "utf-8")
    return made


def world() -> World:
    return World([demo()], Options(chapter=DOCUMENTS))


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.ledger", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_adds_measures_and_proves(folder: Path, tmp_path: Path) -> None:
    made, figures = tmp_path / "bench.db", tmp_path / "figures.json"
    done = run("--documents", str(DOCUMENTS), "--templates", folder, "--ledger", made, "--json", figures)
    assert done.returncode == 0, done.stderr
    report = json.loads(figures.read_text("utf-8"))
    assert report["documents"] == sum(tenth["documents"] for tenth in report["tenths"]) == DOCUMENTS
    assert len(report["tenths"]) == 10
    assert report["faults"] == 0
    assert report["bytes_a_document"] > 1000
    assert set(report["last_to_first"]) == {"cpu", "wall", "times baseline"}
    assert done.stderr.count("documents: ") == 10
    again = run("--documents", str(DOCUMENTS), "--templates", folder, "--ledger", made)
    assert again.returncode == 1
    assert "--resume" in again.stderr


def test_a_killed_run_goes_on_and_counts_only_what_it_adds(tmp_path: Path) -> None:
    path, progress = tmp_path / "bench.db", Progress(tmp_path / "bench.db.progress")
    kind: dict[str, Any] = {"documents": DOCUMENTS}
    with pytest.raises(InputError, match="begin a new ledger"):
        progress.begin(kind, resume=True)
    assert progress.begin(kind, resume=False) == []
    subject = Subject(path)
    for step in steps(subject, world(), 0, 6):
        progress.note(step)
    subject.add(world().document(6).reading)  # added, but killed before the step was noted
    subject.close()
    with progress.path.open("a", encoding="utf-8") as file:
        file.write('{"end": 8, "add')
    done = progress.begin(kind, resume=True)
    assert done[-1].end == 6
    again = Subject(path)
    rest = list(steps(again, world(), done[-1].end, DOCUMENTS))
    again.close()
    assert sum(step.added for step in rest) == DOCUMENTS - 7
    with ledger.connect_read_only(path) as connection:
        assert len(list(ledger.documents(connection))) == DOCUMENTS
    assert faults(path) == 0
    with pytest.raises(InputError, match="another world"):
        progress.begin({"documents": 3}, resume=True)


def test_linking_is_timed_within_adding(tmp_path: Path) -> None:
    linked: list[str] = []

    def link(reading: Any) -> Any:
        linked.append(reading.article.name)
        return lambda _connection, _added: 3

    subject = Subject(tmp_path / "bench.db", link)
    (step,) = steps(subject, world(), 0, 1)
    subject.close()
    assert linked == ["w0000000"]
    assert step.links == 3
    assert 0 < step.linking.wall <= step.adding.wall


def step(end: int, added: int, cpu: float) -> Step:
    one = Seconds(cpu, cpu)
    return Step(end, added, one, one, Seconds(0, 0), added, Seconds(1, 1), 1, 0, 0)


def test_tenths_are_of_as_many_documents_each_and_by_what_was_added() -> None:
    made = tenths([step(end, 5 if end == 10 else 10, 20.0) for end in range(10, 201, 10)])
    assert [tenth.documents for tenth in made] == [15, *[20] * 9]
    assert made[0].adding.cpu == pytest.approx(40 / 15)
    assert made[-1].times_baseline == pytest.approx(2.0)


def test_queries_are_a_fixed_mix_and_timed_by_kind() -> None:
    mixed = list(queries.mix(world(), DOCUMENTS))
    assert mixed == list(queries.mix(world(), DOCUMENTS))
    assert len(mixed) == queries.QUERIES
    asked: list[Mapping[str, Any]] = []

    def find(keywords: Mapping[str, Any]) -> int:
        asked.append(keywords)
        return 2

    found = queries.measure(find, mixed)
    assert asked == [keywords for _, keywords in mixed]
    assert found["all"].queries == sum(one.queries for kind, one in found.items() if kind != "all")
    assert found["all"].hits == 2
    assert found["all"].p50 <= found["all"].p95
