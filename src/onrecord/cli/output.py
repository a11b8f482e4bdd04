"""Where documents go: standard output, or one file a document in a folder."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from onrecord.api import Report
from onrecord.api.whole import FreeNames, whole_file


class Format(StrEnum):
    """What a document is written as."""

    text = "text"
    json = "json"
    html = "html"


ENDINGS = {Format.text: ".txt", Format.json: ".json", Format.html: ".html"}


def rendered(report: Report, form: Format) -> str:
    """The document as the text of a file, ending in a line end."""
    if form is Format.text:
        return report.to_text()
    return (report.to_json() if form is Format.json else report.to_html()) + "\n"


def several_pages() -> typer.BadParameter:
    """The error for several documents as HTML on standard output."""
    return typer.BadParameter("several pages cannot be one; add --out DIR", param_hint="--format html")


def one_line(message: str) -> str:
    """The message without what could break a line or command a terminal."""
    return "".join(c if c.isprintable() else " " for c in message)


class Printer:
    """Prints documents; several as JSON are one a line."""

    def __init__(self, form: Format, several: bool) -> None:
        self._form = form
        self._several = several

    def write(self, report: Report) -> None:
        """Prints one document at once, so that a reader on a pipe need not wait for the next."""
        if self._form is Format.text:
            _print_ledger(report)
        elif self._form is Format.json:
            print(report.to_json(indent=None if self._several or report.of_many else 2))
        elif report.of_many:
            raise several_pages()
        else:
            print(report.to_html())
        sys.stdout.flush()


def _print_ledger(report: Report) -> None:
    """On a terminal as wide and colourful as that is; elsewhere plain, without the blanks that fill a screen."""
    from rich.console import Console

    from onrecord.export.terminal import print_ledger

    console = Console(highlight=False)
    if console.is_terminal:
        print_ledger(report.reading, console)
    else:
        print(report.to_text(), end="")


class Folder:
    """Writes documents into a folder, one file each, and never two into one file."""

    def __init__(self, folder: Path, form: Format) -> None:
        self._folder = folder
        self._form = form
        self._names = FreeNames()

    def write(self, report: Report) -> None:
        """Writes one document, whole or not at all. Raises OSError where that fails."""
        name = self._names.take(report.stem) + ENDINGS[self._form]
        write_whole(self._folder / name, rendered(report, self._form))


def write_whole(path: Path, text: str) -> None:
    """Writes a file as UTF-8 under another name first, so that nobody meets half of it. Raises OSError."""
    with whole_file(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
