"""Text and metadata of a JSON article (LEDGER: `text`, and where known title, outlet, url, published, language)."""

from __future__ import annotations

import json
from typing import Any

from onrecord.clean.decode import STAGE
from onrecord.lexicon import code_of
from onrecord.text.dates import date_of
from onrecord.types import InputError, Issue, Metadata, RawDocument


def json_parts(raw: RawDocument) -> tuple[str, Metadata, tuple[Issue, ...]]:
    """The text exactly as given, and the metadata beside it.

    Only a half of a surrogate pair, which no file or database can hold, is replaced, one code point by one.
    """
    try:
        article = json.loads(raw.data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{raw.name}: not valid JSON; repair the file") from error
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{raw.name}: a JSON article needs its words in "text"')
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _has_halves(text) else text
    issues = () if whole == text else (Issue(STAGE, "half surrogate pairs in the text replaced by U+FFFD"),)
    metadata, unread = _metadata(article)
    return whole, metadata, (*issues, *unread)


def _has_halves(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else False


def _metadata(article: dict[str, Any]) -> tuple[Metadata, tuple[Issue, ...]]:
    written = article.get("published") or article.get("date")
    published = date_of(written)
    unread = Issue(STAGE, f"publication date not understood: {str(written)[:60]!r}")
    issues = (unread,) if written and not published else ()
    language = _string(article, "language")
    return Metadata(
        url=_string(article, "url"),
        outlet=_string(article, "outlet"),
        title=_string(article, "title"),
        published=published,
        language=code_of(language),
    ), issues


def _string(article: dict[str, Any], key: str) -> str | None:
    value = article.get(key)
    return value.strip() or None if isinstance(value, str) else None
