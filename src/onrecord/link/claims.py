"""Groups of points as Claims: what was one utterance, what several said, what they counted, and every link's reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from onrecord.link.copies import copied_in, reprinted, same_words, witnesses
from onrecord.link.figures import Figure, figures
from onrecord.link.figures import pairs as figure_pairs
from onrecord.link.group import parted
from onrecord.link.memory import MemoryIndex
from onrecord.link.relations import Relation, denies, disputed, one_utterance, relations
from onrecord.types import Claim, ClaimKind, Link, Member, Span
from onrecord.types.point import Key, Point

#: Links are told between all members of a claim up to this size; beyond it, to so many of the likeliest others that
#: agree, and to as many as make a small claim of those that deny or are denied.
_ALL, _NEAREST = 16, 6
#: What one telling of an utterance lost is told there, and not again in the claim that holds the utterance.
_LOSSES = frozenset({"shortened", "lost_hedge", "lost_relay"})

Scores = Mapping[tuple[Key, Key], float]
#: Whether two documents, given by id, are copies of one text.
Copied = Callable[[str, str], bool]


@dataclass(frozen=True)
class _Telling:
    """Neighbouring points of one statement, as one member."""

    points: tuple[Point, ...]

    @property
    def first(self) -> Point:
        return self.points[0]

    @cached_property
    def whole(self) -> Point:
        """All that is told here as one point."""
        if len(self.points) == 1:
            return self.first
        return replace(
            self.first,
            span=self.span,
            text=" ".join(point.text for point in self.points),
            words=tuple(word for point in self.points for word in point.words),
            weights=tuple(weight for point in self.points for weight in point.weights),
            marked=any(point.marked for point in self.points),
            negated=any(point.negated for point in self.points),
        )

    @property
    def span(self) -> Span:
        return Span(self.points[0].span.start, self.points[-1].span.end)


def claims(index: MemoryIndex, least: float = 0.0) -> list[Claim]:
    """Every claim of the documents in an index, in the order of their first words; `least` is as in `parted`."""
    made: list[Claim] = []
    copied = copied_in(index)
    for group in index.all_groups():
        points, scores = [index.documents[document][n] for document, n in group], index.scores(group)
        for part in parted(points, scores, least):
            made += describe(part, scores, copied)
    return made


def describe(points: Iterable[Point], scores: Scores, copied: Copied) -> Iterator[Claim]:
    """The claims of one group: what is one utterance, all of it where that is more, and each counted thing.

    A group without a statement of anybody makes none.
    """
    order = sorted(points, key=lambda point: (point.published is None, point.published, point.name, point.n))
    tellings = list(_tellings(order))
    if not _somebody_says(tellings):
        return
    utterances = list(_utterances(tellings))
    if len(utterances) > 1:
        yield _claim("claim", tellings, scores, copied)
    yield from (_claim("utterance", each, scores, copied) for each in utterances if _somebody_says(each))
    yield from filter(lambda claim: claim.links, (_quantity_claim(group, copied) for group in figures(order)))


def _somebody_says(tellings: Sequence[_Telling]) -> bool:
    """Whether there are several tellings, and not only outlets' own."""
    return len(tellings) > 1 and any(telling.first.statement for telling in tellings)


def _tellings(points: Sequence[Point]) -> Iterator[_Telling]:
    """The points with those joined that follow each other in one statement."""
    run: list[Point] = []
    for point in points:
        last = run[-1] if run else None
        follows = last and last.document == point.document and last.n + 1 == point.n
        if not follows or not point.statement or last is None or last.statement != point.statement:
            if run:
                yield _Telling(tuple(run))
            run = []
        run.append(point)
    if run:
        yield _Telling(tuple(run))


