"""Parquet: a folder of tables with typed columns, for data frames and databases. Needs pyarrow: `onrecord[data]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.export.json_in import from_dict
from onrecord.export.parquet_rows import Row, claim_rows, reading_rows, record_of
from onrecord.types import Claim, InputError, Reading, document_id

#: Rows that are held before they are written as one row group: enough to compress well, few enough for a small memory.
GROUP = 10_000
#: The tables from which readings are made again, and those of claims.
OF_READINGS = ("documents", "statements", "entities", "places")


def write_parquet(readings: Iterable[Reading], claims: Iterable[Claim], folder: Path) -> None:
    """Writes the tables of `parquet_schemas.SCHEMAS` into a folder, each as `NAME.parquet`.

    Statements have the columns of `table.COLUMNS` with their types, and spans, ids and evidence (as JSON) besides, so
    that `read_parquet` gives the readings back. A document that comes twice is written once: its id is the key by which
    the tables are joined. The metadata of each schema tell its version and what offsets count.
    Raises ImportError, which says what to install, without pyarrow, InputError for text that UTF-8 cannot hold, and
    OSError.
    """
    _, schemas = _library()
    with ExitStack() as stack:
        tables = {name: stack.enter_context(_Table(folder / f"{name}.parquet", schemas[name])) for name in schemas}
        for name, row in chain.from_iterable(chain(map(reading_rows, _once(readings)), map(claim_rows, claims))):
            tables[name].add(row)


def read_parquet(folder: Path) -> Iterator[Reading]:
    """The readings of such a folder in their order, as `json_in.from_dict` gives them, one in memory after the other.

    Raises ImportError as `write_parquet`, InputError where a table is missing, torn, or of another version.
    """
    files = {name: _rows(folder / f"{name}.parquet") for name in OF_READINGS}
    parts = {name: _Grouped(found) for name, found in files.items() if name != "documents"}
    for document in files["documents"]:
        of_it = {name: part.of(document["document"]) for name, part in parts.items()}
        yield from_dict(record_of(document, of_it), f"{folder}: {document['name']}")


def _once(readings: Iterable[Reading]) -> Iterator[Reading]:
    seen: set[str] = set()
    for reading in readings:
        digest = document_id(reading.article)
        if digest not in seen:
            seen.add(digest)
            yield reading


class _Table:
    """One file, written a row group at a time."""

    def __init__(self, path: Path, schema: Any) -> None:
        self._arrow, _ = _library()
        self._schema = schema
        self._rows: list[Row] = []
        self._file = import_module("pyarrow.parquet").ParquetWriter(path, schema, compression="zstd")

    def add(self, row: Row) -> None:
        """Takes a row and writes those it holds when they are many."""
        self._rows.append(row)
        if len(self._rows) == GROUP:
            self._write()

    def _write(self) -> None:
        self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()

    def __enter__(self) -> _Table:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if self._rows and failed is None:
            self._write()
        self._file.close()


class _Grouped:
    """Rows that come in the order of their documents, taken a document at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, document: str) -> list[Row]:
        """The rows of the document that comes next."""
        found: list[Row] = []
        while self._next and self._next["document"] == document:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _rows(path: Path) -> Iterator[Row]:
    arrow, schemas = _library()
    try:
        with import_module("pyarrow.parquet").ParquetFile(path) as file:
            if not schemas[path.stem].metadata.items() <= (file.schema_arrow.metadata or {}).items():
                raise InputError(f"{path}: not a table of this version of onrecord; export it anew")
            for batch in file.iter_batches(batch_size=GROUP):
                yield from batch.to_pylist()
    except (OSError, arrow.ArrowException) as error:
        raise InputError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None


def _library() -> tuple[Any, dict[str, Any]]:
    """pyarrow and the tables' schemas."""
    try:
        arrow = import_module("pyarrow")
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise ImportError("Parquet needs pyarrow, which is not installed: pip install 'onrecord[data]'") from error
    from onrecord.export.parquet_schemas import SCHEMAS

    return arrow, SCHEMAS
