"""Counting right, predicted and wanted things, and the figures made of the counts."""

from __future__ import annotations

from typing import NamedTuple


class Count(NamedTuple):
    """How many predicted things are right, how many were predicted, and how many the gold holds."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def plus(self, other: Count) -> Count:
        """The sum of both."""
        return Count(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where neither side has anything, so that there is nothing to measure."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else None


def count_of(right: set[object], wanted: set[object]) -> Count:
    """The count of a predicted set against the gold set."""
    return Count(len(right & wanted), len(right), len(wanted))


class Tally:
    """Counts by name, in order of first use."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}

    def add(self, name: str, count: Count) -> None:
        """Add to the count of that name."""
        self.counts[name] = self.counts.get(name, Count()).plus(count)

    def __getitem__(self, name: str) -> Count:
        return self.counts.get(name, Count())


def figure(value: float | None) -> str:
    """A share as people read it; a dash where there was nothing to measure."""
    return "    -" if value is None else f"{value:5.3f}"


def row(name: str, count: Count) -> str:
    """One line of a table: name, precision, recall, F1 and the counts behind them."""
    f1 = figure(count.f1)
    share = f"{figure(count.precision)}  {figure(count.recall)}  {f1}"
    return f"{name:<18} {share}  {count.right}/{count.predicted}/{count.gold}"


HEADER = f"{'':<18} {'P':>5}  {'R':>5}  {'F1':>5}  right/predicted/gold"
