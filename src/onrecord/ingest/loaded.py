"""What loading gives: documents, notes on what is passed over, and errors; and the size that one report may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from onrecord.types import InputError, Issue, RawDocument

STAGE = "ingest"
#: A long magazine piece has 0.2 MB of text and a heavy page some 5 MB; more than this is not one report.
MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document and the stem of the file that is written for it (several lines of one file share theirs).

    `of_many` where its input may hold several: a feed, an archive, JSON Lines. `crawled` where nobody chose it: an
    archive keeps whatever a crawler met, so that a page without a report is no fault of the input but worth a note.
    """

    stem: str
    document: RawDocument
    of_many: bool = False
    crawled: bool = False


Item: TypeAlias = Loaded | Issue | InputError


def note(message: str) -> Issue:
    """A note of this stage."""
    return Issue(STAGE, message)


def too_large(where: str, size: int | None = None) -> InputError:
    """The error for more bytes than one report may have; `size` where it is known."""
    has = f"{size / 1e6:.0f} MB is" if size else "this is"
    return InputError(f"{where}: {has} more than the {MAX_BYTES // 1_000_000} MB that one report may have; split it")
