"""One record of a web archive, whichever format it came in, and the stream that records are read from."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple

GZIP = b"\x1f\x8b"


class Record(NamedTuple):
    """A capture: the record's id (else its place), its kind as WARC names it, what was captured, and when in UTC.

    `block` is None where the record is larger than a report may be, and empty where its kind holds no page.
    """

    id: str
    kind: str
    url: str | None
    at: datetime | None
    media: str
    block: bytes | None
    #: As written: "sha1:" and a base 32 or hexadecimal value (WARC 1.1, 5.8 and 5.9), over the block and the payload.
    digests: tuple[str | None, str | None] = (None, None)
    #: Why the crawler stopped before the end ("length", "time"), where it did (WARC 1.1, 5.13).
    truncated: str | None = None


class BrokenArchiveError(Exception):
    """The archive cannot be read any further; the message says where and why."""


class Unpacked(io.RawIOBase):
    """The bytes of an archive, unpacked where it is compressed; where that fails they end, and `fault` says why.

    So a reader gets all that stands before a break, and asks afterwards whether the end was one.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.fault: str | None = None
        self._place = 0
        packed = file.read(len(GZIP)) == GZIP
        file.seek(0)
        # read1 gives what can be had at once: read would lose what stands in the same piece before a break.
        self._read: Callable[[int], bytes] = gzip.GzipFile(fileobj=file).read1 if packed else file.read

    def readable(self) -> bool:
        """True: it is made for reading."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Reads some bytes; 0 at the end or where the archive is broken."""
        if self.fault:
            return 0
        try:
            data = self._read(len(buffer))
        except (EOFError, OSError, zlib.error) as error:
            self.fault = str(error)
            return 0
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Where the stream stands, which FastWARC asks for in this way; it goes nowhere else."""
        if whence == io.SEEK_CUR and offset == 0:
            return self._place
        raise io.UnsupportedOperation(f"seek {offset} {whence}")


def utc(written: str | None, form: str = "") -> datetime | None:
    """A time of an archive, which are all in UTC; None for what is none. ISO 8601 where `form` gives no other."""
    try:
        at = datetime.strptime(written or "", form) if form else datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
