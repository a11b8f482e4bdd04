"""How one telling stands to another: the types of links (LEDGER section 7), each with its reason in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from onrecord.lexicon import phrases
from onrecord.link.telling import Compared, compare
from onrecord.link.wording import differences
from onrecord.types.claim import LinkType
from onrecord.types.point import Point

#: Reports of one occasion come out within so many days of each other.
_OCCASION = 3
#: Words in one piece that make a wording the same; fewer where they are all of the shorter telling.
_RUN, _RUN_OF_ALL = 4, 2
#: A telling that lacks words of this weight, and adds less than half of that, leaves out a part that means something.
_PART = 1.2
#: How many words a reason names.
_NAMED = 4
_DENYING = frozenset({"deny", "refuse"})
_CHARGING = frozenset({"accuse", "criticise", "assert", "threaten", "demand", "request"})


class Relation(NamedTuple):
    """A type and its reason; `forward` where it runs from the first point to the second, else the other way."""

    type: LinkType
    reason: str
    forward: bool = True


def relations(a: Point, b: Point) -> tuple[Relation, ...]:
    """The types of link between two points that say the same, or speak to it; never none."""
    found = compare(a, b)
    turned = _turned(a, b)
    if turned:
        return (turned,)
    if one_utterance(a, b):
        return (_wording(a, b, found), *_losses(a, b, found))
    return (_between_speakers(a, b, found),)


def one_utterance(a: Point, b: Point) -> bool:
    """Whether two points can be one saying on one occasion: the same voice, and days that fit."""
    return _one_occasion(a, b) and one_voice(a, b)


def one_voice(a: Point, b: Point) -> bool:
    """Whether the same one speaks; an outlet's own sentence may be anyone's, where its words are quoted elsewhere."""
    if not a.names or not b.names:
        return not a.names or not b.names
    return bool(set(a.names) & set(b.names)) or bool(_last(a) & _last(b))


def _last(point: Point) -> set[str]:
    return {name.split()[-1] for name in point.names}


def _one_occasion(a: Point, b: Point) -> bool:
    if a.time and b.time and len(a.time) == len(b.time) == len("2022-04-22"):
        return a.time == b.time
    return not a.published or not b.published or abs((a.published - b.published).days) <= _OCCASION


def _turned(a: Point, b: Point) -> Relation | None:
    """A contradiction, whoever speaks: nothing but a negation, in their words or cues, stands between the two."""
    if a.negated == b.negated:
        return None
    found = differences(a.text, b.text)
    if any(each.kind != "negation" for each in found):
        return None
    words = ", ".join(f"“{each.a or each.b}”" for each in found[:_NAMED])
    return Relation(
        "contradicts", f"only one of them has {words}" if words else "only of one is it said that it is not so"
    )


def _wording(a: Point, b: Point, found: Compared) -> Relation:
    """The same words in quotation marks, or other ones; what an outlet prints unmarked may be the source itself."""
    least = min(_RUN, max(_RUN_OF_ALL, min(len(a.text.split()), len(b.text.split())) - 1))
    source = a.statement is None or b.statement is None
    quoted = (a.marked and b.marked) or (source and (a.marked or b.marked))
    drift = _drift(a, b) if quoted else ""
    if quoted and found.words_in_run >= least:
        return Relation("same_wording", "; ".join(filter(None, (f"both have “{found.run}”", drift))))
    if drift and 2 * len(found.shared) >= min(len(set(a.words)), len(set(b.words))):
        return Relation("reworded", drift)
    if found.swapped:
        pairs = ", ".join(f"“{one}” against “{other}”" for one, other in found.swapped[:_NAMED])
        return Relation("reworded", pairs)
    return Relation("reworded", f"both speak of {_listed(found.shared)}" if found.shared else "the same in other words")


def _drift(a: Point, b: Point) -> str:
    """What one quotation has in place of the other's words, or of number, doubt or negation on one side alone."""
    found = [each for each in differences(a.text, b.text) if each.kind not in ("left_out", "added", "order")]
    told = (
        f"“{each.a}” against “{each.b}”" if each.a and each.b else f"one has “{each.a or each.b}”" for each in found
    )
    return ", ".join(islice(told, _NAMED))


def _losses(a: Point, b: Point, found: Compared) -> Iterator[Relation]:
    """What the one has and the other does not: a part, a mark of doubt, who passed it on."""
    if found.loss_a >= _PART and found.loss_a > 2 * found.loss_b:
        yield Relation("shortened", f"leaves out {_listed(_heaviest(found.only_a))}")
    elif found.loss_b >= _PART and found.loss_b > 2 * found.loss_a:
        yield Relation("shortened", f"leaves out {_listed(_heaviest(found.only_b))}", forward=False)
    for one, other, forward in ((a, b, True), (b, a, False)):
        doubt = _hedge().search(one.text)
        if one.hedged and doubt and not other.hedged and not _hedge().search(other.text):
            yield Relation("lost_hedge", f"does not say “{doubt.group()}”", forward)
        if one.relay and other.statement and not other.relay:
            yield Relation("lost_relay", f"does not say that it came by {', '.join(one.relay)}", forward)


def _between_speakers(a: Point, b: Point, found: Compared) -> Relation:
    about = _listed(found.shared) if found.shared else "the same"
    other_voice = not one_voice(a, b)
    if other_voice and (a.act == "deny") != (b.act == "deny"):
        denier = a if a.act == "deny" else b
        return Relation("denies", f"{denier.speaker or 'the outlet'} denies what the other says of {about}")
    if other_voice and _answers(a, b):
        return Relation("responds", f"the one speaks to what the other says of {about}")
    return Relation("restates", f"both speak of {about}")


def _answers(a: Point, b: Point) -> bool:
    """Whether one of them refuses what the other asks for or charges."""
    return (a.act in _DENYING and b.act in _CHARGING) or (b.act in _DENYING and a.act in _CHARGING)


def _heaviest(words: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    kept = {word for word, _ in sorted(words, key=lambda each: -each[1])[:_NAMED]}
    return tuple(word for word, _ in words if word in kept)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_NAMED])


@cache
def _hedge() -> re.Pattern[str]:
    """Marks of doubt, and words that loosen a number where one follows."""
    doubts, loose = "|".join(phrases("hedges", "content")), "|".join(phrases("links", "loose"))
    return re.compile(rf"\b(?:{doubts}|(?:{loose})(?=\s+[\d$€£]))\b", re.IGNORECASE)
