"""For any reading: what is stored comes back equal, and what cannot be stored is refused with nothing stored."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeVar, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import Ledger, connect_read_only, documents, reading, verify
from onrecord.types import (
    Act,
    Article,
    Block,
    BlockKind,
    Channel,
    Entity,
    EntityType,
    Evidence,
    InputError,
    Issue,
    Metadata,
    Place,
    PlaceKind,
    Quantity,
    QuoteType,
    Reading,
    Span,
    Statement,
)
from tests.unit.ledgers import full

T = TypeVar("T")
#: Whatever can be written as UTF-8, the zero character and what cannot be seen among it.
WORDS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\0'\"\u2028\ufffd👩")), max_size=12
)
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 10**9).map(float))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TIMES = st.one_of(DAYS.map(date.isoformat), st.tuples(DAYS, DAYS).map(lambda d: f"{min(d)}/{max(d)}"))
#: Each ledger of this test has a name of its own.
NAMES = count()


def maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), values)


def several(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3).map(tuple)


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def spans_in(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))


METADATA = st.builds(
    Metadata, maybe(WORDS), maybe(WORDS), maybe(WORDS), maybe(WORDS), maybe(DAYS), maybe(st.just("en"))
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    spans = spans_in(text)
    blocks = several(st.builds(Block, spans, one_of(BlockKind)))
    article = draw(st.builds(Article, WORDS, st.just(text), blocks, several(spans), METADATA))
    entities = tuple(draw(entity(f"e{n}")) for n in range(draw(st.integers(0, 3))))
    names = [draw(st.lists(WORDS, max_size=3, unique=True)), [f"s{n}" for n in range(draw(st.integers(0, 3)))]]
    places = tuple(draw(place(name, spans)) for name in names[0])
    slots = Slots([e.id for e in entities], names[0], names[1], spans)
    statements = tuple(draw(slots.statement(name)) for name in names[1])
    issues = draw(several(st.builds(Issue, WORDS, WORDS, maybe(st.integers(0, 60)), maybe(st.integers(0, 60)))))
    return Reading(article, entities, statements, issues, places)


def entity(name: str) -> st.SearchStrategy[Entity]:
    fields = (WORDS, one_of(EntityType), maybe(WORDS), maybe(WORDS), several(WORDS), maybe(WORDS))
    return st.builds(Entity, st.just(name), *fields)


def place(name: str, spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Place]:
    words, number = maybe(WORDS), NUMBERS
    fields = (several(spans), words, maybe(one_of(PlaceKind)), words, number, number, words, words, number, words)
    return st.builds(Place, st.just(name), *fields)


class Slots:
    """What statements of one document may refer to."""

    def __init__(self, entities: list[str], places: list[str], own: list[str], spans: st.SearchStrategy[Span]) -> None:
        self.entity = maybe(st.sampled_from(entities)) if entities else st.none()
        self.relays = several(st.sampled_from(entities)) if entities else st.just(())
        self.places, self.own, self.spans = places, own, spans

    def statement(self, name: str) -> st.SearchStrategy[Statement]:
        speaker, pieces = self.entity, several(self.spans)
        evidence = st.builds(Evidence, pieces, maybe(WORDS), maybe(WORDS), st.booleans(), maybe(WORDS))
        quantity = st.builds(Quantity, NUMBERS, NUMBERS, st.booleans(), WORDS, self.spans, WORDS)
        return st.builds(
            Statement, id=st.just(name), content=pieces, source=pieces, cue=pieces, speaker=speaker,
            quote_type=one_of(QuoteType), act=one_of(Act), addressee=speaker, target=speaker,
            channel=maybe(one_of(Channel)), relay=self.relays, time=maybe(TIMES),
            places=several(st.one_of(WORDS, st.sampled_from([*self.places, "Dornhal"]))),
            quantities=several(quantity), hedged=st.booleans(), negated=st.booleans(),
            parent=maybe(st.sampled_from(self.own)), confidence=st.floats(0, 1),
            evidence=st.dictionaries(WORDS, evidence, max_size=2),
        )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


@given(st.lists(readings(), min_size=1, max_size=3))
@settings(max_examples=30)
def test_what_is_stored_comes_back_equal_and_verifies(folder: Path, given_readings: list[Reading]) -> None:
    path = folder / f"{next(NAMES)}.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.begin_run("0.1", "en_v1", {})
        added = [ledger.add(one) for one in given_readings]
        assert {ledger.add(one).status for one in given_readings} == {"same"}
    with closing(connect_read_only(path)) as connection:
        for one, result in zip(given_readings, added, strict=True):
            if result.status != "same":  # else the first document of this id is the one on record
                assert reading(connection, result.document) == one
        assert len(list(documents(connection))) == len({result.digest for result in added})
    assert list(verify(path)) == []


def place_in(reading_: Reading, where: str) -> Reading:
    """The reading with half a character somewhere."""
    half = "half \ud83d"
    article, first = reading_.article, reading_.statements[0]
    match where:
        case "text":
            return replace(reading_, article=replace(article, text=article.text + half))
        case "name":
            return replace(reading_, article=replace(article, name=half))
        case "evidence":
            said = replace(first, evidence={"act": Evidence(written=half)})
            return replace(reading_, statements=(said, *reading_.statements[1:]))
        case _:
            return replace(reading_, entities=(replace(reading_.entities[0], aliases=(half,)), *reading_.entities[1:]))


@pytest.mark.parametrize("where", ["text", "name", "evidence", "alias"])
def test_half_characters_are_refused_and_nothing_is_stored(tmp_path: Path, where: str) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.begin_run("0.1", "en_v1", {})
        with pytest.raises(InputError, match=r"is half a character \(a lone surrogate\); decode it anew"):
            ledger.add(place_in(full(), where))
        assert list(documents(ledger.connection)) == []
        assert ledger.add(full()).status == "new"
    assert list(verify(path)) == []
