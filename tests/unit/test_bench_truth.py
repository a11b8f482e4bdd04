"""The truth of the benchmark's world agrees with its words, and a linking is scored against it as it deserves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import get_args

from benchmarks.world import Document, Options, Relation, Telling, World, names, pairs, relation
from benchmarks.world.score import SAYS, Score
from onrecord.types import Claim, ClaimKind, Link, LinkType, Member, Span, Statement
from tests.unit.sample_readings import demo

SMALL = Options(chapter=150)


@cache
def chapter() -> list[Document]:
    return list(World([demo()], SMALL).documents(0, SMALL.chapter))


@cache
def told() -> dict[tuple[str, str], tuple[Document, Statement, Telling]]:
    return {
        (document.reading.article.name, one.id): (document, one, document.tellings[one.id])
        for document in chapter()
        for one in document.reading.statements
        if one.id in document.tellings
    }


def words(key: tuple[str, str]) -> str:
    document, one, _ = told()[key]
    return " ".join(span.words(document.reading.article.text) for span in one.content)


def related(kind: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    listed = [(document.reading.article.name, document.tellings) for document in chapter()]
    return [pair for pair, found in pairs(listed) if found == kind]


def test_every_relation_happens() -> None:
    assert all(related(kind) for kind in get_args(Relation))
    assert set(get_args(Relation)) == set(SAYS)


def test_tellings_are_statements_of_their_speakers() -> None:
    for document, one, telling in told().values():
        speaker = next(entity for entity in document.reading.entities if entity.id == one.speaker)
        assert speaker.name == names.person(telling.speaker).name
        assert (one.act == "deny") == telling.denies
        numbers = [quantity.low for quantity in one.quantities]
        assert numbers == ([] if telling.value is None else [telling.value])


def test_one_utterance_has_one_speaker_one_day_and_much_the_same_words() -> None:
    for a, b in related("utterance"):
        (_, one, telling), (_, other, _) = told()[a], told()[b]
        assert one.time == other.time
        assert telling.speaker == told()[b][2].speaker
        shared = set(re.findall(r"\w+", words(a).lower())) & set(re.findall(r"\w+", words(b).lower()))
        assert len(shared) >= 3
    same = [words(a) == words(b) for a, b in related("utterance")]
    assert any(same)
    assert not all(same)


def test_quotations_of_one_utterance_are_word_for_word() -> None:
    quoted = [(a, b) for a, b in related("utterance") if words(a)[0] == words(b)[0] == "“"]
    assert quoted
    for a, b in quoted:
        short, long = sorted((words(a).strip("“”,"), words(b).strip("“”,")), key=len)
        assert long.startswith(short)


def test_numbers_that_move_are_later_and_numbers_that_differ_are_of_the_same_day() -> None:
    for a, b in related("updates"):
        assert told()[a][1].time != told()[b][1].time
        assert told()[a][2].value != told()[b][2].value
    for a, b in related("number_differs"):
        assert told()[a][1].time == told()[b][1].time
        assert told()[a][2].speaker != told()[b][2].speaker


def test_a_relation_is_the_same_both_ways_and_none_beyond_one_saying() -> None:
    seen = [telling for _, _, telling in told().values()][:150]
    assert all(relation(a, b) == relation(b, a) for a in seen for b in seen)
    assert relation(seen[0], seen[0]._replace(saying="another")) is None


def test_reprints_are_nearly_the_whole_text_of_another_outlet() -> None:
    families = defaultdict(list)
    for document in chapter():
        families[document.family].append(document)
    copied = [family for family in families.values() if len(family) > 1]
    assert copied
    for first, second, *_ in copied[:5]:
        short, long = sorted((d.reading.article.text.split() for d in (first, second)), key=len)
        same = sum(block.size for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks())
        assert same > 0.9 * len(short)
        few = min(len(d.reading.statements) for d in (first, second))
        assert [s.id for s in first.reading.statements[:few]] == [s.id for s in second.reading.statements[:few]]


def perfect() -> Iterator[Claim]:
    """The claims of a linking that knows the truth."""
    listed = [(d.reading.article.name, d.tellings) for d in chapter() if not d.reprint]
    for (a, b), kind in pairs(listed):
        if kind == "utterance" or kind == "claim":
            yield claim(a, b, "restates", kind)
        else:
            yield claim(a, b, kind)
    families: dict[str, str] = {}
    for document in sorted(chapter(), key=lambda one: one.reprint):
        name = document.reading.article.name
        if document.family in families:
            yield claim((families[document.family], "s1"), (name, "s1"), "wire_copy")
        families.setdefault(document.family, name)


def claim(a: tuple[str, str], b: tuple[str, str], said: LinkType, kind: ClaimKind = "claim") -> Claim:
    members = tuple(Member(document, document, Span(0, 1), one) for document, one in (a, b))
    return Claim(f"{a}{b}", kind, None, "", members, (Link(0, 1, said, 1.0, ""),))


def scored(claims: list[Claim]) -> dict[str, dict[str, float | int | None]]:
    score = Score()
    score.add(chapter(), claims)
    return score.report()


def test_a_perfect_linking_scores_one_everywhere() -> None:
    report = scored(list(perfect()))
    for kind in SAYS:
        assert report[kind] == {"pairs": report[kind]["pairs"], "recall": 1.0, "type_right": 1.0}
    assert report["wire_copy"]["recall"] == 1.0
    assert report["proposed as utterance"]["precision"] == report["proposed as claim"]["precision"] == 1.0


def test_what_is_missed_or_wrong_costs() -> None:
    claims = list(perfect())
    half = scored(claims[: len(claims) // 2])
    assert 0 < (half["utterance"]["recall"] or 0) < 1
    assert half["wire_copy"]["recall"] == 0
    a, b = related("number_differs")[0][0], related("denies")[0][0]
    wrong = scored([claim(a, b, "restates"), claim(a, ("elsewhere", "s1"), "restates")])
    assert wrong["proposed as claim"] == {"pairs": 2, "precision": 0.0}
    assert wrong["claim"]["recall"] == 0
    mistyped = scored([claim(*related("denies")[0], "restates")])
    assert mistyped["denies"]["type_right"] == 0


def test_no_linking_at_all_has_no_precision() -> None:
    report = scored([])
    assert report["utterance"]["recall"] == 0
    assert report["utterance"]["type_right"] is None
