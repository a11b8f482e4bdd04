"""Reading one text that the caller already has."""

from __future__ import annotations

from typing import Unpack

from onrecord.api.report import Report
from onrecord.api.stated import Stated, metadata
from onrecord.types import InputError, RawDocument

#: What a report is called that was given as bare text.
NAME = "text"


def read(text: str, **stated: Unpack[Stated]) -> Report:
    """Reads the text of one report: who said what in it.

    `published` (a date or YYYY-MM-DD) lets "on Friday" become a date; `outlet`, `title`, `url` and `language` go on
    record as given. Raises InputError, one line that says what to do, where the text holds nothing to read.
    """
    return read_document(RawDocument(NAME, _encoded(text), "text/plain", metadata(**stated)), NAME)


def read_document(document: RawDocument, stem: str) -> Report:
    """Reads a loaded document; `stem` names the files written for it. InputError as `read`."""
    from onrecord.pipeline import read as read_raw  # loads the model's libraries

    return Report(read_raw(document), stem)


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{NAME}: character {error.start} is half a character (a lone surrogate); decode it anew"
        ) from None
