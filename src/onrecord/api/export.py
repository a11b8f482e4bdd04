"""Exporting: readings, from wherever they come, as files of another format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from os import PathLike, fspath
from pathlib import Path

from onrecord.api.whole import FreeNames, whole_file, whole_folder
from onrecord.types import Claim, InputError, Reading


class ExportFormat(StrEnum):
    """What readings are exported as: one file, but for `parquet` and `brat`, which are folders."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    annotation = "annotation"
    schema = "schema"
    claimreview = "claimreview"
    brat = "brat"


FOLDERS = (ExportFormat.parquet, ExportFormat.brat)
#: Formats that have a place for claims.
WITH_CLAIMS = (ExportFormat.parquet, ExportFormat.schema, ExportFormat.claimreview)


def export_readings(
    readings: Iterable[Reading], form: ExportFormat | str, out: str | PathLike[str], claims: Sequence[Claim] = ()
) -> None:
    """Writes the readings to the file or, for `parquet` and `brat`, the new folder `out`, whole or not at all.

    Readings are taken one at a time and may be any number. Claims go into `parquet`, `schema` and `claimreview`; the
    other formats have no place for them. Raises InputError for a reading that the format cannot hold and for a folder
    that has something in it, ImportError, which says what to install, for `parquet` without pyarrow, and OSError.
    """
    form, path = ExportFormat(form), Path(out)
    if form is ExportFormat.parquet:
        from onrecord.export.parquet import write_parquet

        with whole_folder(path) as folder:
            write_parquet(readings, claims, folder)
    elif form is ExportFormat.brat:
        with whole_folder(path) as folder:
            _write_brat(readings, folder)
    else:
        with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
            file.writelines(exported(readings, form, claims))


def exported(readings: Iterable[Reading], form: ExportFormat, claims: Sequence[Claim] = ()) -> Iterator[str]:
    """The text of a format that is one file, in pieces. InputError as `export_readings`, ValueError for a folder's."""
    return _writer(form)(readings, claims)


def readings_from_ledger(ledger: str | PathLike[str]) -> Iterator[Reading]:
    """Every reading of the ledger at a path in the order of adding. Raises InputError where it is none."""
    from onrecord.ledger import opened_read_only
    from onrecord.ledger import readings as stored

    with opened_read_only(ledger) as connection:
        for _, reading in stored(connection):
            yield reading


def readings_from_file(path: str | PathLike[str]) -> Iterator[Reading]:
    """The readings of a file or a Parquet folder that Onrecord wrote: JSON Lines, or the JSON of one document.

    Raises InputError where it cannot be read as such.
    """
    where = Path(path)
    if where.is_dir():
        from onrecord.export.parquet import read_parquet

        return read_parquet(where)
    return _from_json_file(where)


def _from_json_file(path: Path) -> Iterator[Reading]:
    from onrecord.export.json_in import from_json
    from onrecord.export.lines import from_lines

    name = fspath(path)
    try:
        with path.open("rb") as file:
            first = file.readline()
            file.seek(0)
            if first.strip() == b"{":  # JSON with an indent, as of one document
                yield from_json(file.read(), name)
            else:
                yield from from_lines(file, name)
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}; check the path") from None


def _stem(name: str) -> str:
    """A file name for a document's name, which may be a web address or anything else."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "document"


def _writer(form: ExportFormat) -> Callable[[Iterable[Reading], Sequence[Claim]], Iterator[str]]:
    """What writes a format; only what is asked for is loaded."""
    match form:
        case ExportFormat.jsonl:
            from onrecord.export.lines import to_lines

            return lambda readings, _: to_lines(readings)
        case ExportFormat.csv:
            from onrecord.export.sheet import to_csv

            return lambda readings, _: to_csv(readings)
        case ExportFormat.annotation:
            from onrecord.export.annotation import to_collection

            return lambda readings, _: to_collection(readings)
        case ExportFormat.schema | ExportFormat.claimreview:
            from onrecord.export.schema_org import to_claim_reviews, to_schema

            return to_schema if form is ExportFormat.schema else to_claim_reviews
        case _:
            raise ValueError(f"{form} is a folder of files, not one text")


def _write_brat(readings: Iterable[Reading], folder: Path) -> None:
    from onrecord.export.brat import CONFIGURATION, to_brat

    names = FreeNames()
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8", newline="\n")
    for reading in readings:
        stem = names.take(_stem(reading.article.name))
        for ending, text in to_brat(reading)._asdict().items():
            (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8", newline="")
