"""How much of a world's truth a linking has found: pair recall, precision and link types, by kind of relation.

As in the scorer for real stories, a pair of statements is found when one claim holds both. Of an original and its
reprints only the original is asked for in full: a linking may collapse reprints, so for them it is asked whether the
two documents are told to be one text (`wire_copy`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.world.document import Document
from benchmarks.world.truth import Pair, Relation, Telling, pairs, relation
from onrecord.types import Claim, LinkType

#: Which types of links say a relation.
SAYS: dict[Relation, frozenset[LinkType]] = {
    "utterance": frozenset({"same_wording", "reworded", "shortened", "restates"}),
    "claim": frozenset({"restates", "reworded", "same_wording", "shortened"}),
    "number_differs": frozenset({"number_differs", "contradicts"}),
    "updates": frozenset({"updates"}),
    "denies": frozenset({"denies", "contradicts", "responds"}),
}
Ratio = dict[str, float | int | None]


@dataclass(slots=True)
class Score:
    """Counts of pairs in two documents, by relation: in truth, found, found with a type that says the relation.

    `proposed` and `right` count the linking's own pairs; `copies` and `collapsed` the reprints and those found.
    """

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    proposed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    copies: int = 0
    collapsed: int = 0

    def add(self, documents: Sequence[Document], claims: Iterable[Claim]) -> None:
        """Counts one chapter: all of its documents, and all claims with a member in it."""
        truth = _Truth(documents)
        said: dict[Pair, set[LinkType]] = {}
        copied: set[frozenset[str]] = set()
        for claim in claims:
            names = [member.name for member in claim.members]
            copied.update(frozenset((names[k.a], names[k.b])) for k in claim.links if k.type == "wire_copy")
            for pair, types in _linked(claim):
                said.setdefault(pair, set()).update(types)
                self.proposed[claim.kind] += 1
                self.right[claim.kind] += truth.related(pair)
        for pair, true in pairs(truth.originals()):
            self.wanted[true] += 1
            self.found[true] += pair in said
            self.typed[true] += bool(said.get(pair, set()) & SAYS[true])
        self._count_copies(truth, copied)

    def report(self) -> dict[str, Ratio]:
        """Recall and right types by relation, precision by kind of claim; None where there is nothing to count."""
        by_relation: dict[str, Ratio] = {
            kind: {
                "pairs": self.wanted[kind],
                "recall": _share(self.found[kind], self.wanted[kind]),
                "type_right": _share(self.typed[kind], self.found[kind]),
            }
            for kind in SAYS
        }
        copies: Ratio = {"pairs": self.copies, "recall": _share(self.collapsed, self.copies)}
        precision: dict[str, Ratio] = {
            f"proposed as {kind}": {"pairs": count, "precision": _share(self.right[kind], count)}
            for kind, count in sorted(self.proposed.items())
        }
        return {**by_relation, "wire_copy": copies, **precision}

    def _count_copies(self, truth: _Truth, copied: set[frozenset[str]]) -> None:
        for family in truth.families().values():
            reprints = [name for name in family if truth.documents[name].reprint]
            for name in reprints:
                others = (other for other in family if other != name)
                self.copies += len(family) > 1
                self.collapsed += any(frozenset((name, other)) in copied for other in others)


class _Truth:
    """The truth of one chapter by the names of documents and statements."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = {document.reading.article.name: document for document in documents}

    def originals(self) -> Iterator[tuple[str, dict[str, Telling]]]:
        """What the documents tell that are no reprints."""
        return ((name, made.tellings) for name, made in self.documents.items() if not made.reprint)

    def families(self) -> dict[str, list[str]]:
        """Originals with their reprints."""
        found: dict[str, list[str]] = {}
        for name, made in self.documents.items():
            found.setdefault(made.family, []).append(name)
        return found

    def related(self, pair: Pair) -> bool:
        """Whether the two tell of the same, or are one place of one text. Documents of two chapters share nothing."""
        (document, statement), (other_document, other_statement) = pair
        one, other = self.documents.get(document), self.documents.get(other_document)
        if one is None or other is None:
            return False
        if one.family == other.family and statement == other_statement:
            return True
        told, told_too = one.tellings.get(statement), other.tellings.get(other_statement)
        return bool(told and told_too and relation(told, told_too))


def _linked(claim: Claim) -> Iterator[tuple[Pair, set[LinkType]]]:
    """Every pair of a claim's statements in two documents, and the types of the links between them."""
    types: dict[tuple[int, int], set[LinkType]] = {}
    for link in claim.links:
        types.setdefault((min(link.a, link.b), max(link.a, link.b)), set()).add(link.type)
    members = [(number, m.name, m.statement) for number, m in enumerate(claim.members) if m.statement]
    for (a, name, statement), (b, other_name, other_statement) in combinations(members, 2):
        if name != other_name:
            one, other = (name, statement or ""), (other_name, other_statement or "")
            yield (min(one, other), max(one, other)), types.get((a, b), set())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
