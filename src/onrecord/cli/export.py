"""`onrecord export`: reads inputs, or takes what was read before, and writes it in another format."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import compare_ledger
from onrecord.api.export import (
    FOLDERS,
    WITH_CLAIMS,
    ExportFormat,
    export_readings,
    exported,
    readings_from_file,
    readings_from_ledger,
)
from onrecord.cli import options
from onrecord.cli.reading import BAD_INPUT, FAULT, Options, complain
from onrecord.cli.source import Source, made_before, read_from
from onrecord.types import MIN_CONFIDENCE, Claim, InputError

#: `--out` for standard output.
STDOUT = Path("-")


def export(  # noqa: PLR0913, PLR0917  # typer makes an option of each
    form: Annotated[ExportFormat, typer.Option("--format", metavar="FORMAT", help=", ".join(ExportFormat) + ".")],
    out: Annotated[
        Path, typer.Option(metavar="PATH", help="The file, or for parquet and brat the new folder; - prints.")
    ],
    inputs: Annotated[
        list[str] | None, typer.Argument(help="What to read and export: files, folders, web addresses, or -.")
    ] = None,
    ledger: Annotated[Path | None, typer.Option(metavar="FILE", help="Export what is in this ledger.")] = None,
    readings: options.Readings = None,
    quiet: options.Quiet = False,
    threads: options.Threads = 1,
    min_confidence: options.MinConfidence = MIN_CONFIDENCE,
) -> None:
    """Write who said what in a format that other programs read.

    jsonl: one document a line, with everything. csv: one row a statement, safe to open in a spreadsheet. parquet:
    tables with typed columns. annotation: W3C Web Annotations. schema: schema.org Quotations and Claims. claimreview:
    ClaimReviews without a verdict, which a person adds. brat: text with standoff annotations.

    Give inputs to be read, or --ledger, or --readings. Of a ledger, parquet, schema and claimreview have the claims
    too. The export is written whole or not at all. Exit status as of `read`; what could be read is exported even if an
    input could not.
    """
    if sum(map(bool, (inputs, ledger, readings))) != 1:
        raise typer.BadParameter("give either inputs, or --ledger, or --readings")
    if out == STDOUT and form in FOLDERS:
        raise typer.BadParameter(f"{form} is a folder of files; name one", param_hint="--out")
    how = Options(None, None if out == STDOUT else out, quiet, threads, min_confidence)
    before = readings_from_ledger(ledger) if ledger else readings_from_file(readings) if readings else iter(())
    source = read_from(inputs, how, bar=out != STDOUT) if inputs else made_before(before)
    raise typer.Exit(_written(source, form, out, ledger))


def _print(source: Source, form: ExportFormat, claims: Sequence[Claim]) -> None:
    """Prints the export as UTF-8, whatever the terminal's; nothing where there is nothing to read from."""
    held = b""
    for piece in exported(source, form, claims):
        held += piece.encode("utf-8")
        if source.begun:
            sys.stdout.buffer.write(held)
            held = b""
    sys.stdout.flush()


def _written(source: Source, form: ExportFormat, out: Path, ledger: Path | None) -> int:
    """Writes the export, with a ledger's claims where the format has a place for them; returns the exit status."""
    try:
        claims = compare_ledger(ledger).claims if ledger and form in WITH_CLAIMS else ()
        if out == STDOUT:
            _print(source, form, claims)
        else:
            export_readings(source, form, out, claims)
    except (InputError, ImportError) as error:
        complain(f"{error}" if isinstance(error, InputError) else f"--format {form}: {error}")
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{out}: cannot be written: {error.strerror or error}; check the place and its space")
        return FAULT
    return source.status
