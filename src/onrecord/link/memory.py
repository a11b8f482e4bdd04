"""An index for a handful of documents: dictionaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.link.copies import copies
from onrecord.types.point import Key, Point, Scored, Sketch


class MemoryIndex:
    """Every document is near every other: a story's reports are few, and all are compared."""

    def __init__(self) -> None:
        self.documents: dict[str, Sequence[Point]] = {}
        self.pairs: dict[tuple[Key, Key], Scored] = {}
        self._groups: dict[Key, frozenset[Key]] = {}

    def near(self, sketch: Sketch) -> Iterable[str]:
        """All documents but the sketch's own, in the order they came."""
        return [document for document in self.documents if document != sketch.document]

    def points(self, document: str) -> Sequence[Point]:
        """The points of a document, in order."""
        return self.documents[document]

    def add(self, sketch: Sketch, points: Sequence[Point], found: Sequence[Scored]) -> None:
        """Keeps a document's points and its pairs."""
        self.documents[sketch.document] = points
        self.pairs.update({(pair.a.key, pair.b.key): pair for pair in found})

    def groups(self, keys: Collection[Key]) -> list[frozenset[Key]]:
        """The groups that have a point among `keys`."""
        return list(dict.fromkeys(self._groups[key] for key in keys if key in self._groups))

    def scores(self, keys: Collection[Key]) -> Mapping[tuple[Key, Key], float]:
        """The scores of the pairs among `keys`."""
        wanted = set(keys)
        return {pair: found.score for pair, found in self.pairs.items() if wanted.issuperset(pair)}

    def regroup(self, old: Sequence[frozenset[Key]], new: Sequence[frozenset[Key]]) -> None:
        """Puts the new groups in the place of the old ones."""
        for group in old:
            for key in group:
                del self._groups[key]
        for group in new:
            self._groups.update(dict.fromkeys(group, group))

    def all_groups(self) -> list[frozenset[Key]]:
        """Every group, in the order of its first point."""
        return list(dict.fromkeys(self._groups.values()))

    def copied(self, one: str, other: str) -> bool:
        """Whether two documents are copies of one text."""
        return one != other and copies(self.documents[one], self.documents[other])
