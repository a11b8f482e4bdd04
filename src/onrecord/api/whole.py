"""Files and folders that are written whole or not at all, and names for the files in a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.types import InputError

#: A file name may have 255 bytes on common systems; this leaves room for a number and an ending.
STEM_BYTES = 200


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a path to write to, which takes the name of `path` when all went well, so that nobody meets half of it.

    Folders on the way are made. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """The same for a folder. Raises InputError where `path` is there already and not an empty folder."""
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise InputError(f"{path}: is there already; name a folder that is new or empty")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        beside.mkdir()
        yield beside
        if path.exists():
            path.rmdir()  # empty, as was seen above; where something came since, this fails and nothing is lost
        beside.rename(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[: STEM_BYTES // 4]}.{os.getpid()}")  # a character has at most four bytes


class FreeNames:
    """Names for the files of one folder, never one twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, stem: str) -> str:
        """The stem, with a number where it is taken; names that differ only in case are one on some systems."""
        short = stem.encode("utf-8", "surrogateescape")[:STEM_BYTES].decode("utf-8", "ignore")
        name, number = short, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{short}-{number}"
        self._taken.add(name.casefold())
        return name
