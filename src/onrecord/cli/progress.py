"""A progress bar on standard error, where somebody can see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, shown: bool, what: str = "reading") -> Iterator[Callable[[], object]]:
    """Gives a function to call after each of `total` things; where it is `shown`, on a terminal, it moves a bar.

    One input may hold several documents, so the bar grows where there are more than were expected.
    """
    if not (shown and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Messages printed meanwhile go through the bar's console, above the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        # One source of several documents has no known end: its bar only moves.
        task = bar.add_task("", total=total if total > 1 else None)

        def step() -> None:
            done = int(bar.tasks[0].completed) + 1
            bar.update(task, completed=done, total=max(done, total) if total > 1 else None)

        yield step
