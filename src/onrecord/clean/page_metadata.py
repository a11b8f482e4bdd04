"""What a page says of itself: JSON-LD (schema.org), OpenGraph and other meta tags, then what trafilatura finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from onrecord.lexicon import code_of
from onrecord.text.dates import date_of
from onrecord.types import Metadata

_ARTICLE = re.compile(r"article|blogposting|reportage|report$|review", re.IGNORECASE)
#: A byline names people: three at most are read, each of a few words, and these words are never names.
_JUNK = re.compile(
    r"[@<>{}]|https?:|\d|\b(?:admin|administrator|staff|newsroom|editors?|editorial|redaction|team|desk|published|updated|"
    r"share|comments?|follow|subscribe|sign|login|reads?|views?|minutes?|correspondent|reporter|contributor)\b",
    re.IGNORECASE,
)
_BYLINE_CHARACTERS, _BYLINE_WORDS = 80, 12
_PARTS_OF_SITE = r"\s+[|–—·•»:-]\s+"
_MOST_NODES = 10_000


def from_markup(tree: etree._Element) -> Metadata:
    """Metadata that the page states in its head; None for what it does not."""
    meta, linked = _meta(tree), _linked(tree)
    outlet = _name(linked.get("publisher")) or meta.get("og:site_name") or meta.get("application-name")
    title = _text(linked.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    published = (linked.get("datePublished"), meta.get("article:published_time"), meta.get("datepublished"))
    languages = (tree.get("lang"), _text(linked.get("inLanguage")), meta.get("og:locale"))
    return Metadata(
        url=_address(meta.get("og:url")) or _address(_canonical(tree)),
        outlet=outlet,
        title=_without_outlet(title, outlet),
        byline=byline(_name(linked.get("author")) or meta.get("author") or meta.get("article:author"), outlet),
        published=next((day for day in map(date_of, published) if day), None),
        language=next((code for code in map(code_of, languages) if code), None),
    )


def from_extraction(page: Any) -> Metadata:
    """Metadata that trafilatura and htmldate find; its site name is left out where it is only made of the address."""
    site = page.sitename if page.sitename and page.sitename.lower() not in (page.hostname or "").lower() else None
    return Metadata(
        url=_address(page.url),
        outlet=site,
        title=page.title or None,
        byline=byline(page.author, site),
        published=date_of(page.date),
        language=code_of(page.language),
    )


def byline(found: str | None, outlet: str | None) -> str | None:
    """The people of a byline, without "By"; None for what names no people."""
    if not found:
        return None
    names = re.sub(r"^\s*by:?\s+", "", " ".join(found.split()), flags=re.IGNORECASE)
    junk = _JUNK.search(names) or len(names) > _BYLINE_CHARACTERS or len(names.split()) > _BYLINE_WORDS
    return None if junk or (outlet and names.casefold() == outlet.casefold()) or " " not in names else names


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if key and content:
            found.setdefault(key.lower(), content)
    return found


def _linked(tree: etree._Element) -> dict[str, Any]:
    """The schema.org article of the page; empty without one."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            try:
                data = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue  # a broken block says nothing; the others and the meta tags still count
            for node in _nodes(data):
                if any(_ARTICLE.search(str(kind)) for kind in _listed(node.get("@type"))):
                    return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, dict):
            yield node
            waiting.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(node, list):
            waiting.extend(node)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    """The name of one person or organisation, or the names of several."""
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in _listed(value)]
    return ", ".join(name for name in names if name and not name.startswith("http")) or None


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    if title and outlet:
        return re.sub(_PARTS_OF_SITE + re.escape(outlet) + r"\s*$", "", title, flags=re.IGNORECASE) or title
    return title


def _canonical(tree: etree._Element) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next(links, None)


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
