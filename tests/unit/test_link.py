"""Claims: which tellings are one, which are not, and what is said of how they differ."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.api import ClaimFilter, compare
from onrecord.link.claims import describe
from onrecord.link.copies import copies
from onrecord.link.group import grouped
from onrecord.link.linker import add, prepared
from onrecord.link.memory import MemoryIndex
from onrecord.link.pairs import pairs
from onrecord.link.points import points
from onrecord.link.relations import relations
from onrecord.link.side import Side
from onrecord.link.sketch import sketch
from onrecord.types import Block, Claim, Reading
from onrecord.types.point import Key
from tests.unit.sample_readings import demo, said, small
from tests.unit.sample_story import gazette, post, readout, story


def _with(found: tuple[Claim, ...], words: str, readings: list[Reading], kind: str) -> Claim:
    texts = {reading.article.name: reading.article.text for reading in readings}
    fitting = [
        claim for claim in found
        if claim.kind == kind and any(words in m.span.words(texts[m.name]) for m in claim.members)
    ]  # fmt: skip
    assert len(fitting) == 1, [claim.text for claim in found]
    return fitting[0]


def test_every_point_has_its_words_and_offsets() -> None:
    for reading in [*story(), demo()]:
        for n, point in enumerate(points(reading)):
            assert point.n == n
            assert point.span.words(reading.article.text) == point.text
            assert len(point.words) == len(point.weights) > 0
            assert all(0 < weight <= 2 for weight in point.weights)


def test_what_statements_cover_is_theirs_and_the_rest_the_outlets_own() -> None:
    made = points(gazette())
    own = [point.text for point in made if point.statement is None]
    assert own == ["An orchestra from Tessel opened the harvest fair with two waltzes."]
    assert {point.speaker for point in made if point.statement} == {"Radim Velkov", "Danica Oreld"}


def test_a_caption_gives_only_what_it_quotes() -> None:
    text = "The mayor opens a gate in Salis.\nShe speaks on the broken northern gates.\nShe said “gates held”."
    speech, quoted = said(text, ["the broken northern gates"]), said(text, ["“gates held”"], quote_type="direct")
    reading = small(text, speech, quoted)
    blocks = tuple(Block(block.span, "caption") for block in reading.article.blocks)
    captioned = replace(reading, article=replace(reading.article, blocks=blocks))
    of_outlet = "The mayor opens a gate in Salis."
    assert [point.text for point in points(reading)] == [of_outlet, "the broken northern gates", "“gates held”"]
    assert [point.text for point in points(captioned)] == ["“gates held”"]


def test_three_wordings_of_one_promise_are_one_claim() -> None:
    readings = story()
    promise = _with(compare(readings).claims, "Every miner who leaves", readings, "utterance")
    assert {member.name for member in promise.members} == {"post", "gazette", "readout"}
    assert promise.speaker == "Radim Velkov"
    assert promise.witnesses == 3


def test_links_say_what_differs_and_name_the_words() -> None:
    readings = [post(), gazette()]
    found = compare(readings).claims
    promise = _with(found, "Every miner who leaves", readings, "utterance")
    at = {member.name: n for n, member in enumerate(promise.members)}
    lost = next(link for link in promise.links if link.type == "lost_relay")
    assert (lost.a, lost.b) == (at["post"], at["gazette"])
    assert "president’s office" in lost.reason
    gates = next(c for c in found if c.kind == "utterance" and "locked" in c.text)
    same = next(link for link in gates.links if link.type == "same_wording")
    assert "locked the northern gates from the inside" in same.reason


def test_a_denial_stands_in_the_claim_that_it_denies() -> None:
    readings = [post(), gazette()]
    claim = _with(compare(readings).claims, "that the garrison had locked", readings, "claim")
    denial = next(n for n, member in enumerate(claim.members) if member.speaker == "Danica Oreld")
    assert any(link.type == "denies" and denial in (link.a, link.b) for link in claim.links)
    assert claim.speaker is None


@pytest.mark.parametrize(
    ("later", "kind"), [(date(2023, 4, 13), "number_differs"), (date(2023, 4, 15), "updates")]
)  # fmt: skip
def test_other_numbers_of_one_thing_differ_or_are_later(later: date, kind: str) -> None:
    other = gazette()
    metadata = replace(other.article.metadata, published=later)
    found = compare([post(), replace(other, article=replace(other.article, metadata=metadata))]).claims
    counted = next(claim for claim in found if claim.kind == "quantity")
    assert {member.value.low for member in counted.members if member.value} == {1400, 2000}
    assert [link.type for link in counted.links] == [kind]
    assert "1,400" in counted.links[0].reason
    assert "2,000" in counted.links[0].reason


def test_rival_numbers_in_the_papers_of_two_days_differ() -> None:
    other = gazette()
    metadata = replace(other.article.metadata, published=date(2023, 4, 14))
    statements = (*other.statements[:-1], replace(other.statements[-1], speaker="e1"))
    rival = replace(other, article=replace(other.article, metadata=metadata), statements=statements)
    counted = next(claim for claim in compare([post(), rival]).claims if claim.kind == "quantity")
    assert [link.type for link in counted.links] == ["number_differs"]


def test_what_nobody_else_says_is_no_claim() -> None:
    readings = story()
    words = [member.span.words(r.article.text) for claim in compare(readings).claims for member in claim.members
             for r in readings if r.article.name == member.name]  # fmt: skip
    assert not any("orchestra" in said for said in words)


def test_ten_reprints_are_one_witness() -> None:
    first = post()
    prints = [replace(first, article=replace(first.article, name=f"print-{n}")) for n in range(10)]
    for claim in compare(prints).claims:
        assert claim.witnesses == 1
        assert len({member.name for member in claim.members}) == 10
        if claim.kind != "quantity":
            assert any(link.type == "wire_copy" for link in claim.links)
    assert copies(points(first), points(prints[0]))
    assert not copies(points(first), points(gazette()))


def test_the_order_of_documents_changes_no_claim() -> None:
    found = []
    for order in permutations(story()):
        claims = compare(order).claims
        found.append({frozenset((m.name, m.span) for m in claim.members) for claim in claims})
    assert all(each == found[0] for each in found)


def test_anchors_stand_where_the_words_are() -> None:
    readings = story()
    texts = {reading.article.name: reading.article.text for reading in readings}
    for claim in compare(readings).claims:
        assert any(member.statement for member in claim.members)
        for member in claim.members:
            assert member.span.words(texts[member.name]).strip() == member.span.words(texts[member.name]) != ""
        for link in claim.links:
            assert {link.a, link.b} <= set(range(len(claim.members)))
            assert link.reason
            assert 0 <= link.score <= 1


def test_what_only_outlets_tell_is_part_of_a_claim_and_no_utterance() -> None:
    """Two outlets' own sentences, of a day that does not fit the one statement."""
    said_once = next(point for point in points(post()) if point.statement)
    later = [
        replace(said_once, document=name, name=name, statement=None, names=(), published=date(2024, 1, 1))
        for name in ("one", "two")
    ]
    made = list(describe([said_once, *later], {}, lambda *_: False))
    assert [(claim.kind, len(claim.members)) for claim in made if claim.kind != "quantity"] == [("claim", 3)]


