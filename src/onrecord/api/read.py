"""Reading one text that the caller already has."""

from __future__ import annotations

from typing import Unpack

from onrecord.api.report import Report
from onrecord.api.stated import Stated, metadata
from onrecord.types import MIN_CONFIDENCE, InputError, RawDocument

#: What a report is called that was given as bare text.
NAME = "text"


def read(text: str, min_confidence: float = MIN_CONFIDENCE, **stated: Unpack[Stated]) -> Report:
    """Reads the text of one report: who said what in it.

    `published` (a date or YYYY-MM-DD) lets "on Friday" become a date; `outlet`, `title` and `url` go on
    record as given. Statements less likely to be right than `min_confidence` (0 to 1) are left out with an issue: raise
    it for fewer and surer ones, 0 keeps all. Raises InputError, one line that says what to do, where the text holds
    nothing to read or looks to be in another language than English; `language="en"` reads it as that all the same.
    """
    return read_document(RawDocument(NAME, _encoded(text), "text/plain", metadata(**stated)), NAME, min_confidence)


def read_document(document: RawDocument, stem: str, min_confidence: float = MIN_CONFIDENCE) -> Report:
    """Reads a loaded document; `stem` names the files written for it. InputError as `read`."""
    from onrecord.pipeline import read as read_raw  # loads the model's libraries

    return Report(read_raw(document, min_confidence), stem)


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{NAME}: character {error.start} is half a character (a lone surrogate); decode it anew"
        ) from None
