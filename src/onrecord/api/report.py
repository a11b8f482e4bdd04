"""A Reading with the ways to show it: what `read` returns, and what a notebook displays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.export.json import to_dict, to_json
from onrecord.export.notes import summary
from onrecord.types import Entity, Issue, Reading, Statement

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """A read report. `reading` is the plain record; `stem` is the name for files that are written for it.

    `of_many` where its input holds several: a feed, a web archive, JSON Lines.
    """

    reading: Reading
    stem: str
    of_many: bool = False

    @property
    def name(self) -> str:
        """What the report is called: its id, its file's stem or its URL."""
        return self.reading.article.name

    @property
    def text(self) -> str:
        """The canonical text, which every offset counts in."""
        return self.reading.article.text

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement in reading order."""
        return self.reading.statements

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone who speaks, is spoken to or passes words on."""
        return self.reading.entities

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was met and could not be made into a record."""
        return self.reading.issues

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values (LEDGER section 5)."""
        return to_dict(self.reading)

    def to_json(self, indent: int | None = 2) -> str:
        """The record as JSON text; `indent=None` gives one line."""
        return to_json(self.reading, indent)

    def to_text(self, width: int = 80) -> str:
        """The ledger as plain text of at most `width` columns."""
        from onrecord.export.terminal import to_text

        return to_text(self.reading, width)

    def to_html(self) -> str:
        """One self-contained page: the report with every statement marked and a note beside it."""
        from onrecord.export.page import to_html

        return to_html(self.reading)

    def to_pandas(self) -> pd.DataFrame:
        """One row a statement; ImportError without pandas."""
        from onrecord.export.table import to_pandas

        return to_pandas(self.reading)

    def to_polars(self) -> pl.DataFrame:
        """One row a statement; ImportError without polars."""
        from onrecord.export.table import to_polars

        return to_polars(self.reading)

    def _repr_html_(self) -> str:
        # A frame of its own keeps the page's styles out of the notebook's and the notebook's scripts out of the page.
        from onrecord.export.page import to_frame

        return to_frame(self.reading)

    def __repr__(self) -> str:
        return f"<Report {self.name!r}: {summary(self.reading)}>"
