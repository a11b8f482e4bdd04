"""An index for a handful of documents: dictionaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.types.point import Key, Point, Scored, Sketch

#: A story has no more reports than this, and all are compared; of more documents, each with those most like it.
STORY = 40


class MemoryIndex:
    """Up to some forty documents are all near each other; beyond that, those that share the most telling words."""

    def __init__(self, one_matter: bool = True) -> None:
        self.one_matter = one_matter
        self.documents: dict[str, Sequence[Point]] = {}
        self._sketches: dict[str, Sketch] = {}
        self._scores: dict[Key, dict[Key, float]] = {}
        self._groups: dict[Key, frozenset[Key]] = {}

    def near(self, sketch: Sketch) -> Iterable[str]:
        """The documents most like the sketch, in the order they came where they are few."""
        others = [other for other in self._sketches.values() if other.document != sketch.document]
        if len(others) > STORY:
            others = sorted(others, key=lambda other: -_likeness(sketch, other))[:STORY]
        return [other.document for other in others]

    def points(self, document: str) -> Sequence[Point]:
        """The points of a document, in order."""
        return self.documents[document]

    def add(self, sketch: Sketch, points: Sequence[Point], found: Sequence[Scored]) -> None:
        """Keeps a document's points and its pairs."""
        self.documents[sketch.document] = points
        self._sketches[sketch.document] = sketch
        for pair in found:
            self._scores.setdefault(pair.a.key, {})[pair.b.key] = pair.score

    def groups(self, keys: Collection[Key]) -> list[frozenset[Key]]:
        """The groups that have a point among `keys`."""
        return list(dict.fromkeys(self._groups[key] for key in keys if key in self._groups))

    def scores(self, keys: Collection[Key]) -> Mapping[tuple[Key, Key], float]:
        """The scores of the pairs among `keys`."""
        wanted = set(keys)
        found = ((key, self._scores.get(key, {})) for key in wanted)
        return {(key, other): score for key, others in found for other, score in others.items() if other in wanted}

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


def _likeness(one: Sketch, other: Sketch) -> float:
    """How much telling words two sketches share."""
    return sum(weight * other.terms.get(word, 0.0) for word, weight in one.terms.items())
