"""One self-contained HTML page of a reading: the report with its statements marked, and a note beside each.

The page has no script and loads nothing: its one style sheet is inside it, allowed by its digest, and all else is
forbidden by the page's own content security policy. All text goes through the template's escaping.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.export.marks import Segment, covers, segmented
from onrecord.export.notes import Note, notes, speaker_counts, summary
from onrecord.export.phrases import day_phrase
from onrecord.types import Block, Reading, Span

if TYPE_CHECKING:
    from jinja2 import Template

#: How many colours page.css has, and how many line styles; colours are used up first, so 48 speakers differ.
COLOURS, LINES = 8, 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the report and how they are marked: CSS classes, and the statements that begin here."""

    words: str
    classes: str
    opens: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the report with the notes that stand beside it."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def notes(self) -> list[Note]:
        """The notes of the statements that begin in this block."""
        return [note for piece in self.pieces for note in piece.opens]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A line of the legend; `key` is the CSS class of the speaker's marks, `first` the number of a statement."""

    name: str
    role: str | None
    count: int
    key: str
    first: int


def to_html(reading: Reading) -> str:
    """The reading as one HTML page."""
    found = notes(reading)
    keys = _keys(reading)
    rows = _rows(reading, found, keys)
    css = _style(len(found), keys)
    return _template().render(
        article=reading.article,
        rows=rows,
        heading=rows[0] if rows and rows[0].kind == "headline" else None,
        keys={note.number: keys[note.statement.speaker] for note in found},
        speakers=_speakers(reading, found, keys),
        summary=summary(reading),
        issues=[(issue, _words_of(reading, issue.start, issue.end)) for issue in reading.issues],
        css=css,
        css_digest=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
    )


def to_frame(reading: Reading) -> str:
    """The page in a frame of its own, for a notebook; the frame may run nothing and reach nothing."""
    from markupsafe import escape

    page = escape(to_html(reading))
    return f'<iframe sandbox srcdoc="{page}" width="100%" height="640" loading="lazy" title="Onrecord"></iframe>'


def _keys(reading: Reading) -> dict[str | None, str]:
    """Each speaker's CSS classes: colour and line by the order of first speaking."""
    speakers = dict.fromkeys(statement.speaker for statement in reading.statements if statement.speaker)
    keys: dict[str | None, str] = {None: "c-none l0"}
    keys.update((who, f"c{n % COLOURS} l{n // COLOURS % LINES}") for n, who in enumerate(speakers))
    return keys


def _rows(reading: Reading, found: list[Note], keys: dict[str | None, str]) -> list[Row]:
    article = reading.article
    cut = segmented(article.blocks, covers(reading.statements))
    return [_row(block, pieces, article.text, (found, keys)) for block, pieces in zip(article.blocks, cut, strict=True)]


def _row(block: Block, cut: tuple[Segment, ...], text: str, about: tuple[list[Note], dict[str | None, str]]) -> Row:
    found, keys = about
    pieces = [
        Piece(s.span.words(text), _classes(s, found, keys), tuple(found[number - 1] for number in s.opens)) for s in cut
    ]
    return Row(block.kind, tuple(pieces))


def _classes(segment: Segment, found: list[Note], keys: dict[str | None, str]) -> str:
    """The segment's CSS classes: the innermost piece gives colour and part, every statement over it its number."""
    if not segment.covers:
        return ""
    inner = min(segment.covers, key=lambda cover: cover.span.end - cover.span.start)
    depth = len({cover.number for cover in segment.covers if cover.part == "content"})
    names = [inner.part, keys[found[inner.number - 1].statement.speaker], *(["nested"] if depth > 1 else [])]
    return " ".join([*names, *(f"s{number}" for number in sorted({c.number for c in segment.covers}))])


def _speakers(reading: Reading, found: list[Note], keys: dict[str | None, str]) -> list[Speaker]:
    first = {note.statement.speaker: note.number for note in reversed(found)}
    return [
        Speaker(found[first[who] - 1].speaker, found[first[who] - 1].role, count, keys[who], first[who])
        for who, count in speaker_counts(reading)
    ]


def _words_of(reading: Reading, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else Span(start, end).words(reading.article.text)


def _style(statements: int, keys: dict[str | None, str]) -> str:
    """The style sheet, with rules that light up one statement's words and note together, or one speaker's words."""
    sheet = (files("onrecord.export") / "templates" / "page.css").read_text("utf-8")
    lit = "{background:var(--lit)}"
    together = [
        f".row:has(.s{n}:hover,#t{n}:focus,#n{n}:hover,#n{n}:focus-within) .s{n}{lit}" for n in range(1, statements + 1)
    ]
    alone = [_alone(key) for key in keys.values()]
    return "\n".join([sheet, *together, *alone])


def _alone(key: str) -> str:
    classes = "." + key.replace(" ", ".")
    return (
        f"body:has(.legend {classes}:is(:hover,:focus-visible)) .report mark:not({classes}){{background:none;border:0}}"
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("onrecord.export", "templates")
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    pages.filters["day"] = day_phrase
    return pages.get_template("page.html.jinja")
