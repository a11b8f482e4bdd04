"""Attributions back from brat standoff: files that `export.brat` wrote, perhaps corrected by people, and PolNeAR's."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from onrecord.export.brat import PARTS, fragments
from onrecord.types import Attribution, InputError, Span

_WORDS = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
_EVENT = re.compile(r"(E\d+)\tAttribution[\w-]*:T\d+((?: \w+:[TE]\d+)*) ?")
_PIECES = re.compile(r"#\d+\tSpans (E\d+)\t(.*)")
#: Lines of the standoff format that say nothing of spans: relations, attributes, notes and references.
_OTHER = re.compile(r"(?:[RAMNE]\d+|#\d*|\*)\t.*", re.DOTALL)


class _File(NamedTuple):
    """What the lines of an annotation file say: spans by T, ties by E, and exact pieces by E."""

    words: dict[str, tuple[Span, ...]]
    events: dict[str, list[tuple[str, str]]]
    pieces: dict[str, dict[str, tuple[Span, ...]]]


def from_brat(text: str, ann: str, name: str = "brat") -> list[Attribution]:
    """The attributions of an annotation file in its order.

    `text` is that of the text file; offsets count its code points.

    `parent` numbers the attribution in which one is nested. Where several spans play one part (`Content2`), all are its
    pieces. Raises InputError, with `name` and the line's number, for a line that is none, for words that do not stand
    where the line says, and for an event without a content.
    """
    file = _parsed(text, ann, name)
    return [_attribution(file, event, text, name) for event in file.events]


def _parsed(text: str, ann: str, name: str) -> _File:
    file = _File({}, {}, {})
    for number, line in enumerate(ann.split("\n"), 1):
        if words := _WORDS.fullmatch(line):
            file.words[words[1]] = _placed(text, words[3], words[4], f"{name}, line {number}")
        elif event := _EVENT.fullmatch(line):
            file.events[event[1]] = [_tie(tie) for tie in event[2].split()]
        elif pieces := _PIECES.fullmatch(line):
            file.pieces[pieces[1]] = _noted(pieces[2], f"{name}, line {number}")
        elif line.strip() and not _OTHER.fullmatch(line):
            raise InputError(f"{name}, line {number}: {line[:40]!r} is no line of brat standoff")
    return file


def _tie(tie: str) -> tuple[str, str]:
    role, _, what = tie.partition(":")
    return role.rstrip("0123456789"), what


def _noted(note: str, where: str) -> dict[str, tuple[Span, ...]]:
    try:
        return {part: tuple(Span(*map(int, piece)) for piece in json.loads(note)[part]) for part in PARTS}
    except (LookupError, TypeError, ValueError):
        raise InputError(
            f"{where}: {note[:40]!r} is no note of pieces; delete it, or take the one that was written"
        ) from None


def _placed(text: str, places: str, words: str, where: str) -> tuple[Span, ...]:
    spans = tuple(Span(*map(int, place.split())) for place in places.split(";"))
    if " ".join(span.words(text) for span in spans) != words:
        raise InputError(f"{where}: {words[:40]!r} does not stand at {places}; the text is another one")
    return spans


def _attribution(file: _File, event: str, text: str, name: str) -> Attribution:
    parts: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
    parent = None
    for role, what in file.events[event]:
        if role == "Parent":
            parent = list(file.events).index(what) if what in file.events else None
        elif what not in file.words:
            raise InputError(f"{name}: {event} has {what} as its {role}, which is not in the file")
        elif role in parts:
            parts[role].extend(file.words[what])
    spans = {part: tuple(sorted(found)) for part, found in parts.items()}
    for part, pieces in file.pieces.get(event, {}).items():
        if fragments(text, pieces) == spans[part]:  # else somebody has corrected the words since
            spans[part] = pieces
    if not spans["Content"]:
        raise InputError(f"{name}: {event} has no content; tie one to it in brat")
    return Attribution(spans["Content"], spans["Source"], spans["Cue"], "brat", parent=parent)
