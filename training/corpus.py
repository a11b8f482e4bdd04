"""Reading attribution corpora in PolNeAR's form: `text/*.txt` beside brat standoff in `attributions/*.ann`."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.types import Span

_FRAGMENTS = re.compile(r"(\d+) (\d+)")
_RECORD = re.compile(r"[TE]\d+\t")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution: the spans of its source, cue and content."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated article."""

    id: str
    text: str
    attributions: list[GoldAttribution] = field(default_factory=list)

    def paragraphs(self) -> list[Span]:
        """The lines of the text that hold anything, as the annotators saw them."""
        return [Span(*m.span()) for m in re.finditer(r"[^\n\r]*\S[^\n\r]*", self.text)]


def read_corpus(folder: Path) -> Iterator[GoldDocument]:
    """Every article of `folder`, each with its first annotator's attributions (the first `.ann` in sorted order)."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf8", newline="") as file:
            text = file.read()
        # A stem may be the beginning of another one: the annotator's mark is four hexadecimal digits.
        marked = re.compile(re.escape(path.stem) + r"_[0-9a-f]{4}\.ann")
        annotated = sorted(p for p in (folder / "attributions").glob("*.ann") if marked.fullmatch(p.name))
        if annotated:
            yield GoldDocument(path.stem, text, read_standoff(annotated[0].read_text(encoding="utf8")))


def read_unlabelled(path: Path, limit: int) -> Iterator[GoldDocument]:
    """About `limit` articles, evenly spread, of a gzipped JSON Lines file (`id`, `text`), without labels."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows[:: max(1, len(rows) // limit)]:
        yield GoldDocument(row["id"], row["text"])


def read_standoff(lines: str) -> list[GoldAttribution]:
    """The events of a brat file as attributions; offsets are code points."""
    # Words that hold a line break spill over: only lines that begin with a key are records.
    records = [line.split("\t") for line in lines.splitlines() if _RECORD.match(line)]
    spans = {
        key: tuple(Span(int(a), int(b)) for a, b in _FRAGMENTS.findall(value))
        for key, value, *_ in records
        if key.startswith("T")
    }
    return [_event(arguments, spans) for key, arguments, *_ in records if key.startswith("E")]


def _event(arguments: str, spans: Mapping[str, tuple[Span, ...]]) -> GoldAttribution:
    parts: dict[str, tuple[Span, ...]] = {}
    for argument in arguments.split():
        role, _, key = argument.partition(":")
        role = role.rstrip("0123456789").lower()
        parts[role] = parts.get(role, ()) + spans.get(key, ())
    return GoldAttribution(*(parts.get(role, ()) for role in ("source", "cue", "content")))
