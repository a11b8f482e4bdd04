"""The ledger of one report for a person at a terminal: who, how, when, the words, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from onrecord.export.notes import Note, notes, summary
from onrecord.export.phrases import count_phrase, day_phrase
from onrecord.types import Issue, Reading, Span

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

#: Width of the column with the statements' numbers: three digits and a blank.
GUTTER = 4
#: Quoted words, with their marks; an opening mark without its closing one runs to the end.
QUOTED = re.compile('“[^”"]*[”"]?|"[^”"]*[”"]?')
#: Issues after this many are counted, not shown: a screen holds about thirty lines.
ISSUES_SHOWN = 10


def to_text(reading: Reading, width: int = 80) -> str:
    """The ledger as plain text, at most `width` columns wide and without colour, ending in a line end."""
    return plain(lambda console: print_ledger(reading, console), width)


def plain(write: Callable[[Console], object], width: int) -> str:
    """What is written to a rich console, as text without colour and without the blanks that fill its lines."""
    from rich.console import Console

    out = StringIO()
    write(Console(file=out, width=width, color_system=None, legacy_windows=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def print_ledger(reading: Reading, console: Console) -> None:
    """Writes the ledger to a rich console, as wide as that is."""
    for part in ledger(reading):
        console.print(part, soft_wrap=False)


def ledger(reading: Reading) -> Iterator[RenderableType]:
    """The parts of the ledger as rich renderables: heading, a block for each statement, summary, issues."""
    yield from _heading(reading)
    text = reading.article.text
    for note in notes(reading):
        yield _Entry(note, text)
    yield styled(summary(reading), "dim")
    yield from _issues(reading)


def _heading(reading: Reading) -> Iterator[Text]:
    metadata = reading.article.metadata
    yield styled(metadata.title or reading.article.name, "bold")
    published = day_phrase(metadata.published) if metadata.published else None
    beneath = [part for part in (metadata.outlet, published) if part]
    if beneath:
        yield styled(" · ".join(beneath), "dim")
    yield styled("", "")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One statement as a rich renderable: the number in the gutter, everything else wrapped beside it."""

    note: Note
    text: str

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.table import Table

        grid = Table.grid(padding=0)
        grid.add_column(width=GUTTER)
        grid.add_column(ratio=1, overflow="fold")
        lines: list[RenderableType] = [
            _who(self.note),
            _how(self.note),
            Padding(_words(self.note, self.text), (0, 0, 0, 2)),
        ]
        facts = _facts(self.note)
        grid.add_row(styled(f"{self.note.number:>2}", "dim"), Group(*lines, *facts, styled("", "")))
        return grid


def _who(note: Note) -> Text:
    who = styled(note.speaker, "bold cyan" if note.statement.speaker else "bold")
    return who + styled(f", {note.role}", "") if note.role else who


def _how(note: Note) -> Text:
    act, *rest = note.facets()
    return styled(act, "yellow") + styled("".join(f" · {phrase}" for phrase in rest), "dim")


def _words(note: Note, text: str) -> Text:
    """The content as it stands in the report: quotations upright between their marks, reported words slanted."""
    said = styled(" … ".join(piece.words(text).replace("\n", " ") for piece in note.statement.content), "italic")
    said.highlight_regex(QUOTED, "not italic green")
    return said


def _facts(note: Note) -> list[Text]:
    facts = [
        ("numbers", "; ".join(note.quantities)),
        ("places", ", ".join(note.places)),
        ("speaker unknown", note.why_unknown or ""),
    ]
    return [styled(f"{label}: {value}", "dim") for label, value in facts if value]


def _issues(reading: Reading) -> Iterator[Text]:
    if not reading.issues:
        return
    yield styled(f"{count_phrase(len(reading.issues), 'issue')} (what was doubtful or is not on record):", "dim")
    for issue in reading.issues[:ISSUES_SHOWN]:
        yield styled(f"  {issue.stage}: {issue.message}{_where(issue, reading.article.text)}", "dim")
    if len(reading.issues) > ISSUES_SHOWN:
        yield styled(f"  and {len(reading.issues) - ISSUES_SHOWN} more, which --format json lists", "dim")


def _where(issue: Issue, text: str) -> str:
    if issue.start is None or issue.end is None:
        return ""
    words = " ".join(Span(issue.start, issue.end).words(text).split())
    return f": {words[:60]}…" if len(words) > 60 else f": {words}"  # 60: one line of a terminal beside the message


def styled(words: str, style: str) -> Text:
    """Words as they are: no markup is read from them, and control characters cannot reach the terminal."""
    from rich.text import Text

    return Text.assemble(("".join(c if c.isprintable() else " " for c in words), style))
