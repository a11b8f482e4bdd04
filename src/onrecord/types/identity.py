"""What a document is known by: digests over what was published."""

from __future__ import annotations

import hashlib
import json

from onrecord.types.document import Article


def text_sha256(article: Article) -> str:
    """The digest of the canonical text alone: equal for reprints of one text."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(article: Article) -> str:
    """The digest over URL (else outlet and name), publication date and text digest: one id a published report."""
    metadata = article.metadata
    place = [metadata.url] if metadata.url else [metadata.outlet, article.name]
    published = metadata.published.isoformat() if metadata.published else None
    # JSON keeps the parts apart, so that no two lists of parts give the same bytes.
    parts = json.dumps([*place, published, text_sha256(article)])
    return hashlib.sha256(parts.encode("ascii")).hexdigest()
