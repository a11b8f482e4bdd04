"""The commands and their options; what they do is in the modules beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli import options
from onrecord.cli.add import add
from onrecord.cli.compare import compare
from onrecord.cli.demo import show_demo
from onrecord.cli.export import export
from onrecord.cli.link import link
from onrecord.cli.log import log
from onrecord.cli.output import Format
from onrecord.cli.reading import Options, run
from onrecord.cli.search import datasette_metadata, search
from onrecord.cli.verify import verify
from onrecord.types import MIN_CONFIDENCE

app = typer.Typer(
    name="onrecord",
    help="Read news reports and keep the record of who said what.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news reports and keep the record of who said what."""


@app.command()
def read(  # noqa: PLR0913, PLR0917  # typer makes an option of each
    inputs: options.Inputs,
    published: options.Published = None,
    outlet: options.Outlet = None,
    title: options.Title = None,
    url: options.Url = None,
    language: options.Language = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help="text, json or html; by default text, and json with --out."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write one file a document into this folder.")] = None,
    quiet: options.Quiet = False,
    threads: options.Threads = 1,
    min_confidence: options.MinConfidence = MIN_CONFIDENCE,
) -> None:
    """Read reports and show who said what.

    What the options state about a report wins over what its data say, for every input of the call. Several
    documents as JSON on standard output are JSON Lines, one document a line.

    Feeds (RSS, Atom, JSON Feed), web archives (WARC, ARC, WACZ) and JSON Lines hold many documents. A feed given as a
    file is read for its entries' own words; given as an address, the page of each entry is fetched, where robots.txt
    allows it. What an archive holds beside reports is only noted.

    Each statement has a confidence, the chance that its words and its source were found rightly. A higher
    --min-confidence keeps fewer and surer ones, 0 keeps all; what is left out is among the issues.

    Exit status: 0 when every input was read, 2 when one could not be read or an option is wrong, 1 on a fault in
    Onrecord. The inputs after a bad one are still read.
    """
    known = options.stated(published=published, outlet=outlet, title=title, url=url, language=language)
    raise typer.Exit(run(inputs, known, Options(form, out, quiet, threads, min_confidence)))


@app.command()
def demo(
    page: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the page.")] = Path("onrecord-demo.html"),
) -> None:
    """Read the report that comes with Onrecord, print its ledger and write its page."""
    raise typer.Exit(show_demo(page))


for command in (add, search, compare, link, export, verify, log, datasette_metadata):
    app.command()(command)


def main() -> None:
    """Runs the command and exits with its status; typer ends it quietly on an interrupt (130) and a closed pipe (1)."""
    app()
