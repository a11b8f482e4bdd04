"""Many processes and sudden death: nothing that was acknowledged is lost, and nobody meets half a document."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import onrecord.link.linker  # noqa: F401  # loaded once, before processes are forked
from onrecord.api.link import Linking
from onrecord.ledger import Ledger, connect_read_only, documents, readings, size, verify
from onrecord.types import Entity, Reading
from tests.unit.ledgers import bytes_of
from tests.unit.sample_readings import said, small

KILLS, AT_ONCE = 200, 4
WRITERS, READERS, EACH = 8, 3, 10
TEXT = 'Mayor Ann Bell said the bridge {} would open in May. "We built it for {} people," she said.\n'
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made with fork, which this system lacks")


def report(name: object) -> Reading:
    """A short report with two statements, another one for each name."""
    text = TEXT.format(name, name)
    first = said(text, [f"the bridge {name} would open in May"], "Mayor Ann Bell", "said", speaker="e1")
    second = said(text, [f'"We built it for {name} people,"'], "she", "said", speaker="e1", quote_type="direct")
    return small(text, first, second, entities=(Entity("e1", "Ann Bell", "person", "Mayor"),), title=str(name))


def open_ledger(path: Path) -> Ledger:
    ledger = Ledger.open(path, create=True, also=Linking(words_only=True))
    ledger.begin_run("0.1", "none", {})
    return ledger


def child(work: Callable[[], None]) -> int:
    """Runs `work` in a process of its own, forked so that it starts at once, and gives its number."""
    if number := os.fork():
        return number
    try:
        work()
    finally:
        os._exit(1)  # only `kill` ends it well


def adding(path: Path, made: list[Reading], told: int) -> Callable[[], None]:
    def work() -> None:
        ledger = open_ledger(path)
        for one in made:
            ledger.add(one, bytes_of(one))
            os.write(told, f"{one.article.metadata.title}\n".encode())
        time.sleep(60)

    return work


class Adding:
    """A process that adds documents until it is killed."""

    def __init__(self, path: Path, kill: int) -> None:
        self._heard, told = os.pipe()
        self._number = child(adding(path, [report(f"{kill}-{n}") for n in range(8)], told))
        os.close(told)

    def killed(self) -> list[str]:
        """Kills it without warning and gives the names of what it acknowledged."""
        os.kill(self._number, signal.SIGKILL)
        os.waitpid(self._number, 0)
        with os.fdopen(self._heard) as lines:
            return [line.strip() for line in lines if line.endswith("\n")]

    def wait(self) -> None:
        """Waits until it has acknowledged something, which stays to be read."""
        select.select([self._heard], [], [])


def killed_together(path: Path, kills: range, moments: random.Random) -> list[str]:
    """The names that several processes acknowledged, each killed at a moment of its own."""
    running = [Adding(path, kill) for kill in kills]
    acknowledged = []
    for one in running:
        if one is running[0]:  # some documents there must be
            one.wait()
        time.sleep(moments.uniform(0, 0.03))
        acknowledged += one.killed()
    return acknowledged


def test_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, moments = tmp_path / "ledger.db", random.Random(5)
    rounds = [range(first, first + AT_ONCE) for first in range(0, KILLS, AT_ONCE)]
    acknowledged = [name for kills in rounds for name in killed_together(path, kills, moments)]
    assert len(acknowledged) >= len(rounds)
    with closing(connect_read_only(path)) as connection:
        stored = {one.title for one in documents(connection)}
        assert set(acknowledged) <= stored
        assert all(reading == report(one.title) for one, reading in readings(connection))
    assert list(verify(path)) == []


def write(path: Path, writer: int) -> None:
    with open_ledger(path) as ledger:
        for n in range(EACH):
            own, common = report(f"{writer}-{n}"), report(n)
            assert ledger.add(own, bytes_of(own)).status == "new"
            assert ledger.add(common, bytes_of(common)).status in ("new", "same")


def read(path: Path, done: multiprocessing.synchronize.Event) -> None:
    seen = 0
    while not done.is_set():
        with closing(connect_read_only(path)) as connection:
            found = list(readings(connection))
        assert all(reading == report(one.title) for one, reading in found)
        assert len(found) >= seen
        seen = len(found)


def test_many_writers_and_readers_at_once(tmp_path: Path) -> None:
    path, fork = tmp_path / "ledger.db", multiprocessing.get_context("fork")
    done = fork.Event()
    writers = [fork.Process(target=write, args=(path, n)) for n in range(WRITERS)]
    readers = [fork.Process(target=read, args=(path, done)) for _ in range(READERS)]
    for writer in writers:
        writer.start()
    while not path.exists() or not path.stat().st_size:
        time.sleep(0.01)
    for reader in readers:
        reader.start()
    for writer in writers:
        writer.join()
    done.set()
    for reader in readers:
        reader.join()
    assert [process.exitcode for process in (*writers, *readers)] == [0] * (WRITERS + READERS)
    with closing(connect_read_only(path)) as connection:
        assert size(connection)[:2] == (WRITERS * EACH + EACH, WRITERS)
    assert list(verify(path)) == []
