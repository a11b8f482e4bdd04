"""How one telling stands to another: the types of links (LEDGER section 7), each with its reason in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from onrecord.lexicon import phrases
from onrecord.lexicon.nouns import pronouns
from onrecord.link.polarity import asserts, said_and_not_said
from onrecord.link.telling import Compared, compare, quoted_in
from onrecord.link.wording import differences
from onrecord.link.words import own_person, pattern, telling
from onrecord.types.claim import LinkType
from onrecord.types.point import Point

#: Reports of one occasion come out within so many days of each other.
_OCCASION = 1
#: Words in one piece that make a wording the same; fewer where they are all of the shorter telling.
_RUN, _RUN_OF_ALL = 4, 2
#: Reports quote alike what is in one piece in as much of the shorter telling.
_MOST = 0.6
#: A telling that lacks words of this weight, and adds less than half of that, leaves out a part that means something.
_PART = 1.2
#: Names of one thing begin alike: Zelensky and Zelenskyy, Ukraine and Ukrainians.
_STEM = 4
#: One word alone, with "not" in its cue, is nothing said: "called the attack …", "did not call that attack …".
_SAID = 2
#: How many words a reason names.
_NAMED = 4
_CHARGING = frozenset({"accuse", "criticise", "assert", "threaten", "demand", "request"})


class Relation(NamedTuple):
    """A type and its reason; `forward` where it runs from the first point to the second, else the other way."""

    type: LinkType
    reason: str
    forward: bool = True


def relations(a: Point, b: Point) -> tuple[Relation, ...]:
    """The types of link between two points that say the same, or speak to it; never none."""
    found = compare(a, b)
    turned = _turned(a, b, found) or _opposed(a, b)
    if turned:
        return (turned,)
    if one_utterance(a, b):
        return (_wording(a, b, found), *_losses(a, b, found))
    return (_quoted_alike(a, b, found) or _between_speakers(a, b, found),)


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


def days_said(a: Point, b: Point) -> tuple[str, str] | None:
    """The days on which both were said; None where a day of one is not known."""
    if a.time and b.time and len(a.time) == len(b.time) == len("2022-04-22"):
        return a.time, b.time
    return None


def _one_occasion(a: Point, b: Point) -> bool:
    if said := days_said(a, b):
        return said[0] == said[1]
    return not a.published or not b.published or abs((a.published - b.published).days) <= _OCCASION


def _turned(a: Point, b: Point, shared: Compared) -> Relation | None:
    """A contradiction, whoever speaks: nothing but a negation, in their words or cues, stands between the two."""
    half = (max(len(set(a.words)), len(set(b.words))) - 1) / 2  # the negation itself is no word that both can have
    if a.negated == b.negated or denies(a) != denies(b) or len(shared.shared) < max(1, half):
        return None
    if not (asserts(a) and asserts(b)) or (a.document == b.document and one_utterance(a, b)):
        return None  # "On some levels it is, on others it is not": one who says both sets them side by side
    found = differences(a.text, b.text)
    if any(each.kind != "negation" or (each.a and each.b and _tells(each.a, each.b)) for each in found):
        return None
    if not found and len(shared.shared) < _SAID:
        return None
    words = ", ".join(f"“{each.a or each.b}”" for each in found[:_NAMED])
    reason = f"only one of them has {words}" if words else "only of one is it said that it is not so"
    return Relation("contradicts", f"{reason}{_change_of_position(a, b)}")


def _tells(*texts: str) -> bool:
    """Whether there is more in texts than a negation: "we are looking for" against "there is no"."""
    return any(telling(pattern("negation").sub("", text)) for text in texts)


def _opposed(a: Point, b: Point) -> Relation | None:
    """A contradiction of two speakers: one says that something is so, the other that it is not, with more about it."""
    if denies(a) or denies(b) or not _two_speakers(a, b):
        return None
    found = said_and_not_said(a, b)
    return Relation("contradicts", f"“{found[0]}” against “{found[1]}”") if found else None


def _two_speakers(a: Point, b: Point) -> bool:
    """Whether it is known that two speak; that reports call both "he" does not make them one."""
    one, other = ({name for name in point.names if name not in pronouns()} for point in (a, b))
    return bool(one and other) and not one_voice(replace(a, names=tuple(one)), replace(b, names=tuple(other)))


def _change_of_position(a: Point, b: Point) -> str:
    """The two days of one speaker who says otherwise on another day; empty for anyone else."""
    first, second = (point.time or (point.published and point.published.isoformat()) for point in (a, b))
    changed = a.names and b.names and one_voice(a, b) and not _one_occasion(a, b) and first and second
    return f"; {a.speaker} spoke on {first} and on {second}" if changed else ""


def _quoted_alike(a: Point, b: Point, found: Compared) -> Relation | None:
    """Words that two reports quote alike, whoever is said to have said them, and whenever."""
    same = found.run if a.marked and b.marked and _alike(a, b, found) else quoted_in(a, b)
    return Relation("same_wording", f"both have “{same}”") if same else None


def _wording(a: Point, b: Point, found: Compared) -> Relation:
    """The same words in quotation marks, or other ones; what an outlet prints unmarked may be the source itself."""
    shorter = min(_length(a), _length(b))
    source = a.statement is None or b.statement is None
    quoted = (a.marked and b.marked) or (source and (a.marked or b.marked)) or _own_words(a, b, found)
    drift = _drift(a, b) if quoted else ""
    if quoted and found.words_in_run >= min(_RUN, max(_RUN_OF_ALL, shorter - 1)):
        return Relation("same_wording", "; ".join(filter(None, (f"both have “{found.run}”", drift))))
    if fragment := quoted_in(a, b):
        return Relation("same_wording", f"both have “{fragment}”")
    if drift and 2 * len(found.shared) >= min(len(set(a.words)), len(set(b.words))):
        return Relation("reworded", drift)
    swapped = [pair for pair in dict.fromkeys(found.swapped) if not _two_names(pair, a, b)]
    if swapped:
        pairs = ", ".join(f"“{one}” against “{other}”" for one, other in swapped[:_NAMED])
        return Relation("reworded", pairs)
    if a.words == b.words:
        return Relation("reworded", "the same words, not marked as quoted")
    return Relation("reworded", f"both speak of {_listed(found.shared)}" if found.shared else "the same in other words")


def _alike(a: Point, b: Point, found: Compared) -> bool:
    """Whether most of the shorter telling stands in the other in one piece."""
    return found.words_in_run >= max(_RUN, _MOST * min(_length(a), _length(b)))


def _length(point: Point) -> int:
    """How many words a point has."""
    return len(point.text.split())


def _own_words(a: Point, b: Point, found: Compared) -> bool:
    """Whether unmarked words are the source's own: all but alike, and marked in one report or in the first person."""
    return _alike(a, b, found) and (a.marked or b.marked or bool(own_person().search(found.run)))


