"""`onrecord demo`: the bundled report, read on the spot."""

from __future__ import annotations

from pathlib import Path

from onrecord.api import read_demo
from onrecord.cli.output import Format, Printer, write_whole
from onrecord.cli.reading import DONE, FAULT, complain


def show_demo(page: Path) -> int:
    """Prints the demo's ledger and writes its page; returns the exit status."""
    report = read_demo()
    Printer(Format.text, several=False).write(report)
    try:
        write_whole(page, report.to_html())
    except OSError as error:
        complain(f"{page}: cannot be written: {error.strerror or error}; name another place with --page")
        return FAULT
    print(f"\nThe same as a page: {page.resolve()}")
    return DONE
