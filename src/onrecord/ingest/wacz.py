"""A WACZ file (specs.webrecorder.net/wacz/1.1.1): a ZIP of WARC files with a list of their digests.

Nothing is unpacked to disk, so the names in it are only names. Its indexes and its list of pages are not needed.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from onrecord.ingest import warc
from onrecord.ingest.archive import Tally, pages, summed_up
from onrecord.ingest.loaded import MAX_BYTES, Item, note
from onrecord.ingest.record import Unpacked
from onrecord.ingest.unpack import parse
from onrecord.types import InputError, Metadata

PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
#: The hashes that a WACZ may use (1.1.1, 5.2.4) and others of their family; md5 and the like would prove nothing.
_HASHES = ("sha224", "sha256", "sha384", "sha512")
_WARC = re.compile(r"(?:data/)?archive/[^/\\]+\.warc(?:\.gz)?", re.IGNORECASE)
#: WARCs in a ZIP are compressed already, or pack to a fifth or a tenth as text does; deflate's most is 1032 times.
_MOST_PACKED = 100
_PIECE = 1_000_000
#: What a damaged or oddly packed ZIP raises while it is read.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


def is_wacz(file: BinaryIO) -> bool:
    """Whether a ZIP file is a WACZ; false for one that is damaged."""
    try:
        return PACKAGE in zipfile.ZipFile(file).namelist()
    except _FAULTS:
        return False


def documents(where: str, file: BinaryIO, stated: Metadata, in_folder: bool) -> Iterator[Item]:
    """The pages of every WARC in the file; a WARC that was altered or cannot be read is an InputError in its place."""
    tally = Tally()
    with zipfile.ZipFile(file) as archive:
        try:
            digests, notes = _package(where, archive)
        except (*_FAULTS, RuntimeError, ValueError) as error:  # RuntimeError where it is encrypted
            raise InputError(
                f"{where}: its {PACKAGE} cannot be read ({_one_line(error)}); get the file anew"
            ) from error
        yield from notes
        for member in (one for one in archive.infolist() if _WARC.fullmatch(one.filename)):
            try:
                _check(where, archive, member, digests.get(member.filename))
            except InputError as error:
                yield error
                tally.refused = True
                continue
            with archive.open(member) as file_:
                found = warc.records(Unpacked(file_))  # type: ignore[arg-type]  # a binary file for all that is asked of it
                yield from pages(f"{where}#{member.filename}", found, stated, tally)
    yield from summed_up(where, tally, in_folder)


def _package(where: str, archive: zipfile.ZipFile) -> tuple[dict[str, str], list[Item]]:
    """The digests by file, and notes on what is not as it should be or not checked."""
    listed = _limited(archive, PACKAGE)
    digests: dict[str, str] = {}
    for one in _dicts(parse(f"{where}#{PACKAGE}", listed).get("resources")):
        stats = one.get("stats")
        # Version 1.0 and before wrote the hash and its name apart.
        old = f"{one.get('hashing')}:{stats.get('hash')}" if isinstance(stats, dict) else ""
        digests[str(one.get("path"))] = str(one.get("hash") or old)
    notes: list[Item] = []
    if _DIGEST in archive.namelist():
        stated = parse(f"{where}#{_DIGEST}", _limited(archive, _DIGEST))
        if stated.get("hash") != f"sha256:{hashlib.sha256(listed).hexdigest()}":
            notes.append(note(f"{where}: altered or damaged: {PACKAGE} is not the one that {_DIGEST} states"))
        if "signedData" in stated:
            notes.append(note(f"{where}: is signed; the signature is not checked"))
    return digests, notes


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _limited(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError("too large")
    return data


def _check(where: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, stated: str | None) -> None:
    """Raises InputError for a WARC that must not be read: packed as a bomb, damaged, or not the one that is listed."""
    name = f"{where}#{member.filename}"
    if member.file_size > MAX_BYTES and member.file_size > _MOST_PACKED * member.compress_size:
        raise InputError(f"{name}: would unpack to {member.file_size / 1e9:.1f} GB, as a ZIP bomb does; not read")
    algorithm, _, value = (stated or "").partition(":")
    if algorithm not in _HASHES:
        raise InputError(f"{name}: {PACKAGE} states no SHA-2 digest of it; unpack it and read it alone to trust it so")
    try:
        found = _digest(archive, member, algorithm)
    except (*_FAULTS, RuntimeError) as error:
        raise InputError(f"{name}: cannot be unpacked ({_one_line(error)}); get the file anew") from error
    if found != value.lower():
        raise InputError(f"{name}: altered or damaged: not the file whose digest {PACKAGE} states; get it anew")


def _digest(archive: zipfile.ZipFile, member: zipfile.ZipInfo, algorithm: str) -> str:
    digest = hashlib.new(algorithm)
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
