"""Seconds by the wall and of this process: the second do not count what others do on a shared machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import NamedTuple


class Seconds(NamedTuple):
    """Seconds by the wall clock and on the processor."""

    wall: float
    cpu: float

    def per(self, number: int) -> Seconds:
        """For each of a number of documents."""
        return Seconds(self.wall / max(number, 1), self.cpu / max(number, 1))


@dataclass(slots=True)
class Clock:
    """Adds up what passes inside `with` blocks."""

    wall: float = 0.0
    cpu: float = 0.0

    def __enter__(self) -> None:
        self.wall -= time.perf_counter()
        self.cpu -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.cpu += time.process_time()

    def lap(self) -> Seconds:
        """What has passed since the last lap."""
        seconds = Seconds(self.wall, self.cpu)
        self.wall = self.cpu = 0.0
        return seconds
