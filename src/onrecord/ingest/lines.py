"""JSON Lines: one JSON article a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.ingest.loaded import MAX_BYTES, Item, Loaded, too_large
from onrecord.ingest.source import Source
from onrecord.ingest.unpack import json_article
from onrecord.types import Capture, InputError, Metadata


def lines(source: Source, stated: Metadata) -> Iterator[Item]:
    """One document a line, read one at a time: a file of thousands never stands in memory as a whole."""
    found = False
    with Path(source.where).open("rb") as file:
        number = 0
        while line := file.readline(MAX_BYTES + 1):
            number += 1
            where = f"{source.where}, line {number}"
            if len(line) > MAX_BYTES:
                raise too_large(where, len(line))
            if not line.strip():
                continue
            found = True
            try:
                document = json_article(where, line, f"{source.stem}-{number}", stated)
            except InputError as error:
                yield error
            else:
                document = replace(document, capture=Capture(f"{source.where}#{number}"))
                yield Loaded(source.stem, document, of_many=True)
    if not found:
        raise InputError(f"{source.where}: empty; give a file with a report in it")
