"""The pages in a web archive (WARC or ARC): each a document; whatever else it holds is counted in one note."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import Message

from onrecord.ingest.loaded import Item, Loaded, note
from onrecord.ingest.message import CodingError, Response, decoded, response
from onrecord.ingest.record import BrokenArchiveError, Record
from onrecord.ingest.source import url_stem
from onrecord.ingest.unpack import as_utf8
from onrecord.types import Capture, InputError, MediaType, Metadata, RawDocument

_MEDIA: dict[str, MediaType] = {
    "text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain",
}  # fmt: skip
_HTTP_OK = 200


@dataclass(slots=True)
class Tally:
    """What an archive gave: how many pages, how much of what that is none, and whether some of it was refused."""

    pages: int = 0
    others: Counter[str] = field(default_factory=Counter)
    refused: bool = False

    def passed_over(self) -> str:
        """The others in words, the most frequent first."""
        return ", ".join(f"{what} ({count})" for what, count in self.others.most_common())


class _NoPageError(Exception):
    """The record holds no page; the message is what such records are counted as."""


def pages(where: str, found: Iterable[Record], stated: Metadata, tally: Tally) -> Iterator[Item]:
    """The pages among the records of one archive, notes on damaged ones, and an InputError where the archive breaks."""
    try:
        for record in found:
            try:
                document, notes = _page(where, record, stated)
            except _NoPageError as error:
                tally.others[str(error)] += 1
                continue
            tally.pages += 1
            yield from (note(f"{where}, record {record.id}: {one}") for one in notes)
            yield Loaded(url_stem(document.name), document, of_many=True, crawled=True)
    except BrokenArchiveError as error:
        tally.refused = True
        yield InputError(f"{where}: breaks off {error}; what stands before was read, get the archive anew for the rest")


def summed_up(where: str, tally: Tally, in_folder: bool) -> Iterator[Item]:
    """One note on what was passed over; for an archive that was named and has no page at all an InputError instead."""
    if tally.pages == 0 and not tally.refused and not in_folder:
        only = f", only {tally.passed_over()}" if tally.others else ""
        yield InputError(f"{where}: no page in this archive{only}; give one with reports in it")
    elif tally.others:
        yield note(f"{where}: pages read: {tally.pages}; passed over: {tally.passed_over()}")


def _page(where: str, record: Record, stated: Metadata) -> tuple[RawDocument, list[str]]:
    """The record's page and what is wrong with it; _NoPageError where it holds none."""
    url = _address(record)
    answer = response(record.block or b"")
    media, charset = _media(record, answer)
    # A response that lost its transfer coding is as good as one that never had it: the last payload is the plainest.
    payload = answer.payloads[-1] if answer else record.block or b""
    try:
        body = decoded(payload, str(answer.header.get("Content-Encoding", ""))) if answer else payload
    except CodingError as error:
        raise _NoPageError(f"with {error}") from error
    if not body.strip():
        raise _NoPageError("empty page")
    document = RawDocument(
        name=url,
        data=as_utf8(body, charset),
        media_type=media,
        stated=stated.over(Metadata(url=url)),
        capture=Capture(f"{where}#{record.id}", record.at),
    )
    return document, list(_damage(record, answer, body))


def _address(record: Record) -> str:
    """The address of a record that may hold a page."""
    if record.kind not in ("response", "resource"):
        raise _NoPageError(f"{record.kind}")
    if record.block is None:
        raise _NoPageError("too large for one report")
    if record.url is None or not record.url.lower().startswith(("http://", "https://")):
        raise _NoPageError("not of the web")  # what the crawler kept of its own: its log, its options, DNS answers
    if record.url.partition("://")[2].partition("/")[2] == "robots.txt":
        raise _NoPageError("robots.txt")
    return record.url


def _media(record: Record, answer: Response | None) -> tuple[MediaType, str | None]:
    """The page's media type and charset as its server stated them."""
    if answer is None and record.media.startswith("application/http"):
        raise _NoPageError("damaged response")
    if answer is not None and answer.status != _HTTP_OK:
        raise _NoPageError("redirect" if 300 <= answer.status < 400 else f"answer {answer.status}")
    header = Message()
    header["Content-Type"] = str(answer.header.get("Content-Type", "")) if answer else record.media
    kind = header.get_content_type() if header["Content-Type"] else "of no stated type"
    if kind not in _MEDIA:
        raise _NoPageError(kind)
    return _MEDIA[kind], header.get_content_charset()


def _damage(record: Record, answer: Response | None, body: bytes) -> Iterator[str]:
    """What shows that the record is not as it was captured, or that the capture is not whole."""
    block, payload = record.digests
    if block and not _fits(block, (record.block or b"",)):
        yield "altered or damaged: its block is not the one that WARC-Block-Digest states"
    # Crawlers digest the payload with or without its codings; the standard's text (1.1, 5.9) leaves it open.
    elif payload and not _fits(payload, (*(answer.payloads if answer else (record.block or b"",)), body)):
        yield "altered or damaged: its payload is not the one that WARC-Payload-Digest states"
    if record.truncated:
        yield f"the crawler stopped before the end of this page ({record.truncated})"


def _fits(stated: str, candidates: Iterable[bytes]) -> bool:
    """Whether a digest is that of one of the candidates; true where its algorithm is not known here."""
    algorithm, _, value = stated.strip().partition(":")
    name = algorithm.strip().lower().replace("-", "")
    if name not in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512") or not value:
        return True
    return any(value.strip().lower() in _written(hashlib.new(name, one).digest()) for one in candidates)


def _written(digest: bytes) -> tuple[str, str]:
    return digest.hex(), base64.b32encode(digest).decode().lower()
