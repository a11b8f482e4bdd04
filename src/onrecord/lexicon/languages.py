"""The languages that can be read: their codes, their names, and how much a text looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.lexicon.tables import table, words

#: Languages that there are a model and tables for, as ISO 639-1 codes.
SUPPORTED = ("en",)

#: The primary subtag of a BCP 47 tag; en_GB and en_GB.UTF-8 are how POSIX and OpenGraph write it.
_PRIMARY = re.compile(r"\s*([a-z]{2,3})(?![^\W_])", re.IGNORECASE)
#: Codes of BCP 47 that name no language: undetermined, several, none, uncoded.
_NO_LANGUAGE = {"und", "mul", "zxx", "mis"}
#: So many shared words count for one of the language's own. Twice: the lowest of 5683 English news texts then scores
#: 0.11 (its own words alone: 0.04), and a Dutch one that names "The Guardian" in every 50 words no more than 0.06.
_SHARED_FOR_OWN = 2


def code_of(tag: str | None) -> str | None:
    """The code of the language of a BCP 47 tag: "en" of "en", "en-GB" and "EN_us"; None for what names no language."""
    found = _PRIMARY.match(tag or "")
    code = found[1].lower() if found else None
    short = {table("languages")[supported]["three"]: supported for supported in SUPPORTED}
    return None if code is None or code in _NO_LANGUAGE else short.get(code, code)


def name_of(code: str) -> str:
    """The English name of a supported language."""
    return str(table("languages")[code]["name"])


def likeness(code: str, text: Sequence[str]) -> float:
    """The share of a text's words that are common words of a supported language; what others share counts less."""
    low = [word.lower() for word in text]
    own, shared = (sum(word in words("languages", code, kind) for word in low) for kind in ("own", "shared"))
    return (own + min(shared, _SHARED_FOR_OWN * own)) / max(1, len(low))


def foreignness(text: Sequence[str]) -> float:
    """The share of a text's words that are common in other languages, or have letters that English words have not."""
    others = words("languages", "others", "common")
    return sum(word.lower() in others or not word.isascii() for word in text) / max(1, len(text))
