"""What `verify` finds: one record for each thing that is not as it was stored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something altered, gone, or put in by others. `problem` says what in words; the rest says where.

    `table` is the table that it was found in, "file" for SQLite's own structure and "index" for the search index.
    `entry` is the place in the chain; `document` and `statement` are names, `item` what else has one (an entity, a
    place). `column` names the altered columns, apart by ", ", where that can be told.
    """

    problem: str
    table: str
    entry: int | None = None
    document: str | None = None
    statement: str | None = None
    item: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        places = (
            f"entry {self.entry}" if self.entry is not None else None,
            f"document {self.document}" if self.document is not None else None,
            f"statement {self.statement}" if self.statement is not None else None,
            self.item,
            f"{self.table}.{self.column}" if self.column else self.table,
        )
        return f"{', '.join(filter(None, places))}: {self.problem}"
