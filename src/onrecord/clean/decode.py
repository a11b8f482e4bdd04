"""Bytes to text: byte-order marks, UTF-8, and else the charset that is declared or fits."""

from __future__ import annotations

import codecs
import re

from onrecord.types import InputError, Issue

STAGE = "clean"
#: Longest first: the UTF-32 mark begins with the UTF-16 one.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A page states its charset in its first kilobyte (HTML standard, 4.2.5.4).
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 1024
#: Browsers read these labels as Windows-1252, whose extra characters are the quotation marks (Encoding standard).
_LATIN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
#: Text has next to no control characters; a few stray ones are survived (no file of the development data has any).
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01


def decode(name: str, data: bytes, declared: bool = False) -> tuple[str, tuple[Issue, ...]]:
    """The text of `data` less a byte-order mark; `declared` looks for an HTML page's own charset.

    An Issue tells where the charset had to be guessed. Raises InputError for what is no text.
    """
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _checked(name, _strictly(name, data[len(mark) :], charset)), ()
    for charset in ("utf-8", *(_charset(data) if declared else ())):
        try:
            return _checked(name, data.decode(charset)), ()
        except (LookupError, UnicodeDecodeError):
            continue
    return _guessed(name, data)


def _charset(data: bytes) -> tuple[str, ...]:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if found is None:
        return ()
    label = found[1].decode("ascii", "replace").lower()
    return ("cp1252",) if label in _LATIN else (label,)


def _strictly(name: str, data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: marked as {charset} but is not; save it as UTF-8") from error


def _guessed(name: str, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    from charset_normalizer import from_bytes  # only the rare file in an old charset pays for its import

    found = from_bytes(data[:_GUESS_BYTES])
    best = found.best()
    if best is None:
        raise InputError(f"{name}: no known text encoding; save it as UTF-8")
    # Of charsets that fit as well, the one that most pages in an old charset have.
    best = next((one for one in found if one.encoding == "cp1252" and one.chaos <= best.chaos), best)
    text = _checked(name, data.decode(best.encoding, "replace"))
    return text, (Issue(STAGE, f"not UTF-8: read as {best.encoding}; save it as UTF-8 if letters look wrong"),)


#: Enough to tell a charset by its letters; more makes the detection slow and no surer (0.1 s for this much).
_GUESS_BYTES = 100_000


def _checked(name: str, text: str) -> str:
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise InputError(f"{name}: binary data, not text; if it is text, save it as UTF-8")
    if not text.strip():
        raise InputError(f"{name}: empty; give a report with words in it")
    return text
