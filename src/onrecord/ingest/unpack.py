"""Takes the report out of what wraps it: a JSON article, a line of JSON Lines, a web archive (MHTML)."""

from __future__ import annotations

import email
import email.policy
import json
from typing import Any

from onrecord.types import InputError, Metadata, RawDocument


def json_article(where: str, data: bytes, stem: str, stated: Metadata) -> RawDocument:
    """A JSON article with its bytes as found; `clean` reads text and metadata out of them.

    Raises InputError without a `text` that says something; see `is_article` for a quiet test.
    """
    article = parse(where, data)
    text = article.get("text")
    if not isinstance(text, str):
        raise InputError(f'{where}: a JSON article needs its words in "text"')
    if not text.strip():
        raise InputError(f'{where}: empty; its "text" has no words')
    name = article.get("id")
    return RawDocument(name if isinstance(name, str) and name.strip() else stem, data, "application/json", stated)


def parse(where: str, data: bytes) -> dict[str, Any]:
    """The JSON object in `data`; raises InputError for anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({_one_line(error)}); repair the file") from error
    if not isinstance(found, dict):
        raise InputError(f'{where}: a JSON article must be one object with a "text"')
    return found


def web_archive(where: str, data: bytes, stem: str, stated: Metadata) -> RawDocument:
    """The page inside a saved MHTML file, with the address it was saved from."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
                found = Metadata(url=url.strip() if url and url.startswith("http") else None)
                return RawDocument(stem, as_utf8(page, part.get_content_charset()), "text/html", stated.over(found))
    raise InputError(f"{where}: no page in this web archive; save it again as HTML")


def as_utf8(data: bytes, charset: str | None) -> bytes:
    """`data` marked as UTF-8 where its envelope states a charset that fits; else as it is.

    The charset that came with the transport is lost to a later reader of the bytes, and a byte-order mark is the one
    declaration that wins over every other (HTML standard, 13.2.3).
    """
    if charset is None:
        return data
    try:
        return data.decode(charset).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
