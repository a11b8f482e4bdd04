"""The figures of a run, for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.ledger.adding import Step
from benchmarks.ledger.clock import Seconds
from benchmarks.ledger.queries import Found
from benchmarks.world.score import Ratio


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the run, a document: seconds, and links.

    `times_baseline` is adding's processor time in that of the bare table, which is written in between: a machine that
    slows down does not look like a ledger that does.
    """

    documents: int
    adding: Seconds
    linking: Seconds
    links: float
    baseline: Seconds
    times_baseline: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a run."""

    documents: int
    tenths: list[Tenth]
    bytes_a_document: float
    peak_megabytes: float
    verify: Seconds
    faults: int
    search: dict[str, Found]
    links: dict[str, Ratio]

    def to_dict(self) -> dict[str, Any]:
        """As JSON values, with the ratios that are held as goals."""
        searched = {kind: found._asdict() for kind, found in self.search.items()}
        return {**asdict(self), "search": searched, "last_to_first": self.ratios()}

    def ratios(self) -> dict[str, float]:
        """Time a document in the last tenth, as so many times that in the first."""
        first, last = self.tenths[0], self.tenths[-1]
        return {
            "cpu": last.adding.cpu / first.adding.cpu,
            "wall": last.adding.wall / first.adding.wall,
            "times baseline": last.times_baseline / first.times_baseline,
        }


def tenths(steps: Sequence[Step]) -> list[Tenth]:
    """Steps brought together in ten parts of as many documents each, or in as many as there are steps."""
    total = steps[-1].end
    parts: dict[int, list[Step]] = {}
    for step in steps:
        parts.setdefault((step.end - 1) * 10 // total, []).append(step)
    return [_tenth(part) for part in parts.values() if any(step.added for step in part)]


def _tenth(part: list[Step]) -> Tenth:
    added = sum(step.added for step in part)
    adding, linking, baseline = (
        Seconds(sum(one.wall for one in seconds), sum(one.cpu for one in seconds)).per(documents)
        for seconds, documents in (
            ([step.adding for step in part], added),
            ([step.linking for step in part], added),
            ([step.baseline for step in part], sum(step.stored for step in part)),
        )
    )
    links = sum(step.links for step in part) / added
    return Tenth(added, adding, linking, links, baseline, adding.cpu / baseline.cpu)


def table(report: Report) -> str:
    """The figures for people."""
    lines = [f"{'tenth':>5} {'docs/s':>8} {'ms wall':>8} {'ms cpu':>8} {'linking':>8} {'links':>6} {'x bare':>7}"]
    for number, one in enumerate(report.tenths, 1):
        lines.append(
            f"{number:>5} {1 / one.adding.wall:8.1f} {one.adding.wall * 1e3:8.1f} {one.adding.cpu * 1e3:8.1f} "
            f"{one.linking.cpu * 1e3:8.1f} {one.links:6.1f} {one.times_baseline:7.2f}"
        )
    ratios = ", ".join(f"{kind} {ratio:.2f}" for kind, ratio in report.ratios().items())
    took = f"{report.verify.wall:.0f} s ({report.verify.cpu:.0f} s of processor)"
    lines += [
        f"a document in the last tenth takes, of one in the first: {ratios}",
        f"{report.bytes_a_document / 1e3:.1f} kB a document; peak memory {report.peak_megabytes:.0f} MB",
        f"verify: {report.faults} faults in {took}",
    ]
    return "\n".join([*lines, *_search(report.search), *_links(report.links)])


def _search(search: dict[str, Found]) -> list[str]:
    lines = [f"{'search':<22} {'queries':>8} {'hits':>6} {'p50 ms':>8} {'p95 ms':>8} {'cpu p95':>8}"]
    for kind, one in search.items():
        lines.append(f"{kind:<22} {one.queries:>8} {one.hits:6.1f} {one.p50:8.1f} {one.p95:8.1f} {one.cpu_p95:8.1f}")
    return lines


def _links(links: dict[str, Ratio]) -> list[str]:
    return [
        f"{kind:<22} "
        + ", ".join(f"{name} {'-' if value is None else f'{value:.3g}'}" for name, value in ratio.items())
        for kind, ratio in links.items()
    ]
