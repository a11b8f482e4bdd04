"""Searching a ledger: hits as records, as JSON Lines and as data frames."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any, Unpack

from onrecord.api.query import Filters, make_query
from onrecord.export.phrases import quantity_phrase
from onrecord.ledger.connect import opened_read_only
from onrecord.ledger.hits import Hit
from onrecord.ledger.query import Query
from onrecord.ledger.search import Facets, Page, count_facets, find

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """The hits of a search, best first. `more` says whether the ledger has others beyond `limit`."""

    ledger: str | PathLike[str]
    query: Query
    page: Page

    @property
    def more(self) -> bool:
        """Whether there are hits after these."""
        return self.page.more

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.page.hits)

    def __len__(self) -> int:
        return len(self.page.hits)

    def __repr__(self) -> str:
        return f"<Results of {self.query.words!r}: {len(self)} hits{' and more' if self.more else ''}>"

    def facets(self) -> Facets:
        """How what fits the query is spread over speakers, acts, channels, outlets and months."""
        with opened_read_only(self.ledger) as connection:
            return count_facets(connection, self.query)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The hits as JSON values: keys as the columns of data frames, with spans and quantities in full."""
        return [_json(hit) for hit in self]

    def to_jsonl(self) -> str:
        """The hits as JSON Lines, each line with its end."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.to_dicts())

    def to_pandas(self) -> pd.DataFrame:
        """One row a hit, with the columns of `Report.to_pandas` and a few more. ImportError without pandas."""
        from onrecord.export.table import pandas_frame

        return pandas_frame([_row(hit) for hit in self], _columns())

    def to_polars(self) -> pl.DataFrame:
        """One row a hit, as `to_pandas`. ImportError without polars."""
        from onrecord.export.table import polars_frame

        return polars_frame([_row(hit) for hit in self], _columns())


def search(ledger: str | PathLike[str], words: str = "", **filters: Unpack[Filters]) -> Results:
    """Finds statements in the ledger at a path.

    `words` may hold "exact phrases", beginnings* (of three letters or more), this OR that, and -without; they are
    looked for in what was said and in how its speaker is called. What each filter takes is said at `Filters`, what it
    means at `onrecord.ledger.query.Query`. Raises InputError where there is no ledger or a filter makes no sense.

        >>> search("onrecord.db", "ceasefire", speaker="velkov", act=["promise", "deny"])  # doctest: +SKIP
    """
    query = make_query(words, filters)
    with opened_read_only(ledger) as connection:
        return Results(ledger, query, find(connection, query))


def _columns() -> dict[str, str]:
    from onrecord.export.table import COLUMNS

    return COLUMNS | {"url": "text", "title": "text", "context": "text"}


def _row(hit: Hit) -> dict[str, Any]:
    columns = ("document", "name", "outlet", "published", "statement", "speaker", "speaker_type", "role", "side",
        "quote_type", "act", "source", "cue", "addressee", "target", "channel", "time", "hedged", "negated", "parent",
        "confidence", "start", "end", "url", "title")  # fmt: skip
    return {column: getattr(hit, column) for column in columns} | {
        "content": hit.words,
        "relay": list(hit.relay),
        "places": list(hit.places),
        "quantities": [quantity_phrase(quantity) for quantity in hit.quantities],
        "context": hit.text,
    }


def _json(hit: Hit) -> dict[str, Any]:
    return _row(hit) | {
        "published": hit.published.isoformat() if hit.published else None,
        "quantities": [
            {
                "low": q.low,
                "high": q.high,
                "approximate": q.approximate,
                "unit": q.unit,
                "span": q.span,
                "written": q.written,
            }
            for q in hit.quantities
        ],
        "spans": hit.content,
        "context": {"start": hit.context.start, "end": hit.context.end, "text": hit.text},
        "highlights": hit.highlights,
    }
