"""Bytes that hold one report become a RawDocument, whichever kind they are."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ingest.sniff import Kind, sniff
from onrecord.ingest.unpack import as_utf8, json_article, web_archive
from onrecord.ingest.web import Page
from onrecord.types import Capture, InputError, Metadata, RawDocument


def report(where: str, kind: Kind, data: bytes, name: str, stated: Metadata) -> RawDocument:
    """The one report in `data`; InputError where the kind holds none (a feed holds many)."""
    if kind == "json":
        return json_article(where, data, name, stated)
    if kind == "mhtml":
        return web_archive(where, data, name, stated)
    if kind == "xml":
        raise InputError(f"{where}: XML that is neither a feed nor a page; give the reports as text, HTML or JSON")
    if kind == "feed":
        raise InputError(f"{where}: a feed where a page was expected; give its address as an input of its own")
    return RawDocument(name, data, "text/html" if kind == "html" else "text/plain", stated)


def page_document(url: str, page: Page, stated: Metadata, said: Metadata) -> RawDocument:
    """The report in a page that was asked for at `url`; `said` is what its feed says of it."""
    data = as_utf8(page.data, page.charset)
    document = report(url, sniff(url, data, ""), data, url, stated.over(Metadata(url=page.url)))
    return replace(document, capture=Capture(url, page.fetched.at), otherwise=replace(said, url=None))
