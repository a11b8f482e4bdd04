"""Reads sources into RawDocuments; what cannot be read becomes an InputError in its place."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.ingest import arc, wacz, warc
from onrecord.ingest.archive import Tally, pages, summed_up
from onrecord.ingest.entries import followed, own_words
from onrecord.ingest.feed import Feed, is_json_feed, json_feed, xml_feed
from onrecord.ingest.lines import lines
from onrecord.ingest.loaded import MAX_BYTES, Item, Loaded, note, too_large
from onrecord.ingest.page import page_document, report
from onrecord.ingest.record import Unpacked
from onrecord.ingest.sniff import Kind, container, sniff
from onrecord.ingest.source import LINES_SUFFIXES, Source, sources
from onrecord.ingest.unpack import parse
from onrecord.ingest.web import Page, Web
from onrecord.types import Capture, InputError, Metadata


def documents(inputs: Sequence[str], stated: Metadata | None = None, web: Web | None = None) -> Iterator[Item]:
    """All documents of all inputs, in order: each a Loaded or an InputError, and a note on whatever is passed over."""
    with web or Web() as one_web:
        for source in sources(inputs):
            if isinstance(source, Source):
                yield from load(source, stated, one_web)
            else:
                yield source


def load(source: Source, stated: Metadata | None = None, web: Web | None = None) -> Iterator[Item]:
    """The documents of one source: one, or as many as it holds. Errors are yielded, never raised.

    `stated` is what the caller knows of the document; it wins over anything found in the data. `web` is asked for
    addresses: give the same one for all sources of a run, so that hosts are asked no faster than they want.
    """
    try:
        if source.kind == "url":
            with nullcontext(web) if web else Web() as one_web:
                yield from _fetched(source, stated or Metadata(), one_web)
        elif source.kind == "file" and source.where.lower().endswith(LINES_SUFFIXES):
            yield from lines(source, stated or Metadata())
        else:
            with _opened(source) as file:
                yield from _held(source, file, stated or Metadata())
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(f"{source.where}: {error.strerror or error}; check that it can be read")


def _held(source: Source, file: BinaryIO, stated: Metadata) -> Iterator[Item]:
    """The documents in a file, in standard input, or in an archive from the web."""
    where = source.where
    match container(file):
        case "wacz":
            yield from wacz.documents(where, file, stated, source.folder)
        case "warc" | "arc" as form:
            tally, read = Tally(), warc.records if form == "warc" else arc.records
            yield from pages(where, read(Unpacked(file)), stated, tally)
            yield from summed_up(where, tally, source.folder)
        case None:
            suffix = Path(where).suffix.lower() if source.kind == "file" else ""
            data = _limited(where, file)
            kind = sniff(where, data, suffix)
            if feed := _feed(where, kind, data):
                yield from own_words(source, feed, stated)
            else:
                yield _one(source, kind, data, stated)


def _fetched(source: Source, stated: Metadata, web: Web) -> Iterator[Item]:
    """The documents at a web address: a page, the pages that a feed leads to, or those in an archive."""
    page = web.get(source.where)
    if not isinstance(page, Page):
        yield page
        return
    if container(io.BytesIO(page.data)):
        found = _held(source, io.BytesIO(page.data), stated)
    elif feed := _feed(page.url, sniff(source.where, page.data, ""), page.data, page.charset):
        found = followed(source, feed, stated, web)
    else:
        document = page_document(source.where, page, stated, Metadata())
        web.log(source.where, page.fetched)
        yield Loaded(source.stem, document)
        return
    failed = False
    for item in found:
        failed = failed or isinstance(item, InputError)
        yield item
    if not failed:  # else the next run must see its entries again, although the feed has not changed
        web.log(source.where, page.fetched)


def _feed(where: str, kind: Kind, data: bytes, charset: str | None = None) -> Feed | None:
    if kind == "json" and is_json_feed(article := parse(where, data)):
        return json_feed(where, article)
    return xml_feed(where, data, charset) if kind == "feed" else None


def _one(source: Source, kind: Kind, data: bytes, stated: Metadata) -> Item:
    where, stem = source.where, source.stem
    if source.folder and kind == "json" and not isinstance(parse(where, data).get("text"), str):
        return note(f'{where}: passed over: a JSON file without "text"')
    if source.folder and kind == "xml":
        return note(f"{where}: passed over: XML that is no feed")
    return Loaded(stem, replace(report(where, kind, data, stem, stated), capture=Capture(where)))


def _opened(source: Source) -> BinaryIO:
    """The source's bytes as a file that can be wound back, which pipes and devices cannot."""
    if source.kind == "stdin":
        return io.BytesIO(_limited(source.where, sys.stdin.buffer))
    path = Path(source.where)
    if path.is_file():
        return path.open("rb")
    with path.open("rb") as file:
        return io.BytesIO(_limited(source.where, file))


def _limited(where: str, file: BinaryIO) -> bytes:
    # A pipe or device has no size to ask for, so the limit is held while reading.
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(where)
    return data
