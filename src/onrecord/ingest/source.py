"""Which inputs there are: expands what a caller names into single sources, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from onrecord.ingest.loaded import STAGE
from onrecord.types import InputError, Issue

LINES_SUFFIXES = (".jsonl", ".ndjson")
FEED_SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
ARCHIVE_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
#: Files whose names say that they may hold several documents.
MANY_SUFFIXES = (*LINES_SUFFIXES, *FEED_SUFFIXES, *ARCHIVE_SUFFIXES)
#: What is taken from a folder; saved pages bring scripts, styles and pictures along that are no reports.
REPORT_SUFFIXES = ("", ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".json")


@dataclass(frozen=True, slots=True)
class Source:
    """One input to read. `where` is what messages call it: a path, a URL, or `-` for standard input.

    `stem` names the file that is written for it, `folder` is true where it was found in a folder rather than named.
    """

    kind: Literal["file", "stdin", "url"]
    where: str
    stem: str
    folder: bool = False


def sources(inputs: Sequence[str]) -> Iterator[Source | Issue | InputError]:
    """Every single input in the order named (folders sorted by path), with notes on what is passed over.

    A missing path or a folder without reports is an InputError in its place; the inputs after it still come.
    """
    for name in inputs:
        if name == "-":
            yield Source("stdin", name, "stdin")
        elif name.lower().startswith(("http://", "https://")):
            yield Source("url", name, url_stem(name))
        else:
            yield from _on_disk(name)


def file_stem(path: Path) -> str:
    """The file's name without its ending; `NAME.gold.json` gives `NAME`."""
    return path.stem.removesuffix(".gold") if path.suffix.lower() == ".json" else path.stem


def url_stem(url: str) -> str:
    """A file name for a web address: the last part of its path, else its host."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none, such as http://[
        return "page"
    last = [part for part in unquote(parts.path).split("/") if part]
    stem = Path(last[-1]).stem if last else parts.netloc
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in stem).strip("-.") or "page"


def _on_disk(name: str) -> Iterator[Source | Issue | InputError]:
    path = Path(name)
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:  # a name that is too long, a folder that must not be entered
        yield InputError(f"{name}: {error.strerror or error}; check the path")
        return
    if is_folder:
        yield from _folder(name)
    elif is_there:
        yield Source("file", name, file_stem(path))
    else:
        yield InputError(f"{name}: no such file or folder; check the path")


def _folder(name: str) -> Iterator[Source | Issue | InputError]:
    found = False
    for path in _files(name):
        reason = _passed_over(path.relative_to(name))
        found = found or not reason
        yield Issue(STAGE, f"{path}: passed over: {reason}") if reason else _in_folder(path)
    if not found:
        yield InputError(f"{name}: no report in this folder; name one with .txt, .html or .json files")


def _in_folder(path: Path) -> Source:
    return Source("file", str(path), file_stem(path), folder=True)


def _files(name: str) -> Iterable[Path]:
    # os.walk does not follow links to folders, so that a link to a parent cannot make it run for ever.
    return sorted(Path(folder, file) for folder, _, files in os.walk(name) for file in files)


def _passed_over(path: Path) -> str | None:
    if any(part.startswith(("_", ".")) for part in path.parts):
        return "its name begins with _ or ."
    if path.suffix.lower() not in REPORT_SUFFIXES and not path.name.lower().endswith(MANY_SUFFIXES):
        return f"files ending in {path.suffix} are not read from a folder"
    return None
