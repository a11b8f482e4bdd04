"""Scoring the slots of a matched pair of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from evaluation.counts import Count
from evaluation.names import Matching, normal
from evaluation.records import Counted, Ledger, Said
from evaluation.words import characters, moved

T = TypeVar("T")
#: Slots that always have a value are measured by accuracy, the others by F1, for empty is usual.
ALWAYS = ("quote_type", "act")
_SOMETIMES = ("channel", "time", "hedged", "negated")
#: Units that mean the same; a plural s is dropped from all others.
_UNITS = {
    "kilometers": "kilometre", "kilometres": "kilometre", "km": "kilometre", "dollars": "dollar", "usd": "dollar",
    "$": "dollar", "%": "percent", "percentage": "percent", "people": "person", "persons": "person",
}  # fmt: skip


def slot_counts(pair: tuple[Said, Said], ledgers: tuple[Ledger, Ledger], who: Matching) -> Iterator[tuple[str, Count]]:
    """(slot, count) of one matched (gold, predicted) pair. An always-filled slot counts 1 a pair on both sides."""
    gold, predicted = pair
    for slot in ALWAYS:
        yield slot, Count(int(gold.slots[slot] == predicted.slots[slot]), 1, 1)
    for slot in _SOMETIMES:
        a, b = gold.slots[slot] or None, predicted.slots[slot] or None
        yield slot, _single(a == b, a is not None, b is not None)
    for slot in ("addressee", "target"):
        a, b = gold.people[slot], predicted.people[slot]
        yield slot, _single(who.same(a, b), a in ledgers[0].entities, b in ledgers[1].entities)
    yield "relay", _relays(gold.relay, predicted.relay, ledgers, who)
    yield "places", _bag(gold.places, predicted.places, lambda x, y: normal(x) == normal(y))
    yield "quantities", _bag(gold.quantities, predicted.quantities, same_quantity)
    for role, a_spans, b_spans in (("source", gold.source, predicted.source), ("cue", gold.cue, predicted.cue)):
        x = characters(ledgers[0].text, a_spans)
        y = characters(ledgers[0].text, moved(b_spans, ledgers[1].text, ledgers[0].text))
        yield role, _single(x == y, bool(x), bool(y))


def _relays(gold: Sequence[str], predicted: Sequence[str], ledgers: tuple[Ledger, Ledger], who: Matching) -> Count:
    wanted = [i for i in gold if i in ledgers[0].entities]
    given = [i for i in predicted if i in ledgers[1].entities]
    return Count(_in_order(wanted, given, who.same), len(given), len(wanted))


def same_quantity(a: Counted, b: Counted) -> bool:
    """Same bounds and approximation, and units that share a word ("wounded soldiers", "soldiers") or both have none."""
    units = _unit(a.unit), _unit(b.unit)
    bounds = (a.low, a.high, a.approximate) == (b.low, b.high, b.approximate)
    return bounds and (bool(units[0] & units[1]) or not any(units))


def _unit(written: str) -> set[str]:
    return {_UNITS.get(word, word.rstrip("s")) for word in normal(written).split()}


def _single(same: bool, in_gold: bool, in_predicted: bool) -> Count:
    return Count(int(same and in_gold and in_predicted), int(in_predicted), int(in_gold))


def _bag(gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]) -> Count:
    left = list(predicted)
    for wanted in gold:
        hit = next((i for i, given in enumerate(left) if same(wanted, given)), None)
        if hit is not None:
            del left[hit]
    return Count(len(predicted) - len(left), len(predicted), len(gold))


def _in_order(gold: Sequence[str], predicted: Sequence[str], same: Callable[[str, str], bool]) -> int:
    """Length of the longest common subsequence."""
    lengths = [0] * (len(predicted) + 1)
    for wanted in gold:
        before = lengths
        lengths = [0]
        for j, given in enumerate(predicted):
            lengths.append(before[j] + 1 if same(wanted, given) else max(before[j + 1], lengths[j]))
    return lengths[-1]
