"""Readings for a command that takes many: read from inputs on the spot, or made before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.api import Report, expand, may_be_several, metadata, read_all
from onrecord.cli.progress import progress
from onrecord.cli.reading import DONE, Options, settle_other, worse
from onrecord.types import Reading


@dataclass(slots=True)
class Source:
    """Readings one after the other; `status` is what became of those so far; `begun`: one or the end has come."""

    _outcomes: Iterator[tuple[Reading | None, int]]
    status: int = DONE
    begun: bool = False

    def __iter__(self) -> Iterator[Reading]:
        for reading, status in self._outcomes:
            self.status = worse(self.status, status)
            if reading is not None:
                self.begun = True
                yield reading
        self.begun = True


def read_from(inputs: Sequence[str], how: Options, bar: bool) -> Source:
    """What the inputs hold, read as it is taken; what cannot be read is reported. `bar` allows a progress bar."""
    return Source(_read(inputs, how, bar))


def made_before(readings: Iterable[Reading]) -> Source:
    """Readings that nothing is left to be done for."""
    return Source((reading, DONE) for reading in readings)


def _read(inputs: Sequence[str], how: Options, bar: bool) -> Iterator[tuple[Reading | None, int]]:
    found = expand(inputs)
    with progress(len(found), shown=may_be_several(found) and not how.quiet and bar) as step:
        for outcome in read_all(found, metadata(), how.threads, how.min_confidence):
            step()
            if isinstance(outcome, Report):
                yield outcome.reading, DONE
            else:
                yield None, settle_other(outcome, how)
