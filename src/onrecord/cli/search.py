"""`onrecord search`: asks the ledger, prints the hits, says where there are none or more; `datasette-metadata`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from onrecord import api
from onrecord.cli import options
from onrecord.cli.options import LEDGER, Listing
from onrecord.cli.reading import BAD_INPUT, DONE, complain
from onrecord.ledger.datasette import datasette_metadata as metadata_for
from onrecord.types import InputError


def _names(text: str, metavar: str = "NAME") -> Any:
    return typer.Option(metavar=metavar, help=text)


def search(  # noqa: PLR0913, PLR0917  # typer makes an option of each
    words: Annotated[list[str] | None, typer.Argument(help="What to look for; without, the filters alone.")] = None,
    ledger: options.LedgerOption = LEDGER,
    speaker: Annotated[list[str] | None, _names("Who said it: a name, an alias or a part of one.")] = None,
    addressee: Annotated[list[str] | None, _names("To whom.")] = None,
    target: Annotated[list[str] | None, _names("Whom it is aimed at.")] = None,
    relay: Annotated[list[str] | None, _names("Who passed it on.")] = None,
    outlet: Annotated[list[str] | None, _names("Who published it.")] = None,
    place: Annotated[list[str] | None, _names("A place or a country that it names.")] = None,
    document: Annotated[list[str] | None, _names("A document's id, name or web address.", "DOCUMENT")] = None,
    act: Annotated[list[str] | None, _names("What was done by saying it, as deny or accuse.", "ACT")] = None,
    channel: Annotated[list[str] | None, _names("How it was said, as speech or interview.", "CHANNEL")] = None,
    quote_type: Annotated[list[str] | None, _names("direct, indirect or mixed.", "TYPE")] = None,
    published_from: Annotated[str | None, _names("First day of publication.", "DATE")] = None,
    published_to: Annotated[str | None, _names("Last day of publication.", "DATE")] = None,
    said_from: Annotated[str | None, _names("First day on which it was said.", "DATE")] = None,
    said_to: Annotated[str | None, _names("Last day on which it was said.", "DATE")] = None,
    number: Annotated[str | None, _names("A number in it: 1400, 100..200, 100.. or ..200.", "N")] = None,
    unit: Annotated[str | None, _names("What the number counts, as civilians.", "WORD")] = None,
    hedged: Annotated[bool | None, typer.Option(help="Only what is marked as uncertain, or only what is not.")] = None,
    negated: Annotated[bool | None, typer.Option(help="Only what was not said, or only what was.")] = None,
    relayed: Annotated[bool | None, typer.Option(help="Only what somebody passed on, or only what nobody did.")] = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="P", min=0, max=1, help="Only statements at least as likely to be right.")
    ] = 0,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Also documents that have a newer one.")] = False,
    order: Annotated[str, _names("relevance, newest or confidence.", "ORDER")] = "relevance",
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="How many to show.")] = 20,
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="How many to pass over.")] = 0,
    form: options.ListingOption = Listing.text,
    facets: Annotated[
        bool, typer.Option("--facets", help="Instead of the hits, count them by speaker, act, channel, outlet, month.")
    ] = False,
) -> None:
    """Find statements in a ledger.

    WORDS are looked for in what was said and in how its speaker is called: all of them, in any form ("strike" finds
    "strikes"). "Exact phrases" stand in quotation marks of their own; begin* finds what begins so, one OR another
    finds either; what must not be there has a minus, after a -- that ends the options: search -- ceasefire -gas.

    An option that takes a value may be given several times: one of its values has to fit. Different options all have
    to. Names need not be whole, and case and accents do not matter. Dates are YYYY-MM-DD, YYYY-MM or YYYY.

    With --format json, hits are JSON Lines, one a line. Exit status: 0, also where nothing is found, 2 when there is
    no ledger or an option is wrong.
    """
    given = dict(locals())
    for name in ("words", "ledger", "all_versions", "form", "facets"):
        del given[name]
    try:
        results = api.search(ledger, " ".join(words or ()), latest_only=not all_versions, **given)
        _print_facets(results, form) if facets else _print(results, form)
    except InputError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None
    raise typer.Exit(DONE)


def datasette_metadata(ledger: options.LedgerOption = LEDGER) -> None:
    """Print what Datasette needs to show a ledger well.

    Titles, facets, what the columns mean, and ready questions, as JSON, to be kept in a file and given to
    datasette with its option --metadata. Of the ledger only the name is looked at.
    """
    print(json.dumps(metadata_for(ledger.stem), ensure_ascii=False, indent=2))


def _print(results: api.Results, form: Listing) -> None:
    if form is Listing.json:
        print(results.to_jsonl(), end="")
    else:
        from rich.console import Console

        from onrecord.cli.hits import print_hits

        print_hits(iter(results), Console(highlight=False))
    if not len(results):
        complain("nothing in the ledger fits; try fewer words or filters")
    elif results.more:
        complain(f"there are more; see them with --offset {results.query.offset + len(results)} or a higher --limit")


def _print_facets(results: api.Results, form: Listing) -> None:
    facets = results.facets()
    if form is Listing.json:
        print(json.dumps(asdict(facets), ensure_ascii=False))
        return
    from rich.console import Console

    from onrecord.cli.hits import print_facets

    print_facets(facets, Console(highlight=False))
