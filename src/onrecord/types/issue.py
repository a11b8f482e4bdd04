"""Problems are records too, and so is input that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a stage met and could not make into a record; offsets are code points, None for the whole document."""

    stage: str
    message: str
    start: int | None = None
    end: int | None = None


class InputError(Exception):
    """An input that cannot be read: one line that names the input and says what to do."""
