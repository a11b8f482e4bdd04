"""One row a statement, for data frames; pandas and polars are imported only when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from onrecord.export.phrases import quantity_phrase
from onrecord.types import Entity, Reading, Statement, document_id, hull

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

#: The columns and the kind of value in each; any may be None where the report does not say.
COLUMNS: dict[str, str] = {
    "document": "text", "name": "text", "outlet": "text", "published": "date", "statement": "text",
    "speaker": "text", "speaker_type": "text", "role": "text", "side": "text", "quote_type": "text", "act": "text",
    "content": "text", "source": "text", "cue": "text", "addressee": "text", "target": "text", "channel": "text",
    "relay": "list", "time": "text", "places": "list", "quantities": "list", "hedged": "flag", "negated": "flag",
    "parent": "text", "confidence": "number", "start": "offset", "end": "offset",
}  # fmt: skip


def rows(reading: Reading) -> list[dict[str, Any]]:
    """A row for each statement, with names in place of entity ids.

    `content`, `source` and `cue` are the words as they stand, pieces joined by " … "; `start` and `end` are code
    points, from the content's first piece to its last.
    """
    article = reading.article
    document = {
        "document": document_id(article),
        "name": article.name,
        "outlet": article.metadata.outlet,
        "published": article.metadata.published,
    }
    entities = {entity.id: entity for entity in reading.entities}
    return [document | _row(statement, article.text, entities) for statement in reading.statements]


def to_pandas(reading: Reading) -> pd.DataFrame:
    """The rows as a pandas DataFrame. Raises ImportError, which says what to install, without pandas."""
    return pandas_frame(rows(reading), COLUMNS)


def to_polars(reading: Reading) -> pl.DataFrame:
    """The rows as a polars DataFrame. Raises ImportError, which says what to install, without polars."""
    return polars_frame(rows(reading), COLUMNS)


def pandas_frame(rows: Sequence[dict[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Rows with these columns, of kinds as in COLUMNS, as a pandas DataFrame. ImportError as `to_pandas`."""
    frames = _library("pandas")
    frame = frames.DataFrame(rows, columns=list(columns))
    frame["published"] = frames.to_datetime(frame["published"])
    return frame


def polars_frame(rows: Sequence[dict[str, Any]], columns: Mapping[str, str]) -> pl.DataFrame:
    """Rows with these columns, of kinds as in COLUMNS, as a polars DataFrame. ImportError as `to_polars`."""
    frames = _library("polars")
    kinds = {
        "text": frames.String,
        "date": frames.Date,
        "list": frames.List(frames.String),
        "flag": frames.Boolean,
        "number": frames.Float64,
        "offset": frames.Int64,
    }
    schema = {column: kinds[kind] for column, kind in columns.items()}
    return frames.DataFrame(rows, schema=schema)  # type: ignore[no-any-return]  # as above


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ImportError(f"a {name} data frame needs {name}, which is not installed: pip install {name}") from error


def _row(statement: Statement, text: str, entities: dict[str, Entity]) -> dict[str, Any]:
    speaker = entities.get(statement.speaker or "")
    whole = hull(statement.content)
    return {
        "statement": statement.id,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "role": speaker.role if speaker else None,
        "side": speaker.side if speaker else None,
        "quote_type": statement.quote_type,
        "act": statement.act,
        **{part: _words(getattr(statement, part), text) for part in ("content", "source", "cue")},
        "addressee": _name(statement.addressee, entities),
        "target": _name(statement.target, entities),
        "channel": statement.channel,
        "relay": [_name(entity, entities) for entity in statement.relay],
        "time": statement.time,
        "places": list(statement.places),
        "quantities": [quantity_phrase(quantity) for quantity in statement.quantities],
        "hedged": statement.hedged,
        "negated": statement.negated,
        "parent": statement.parent,
        "confidence": statement.confidence,
        "start": whole.start,
        "end": whole.end,
    }


def _words(spans: tuple[Any, ...], text: str) -> str | None:
    return " … ".join(span.words(text) for span in spans) or None


def _name(entity: str | None, entities: dict[str, Entity]) -> str | None:
    return entities[entity].name if entity in entities else entity
