"""`onrecord compare`: what several reports, or those of a ledger, say alike, and how their tellings differ."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from onrecord import api
from onrecord.cli import options
from onrecord.cli.options import LEDGER, Listing
from onrecord.cli.reading import BAD_INPUT, DONE, Options, complain
from onrecord.cli.source import made_before, read_from
from onrecord.types import MIN_CONFIDENCE, ClaimKind, InputError, LinkType


def _one_of(values: Any, text: str) -> Any:
    names = ", ".join(get_args(values))
    return typer.Option(metavar="TYPE", help=f"{text}: {names}.")


def compare(  # noqa: PLR0913, PLR0917  # typer makes an option of each
    context: typer.Context,
    inputs: Annotated[
        list[str] | None, typer.Argument(help="What to read and compare: files, folders, addresses; or a ledger.")
    ] = None,
    ledger: options.LedgerOption = LEDGER,
    against: Annotated[
        Path | None, typer.Option(metavar="LEDGER", help="Compare the inputs with what this ledger has like them.")
    ] = None,
    kind: Annotated[list[str] | None, _one_of(ClaimKind, "Only claims of this kind")] = None,
    link: Annotated[list[str] | None, _one_of(LinkType, "Only claims with such a link")] = None,
    speaker: Annotated[str, typer.Option(metavar="NAME", help="Only what somebody of this name says too.")] = "",
    words: Annotated[str, typer.Option(metavar="TEXT", help="Only claims with these words in a telling.")] = "",
    outlets: Annotated[int, typer.Option(metavar="N", min=1, help="Only what at least so many outlets have.")] = 1,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many claims.")] = None,
    min_score: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Put together only what is so likely to say the same."),
    ] = 0.0,
    form: Annotated[
        Listing, typer.Option("--format", metavar="FORMAT", help="text, or json: one object with all claims.")
    ] = Listing.text,
    words_only: options.WordsOnly = False,
    readings: options.Readings = None,
    quiet: options.Quiet = False,
    threads: options.Threads = 1,
    min_confidence: options.MinConfidence = MIN_CONFIDENCE,
) -> None:
    """Show what several reports say alike, and how their tellings differ.

    A claim is the same thing said: one utterance as several outlets give it, one proposition of several speakers, or
    one counted thing with its values. Each two tellings have a link with its type and its reason: the same wording,
    reworded, a part, a doubt or a relay left out, another number, an update, a denial.

    Give inputs, which are read on the spot and all compared with each other, with --against also with the documents of
    a ledger that are most like them, which keeps nothing of it. Or give a ledger, whose newest claims come first;
    without either, the ledger of --ledger is compared. Exit status as of `read`.
    """
    inputs = inputs or []
    is_ledger = _is_ledger(inputs) or not (inputs or readings)
    if inputs and readings:
        raise typer.BadParameter("give either inputs or --readings")
    if against and is_ledger:
        raise typer.BadParameter("give the reports that are to be compared with it", param_hint="--against")
    if words_only and is_ledger:
        raise typer.BadParameter("a ledger's claims are made where reports are added", param_hint="--words-only")
    if (inputs or readings) and _is_given("ledger", context):
        raise typer.BadParameter("give either inputs or a ledger; --against compares both", param_hint="--ledger")
    wanted = _filter(
        kind=kind, link=link, speaker=speaker, words=words, outlets=outlets, limit=limit, min_score=min_score
    )
    how = Options(None, None, quiet, threads, min_confidence)
    try:
        if is_ledger:
            status, found = DONE, api.compare_ledger(inputs[0] if inputs else ledger, wanted)
        else:
            source = made_before(api.readings_from_file(readings)) if readings else read_from(inputs, how, bar=True)
            if against:
                found = api.compare_against(against, source, wanted, words_only=words_only)
            else:
                found = api.compare(source, wanted, words_only=words_only)
            status = source.status
    except InputError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None
    if found.comparison.documents or status == DONE:
        _print(found, form)
    raise typer.Exit(status)


def _filter(*, kind: Sequence[str] | None, link: Sequence[str] | None, **others: Any) -> api.ClaimFilter:
    for name, given, known in (("--kind", kind, get_args(ClaimKind)), ("--link", link, get_args(LinkType))):
        for value in given or ():
            if value not in known:
                raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=name)
    return api.ClaimFilter(tuple(kind or ()), tuple(link or ()), **others)  # type: ignore[arg-type]  # checked above


def _is_given(option: str, context: typer.Context) -> bool:
    """Whether an option stands on the command line, and does not come from the environment."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def _is_ledger(inputs: Sequence[str]) -> bool:
    """Whether the one input is a SQLite file, which no report is."""
    path = Path(*inputs[:1])
    try:
        if len(inputs) != 1 or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:  # what cannot be opened is told where inputs are read
        return False


def _print(found: api.ComparedReports, form: Listing) -> None:
    if form is Listing.json:
        print(found.to_json())
        return
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal:
        found.print_to(console)
    else:
        print(found.to_text(), end="")
