"""`onrecord read`: reads the inputs, writes the documents, reports the rest, and says how it went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from onrecord.api import Outcome, ReadError, Report, expand, may_be_several, read_all
from onrecord.cli.output import Folder, Format, Printer, one_line, several_pages
from onrecord.cli.progress import progress
from onrecord.types import MIN_CONFIDENCE, InputError, Issue, Metadata

DONE, FAULT, BAD_INPUT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller wants written, and how."""

    format: Format | None = None
    out: Path | None = None
    quiet: bool = False
    threads: int = 1
    min_confidence: float = MIN_CONFIDENCE


def run(inputs: Sequence[str], stated: Metadata, options: Options) -> int:
    """Reads every input and returns the exit status."""
    found = expand(inputs)
    several = may_be_several(found)
    target = _target(options, several)
    status = DONE
    from_web = inputs[0].lower().startswith("http")  # a page or a feed of many pages: known only when it is fetched
    free = options.out is not None or not sys.stdout.isatty()  # else the documents themselves are printed there
    with progress(len(found), shown=(several or from_web) and free and not options.quiet) as step:
        for outcome in read_all(found, stated, options.threads, options.min_confidence):
            step()
            status = worse(status, _settle(outcome, target, options))
    return status


def _target(options: Options, several: bool) -> Printer | Folder:
    if options.out is None:
        form = options.format or Format.text
        if form is Format.html and several:
            raise several_pages()
        return Printer(form, several)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{options.out}: {error.strerror}", param_hint="--out") from None
    return Folder(options.out, options.format or Format.json)


def _settle(outcome: Outcome, target: Printer | Folder, options: Options) -> int:
    """Writes a document or reports what kept it from being written; returns what that means for the exit status."""
    return _write(outcome, target) if isinstance(outcome, Report) else settle_other(outcome, options)


def settle_other(outcome: Issue | InputError | ReadError, options: Options) -> int:
    """Reports what is no document; returns what that means for the exit status."""
    match outcome:
        case Issue():
            if not options.quiet:
                complain(f"note: {outcome.message}")
            return DONE
        case InputError():
            complain(str(outcome))
            return BAD_INPUT
        case ReadError():
            complain(str(outcome))
            return FAULT


def _write(report: Report, target: Printer | Folder) -> int:
    try:
        target.write(report)
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{report.name}: cannot be written: {error.strerror or error}; check the place and its space")
        return FAULT
    return DONE


def worse(one: int, other: int) -> int:
    """A fault is worse than a bad input, which is worse than nothing."""
    return FAULT if FAULT in (one, other) else max(one, other)


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    print(f"onrecord: {one_line(message)}", file=sys.stderr, flush=True)
