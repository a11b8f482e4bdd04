"""Letters without their marks."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """The text with compatible forms taken apart and without combining marks: "Zoë ﬁnds ½" is "Zoe finds 1⁄2"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
