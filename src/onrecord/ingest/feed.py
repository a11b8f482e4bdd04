"""Reads feeds: RSS and Atom with feedparser, JSON Feed (jsonfeed.org, version 1 and 1.1) by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from onrecord.lexicon import code_of
from onrecord.text.dates import date_of
from onrecord.types import InputError, Metadata

JSON_FEED = "https://jsonfeed.org/version/"
#: Between the start and the root of a feed: a byte-order mark, declarations, comments, and a doctype (XML 1.0, 2.8).
_BEFORE_ROOT = rb"\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>"
_ROOT = re.compile(rb"(?:" + _BEFORE_ROOT + rb")*<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)
#: A declared entity that is made of others: 10 such lines are 10 GB. Expat refuses them late, feedparser not at all.
_NESTED = re.compile(rb"""<!ENTITY[^>]+["'][^"'>]*&[A-Za-z_]""")
_HTML = ("text/html", "application/xhtml+xml")


class Entry(NamedTuple):
    """One entry: its id, its page's address, its own words and their media type, and what the feed says of it."""

    id: str | None
    link: str | None
    text: str
    html: bool
    said: Metadata


class Feed(NamedTuple):
    """A feed's entries in its order; `fault` where it is malformed and what could be read of it was."""

    title: str | None
    entries: tuple[Entry, ...]
    fault: str | None = None


def is_feed(head: bytes) -> bool:
    """Whether data begin as an RSS or Atom feed does."""
    return _ROOT.match(head) is not None


def is_json_feed(data: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a JSON Feed."""
    return str(data.get("version", "")).startswith(JSON_FEED)


def xml_feed(where: str, data: bytes, charset: str | None = None) -> Feed:
    """An RSS or Atom feed; `charset` is what the server states. Raises InputError where it has no entries.

    `where` is also what relative links are completed with, where it is an address.
    """
    import feedparser  # only feeds pay for its import

    if _NESTED.search(data):
        raise InputError(f"{where}: entities within entities, as an XML bomb has; not read")

    header = {"content-type": "application/xml" + (f"; charset={charset}" if charset else "")}
    if where.startswith("http"):
        header["content-location"] = where
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=header)
    except Exception as error:  # it raises what its parsers meet: Unicode, key, recursion errors and more
        raise _empty(where, _one_line(error)) from error
    fault = _one_line(found.bozo_exception) if found.bozo else None
    if not found.entries:
        raise _empty(where, fault)
    title, language = _words(found.feed.get("title")), code_of(found.feed.get("language"))
    atom = found.version.startswith("atom")
    return Feed(title, tuple(_entry(one, title, language, atom) for one in found.entries), fault)


def json_feed(where: str, data: Mapping[str, Any]) -> Feed:
    """A JSON Feed from its parsed object. Raises InputError where it has no entries."""
    items = data.get("items")
    found = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    if not found:
        raise _empty(where, None)
    title = _words(data.get("title"))
    return Feed(title, tuple(_item(one, title, data.get("language")) for one in found))


def _empty(where: str, fault: str | None) -> InputError:
    why = f" ({fault})" if fault else ""
    return InputError(f"{where}: no entries in this feed{why}; check it in a browser, or give the pages")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _entry(entry: Any, outlet: str | None, language: str | None, atom: bool) -> Entry:
    text, media = _own_words(entry, atom)
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    said = Metadata(
        outlet=outlet,
        title=_words(entry.get("title")),
        byline=_byline(author),
        published=_published(entry),
        language=code_of(entry.get("language")) or language,
    )
    return Entry(entry.get("id"), entry.get("link"), text, media in _HTML, said)


def _own_words(entry: Any, atom: bool) -> tuple[str, str]:
    """The longest of what the entry has for its text, with its media type."""
    # In RSS a plain content is a picture's caption (Media RSS), which feedparser lists beside content:encoded.
    parts = [one for one in entry.get("content", ()) if atom or one.get("type") in _HTML]
    if entry.get("summary"):
        kind = (entry.get("summary_detail") or {}).get("type") or "text/html"
        parts.append({"value": entry["summary"], "type": kind})
    best: Mapping[str, Any] = max(parts, key=lambda part: len(part.get("value") or ""), default={})
    return best.get("value") or "", best.get("type") or "text/html"


def _published(entry: Any) -> date | None:
    """The day as written, else as feedparser understands it, which is in UTC."""
    kind = next((kind for kind in ("published", "updated") if kind in entry), None)
    if kind is None:
        return None
    parsed = entry.get(f"{kind}_parsed")
    return date_of(entry[kind]) or (date(*parsed[:3]) if parsed else None)


def _item(item: Mapping[str, Any], outlet: str | None, language: Any) -> Entry:
    html = item.get("content_html")
    texts = (html, item.get("content_text"), item.get("summary"))
    text = next((one for one in texts if isinstance(one, str) and one.strip()), "")
    authors = item.get("authors") or [item.get("author")]
    names = [one.get("name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    said = Metadata(
        outlet=outlet,
        title=_words(item.get("title")),
        byline=_byline(", ".join(name for name in names if isinstance(name, str))),
        published=date_of(item.get("date_published") or item.get("date_modified")),
        language=code_of(_words(item.get("language")) or _words(language)),
    )
    link = _words(item.get("url")) or _words(item.get("external_url"))
    return Entry(str(item["id"]) if item.get("id") else None, link, text, text == html, said)


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _byline(value: Any) -> str | None:
    """A name; many feeds give an address for want of one."""
    name = _words(value)
    return None if name is None or "@" in name else name
