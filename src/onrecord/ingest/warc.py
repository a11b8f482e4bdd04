"""Reads the records of a WARC file one by one, with FastWARC; memory does not grow with the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.ingest.loaded import MAX_BYTES
from onrecord.ingest.record import BrokenArchiveError, Record, Unpacked, utc

if TYPE_CHECKING:
    from fastwarc import WarcRecord

#: The records that hold what a server gave; the others tell of the crawl, and their blocks are skipped unread.
_PAGES = ("response", "resource")


def records(stream: Unpacked) -> Iterator[Record]:
    """Every record in order; BrokenArchiveError where the archive breaks off or is no WARC from there on."""
    from fastwarc import ArchiveIterator  # only archives pay for its import

    # FastWARC would take the end of a damaged member for the end of the archive, so it gets unpacked bytes.
    found = ArchiveIterator(stream, parse_http=False, stream_detect=False)
    last = "at its first record"
    while True:
        try:
            record = next(found, None)
            if record is None:
                break
            read = _record(record, last)
        except OSError as error:
            raise BrokenArchiveError(f"{last}: {stream.fault or error}") from error
        yield read
        last = f"after record {read.id}"
    if stream.fault:
        raise BrokenArchiveError(f"{last}: {stream.fault}")


def _record(record: WarcRecord, last: str) -> Record:
    header = record.headers.get
    length = header("Content-Length") or ""
    # Every record must say its length (WARC 1.1, 5.3): FastWARC takes one that does not for empty.
    if not length.strip().isdecimal():
        raise BrokenArchiveError(f"{last}: a record breaks off before its Content-Length")
    kind = str(record.record_type)  # "unknown" for one that the standard does not have
    url = (header("WARC-Target-URI") or "").strip().strip("<>") or None
    return Record(
        id=_shown(header("WARC-Record-ID")) or f"at byte {record.stream_pos}",
        kind=kind,
        url=url,
        at=utc(header("WARC-Date")),
        media=(header("Content-Type") or "").strip(),
        block=_block(record, int(length), last) if kind in _PAGES else b"",
        digests=(header("WARC-Block-Digest"), header("WARC-Payload-Digest")),
        truncated=header("WARC-Truncated"),
    )


def _shown(record_id: str | None) -> str:
    """A record's id as it may stand in a line of text, whatever damage there is."""
    return "".join(c for c in record_id or "" if c.isprintable() and not c.isspace()).strip("<>")[:100]


def _block(record: WarcRecord, length: int, last: str) -> bytes | None:
    if length > MAX_BYTES:
        return None
    block = record.reader.read()
    if len(block) < length:
        raise BrokenArchiveError(f"{last}: the next record has {len(block)} of its {length} bytes")
    return block
