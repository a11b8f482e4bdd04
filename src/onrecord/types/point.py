"""What `link` compares: one thing said, small enough to be the same thing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onrecord.types.span import Span
from onrecord.types.value import Quantity

#: A point's document and its number there.
Key = tuple[str, int]
#: What says how alike spans of a text are in meaning: a direction for each, of one length, as signed bytes.
Meanings = Callable[[str, Sequence[Span]], Sequence[bytes]]
_BEFORE = 400


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence, or a part of a long one, of a statement's content, or of the outlet's own words (`statement` None).

    `n` numbers a document's points in reading order; `span` are code points of its text. `names` are the speaker's
    names, folded, and `about` the words of name, role and side. `words` are the content words, `weights` how telling
    each is in this document (see `link.words`). `hedged` is its statement's; `negated`: a negation
    is in the words, or their statement is negated, not both. `before` is what stands before the point and may tell what
    its numbers are of (see `before`); `meaning` is empty where nobody worked it out (see `Meanings`).
    """

    document: str
    name: str
    n: int
    span: Span
    text: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    statement: str | None = None
    speaker: str | None = None
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    relay: tuple[str, ...] = ()
    act: str | None = None
    channel: str | None = None
    addressee: str | None = None
    time: str | None = None
    published: date | None = None
    marked: bool = False
    hedged: bool = False
    negated: bool = False
    quantities: tuple[Quantity, ...] = ()
    before: str = ""
    meaning: bytes = b""

    @property
    def key(self) -> Key:
        """What the point is known by."""
        return (self.document, self.n)


def before(text: str, span: Span) -> str:
    """What a document's text has before a span: no more than two long sentences."""
    return text[max(0, span.start - _BEFORE) : span.start]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What makes a document findable among others: its most telling words, the runs of words in it, and its day.

    `terms` maps a word to its weight; `runs` are numbers of runs of words that a copy would share.
    """

    document: str
    day: date | None
    terms: dict[str, float]
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scored:
    """Two points and the probability, 0 to 1, that they say the same."""

    a: Point
    b: Point
    score: float


class CandidateIndex(Protocol):
    """What linking asks of a store of points; a ledger is one, and so are dictionaries for a handful of documents.

    Points are known by `Key`: their document's id and their number there. Groups of points are claims in the making.
    `one_matter` says whether all documents were given as reports of one.
    """

    one_matter: bool

    def near(self, sketch: Sketch) -> Iterable[str]:
        """Ids of the documents most like the sketch, best first, a bounded number however many there are."""
        ...

    def points(self, document: str) -> Sequence[Point]:
        """The points of a document that was added, in order."""
        ...

    def add(self, sketch: Sketch, points: Sequence[Point], found: Sequence[Scored]) -> None:
        """Keeps a new document's sketch and points, and the scored pairs between them and others."""
        ...

    def groups(self, keys: Collection[Key]) -> list[frozenset[Key]]:
        """The groups, each once, that have a point among `keys`."""
        ...

    def scores(self, keys: Collection[Key]) -> Mapping[tuple[Key, Key], float]:
        """The scores of all kept pairs both of whose points are among `keys`; each pair once, in either order."""
        ...

    def regroup(self, old: Sequence[frozenset[Key]], new: Sequence[frozenset[Key]]) -> None:
        """Puts the new groups in the place of the old ones."""
        ...
