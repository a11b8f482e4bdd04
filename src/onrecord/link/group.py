"""Points that say the same, grouped: average linkage, so that one likely pair does not chain two sayings together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count

from onrecord.types.point import Key, Point

#: Two groups become one where their pairs are on average this likely; pairs without a score count as unlikely as 0.
TOGETHER = 0.22


def grouped(
    groups: Sequence[frozenset[Key]], scores: Mapping[tuple[Key, Key], float], together: float = TOGETHER
) -> list[frozenset[Key]]:
    """The groups, merged as far as their points belong together, the likeliest first."""
    parts = dict(enumerate(groups))
    total = _between(parts, scores)
    heap = [(-mean, a, b) for a, others in total.items() for b, sum_ in others.items() if a < b
            if (mean := _mean(sum_, parts[a], parts[b])) >= together]  # fmt: skip
    heapq.heapify(heap)
    number = count(len(parts))
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in parts or b not in parts:
            continue
        new = next(number)
        parts[new] = parts.pop(a) | parts.pop(b)
        for other, sum_ in _joined(total, a, b).items():
            total[new][other] = total[other][new] = sum_
            mean = _mean(sum_, parts[new], parts[other])
            if mean >= together:
                heapq.heappush(heap, (-mean, other, new))
    return [part for _, part in sorted(parts.items())]


def parted(points: Sequence[Point], scores: Mapping[tuple[Key, Key], float], least: float) -> list[list[Point]]:
    """A group in parts of which the pairs are on average `least` likely; whole where that is less than `TOGETHER`."""
    if least <= TOGETHER:
        return [list(points)]
    parts = grouped([frozenset([point.key]) for point in points], scores, least)
    return [[point for point in points if point.key in part] for part in parts if len(part) > 1]


def _between(
    parts: Mapping[int, frozenset[Key]], scores: Mapping[tuple[Key, Key], float]
) -> dict[int, dict[int, float]]:
    """The summed scores between each two groups that have any."""
    at = {key: n for n, part in parts.items() for key in part}
    total: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (one, other), score in scores.items():
        a, b = at.get(one), at.get(other)
        if a is not None and b is not None and a != b:
            total[a][b] += score
            total[b][a] += score
    return total


def _joined(total: dict[int, dict[int, float]], a: int, b: int) -> dict[int, float]:
    """The sums of two groups with all others, taken out of `total`."""
    sums: dict[int, float] = defaultdict(float)
    for gone in (a, b):
        for other, sum_ in total.pop(gone, {}).items():
            if other not in (a, b):
                sums[other] += sum_
                total[other].pop(gone, None)
    return sums


def _mean(sum_: float, one: frozenset[Key], other: frozenset[Key]) -> float:
    return sum_ / (len(one) * len(other))
