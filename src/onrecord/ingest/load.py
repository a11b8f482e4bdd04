"""Reads sources into RawDocuments; what cannot be read becomes an InputError in its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.ingest.sniff import sniff
from onrecord.ingest.source import LINES_SUFFIXES, STAGE, Source, sources
from onrecord.ingest.unpack import as_utf8, json_article, parse, web_archive
from onrecord.types import InputError, Issue, Metadata, RawDocument

#: A long magazine piece has 0.2 MB of text and a heavy page some 5 MB; more than this is not one report.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document and the stem of the file that is written for it (several lines of one file share theirs)."""

    stem: str
    document: RawDocument


def documents(inputs: Sequence[str], stated: Metadata | None = None) -> Iterator[Loaded | Issue | InputError]:
    """All documents of all inputs, in order: each a Loaded or an InputError, and a note on whatever is passed over."""
    for source in sources(inputs):
        if isinstance(source, Source):
            yield from load(source, stated)
        else:
            yield source


def load(source: Source, stated: Metadata | None = None) -> Iterator[Loaded | Issue | InputError]:
    """The documents of one source: one, or as many as a JSON Lines file has. Errors are yielded, never raised.

    `stated` is what the caller knows of the document; it wins over anything found in the data.
    """
    try:
        if source.kind == "file" and source.where.lower().endswith(LINES_SUFFIXES):
            yield from _lines(source, stated or Metadata())
        else:
            yield _one(source, stated or Metadata())
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"{source.where}: {error.strerror or error}; check that it can be read")


def _one(source: Source, stated: Metadata) -> Loaded | Issue:
    suffix = ""
    if source.kind == "url":
        from onrecord.ingest.web import fetch  # httpx2 is slow to import and only wanted here

        page = fetch(source.where, MAX_BYTES)
        data, stated = as_utf8(page.data, page.charset), stated.over(Metadata(url=page.url))
    elif source.kind == "stdin":
        data = _limited(source.where, sys.stdin.buffer)
    else:
        suffix = Path(source.where).suffix.lower()
        data = _file(source.where)
    return _document(source, data, suffix, stated)


def _document(source: Source, data: bytes, suffix: str, stated: Metadata) -> Loaded | Issue:
    where, stem = source.where, source.stem
    name = where if source.kind == "url" else stem
    kind = sniff(where, data, suffix)
    if kind == "json":
        if source.folder and not isinstance(parse(where, data).get("text"), str):
            return Issue(STAGE, f'{where}: passed over: a JSON file without "text"')
        return Loaded(stem, json_article(where, data, name, stated))
    if kind == "mhtml":
        return Loaded(stem, web_archive(where, data, name, stated))
    return Loaded(stem, RawDocument(name, data, "text/html" if kind == "html" else "text/plain", stated))


def _lines(source: Source, stated: Metadata) -> Iterator[Loaded | InputError]:
    """One document a line, read one at a time: a file of thousands never stands in memory as a whole."""
    found = False
    with Path(source.where).open("rb") as file:
        number = 0
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            where = f"{source.where}, line {number}"
            if len(line) > MAX_BYTES:
                raise _too_large(where, len(line))
            if not line.strip():
                continue
            found = True
            try:
                yield Loaded(source.stem, json_article(where, line, f"{source.stem}-{number}", stated))
            except InputError as error:
                yield error
    if not found:
        raise InputError(f"{source.where}: empty; give a file with a report in it")


def _file(where: str) -> bytes:
    path = Path(where)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise _too_large(where, path.stat().st_size)
    with path.open("rb") as file:
        return _limited(where, file)


def _limited(where: str, file: BinaryIO) -> bytes:
    # A pipe or device has no size to ask for, so the limit is held while reading.
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(where, None)
    return data


def _too_large(where: str, size: int | None) -> InputError:
    has = f"{size / 1e6:.0f} MB is" if size else "this is"
    return InputError(f"{where}: {has} more than the {MAX_BYTES // 1_000_000} MB that one report may have; split it")
