"""What comes in (RawDocument) and the report made of it (Article)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from onrecord.types.span import Span, blanked

BlockKind = Literal["headline", "paragraph", "list", "caption", "boilerplate"]
#: An entry is the HTML of one feed entry: a piece of a page of which every word belongs to the report.
MediaType = Literal["text/plain", "text/html", "text/html; role=entry", "application/json"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a report beside its text; None where nobody said. `language` is an ISO 639-1 code."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """These values, and the other's where this one has none."""
        return Metadata(*(getattr(self, name) or getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Capture:
    """Where bytes came from and when they were taken: a path, `path#record` in an archive or feed, or a web address.

    `at` is when a server or an archive gave them, as an aware UTC time; None for files, whose time proves nothing.
    """

    where: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One input as it was found: its bytes, what kind they are, what the caller stated about it, and its capture.

    `name` is what results are called by (a file's stem, a JSON article's `id`, a URL); `stated` wins over anything
    that is found in the data, which wins over `otherwise`: what was said of the document elsewhere, as in its feed.
    """

    name: str
    data: bytes
    media_type: MediaType
    stated: Metadata = field(default_factory=Metadata)
    capture: Capture | None = None
    otherwise: Metadata = field(default_factory=Metadata)


class Block(NamedTuple):
    """A stretch of the canonical text and what kind of text it is. Blocks are in order and do not overlap."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """A report: canonical text, its blocks and sentences (spans in the text), and its metadata.

    Sentences lie inside blocks that are not boilerplate; everything outside blocks is white space.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    metadata: Metadata = field(default_factory=Metadata)

    def report_blocks(self) -> list[Span]:
        """The blocks that belong to the report: all but boilerplate."""
        return [block.span for block in self.blocks if block.kind != "boilerplate"]

    def passages(self) -> list[Span]:
        """What is read at once: the blocks that belong to the report, joined where `inner` boilerplate parts one."""
        joined: list[Span] = []
        inner = {span.start for span in self.inner()}
        for before, block in zip((None, *self.blocks), self.blocks, strict=False):
            if before and before.span.start in inner:
                joined[-1] = Span(joined[-1].start, block.span.end)
            elif block.kind != "boilerplate":
                joined.append(block.span)
        return joined

    def aside(self) -> list[Span]:
        """Headlines and captions."""
        return [block.span for block in self.blocks if block.kind in ("headline", "caption")]

    def told(self) -> list[Span]:
        """The passages without headlines and captions: what the report says in running text and lists."""
        aside = {span.start for span in self.aside()}
        return [passage for passage in self.passages() if passage.start not in aside]

    def inner(self) -> list[Span]:
        """The boilerplate inside a paragraph: in one line with blocks of one kind before and behind it."""
        three = zip(self.blocks, self.blocks[1:], self.blocks[2:], strict=False)
        return [
            between.span for before, between, behind in three
            if between.kind == "boilerplate" != before.kind == behind.kind
            and "\n" not in self.text[before.span.end : behind.span.start]
        ]  # fmt: skip

    def readable(self) -> str:
        """The text with blanks for `inner` boilerplate, so that sentences go on and offsets stay what they are."""
        return blanked(self.text, self.inner())

    def is_lead(self, at: int) -> bool:
        """Whether a place is in the first sentence of the first paragraph: "has said" is the news there."""
        lead = next((block.span for block in self.blocks if block.kind == "paragraph"), None)
        first = next((sentence for sentence in self.sentences if lead and lead.contains(sentence)), None)
        return first is not None and first.start <= at < first.end