def _utterances(tellings: Sequence[_Telling]) -> Iterator[list[_Telling]]:
    """The tellings by whose saying on which occasion they are; an outlet's own words go with whom they fit first."""
    groups: list[list[_Telling]] = []
    for telling in sorted(tellings, key=lambda each: each.first.statement is None):
        home = next((g for g in groups if all(one_utterance(telling.first, other.first) for other in g)), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    return iter(groups)


def _claim(kind: ClaimKind, tellings: Sequence[_Telling], scores: Scores, copied: Copied) -> Claim:
    members = tuple(_member(telling) for telling in tellings)
    fullest = max((t for t in tellings if t.first.statement), key=lambda t: sum(sum(p.weights) for p in t.points))
    text = " … ".join(point.text for point in fullest.points)
    links = tuple(_links(kind, tellings, scores, copied))
    independent = witnesses(members, copied, [(link.a, link.b) for link in links if link.type == "wire_copy"])
    return Claim(_id(kind, members), kind, _speaker(members), text, members, links, independent)


def _links(kind: ClaimKind, tellings: Sequence[_Telling], scores: Scores, copied: Copied) -> Iterator[Link]:
    for i, j in _linked(tellings, scores):
        score = _score(tellings[i], tellings[j], scores)
        for relation in _relations(tellings[i].whole, tellings[j].whole, copied):
            if kind == "claim" and relation.type in _LOSSES:
                continue
            a, b = (i, j) if relation.forward else (j, i)
            yield Link(a, b, relation.type, score, relation.reason)


def _relations(a: Point, b: Point, copied: Copied) -> tuple[Relation, ...]:
    found = relations(a, b)
    if same_words(a, b) and copied(a.document, b.document):
        return (*found, Relation("wire_copy", "the same words, in two reports that share most of their text"))
    if text := reprinted(a, b):
        return (*found, Relation("wire_copy", f"both print “{text}” as their own words"))
    return found


def _linked(tellings: Sequence[_Telling], scores: Scores) -> Iterator[tuple[int, int]]:
    """Which two tellings have links: all of a small claim; of a large one each with the likeliest before it.

    Those that it agrees with and those that deny it, or that it denies, are counted apart.
    """
    if len(tellings) <= _ALL:
        yield from combinations(range(len(tellings)), 2)
        return
    deny = [denies(telling.whole) for telling in tellings]
    for j in range(1, len(tellings)):
        ranked = sorted(range(j), key=lambda i: -_score(tellings[i], tellings[j], scores))
        sides: tuple[list[int], list[int]] = ([], [])
        for i in ranked:
            sides[deny[i] != deny[j] and disputed(tellings[i].whole, tellings[j].whole)].append(i)
        yield from ((i, j) for i in sorted((*sides[0][:_NEAREST], *sides[1][:_ALL])))


def _score(a: _Telling, b: _Telling, scores: Scores) -> float:
    """The best score of their points; 0 where only others tie them together."""
    keys = [(p.key, q.key) for p in a.points for q in b.points]
    return max(max(scores.get((one, other), 0.0), scores.get((other, one), 0.0)) for one, other in keys)


def _quantity_claim(group: Sequence[Figure], copied: Copied) -> Claim:
    members = tuple(
        Member(p.document, p.name, _counted(p, q.span, q.unit), p.statement, p.speaker, p.relay, q) for p, q in group
    )
    links = []
    for i, j, relation in figure_pairs(group):
        a, b = (i, j) if relation.forward else (j, i)
        links.append(Link(a, b, relation.type, 1.0, relation.reason))
    counted = group[0][1].unit
    independent = witnesses(members, copied)
    return Claim(_id("quantity", members), "quantity", _speaker(members), counted, members, tuple(links), independent)


def _counted(point: Point, span: Span, unit: str) -> Span:
    """The number with what it counts, where that follows it."""
    after = point.text[span.end - point.span.start :]
    found = after.find(unit)
    return Span(span.start, span.end + found + len(unit)) if unit and 0 <= found <= len(unit) else span


def _member(telling: _Telling) -> Member:
    first = telling.first
    return Member(first.document, first.name, telling.span, first.statement, first.speaker, first.relay)


def _speaker(members: Sequence[Member]) -> str | None:
    """The one speaker of all members that have one; None where there are several."""
    speakers = {member.speaker for member in members if member.speaker}
    return speakers.pop() if len(speakers) == 1 else None


def _id(kind: ClaimKind, members: Sequence[Member]) -> str:
    """A digest of the kind and the members' places: the same claim has the same id everywhere."""
    parts = [kind, *sorted(f"{m.document}:{m.span.start}:{m.span.end}" for m in members)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
