"""What is said in a story: on its first day, and again, denied or with new numbers on a later one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.world import names
from benchmarks.world.fill import Vocabulary, draw_person, draw_place
from benchmarks.world.options import Options
from benchmarks.world.passages import Said
from benchmarks.world.sayings import SayingKind, saying
from benchmarks.world.truth import Telling

_MOST_SAYINGS = 4
_LATEST = 6  # days after the first


@dataclass(frozen=True, slots=True)
class Story:
    """One event; `key` tells it from all others, `rng` is its chance."""

    key: str
    day: date
    rng: random.Random
    options: Options
    vocabulary: Vocabulary

    def days(self) -> Iterator[tuple[Said, ...]]:
        """What is said on each day of it: one or two."""
        first = tuple(said for number in range(self.rng.randint(1, _MOST_SAYINGS)) for said in self._saying(number))
        yield first
        if self._happens(self.options.later):
            day = self.day + timedelta(days=self.rng.randint(1, _LATEST))
            later = tuple(self._again(said, day) for said in first if self._happens(self.options.repeated))
            if later:
                yield later

    def _saying(self, number: int) -> Iterator[Said]:
        """One saying, and the other number or the denial that it meets."""
        kind = self._kind()
        made = saying(f"{self.key}/{number}", kind, self.rng, self.vocabulary)
        value = self._count() if kind == "number" else None
        telling = Telling(made.id, 0, draw_person(self.rng), value)
        yield (said := Said(made, telling, names.place(draw_place(self.rng)), self.day))
        if value and self._happens(self.options.conflicts):
            other = telling._replace(speaker=self._another(telling.speaker), value=value + self._more(value))
            yield said._replace(telling=other)
        if kind == "accusation" and self._happens(self.options.denials):
            yield said._replace(telling=telling._replace(speaker=self._another(telling.speaker), denies=True))

    def _again(self, said: Said, day: date) -> Said:
        """Said on a later day: a number has grown, anything else is repeated, by another speaker at times."""
        telling = said.telling._replace(occasion=1)
        if telling.value is not None:
            telling = telling._replace(value=telling.value + self._more(telling.value))
        elif not telling.denies and self._happens(self.options.others):
            telling = telling._replace(speaker=self._another(telling.speaker))
        return said._replace(telling=telling, day=day)

    def _kind(self) -> SayingKind:
        drawn = self.rng.random()
        if drawn < self.options.numbers:
            return "number"
        return "accusation" if drawn < self.options.numbers + self.options.accusations else "plain"

    def _count(self) -> int:
        """Small numbers are as often in the news as large ones: evenly over the logarithm, 10 to 30,000."""
        return int(10 * 3000 ** self.rng.random())

    def _more(self, value: int) -> int:
        return max(1, int(value * self.rng.uniform(0.05, 1.5)))

    def _another(self, speaker: int) -> int:
        drawn = draw_person(self.rng)
        return drawn if drawn != speaker else self._another(speaker)

    def _happens(self, share: float) -> bool:
        return self.rng.random() < share
