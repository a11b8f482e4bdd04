"""The tables of a Parquet export and the types of their columns. Loads pyarrow."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

#: Raised when a column is renamed, dropped or changes its type; new columns leave it as it is.
VERSION = "1"

_TEXT, _FLAG, _NUMBER, _OFFSET, _DAY = pa.string(), pa.bool_(), pa.float64(), pa.int64(), pa.date32()
_TEXTS = pa.list_(_TEXT)
_PLACE_IN_TEXT: list[tuple[str, Any]] = [("start", _OFFSET), ("end", _OFFSET)]
_SPANS = pa.list_(pa.struct(_PLACE_IN_TEXT))
_QUANTITY = pa.struct([
    ("low", _NUMBER), ("high", _NUMBER), ("approximate", _FLAG), ("unit", _TEXT), *_PLACE_IN_TEXT, ("written", _TEXT),
])  # fmt: skip


def _texts(*names: str) -> list[tuple[str, Any]]:
    return [(name, _TEXT) for name in names]


_COLUMNS: dict[str, list[tuple[str, Any]]] = {
    "documents": [
        *_texts("document", "name", "url", "outlet", "title", "byline"),
        ("published", _DAY),
        *_texts("language", "text_sha256", "text"),
        ("blocks", pa.list_(pa.struct([*_PLACE_IN_TEXT, ("kind", _TEXT)]))),
        ("sentences", _SPANS),
        ("issues", pa.list_(pa.struct([*_texts("stage", "message"), *_PLACE_IN_TEXT]))),
    ],
    "statements": [
        *_texts("document", "name", "outlet"),
        ("published", _DAY),
        *_texts(
            "statement", "speaker", "speaker_type", "role", "side", "quote_type", "act", "content", "source", "cue",
            "addressee", "target", "channel",
        ),
        ("relay", _TEXTS),
        ("time", _TEXT),
        ("places", _TEXTS),
        ("quantities", pa.list_(_QUANTITY)),
        ("hedged", _FLAG),
        ("negated", _FLAG),
        ("parent", _TEXT),
        ("confidence", _NUMBER),
        *_PLACE_IN_TEXT,
        *((f"{part}_spans", _SPANS) for part in ("content", "source", "cue")),
        *_texts("speaker_id", "addressee_id", "target_id"),
        ("relay_ids", _TEXTS),
        ("evidence", _TEXT),
    ],
    "entities": [
        *_texts("document", "entity", "name", "type", "role", "side"), ("aliases", _TEXTS), ("wikidata", _TEXT),
    ],
    "places": [
        *_texts("document", "name", "canonical", "kind", "country"),
        ("latitude", _NUMBER),
        ("longitude", _NUMBER),
        *_texts("gazetteer", "rule"),
        ("confidence", _NUMBER),
        ("reason", _TEXT),
        ("spans", _SPANS),
    ],
    "claims": _texts("claim", "kind", "speaker", "text"),
    "members": [
        ("claim", _TEXT), ("member", _OFFSET), *_texts("document", "name"), *_PLACE_IN_TEXT,
        *_texts("statement", "speaker"), ("relay", _TEXTS), ("value", _QUANTITY),
    ],
    "links": [
        ("claim", _TEXT), ("a", _OFFSET), ("b", _OFFSET), ("type", _TEXT), ("score", _NUMBER), ("reason", _TEXT),
    ],
}  # fmt: skip

SCHEMAS: dict[str, pa.Schema] = {
    table: pa.schema(
        columns,
        metadata={
            "onrecord.table": table,
            "onrecord.version": VERSION,
            "onrecord.offsets": "Unicode code points in documents.text, start inclusive, end exclusive",
        },
    )
    for table, columns in _COLUMNS.items()
}
