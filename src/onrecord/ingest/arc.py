"""Reads the records of an ARC file, the format of the Internet Archive before WARC (2009).

A record is one line and as many bytes as that says (archive.org/web/researcher/ArcFileFormat.php): version 1 ends the
line with address, date, media type and length, version 2 puts result code, checksum, location, offset and file name
before the length. Addresses may hold blanks, so the line is read from its end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.ingest.loaded import MAX_BYTES
from onrecord.ingest.record import BrokenArchiveError, Record, Unpacked, utc

MAGIC = b"filedesc://"
#: The fields after the URL, by the version that the archive's first record states.
_FIELDS = {b"1": 4, b"2": 9}
#: Longer than any address that is in use; a line that goes on beyond it begins no record.
_LONGEST_LINE = 65_536
_PIECE = 1_000_000


def records(stream: Unpacked) -> Iterator[Record]:
    """Every capture in order; BrokenArchiveError where the archive breaks off or is no ARC from there on."""
    file, place, fields = io.BufferedReader(stream), 0, _FIELDS[b"1"]
    while line := file.readline(_LONGEST_LINE):
        at, place = place, place + len(line)
        if not line.strip():
            continue
        parts = line.rsplit(maxsplit=fields)
        length = _length(parts, fields, stream, at)
        block = _block(file, length)
        if block is not None and len(block) < length:
            raise _broken(stream, at, f"the record has {len(block)} of its {length} bytes")
        place += length
        if line.startswith(MAGIC):
            fields = _FIELDS.get((block or b"").split(b" ")[0], fields)
        else:
            yield _record(parts, block, at)
    if stream.fault:
        raise _broken(stream, place, "it ends there")


def _length(parts: list[bytes], fields: int, stream: Unpacked, at: int) -> int:
    if len(parts) != fields + 1 or not parts[-1].isdigit():
        raise _broken(stream, at, "no line of an ARC record there")
    return int(parts[-1])


def _block(file: BinaryIO, length: int) -> bytes | None:
    """The record's bytes; None where they are more than a report may have and were passed over."""
    if length <= MAX_BYTES:
        return file.read(length)
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        length -= len(piece)
    return None


def _record(parts: list[bytes], block: bytes | None, at: int) -> Record:
    url, _, date, media = (part.decode("utf-8", "replace") for part in parts[:4])
    # The offset is that in the unpacked archive: the only name a record of this format has.
    return Record(str(at), "response", url, utc(date, "%Y%m%d%H%M%S"), media, block)


def _broken(stream: Unpacked, at: int, why: str) -> BrokenArchiveError:
    return BrokenArchiveError(f"at byte {at}: {stream.fault or why}")
