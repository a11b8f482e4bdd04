"""An HTTP response as an archive keeps it: status, header fields and the body, its codings undone."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

from onrecord.ingest.loaded import MAX_BYTES

#: A header as large as this is no header (servers refuse requests with 8 to 64 kB).
_MAX_HEADER = 131_072
_PIECE = 65_536


class CodingError(Exception):
    """A body in a coding that cannot be undone, or that is too large when it is; the message says which."""


class Response(NamedTuple):
    """A response: `payloads` are the body as stored, and without its transfer coding where it has one."""

    status: int
    header: Message
    payloads: tuple[bytes, ...]


def response(block: bytes) -> Response | None:
    """The response in a record's block; None where it is no HTTP response."""
    head, body = _parted(block)
    status, _, fields = head.partition(b"\n")
    parts = status.split()
    if not status.startswith(b"HTTP/") or len(parts) < 2 or not parts[1].isdigit():  # version and code
        return None
    header = BytesHeaderParser().parsebytes(fields)
    chunked = "chunked" in str(header.get("Transfer-Encoding", "")).lower()
    whole = dechunked(body) if chunked else None
    return Response(int(parts[1]), header, (body,) if whole is None else (body, whole))


def _parted(block: bytes) -> tuple[bytes, bytes]:
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := block.find(end, 0, _MAX_HEADER)) >= 0]
    at, size = min(ends, default=(len(block), 0))
    return block[:at], block[at + size :]


def dechunked(body: bytes) -> bytes | None:
    """A body without chunks (RFC 9112, 7.1), up to where it breaks off; None where it has none.

    Some crawlers store the body without its chunks and leave the header that states them.
    """
    pieces: list[bytes] = []
    at = 0
    while (end := body.find(b"\n", at)) >= 0:
        size = body[at:end].split(b";")[0].strip()
        if not size or len(size) > 8 or size.strip(b"0123456789abcdefABCDEF"):  # 8 digits are 4 GB
            break
        if (length := int(size, 16)) == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + (2 if body[end + 1 + length :].startswith(b"\r\n") else 1)
    return b"".join(pieces) or None


def decoded(body: bytes, coding: str) -> bytes:
    """A body without its content codings (RFC 9110, 8.4.1).

    Where the first coding does not fit, the crawler has undone it and left the header that states it: as it is. Raises
    CodingError for another coding and for what is larger than a report may be.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",") if part.strip()]):
        if name in ("identity", "chunked", "utf-8"):
            continue
        if name not in _DECODERS:
            raise CodingError(f"the content coding {name}")
        try:
            body = _DECODERS[name](body)
        except ValueError:
            return body
    return body


def _gunzip(body: bytes) -> bytes:
    return _inflated(body, zlib.MAX_WBITS | 32)


def _inflate(body: bytes) -> bytes:
    # Half of all servers mean the bare format without the zlib header that the standard wants.
    try:
        return _inflated(body, zlib.MAX_WBITS)
    except ValueError:
        return _inflated(body, -zlib.MAX_WBITS)


def _inflated(body: bytes, bits: int) -> bytes:
    unpack = zlib.decompressobj(bits)
    try:
        data = unpack.decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise ValueError from error
    return _within(data)


def _unbrotli(body: bytes) -> bytes:
    import brotli

    unpack, data = brotli.Decompressor(), bytearray()
    try:
        for at in range(0, len(body), _PIECE):
            data += unpack.process(body[at : at + _PIECE], output_buffer_limit=MAX_BYTES + 1)
            while len(data) <= MAX_BYTES and not unpack.can_accept_more_data():
                data += unpack.process(b"", output_buffer_limit=MAX_BYTES + 1)
            _within(data)
    except brotli.error as error:
        raise ValueError from error
    return bytes(data)


def _within(data: bytes | bytearray) -> bytes:
    if len(data) > MAX_BYTES:
        raise CodingError("more than a report may have when unpacked")
    return bytes(data)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _unbrotli,
}  # fmt: skip
