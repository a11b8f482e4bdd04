"""`onrecord add`: reads the inputs into a ledger, and says what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import ReadError, expand
from onrecord.api.export import readings_from_file
from onrecord.api.ledger import AddOptions, AddOutcome, Stored, add_all, add_finished, open_ledger
from onrecord.cli import options
from onrecord.cli.options import LEDGER, stated
from onrecord.cli.progress import progress
from onrecord.cli.reading import BAD_INPUT, DONE, FAULT, complain, worse
from onrecord.export.phrases import count_phrase
from onrecord.ledger import Ledger
from onrecord.types import MIN_CONFIDENCE, InputError, Issue, Metadata

_FAILED = "failed"


def add(  # noqa: PLR0913, PLR0917  # typer makes an option of each
    inputs: options.InputsOrNone = None,
    ledger: options.LedgerOption = LEDGER,
    published: options.Published = None,
    outlet: options.Outlet = None,
    title: options.Title = None,
    url: options.Url = None,
    language: options.Language = None,
    no_raw: Annotated[
        bool, typer.Option("--no-raw", help="Keep the digest of each input's bytes, and not the bytes.")
    ] = False,
    no_link: Annotated[
        bool, typer.Option("--no-link", help="Only keep the reports: do not look which of them say the same.")
    ] = False,
    words_only: options.WordsOnly = False,
    readings: options.Readings = None,
    quiet: options.Quiet = False,
    threads: options.Threads = 1,
    min_confidence: options.MinConfidence = MIN_CONFIDENCE,
) -> None:
    """Read reports into a ledger, which is made where there is none.

    A report that is in the ledger already is not read again. Another text at the same address is a new version: the
    old one stays. Each report is stored whole or not at all, and what was stored is safe if the command is stopped;
    run it again to go on. Several may add to one ledger at once.

    Instead of inputs, --readings takes what `onrecord read` or `export` wrote, and stores it as it is.

    At the end it prints the head of the ledger's chain, a hash that stands for all that is in it. Note it somewhere
    else, and `onrecord verify --head HASH` proves later that nothing was taken out or changed since.

    Exit status: 0 when every input is in the ledger, 2 when one could not be read, the ledger cannot be used or an
    option is wrong, 1 on a fault in Onrecord.
    """
    known = stated(published=published, outlet=outlet, title=title, url=url, language=language)
    if bool(inputs) == bool(readings):
        raise typer.BadParameter("give either inputs or --readings")
    if no_link and words_only:
        raise typer.BadParameter("with --no-link nothing is compared", param_hint="--words-only")
    how = AddOptions(not no_raw, threads, min_confidence, not no_link, words_only)
    if not readings:
        found = expand(inputs or [])
        raise typer.Exit(run(ledger, lambda to: add_all(found, to, known, how), how, len(found), quiet))
    if known != Metadata():
        raise typer.BadParameter("readings say themselves what is known of them; it is stated where they are read")
    raise typer.Exit(run(ledger, lambda to: add_finished(readings_from_file(readings), to), how, 1, quiet))


def run(
    path: Path, store: Callable[[Ledger], Iterator[AddOutcome]], how: AddOptions, expected: int, quiet: bool
) -> int:
    """Stores everything and returns the exit status; a bar shows how far it is, of so many expected outcomes."""
    counts, status = Counter[str](), DONE
    try:
        with open_ledger(path, how.link, words_only=how.words_only) as ledger:
            with progress(expected, shown=not quiet) as step:
                for outcome in store(ledger):
                    step()
                    status = worse(status, _settle(outcome, counts, quiet))
            if not quiet:
                print(_summary(path, counts, ledger.head()))
    except (InputError, ImportError) as error:  # the latter says what to install to read a Parquet folder
        complain(str(error))
        return BAD_INPUT
    return status


def _settle(outcome: AddOutcome, counts: Counter[str], quiet: bool) -> int:
    """Counts and reports an outcome; returns what it means for the exit status."""
    match outcome:
        case Stored():
            counts[outcome.added.status] += 1
            if outcome.added.status == "version" and not quiet:
                complain(f"note: {outcome.name}: a new version; {told(outcome)}")
            return DONE
        case Issue():
            if not quiet:
                complain(f"note: {outcome.message}")
            return DONE
        case InputError() | ReadError():
            counts[_FAILED] += 1
            complain(str(outcome))
            return BAD_INPUT if isinstance(outcome, InputError) else FAULT


def told(stored: Stored) -> str:
    """How many statements of a new version are new, changed, gone and as before."""
    counts = Counter[str](change.kind for change in stored.changes)
    kinds = ("added", "changed", "removed", "unchanged")
    return "statements: " + ", ".join(f"{counts[kind]} {kind}" for kind in kinds)


def _summary(path: Path, counts: Counter[str], head: str) -> str:
    versions = count_phrase(counts["version"], "new version")
    said = f"{counts['new']} new, {versions}, {counts['same']} already here"
    failed = f", {counts[_FAILED]} failed" if counts[_FAILED] else ""
    return f"{path}: {said}{failed}\nhead: {head}"
