"""What linked data call things: the addresses of documents and of what is in them, and their JSON."""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.types import Article, text_sha256

#: A web address that may stand in JSON-LD as it is (RFC 3987: no blanks, controls, or characters kept for templates).
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)


def source_iri(article: Article) -> str:
    """The report's web address; without a usable one the digest of its canonical text, as RFC 6920 writes it."""
    url = article.metadata.url
    return url if url and _ADDRESS.fullmatch(url) else text_iri(article)


def text_iri(article: Article) -> str:
    """The canonical text, by its digest: `ni:///sha-256;…` (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(text_sha256(article)))
    return f"ni:///sha-256;{digest.decode().rstrip('=')}"


def part_iri(*names: str) -> str:
    """The same IRI for the same names, wherever and whenever it is made: a UUID of version 5 (RFC 9562)."""
    return uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(names)).urn


def without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    """The values that there are: linked data leave out what is unknown."""
    return {key: value for key, value in values.items() if value is not None and value not in ([], "")}


def dumped(value: Any) -> str:
    """JSON on one line; only text that UTF-8 cannot hold is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def one_a_line(items: Iterable[Any]) -> Iterator[str]:
    """The members of a JSON array, each on a line of its own, without the brackets."""
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + dumped(item)