def _two_names(pair: tuple[str, str], a: Point, b: Point) -> bool:
    """Whether both words are names, of two things: "Russia" is no other wording of "Ukraine"."""
    one, other = pair
    names = one in _capitalised(a.text) and other in _capitalised(b.text)
    return names and one[:_STEM] != other[:_STEM]


def _capitalised(text: str) -> set[str]:
    return {word for word, at in telling(text) if text[at].isupper()}


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
        if doubt := _lost_doubt(one, other):
            yield Relation("lost_hedge", f"does not say “{doubt}”", forward)
        if one.relay and other.statement and not other.relay:
            yield Relation("lost_relay", f"does not say that it came by {', '.join(one.relay)}", forward)


def _lost_doubt(one: Point, other: Point) -> str:
    """The mark of doubt that stands before a word that the other tells without any; empty where there is none."""
    if _hedge().search(_unmarked(other.text)):
        return ""
    text = _unmarked(one.text)
    for doubt in _hedge().finditer(text):
        doubted = telling(text[doubt.end() :])
        if doubted and doubted[0][0] in other.words:
            return doubt.group()
    return ""


def _between_speakers(a: Point, b: Point, found: Compared) -> Relation:
    about = _listed(found.shared) if found.shared else "the same"
    if disputed(a, b):
        speaker = (a if denies(a) else b).speaker or "the outlet"
        return Relation("denies", f"{speaker} denies what the other says of {about}")
    if not one_voice(a, b) and _answers(a, b):
        return Relation("responds", f"the one refuses what the other says of {about}")
    return Relation("restates", f"both speak of {about}")


def disputed(a: Point, b: Point) -> bool:
    """Whether one speaker denies what another says; two who both say that it is not so agree."""
    if one_voice(a, b) or denies(a) == denies(b):
        return False
    return not (b if denies(a) else a).negated


def denies(point: Point) -> bool:
    """Whether a telling says of something that it is not so: by its act, or by words such as "baseless"."""
    return point.act == "deny" or bool(point.statement and pattern("denial").search(point.text))


def _answers(a: Point, b: Point) -> bool:
    """Whether one of them refuses what the other asks for or charges."""
    return (a.act == "refuse" and b.act in _CHARGING) or (b.act == "refuse" and a.act in _CHARGING)


def _heaviest(words: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    kept = {word for word, _ in sorted(words, key=lambda each: -each[1])[:_NAMED]}
    return tuple(word for word, _ in words if word in kept)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_NAMED])


def _unmarked(text: str) -> str:
    """The text without quotation marks, which may part a mark of doubt: appeared “to be over”."""
    return re.sub('[“”"„«»]', "", text)


@cache
def _hedge() -> re.Pattern[str]:
    """Marks of doubt, and words that loosen a number where one follows."""
    doubts = "|".join((*phrases("hedges", "content"), *phrases("links", "doubt")))
    loose = "|".join(phrases("links", "loose"))
    return re.compile(rf"\b(?:{doubts}|(?:{loose})(?=\s+[\d$€£]))\b", re.IGNORECASE)
