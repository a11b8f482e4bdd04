"""A progress bar on standard error, where somebody can see it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.cli.reading import Options


@contextmanager
def progress(total: int, options: Options) -> Iterator[Callable[[], object]]:
    """Gives a function to call after each of `total` documents; it moves a bar or does nothing.

    There is a bar for several documents on a terminal, unless the documents themselves are printed there.
    """
    seen = sys.stderr.isatty() and (options.out is not None or not sys.stdout.isatty())
    if total < 2 or options.quiet or not seen:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Messages printed meanwhile go through the bar's console, above the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
