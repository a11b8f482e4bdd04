"""`onrecord log`: what was added to a ledger, run by run, and what each new version of a report changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from onrecord.api.log import Logged, history
from onrecord.cli import options
from onrecord.cli.options import LEDGER, Listing
from onrecord.cli.output import one_line
from onrecord.cli.reading import BAD_INPUT, complain
from onrecord.export.phrases import count_phrase
from onrecord.ledger import RunListed
from onrecord.link.changes import Change, Difference
from onrecord.types import InputError

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "unchanged": " "}
#: Characters of a statement's words that a line shows.
_SHOWN = 100


def log(
    ledger: options.LedgerArgument = LEDGER,
    document: Annotated[
        str | None,
        typer.Option(metavar="WHICH", help="Only this one and its versions: an address, a name, or an id's beginning."),
    ] = None,
    form: options.ListingOption = Listing.text,
) -> None:
    """Show what was added to a ledger, run by run; for a new version of a report, which statements it changed.

    With --document the changes of each version are shown statement by statement: + added, - removed, ~ changed.
    """
    try:
        for item in history(ledger, document):
            if form is Listing.json:
                print(json.dumps(_fields(item)))
            else:
                for line in _lines(item, whole=document is not None):
                    print(one_line(line))
    except InputError as error:
        complain(str(error))
        raise typer.Exit(BAD_INPUT) from None


def _fields(item: RunListed | Logged) -> dict[str, Any]:
    if isinstance(item, RunListed):
        return {"run": item._asdict() | {"options": json.loads(item.options)}}
    return {"document": item.document._asdict(), "changes": [asdict(change) for change in item.changes]}


def _lines(item: RunListed | Logged, whole: bool) -> Iterator[str]:
    if isinstance(item, RunListed):
        read = f"model {item.model}" if item.model else "finished readings"
        yield f"run {item.id}, {_minute(item.started)}, onrecord {item.version}, {read}"
        return
    one = item.document
    about = [one.name, one.outlet, one.published, count_phrase(one.statements, "statement"), f"id {one.digest[:12]}"]
    if whole:
        about.insert(1, f"added {_minute(one.added)}")
    if item.changes:
        counts = {kind: sum(change.kind == kind for change in item.changes) for kind in _SIGNS}
        about.append("a new version: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    yield "  " + ", ".join(filter(None, about))
    if whole:
        yield from (line for change in item.changes if change.kind != "unchanged" for line in _change(change, item))


def _change(change: Change, item: Logged) -> Iterator[str]:
    words = item.words(change)
    yield f"    {_SIGNS[change.kind]} {words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}"
    yield from (f"        {_difference(difference)}" for difference in change.differences)


def _difference(difference: Difference) -> str:
    return f"{difference.slot}: {_value(difference.before)} → {_value(difference.after)}"


def _value(value: object) -> str:
    return "none" if value is None or value == () else str(value)


def _minute(time: str) -> str:
    """A stored time of UTC to the minute."""
    return f"{time[:10]} {time[11:16]} UTC"
