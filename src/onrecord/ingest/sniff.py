"""What kind of data an input holds, told from its content first and its name second."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from typing import BinaryIO, Literal

from onrecord.ingest import arc
from onrecord.ingest.feed import is_feed
from onrecord.ingest.record import GZIP
from onrecord.ingest.source import FEED_SUFFIXES
from onrecord.ingest.wacz import is_wacz
from onrecord.types import InputError

Kind = Literal["text", "html", "json", "mhtml", "feed", "xml"]
Container = Literal["warc", "arc", "wacz"]

#: First bytes of common formats that are no text, and what to do with each.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file; save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or office document; unpack it, or save it as .txt (a WACZ has a datapackage.json)"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as .txt"),
    (b"{\\rtf", "an RTF document; save it as .txt"),
    (b"\x1f\x8b", "a gzip file without a web archive in it; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"(\xb5/\xfd", "a Zstandard file; unpack it first"),
    (b"\x89PNG", "a picture; give the report's text"),
    (b"\xff\xd8\xff", "a picture; give the report's text"),
    (b"GIF8", "a picture; give the report's text"),
    (b"RIFF", "a media file; give the report's text"),
    (b"\x7fELF", "a program; give the report's text"),
    (b"SQLite format 3", "a database; give the report's text"),
    (b"PAR1", "a Parquet file; give the reports as JSON Lines"),
)
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b|<(?:div|p|article|script)\b[^>]*>", re.IGNORECASE)
_MIME = re.compile(rb"^(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)
#: A page's first tag stands within its first kilobytes, after comments and white space (HTML standard, 13.2.3.2).
_HEAD = 4096
#: A feed's root may stand behind a style sheet's comment; none of 27 feeds had more than 1 kB before it.
_FEED_HEAD = 65_536
_XML = re.compile(rb"<\?xml\b", re.IGNORECASE)


def container(file: BinaryIO) -> Container | None:
    """The kind of archive that begins here, by its first bytes; None for anything else. Winds the file back."""
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        found = is_wacz(file)
        file.seek(0)
        return "wacz" if found else None
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _HEAD)
        except zlib.error:
            return None
    if head.startswith(arc.MAGIC):
        return "arc"
    return "warc" if head.startswith(b"WARC/") else None


def sniff(where: str, data: bytes, suffix: str) -> Kind:
    """The kind of `data`; `suffix` (".html") decides only where the content leaves it open.

    Raises InputError for empty and for binary data.
    """
    _refuse(where, data)
    head = _narrow(data[:_HEAD]).lstrip()
    if head.startswith(b"{") and (suffix == ".json" or _is_json(data)):
        return "json"
    if suffix == ".json":
        raise InputError(f'{where}: a .json file must hold one object with a "text"; use .jsonl for several articles')
    if is_feed(_narrow(data[:_FEED_HEAD])):
        return "feed"
    if suffix in (".mhtml", ".mht") or _MIME.match(head):
        return "mhtml" if b"multipart/related" in head.lower() else "text"
    if head.startswith(b"<") and _PAGE.search(head):
        return "html"
    if _XML.match(head) or suffix in FEED_SUFFIXES:
        return "xml"
    return "html" if suffix in (".html", ".htm", ".xhtml") and b"<" in _narrow(data) else "text"


def _refuse(where: str, data: bytes) -> None:
    for magic, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{where}: not text but {advice}")
    if data.startswith(_WIDE_BOMS):
        return
    if b"\0" in data:
        raise InputError(f"{where}: binary data, not text; if it is text, save it as UTF-8")
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise InputError(f"{where}: empty; give a file with a report in it")


def _narrow(data: bytes) -> bytes:
    """The ASCII characters of UTF-16 or UTF-8 data, enough to see its first tags."""
    if data.startswith(_WIDE_BOMS):
        return data[2:].replace(b"\0", b"")
    return data.removeprefix(codecs.BOM_UTF8)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
