"""Which documents there are: chapters of stories and background reports in the order of their days.

A chapter is planned as a whole and by its number alone, so that any document of a world can be made without the others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.world import names
from benchmarks.world.fill import Vocabulary
from benchmarks.world.options import Options, chance, zipf
from benchmarks.world.passages import Said
from benchmarks.world.stories import Story

#: How many outlets tell a day of a story: at least two, half of them at most four, seldom dozens; `_MEAN` is the mean.
_FEWEST, _MOST, _MEAN = 2, 40, 5.8
_TOLD = (3, 1.5)
#: A text of an agency is mostly reprinted by several.
_MOST_COPIES = 3
_OUTLETS = (10, 0.7)
#: What comes out a day late: some of the reports, some of the reprints.
_LATE = 0.2


@dataclass(frozen=True, slots=True)
class Plan:
    """One document to be: its day, its outlet, what it can tell of its story, and whose text it reprints.

    `key` is where its chance comes from. `people` are the speakers of its story, who say other things as well.
    """

    key: str
    day: date
    outlet: str
    said: tuple[Said, ...] = ()
    people: tuple[int, ...] = ()
    copies: Plan | None = None


def chapter(number: int, options: Options, vocabulary: Vocabulary) -> list[Plan]:
    """The documents of a chapter, by day."""
    rng = chance(options.seed, "chapter", number)
    plans: list[Plan] = []
    while len(plans) < options.chapter:
        days = (number * options.chapter + len(plans)) // options.documents_a_day
        story = Story(
            f"{number}/{len(plans)}", options.first_day + timedelta(days=days), rng, options, vocabulary
        )  # fmt: skip
        for plan in _background(story) if _is_background(rng, options) else _reports(story):
            plans.extend([plan, *_copies(plan, rng, options)])
    return sorted(plans[: options.chapter], key=lambda plan: plan.day)


def _is_background(rng: random.Random, options: Options) -> bool:
    """A story makes many documents, so that of the drawings more must be background than of the documents."""
    background = options.background * _MEAN * (1 + options.later)
    return rng.random() < background / (background + 1 - options.background)


def _background(story: Story) -> Iterator[Plan]:
    yield Plan(story.key, story.day, _outlet(story.rng))


def _reports(story: Story) -> Iterator[Plan]:
    """All reports of a story, day by day."""
    for number, said in enumerate(story.days()):
        people = tuple(one.telling.speaker for one in said)
        for report in range(min(_MOST, _FEWEST + zipf(story.rng, *_TOLD))):
            day = said[0].day + _delay(story.rng)
            yield Plan(f"{story.key}/{number}/{report}", day, _outlet(story.rng), said, people)


def _copies(plan: Plan, rng: random.Random, options: Options) -> Iterator[Plan]:
    """The reprints of one document, mostly none."""
    if rng.random() < options.reprints / (1 - options.reprints) / ((1 + _MOST_COPIES) / 2):
        for number in range(rng.randint(1, _MOST_COPIES)):
            key, day = f"{plan.key}/copy {number}", plan.day + _delay(rng)
            yield replace(plan, key=key, day=day, outlet=_outlet(rng), copies=plan)


def _delay(rng: random.Random) -> timedelta:
    return timedelta(days=int(rng.random() < _LATE))


def _outlet(rng: random.Random) -> str:
    return names.outlet(zipf(rng, *_OUTLETS))
