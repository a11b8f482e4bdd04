"""The commands and their options; what they do is in the modules beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.api import metadata
from onrecord.cli.demo import show_demo
from onrecord.cli.output import Format
from onrecord.cli.reading import Options, run
from onrecord.cli.search import search_command
from onrecord.types import MIN_CONFIDENCE, InputError

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
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, web addresses, or - for standard input.")],
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="TAG", help="Its language, as en or en-GB; wins over how the text looks.")
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help="text, json or html; by default text, and json with --out."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write one file a document into this folder.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no notes, only errors.")] = False,
    threads: Annotated[int, typer.Option(metavar="N", min=1, help="How many documents to read at once.")] = 1,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="P", min=0, max=1, help="Leave out statements less likely to be right than this."),
    ] = MIN_CONFIDENCE,
) -> None:
    """Read reports and show who said what.

    What the options state about a report wins over what its data say, for every input of the call. Several
    documents as JSON on standard output are JSON Lines, one document a line.

    Each statement has a confidence, the chance that its words and its source were found rightly. A higher
    --min-confidence keeps fewer and surer ones, 0 keeps all; what is left out is among the issues.

    Exit status: 0 when every input was read, 2 when one could not be read or an option is wrong, 1 on a fault in
    Onrecord. The inputs after a bad one are still read.
    """
    try:
        stated = metadata(published=published, outlet=outlet, title=title, url=url, language=language)
    except InputError as error:
        option, _, problem = str(error).partition(": ")
        raise typer.BadParameter(problem, param_hint=f"--{option}") from None
    raise typer.Exit(run(inputs, stated, Options(form, out, quiet, threads, min_confidence)))


@app.command()
def demo(
    page: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the page.")] = Path("onrecord-demo.html"),
) -> None:
    """Read the report that comes with Onrecord, print its ledger and write its page."""
    raise typer.Exit(show_demo(page))


app.command("search")(search_command)


def main() -> None:
    """Runs the command and exits with its status; typer ends it quietly on an interrupt (130) and a closed pipe (1)."""
    app()