def test_a_document_is_compared_with_itself_but_no_point_with_itself() -> None:
    side = Side([points(demo())])
    assert all(pair.a < pair.b for pair in pairs(side, side))
    assert pairs(Side([]), side) == []


def test_adding_tells_how_many_pairs_it_kept() -> None:
    index = MemoryIndex()
    kept = [add(*prepared(reading), index) for reading in story()]
    every = [(document, n) for document, points in index.documents.items() for n in range(len(points))]
    assert sum(kept) == len(index.scores(every))
    assert all(kept[1:])


def test_of_many_documents_each_meets_those_most_like_it() -> None:
    index = MemoryIndex()
    for n in range(60):
        other = replace(readout(), article=replace(demo().article, name=f"other-{n}"))
        add(*prepared(other), index)
    for reading in story():
        add(*prepared(reading), index)
    last = list(index.documents)[-1]
    near = list(index.near(sketch(index.documents[last], last, None)))
    assert len(near) == 40
    assert set(list(index.documents)[-3:-1]) <= set(near[:2])


def test_filters_keep_what_fits() -> None:
    readings = story()
    everything = compare(readings)
    numbers = compare(readings, ClaimFilter(kinds=("quantity",)))
    assert {claim.kind for claim in numbers.claims} == {"quantity"}
    by_oreld = compare(readings, ClaimFilter(speaker="oreld")).claims
    assert 0 < len(by_oreld) < len(everything.claims)
    assert len(compare(readings, ClaimFilter(words="GATES")).claims) < len(everything.claims)
    assert len(compare(readings, ClaimFilter(links=("denies",))).claims) == 1
    assert all(len({m.name for m in c.members}) == 3 for c in compare(readings, ClaimFilter(outlets=3)).claims)


def test_the_json_has_the_ledgers_keys() -> None:
    record = json.loads(compare(story()).to_json())
    assert list(record) == ["documents", "claims"]
    assert list(record["documents"][0]) == ["id", "name", "outlet", "published", "url"]
    claim = record["claims"][0]
    assert list(claim) == ["id", "kind", "speaker", "text", "witnesses", "members", "links"]
    assert list(claim["members"][0]) == ["document", "name", "start", "end", "statement", "speaker", "relay", "value"]
    assert list(claim["links"][0]) == ["a", "b", "type", "score", "reason"]


def test_relations_are_never_none_and_have_reasons() -> None:
    made = [point for reading in story() for point in points(reading)]
    for one in made:
        for other in made:
            found = relations(one, other)
            assert found
            assert all(relation.reason for relation in found)


KEYS = st.tuples(st.sampled_from("abc"), st.integers(0, 4))


@given(st.dictionaries(st.tuples(KEYS, KEYS), st.floats(0, 1), max_size=30))
def test_groups_never_lose_or_double_a_point(scores: dict[tuple[Key, Key], float]) -> None:
    every = [frozenset([("abc"[n // 5], n % 5)]) for n in range(15)]
    made = grouped(every, scores)
    assert sorted(key for group in made for key in group) == sorted(key for group in every for key in group)


def test_one_likely_pair_does_not_chain_two_groups() -> None:
    a, b = frozenset([("a", n) for n in range(4)]), frozenset([("b", n) for n in range(4)])
    bridge = {(("a", 0), ("b", 0)): 1.0}
    assert grouped([a, b], bridge) == [a, b]
    assert grouped([a, b], {(x, y): 0.9 for x in a for y in b}) == [a | b]


def test_a_readout_alone_makes_no_claims() -> None:
    assert compare([readout(), replace(readout(), article=replace(readout().article, name="copy"))]).claims == ()
