"""`onrecord link`: claims for what was added without, or all of them made anew."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import api
from onrecord.cli import options
from onrecord.cli.options import LEDGER
from onrecord.cli.progress import progress
from onrecord.cli.reading import BAD_INPUT, complain
from onrecord.export.phrases import count_phrase
from onrecord.ledger import opened_read_only, size, unlinked
from onrecord.types import InputError


def link(
    ledger: options.LedgerArgument = LEDGER,
    anew: Annotated[bool, typer.Option("--anew", help="Forget all claims first; link everything again.")] = False,
    words_only: options.WordsOnly = False,
    quiet: options.Quiet = False,
) -> None:
    """Link the documents of a ledger that were added with --no-link.

    With --anew every document is linked, as after an update of Onrecord that finds claims in another way. Documents are
    linked one by one in the order of adding; a run that is stopped is gone on with by calling the command again without
    --anew. The record itself and its chain stay as they are.

    Exit status: 0 when all are linked, 2 when there is no ledger that can be written.
    """
    try:
        with opened_read_only(ledger) as connection:
            total = size(connection).documents if anew else len(unlinked(connection))
        with progress(total, shown=not quiet, what="linking") as step:
            linked = api.link_ledger(ledger, anew, step, words_only=words_only)
    except InputError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None
    if not quiet:
        print(f"{ledger}: {count_phrase(linked, 'document')} linked")
