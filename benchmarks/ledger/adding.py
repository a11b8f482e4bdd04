"""Adding a world's documents, step by step; each step's figures go to a file, so that a killed run goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.ledger.baseline import Bare
from benchmarks.ledger.clock import Clock, Seconds
from benchmarks.ledger.subject import Subject, bytes_on_disk
from benchmarks.worker import peak_megabytes
from benchmarks.world import World
from onrecord.types import InputError

#: Documents of a step, at most; ten steps at least make up a run.
STEP = 1_000
#: One document of so many is written to the bare table as well, between the others.
BARE = 10


@dataclass(frozen=True, slots=True)
class Step:
    """The figures of a step: `added` documents up to before number `end`.

    Seconds are of all its documents: making them, adding them (linking included), linking, and writing `stored`
    of them to the bare table. `bytes` is the whole ledger's size after it, `peak` the process's peak memory in
    megabytes so far.
    """

    end: int
    added: int
    making: Seconds
    adding: Seconds
    linking: Seconds
    links: int
    baseline: Seconds
    stored: int
    bytes: int
    peak: float

    @classmethod
    def of(cls, record: dict[str, Any]) -> Step:
        """The step of a line of the file."""
        timed = {name: Seconds(*record[name]) for name in ("making", "adding", "linking", "baseline")}
        return cls(**record | timed)


@dataclass(frozen=True, slots=True)
class Progress:
    """The file with the steps that are done. Its first line is the world they are of."""

    path: Path

    def begin(self, world: dict[str, Any], resume: bool) -> list[Step]:
        """The steps that are done; InputError where none were begun, or those of another world."""
        if not resume:
            self.path.write_text(f"{json.dumps(world)}\n", "utf-8")
            return []
        if not self.path.exists():
            raise InputError(f"{self.path}: is not here, so that nothing tells what was measured; begin a new ledger")
        # A line that was being written when the run was killed has no end.
        lines = [line for line in self.path.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]
        if not lines or json.loads(lines[0]) != world:
            raise InputError(f"{self.path}: of another world (documents, seed, templates); leave out --resume")
        self.path.write_text("".join(lines), "utf-8")
        return [Step.of(json.loads(line)) for line in lines[1:]]

    def note(self, step: Step) -> None:
        """Adds a step."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(step))}\n")


def steps(subject: Subject, world: World, start: int, end: int) -> Iterator[Step]:
    """Adds the documents from `start` to before `end`; every step as soon as it is done."""
    size = max(1, min(STEP, end // 10))
    for first in range(start, end, size):
        yield _step(subject, world, first, min(first + size, end))


def _step(subject: Subject, world: World, first: int, end: int) -> Step:
    making, adding = Clock(), Clock()
    added, before = 0, subject.links
    with Bare(subject.path.parent) as bare:
        for number in range(first, end):
            with making:
                reading = world.document(number).reading
            with adding:
                # What a killed run has added of this step is here already, and takes no time that counts.
                new = subject.add(reading)
            added += new
            if (number - first) % BARE == 0:
                bare.store(reading)
    return Step(
        end, added, making.lap(), adding.lap(), subject.linking.lap(), subject.links - before, bare.clock.lap(),
        bare.stored, bytes_on_disk(subject.path), peak_megabytes(),
    )  # fmt: skip
