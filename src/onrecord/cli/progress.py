"""A progress bar on standard error, where somebody can see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.cli.reading import Options


@contextmanager
def progress(sources: int, several: bool, options: Options) -> Iterator[Callable[[], object]]:
    """Gives a function to call after each document; it moves a bar or does nothing.

    A source may hold several documents, so the bar grows where there are more than sources.

    There is a bar for several documents on a terminal, unless the documents themselves are printed there.
    """
    seen = sys.stderr.isatty() and (options.out is not None or not sys.stdout.isatty())
    if not several or options.quiet or not seen:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Messages printed meanwhile go through the bar's console, above the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        # One source of several documents has no known end: its bar only moves.
        task = bar.add_task("", total=sources if sources > 1 else None)

        def step() -> None:
            done = int(bar.tasks[0].completed) + 1
            bar.update(task, completed=done, total=max(done, sources) if sources > 1 else None)

        yield step
