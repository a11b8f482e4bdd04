"""Readable cases for the stages after the tagger: a report with marks in place of what the tagger would have found.

`[S …]`, `[Q …]` and `[C …]` stand round a source, a cue and a content, `[person …]`, `[state …]` and so on round names.
Marks nest. A number (`[2C …]`) says to which attribution a part belongs. A file holds many cases:

    == title
    xfail: reason, where the case is known to fail
    key: value
    [S Ann Bell] [Q said] [C it rained].
    --
    a line of what is expected
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

import pytest

from onrecord.clean.sentences import sentences
from onrecord.types import (
    Article,
    Block,
    Metadata,
    NameKind,
    RoleKind,
    Span,
    Tagged,
    TaggedName,
    TaggedRole,
)

CASES = Path(__file__).parents[1]
ROLES: dict[str, RoleKind] = {"S": "source", "Q": "cue", "C": "content"}
NAMES: tuple[str, ...] = get_args(NameKind)
_MARK = re.compile(rf"\[(?P<number>\d*)(?P<tag>{'|'.join([*ROLES, *NAMES])}) |\]")
_OPTION = re.compile(r"(?P<key>[a-z]+): (?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch: its tag, the number of its attribution (0 where none is given), and where it stands."""

    tag: str
    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its marks taken out of the text; `options` are its lines of `key: value`."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    options: dict[str, str]
    expected: tuple[str, ...]

    def article(self) -> Article:
        """The report: each line is a paragraph."""
        lines = [Span(*m.span()) for m in re.finditer(r".+", self.text)]
        metadata = Metadata(outlet=self.options.get("outlet"), byline=self.options.get("byline"))
        blocks = tuple(Block(line, "paragraph") for line in lines)
        return Article(self.title, self.text, blocks, tuple(sentences(self.text, lines)), metadata)

    def tagged(self) -> Tagged:
        """The marks as the tagger would give them."""
        roles = [TaggedRole(ROLES[m.tag], m.span, 1.0) for m in self.marks if m.tag in ROLES]
        names = [TaggedName(cast("NameKind", m.tag), m.span, 1.0) for m in self.marks if m.tag in NAMES]
        return Tagged(tuple(roles), tuple(names))


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks in reading order; ValueError where they are not balanced."""
    text, at = "", 0
    marks: list[Mark] = []
    begun: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match["tag"]:
            begun.append((match["tag"], int(match["number"] or 0), len(text)))
        elif begun:
            tag, number, start = begun.pop()
            marks.append(Mark(tag, number, Span(start, len(text))))
        else:
            raise ValueError(f"nothing to close: {marked[: match.end()]}")
    if begun:
        raise ValueError(f"not closed: {begun}")
    return text + marked[at:], tuple(sorted(marks, key=lambda m: (m.span.start, -m.span.end)))


def read_cases(folder: str) -> list[object]:
    """Every case in `folder`'s files as a parameter of a test, known failures as strict xfails."""
    found: list[object] = []
    for path in sorted((CASES / folder).glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf8"), flags=re.MULTILINE)[1:]:
            case = _case(block)
            reason = case.options.get("xfail")
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            found.append(pytest.param(case, id=f"{path.stem}: {case.title}", marks=marks))
    return found


def _case(block: str) -> Case:
    head, _, expected = block.partition("\n--\n")
    title, *lines = head.splitlines()
    options: dict[str, str] = {}
    while lines and (option := _OPTION.fullmatch(lines[0])):
        options[option["key"]] = option["value"]
        lines.pop(0)
    text, marks = unmark("\n".join(lines))
    return Case(title, text, marks, options, tuple(line for line in expected.splitlines() if line))
