"""`onrecord verify`: whether a ledger is as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api.verify import verify as faults_in
from onrecord.cli import options
from onrecord.cli.options import LEDGER, Listing
from onrecord.cli.output import one_line
from onrecord.cli.progress import progress
from onrecord.cli.reading import BAD_INPUT, DONE, complain
from onrecord.export.phrases import count_phrase
from onrecord.ledger import Fault, Size, connect_read_only, size
from onrecord.types import InputError

#: The exit status for a ledger that is not as it was written.
ALTERED = 3


def verify(
    ledger: options.LedgerArgument = LEDGER,
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="A head noted earlier, which must still be in the chain.")
    ] = None,
    replay: Annotated[
        bool,
        typer.Option(
            "--replay",
            help="Also take each text out of its kept bytes again and link each document again, and compare.",
        ),
    ] = False,
    form: options.ListingOption = Listing.text,
    quiet: options.Quiet = False,
) -> None:
    """Prove that a ledger is as it was written.

    Recomputes every digest, offset and link of the chain from what is stored, and names each thing that was altered,
    taken out or put in: the document, the statement, the column. A ledger that was rewritten as a whole or cut at its
    end shows that only against a head noted earlier (--head).

    Exit status: 0 when the ledger is as written, 3 when something was altered, 2 when there is no ledger to check.
    """
    try:
        raise typer.Exit(run(ledger, head, replay, form, quiet=quiet))
    except InputError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None


def run(path: Path, head: str | None, replay: bool, form: Listing, *, quiet: bool) -> int:
    """Prints every fault and returns the exit status."""
    with closing(connect_read_only(path)) as connection:
        whole = size(connection)
    total = whole.entries + (whole.documents if replay else 0)
    with progress(total, shown=not quiet, what="verifying") as step:
        found = _printed(faults_in(path, head, replay, step), form)
    if form is Listing.text and not quiet:
        print(_summary(path, whole, found))
    return ALTERED if found else DONE


def _printed(faults: Iterator[Fault], form: Listing) -> int:
    count = 0
    for fault in faults:
        count += 1
        print(json.dumps(asdict(fault)) if form is Listing.json else one_line(str(fault)), flush=True)
    return count


def _summary(path: Path, whole: Size, found: int) -> str:
    said = count_phrase(found, "fault") if found else "as it was written"
    held = f"{count_phrase(whole.documents, 'document')} of {count_phrase(whole.runs, 'run')}"
    return f"{path}: {said}; {held}\nhead: {whole.head}"
