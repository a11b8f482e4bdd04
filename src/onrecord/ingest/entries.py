"""The documents of a feed: its entries' own words, or the pages that they lead to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.ingest.feed import Entry, Feed
from onrecord.ingest.loaded import Item, Loaded, note
from onrecord.ingest.page import page_document
from onrecord.ingest.robots import host_of
from onrecord.ingest.source import Source, url_stem
from onrecord.ingest.web import Page, Web
from onrecord.types import Capture, InputError, Issue, Metadata, RawDocument

_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>")
#: Characters: of 431 entries in 27 feeds the teasers had 1,741 at most, the shortest full text 3,918.
_TEASER = 2000


@dataclass(frozen=True, slots=True)
class _Left:
    """How many pages were not asked for, by host: because robots.txt forbids it, and because the host is busy."""

    forbidden: Counter[str] = field(default_factory=Counter)
    put_off: Counter[str] = field(default_factory=Counter)


def own_words(source: Source, feed: Feed, stated: Metadata) -> Iterator[Item]:
    """A document of each entry from what the feed itself holds; nothing is fetched. Notes say what that is worth."""
    where, given, teasers = source.where, 0, 0
    yield from _fault(where, feed)
    for number, entry in enumerate(feed.entries, 1):
        if document := _document(source, number, entry, stated):
            given, teasers = given + 1, teasers + (len(_shown(entry.text)) < _TEASER)
            link = _web_address(entry)
            yield Loaded(url_stem(link) if link else source.stem, document, of_many=True)
    if wordless := len(feed.entries) - given:
        yield _wordless(where, wordless, given)
    if teasers:
        short = f"{teasers} of {given} entries have under {_TEASER} characters, a teaser of their page as it seems"
        yield note(f"{where}: {short}; give the feed's address to read the pages")


def followed(source: Source, feed: Feed, stated: Metadata, web: Web) -> Iterator[Item]:
    """The page of each entry, fetched politely; the entry's own words where it names no page."""
    where, left = source.where, _Left()
    yield from _fault(where, feed)
    links: set[str] = set()
    for number, entry in enumerate(feed.entries[: web.pace.entries], 1):
        link = _web_address(entry)
        if link is None and (document := _document(source, number, entry, stated)):
            yield Loaded(source.stem, document, of_many=True)
        elif link and link not in links:
            links.add(link)
            yield from _visited(link, entry, stated, web, left)
    yield from _left_out(where, feed, left, web.pace.entries)


def _fault(where: str, feed: Feed) -> Iterator[Issue]:
    if feed.fault:
        yield note(f"{where}: a malformed feed ({feed.fault}); read what could be made out")


def _wordless(where: str, wordless: int, given: int) -> Item:
    if given:
        return note(f"{where}: {wordless} entries passed over: no words but a title")
    return InputError(f"{where}: no entry of this feed has words of its own; give its address to read the pages")


def _document(source: Source, number: int, entry: Entry, stated: Metadata) -> RawDocument | None:
    """The entry's own words as a document; None where it has none."""
    text = entry.text.strip()
    if not _shown(text):
        return None
    link = _web_address(entry)
    return RawDocument(
        name=link or entry.id or f"{source.stem}-{number}",
        data=text.encode("utf-8", "replace"),  # half a character that a JSON escape may give is lost
        media_type="text/html; role=entry" if entry.html else "text/plain",
        stated=stated.over(replace(entry.said, url=link, language=None)),
        capture=Capture(f"{source.where}#{entry.id or entry.link or number}"),
        # A language that the feed states is only a claim, as that of a page.
        otherwise=Metadata(language=entry.said.language),
    )


def _shown(text: str) -> str:
    """About what a reader sees of an entry's HTML."""
    return _TAG.sub("", text).strip()


def _web_address(entry: Entry) -> str | None:
    """The entry's link where it leads anywhere; some are names (tag:) or lack the site's own address."""
    return entry.link if entry.link and entry.link.startswith(("http://", "https://")) else None


def _visited(link: str, entry: Entry, stated: Metadata, web: Web, left: _Left) -> Iterator[Item]:
    if web.closed(link):
        left.put_off[host_of(link)] += 1
    elif not web.allows(link):
        left.forbidden[host_of(link)] += 1
    else:
        yield _read(link, entry, stated, web)


def _read(link: str, entry: Entry, stated: Metadata, web: Web) -> Item:
    try:
        page = web.get(link, by_user=False)
        if not isinstance(page, Page):
            return page
        document = page_document(link, page, stated, entry.said)
    except InputError as error:
        return error
    web.log(link, page.fetched)
    return Loaded(url_stem(document.stated.url or link), document, of_many=True)


def _left_out(where: str, feed: Feed, left: _Left, most: int) -> Iterator[Item]:
    for host, count in left.forbidden.items():
        yield note(f"{where}: {count} entries passed over: the robots.txt of {host} disallows their pages")
    for host, count in left.put_off.items():  # an error: the feed must not count as read
        yield InputError(f"{where}: {count} entries not asked for: {host} wants no request yet; run it again later")
    if (more := len(feed.entries) - most) > 0:
        yield note(f"{where}: {more} entries passed over: only the first {most} are fetched")
