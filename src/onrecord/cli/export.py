"""`onrecord export`: reads inputs, or takes what was read before, and writes it in another format."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from onrecord.api import Report, compare_ledger, expand, may_be_several, metadata, read_all
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
from onrecord.cli.progress import progress
from onrecord.cli.reading import BAD_INPUT, DONE, FAULT, Options, complain, settle_other, worse
from onrecord.types import MIN_CONFIDENCE, Claim, InputError, Reading

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
    source = _Source(_read(inputs, how) if inputs else ((reading, DONE) for reading in before))
    raise typer.Exit(_written(source, form, out, ledger))


@dataclass(slots=True)
class _Source:
    """Readings one after the other; `status` is what became of those so far; `begun`: one or the end has come."""

    _outcomes: Iterator[tuple[Reading | None, int]]
    status: int = DONE
    begun: bool = False

    def __iter__(self) -> Iterator[Reading]:
        for reading, status in self._outcomes:
            self.status = worse(self.status, status)
            if reading is not None:
                self.begun = True
                yield reading
        self.begun = True


def _read(inputs: Sequence[str], how: Options) -> Iterator[tuple[Reading | None, int]]:
    found = expand(inputs)
    with progress(len(found), shown=may_be_several(found) and not how.quiet and how.out is not None) as step:
        for outcome in read_all(found, metadata(), how.threads, how.min_confidence):
            step()
            if isinstance(outcome, Report):
                yield outcome.reading, DONE
            else:
                yield None, settle_other(outcome, how)


def _print(source: _Source, form: ExportFormat, claims: Sequence[Claim]) -> None:
    """Prints the export as UTF-8, whatever the terminal's; nothing where there is nothing to read from."""
    held = b""
    for piece in exported(source, form, claims):
        held += piece.encode("utf-8")
        if source.begun:
            sys.stdout.buffer.write(held)
            held = b""
    sys.stdout.flush()


def _written(source: _Source, form: ExportFormat, out: Path, ledger: Path | None) -> int:
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
