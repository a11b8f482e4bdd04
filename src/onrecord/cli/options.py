"""Options that several commands share, and what they say of reports as Metadata."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias, Unpack

import typer

from onrecord.api import Stated, metadata
from onrecord.types import InputError, Metadata

_INPUTS = typer.Argument(help="Files, folders, web addresses, feeds, web archives, or - for standard input.")
Inputs: TypeAlias = Annotated[list[str], _INPUTS]
#: The same where something else may be given in their place.
InputsOrNone: TypeAlias = Annotated[list[str] | None, _INPUTS]
Published: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD.")]
Outlet: TypeAlias = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Title: TypeAlias = Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")]
Url: TypeAlias = Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")]
Language: TypeAlias = Annotated[
    str | None, typer.Option(metavar="TAG", help="Its language, as en or en-GB; wins over how the text looks.")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no notes, only errors.")]
Threads: TypeAlias = Annotated[int, typer.Option(metavar="N", min=1, help="How many documents to read at once.")]
MinConfidence: TypeAlias = Annotated[
    float, typer.Option(metavar="P", min=0, max=1, help="Leave out statements less likely to be right than this.")
]
WordsOnly: TypeAlias = Annotated[
    bool, typer.Option("--words-only", help="Compare reports by their words alone: quicker, and finds less.")
]
Readings: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Take what Onrecord wrote before: JSON, JSON Lines, or a Parquet folder."),
]
#: The file of a ledger, where none is named.
LEDGER = Path("onrecord.db")
_WHERE = "The ledger: one SQLite file."
LedgerOption: TypeAlias = Annotated[
    Path, typer.Option("--ledger", metavar="FILE", envvar="ONRECORD_LEDGER", help=_WHERE)
]
LedgerArgument: TypeAlias = Annotated[Path, typer.Argument(metavar="[LEDGER]", envvar="ONRECORD_LEDGER", help=_WHERE)]


class Listing(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"


ListingOption: TypeAlias = Annotated[
    Listing, typer.Option("--format", metavar="FORMAT", help="text, or json: one object a line.")
]


def stated(**options: Unpack[Stated]) -> Metadata:
    """What the options say of a report; a usage error where that cannot be."""
    try:
        return metadata(**options)
    except InputError as error:
        option, _, problem = str(error).partition(": ")
        raise typer.BadParameter(problem, param_hint=f"--{option}") from None
