"""How likely two points say the same: a learnt weighing of what they have in common.

Logistic regression, fitted by `training.claims` on stories annotated by hand; the weights are `weights.json`: those for
words alone, and those for words with meanings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.link.pairs import all_pairs
from onrecord.link.scope import of_other_things
from onrecord.link.side import Floats, Side, has_meanings
from onrecord.types.point import Point, Scored

_WEIGHTS = Path(__file__).with_name("weights.json")
#: Pairs less likely than this are forgotten: even several of them would not make a claim.
FLOOR = 0.1
#: Documents that were not given as of one matter are seldom of one where their words are little alike: below the second
#: cosine doubts begin, at the first they are whole, and taken off the log-odds of each pair. Of 400 pairs that a ledger
#: of 546 reports had linked and that were read by eye, .75 of those still linked are right with it (.57 without), and
#: .77 of the right ones are still linked (evaluation/stream.py).
_STRANGE, _ALIKE, _DOUBT = 0.2, 0.35, 1.2
#: So many documents are compared in one go; with long ones, that takes some ten megabytes for a moment.
_AT_ONCE = 16


def scored(
    own: Sequence[Point], others: Sequence[Sequence[Point]], floor: float = FLOOR, *, one_matter: bool = True
) -> Iterator[Scored]:
    """The pairs of a document's points with those of others that are at least `floor` likely to say the same.

    Points whose shares or sums are all of other things are no pair. Documents are compared by meaning where both have
    theirs, whatever the rest has. `one_matter` says whether they are known to be reports of one.
    """
    a = Side([own])
    meant = [other for other in others if has_meanings(other)]
    plain = [other for other in others if not has_meanings(other)]
    for each in (*_batches(meant), *_batches(plain)):
        b = Side(each)
        found = all_pairs(a, b)
        doubt = np.zeros(len(each), np.float32) if one_matter else _doubt(a.likeness(b)[0])
        chances = likelihood(found.features, doubt[b.document[found.b]])
        for n in np.flatnonzero(chances >= floor).tolist():
            one, other = a.points[found.a[n]], b.points[found.b[n]]
            if not of_other_things(one, other):
                yield Scored(one, other, round(float(chances[n]), 4))


def _batches(documents: Sequence[Sequence[Point]]) -> Iterator[Sequence[Sequence[Point]]]:
    return (documents[at : at + _AT_ONCE] for at in range(0, len(documents), _AT_ONCE))


def _doubt(likeness: Floats) -> Floats:
    """What is taken off the log-odds of pairs of documents that are so alike."""
    doubt: Floats = _DOUBT * np.clip((_ALIKE - likeness) / (_ALIKE - _STRANGE), 0, 1)
    return doubt


def likelihood(features: Mapping[str, Floats], doubt: Floats) -> Floats:
    """The probabilities, 0 to 1, that the points of pairs with these features say the same.

    `doubt` is what is taken off the log-odds of each.
    """
    if not len(doubt):
        return np.zeros(0, np.float32)
    weights = _weights()["meaning" if "meaning" in features else "words"]
    learnt = np.array([weights.get(name, 0.0) for name in features], np.float32)
    total = learnt @ np.array(list(features.values())) - doubt
    chances: Floats = (1 / (1 + np.exp(-total))).astype(np.float32)
    return chances


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: Mapping[str, Mapping[str, float]] = json.loads(_WEIGHTS.read_text(encoding="utf8"))
    return loaded
