"""JSON Lines: one document a line, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.json import to_json
from onrecord.export.json_in import from_json
from onrecord.types import Reading

#: JSON allows these inside a string as they are, but many readers of lines take them for the end of one.
_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """The JSON of each reading (LEDGER section 5) as one line with its line end."""
    for reading in readings:
        line = to_json(reading, indent=None)
        for end, escaped in _ENDS.items():
            line = line.replace(end, escaped)
        yield line + "\n"


def from_lines(lines: Iterable[str | bytes], name: str = "JSON Lines") -> Iterator[Reading]:
    """The readings of the lines, empty ones passed over, as `from_json`.

    Raises InputError at the first line that is none; `name` and the line's number are in its message.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield from_json(line, f"{name}, line {number}")
