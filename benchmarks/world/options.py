"""How large a world is, and in which shares things happen in it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Options:
    """The size and the shares of a world; every share is 0 to 1 of what its comment names.

    The n-th document does not depend on how many are asked for: 100,000 documents are 730 days.
    """

    seed: int = 5
    first_day: date = date(2021, 1, 1)
    documents_a_day: int = 137
    words: int = 430  # a report's mean, over a spread from a third of it to three times as much
    chapter: int = 500  # documents that are planned together: no story reaches over two chapters
    background: float = 0.5  # of the documents that are no reprints: share no statement with any other
    reprints: float = 0.1  # of all documents: another's text with small edits
    later: float = 0.35  # of the stories: go on, one to six days later
    numbers: float = 0.3  # of a story's sayings: count something
    accusations: float = 0.25  # of a story's sayings: accuse somebody
    conflicts: float = 0.4  # of the countings: another speaker gives another number the same day
    denials: float = 0.6  # of the accusations: denied, at once or later
    repeated: float = 0.6  # of the sayings of a story that goes on: said again, a number with a new value
    others: float = 0.3  # of the repetitions without a number: by another speaker
    quoted: float = 0.35  # of the tellings: in quotation marks, word for word
    shortened: float = 0.3  # of the tellings: without their last clause
    told: float = 0.75  # of the sayings of a day: told by one report of it


def chance(*key: object) -> random.Random:
    """Chance that is the same for the same key, on every machine."""
    return random.Random("/".join(map(str, key)))


def zipf(rng: random.Random, flat: float, steep: float) -> int:
    """A rank, 0 for the most frequent, by the law of Zipf and Mandelbrot: as 1 / (rank + flat) to the power 1 + steep.

    There is no last rank. Of n drawings about n to the power 1 / (1 + steep) differ, as Heaps found for words.
    """
    return int(flat * ((1 - rng.random()) ** (-1 / steep) - 1))
