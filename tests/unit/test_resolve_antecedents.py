"""The learnt choice of whom a pronoun or a description means."""

from __future__ import annotations

import pytest

from onrecord.choice import NONE, Weights, log_probabilities, read_weights
from onrecord.resolve import Casting, enrolled
from onrecord.resolve.antecedents import FILE, Antecedents
from onrecord.resolve.bodies import plain_name
from onrecord.resolve.layout import Layout
from onrecord.resolve.phrases import parse_phrase
from onrecord.resolve.registry import Registry
from onrecord.resolve.signs import KINDS, Anaphor, Kind
from onrecord.types import Article, Attribution, Block, Draft, Span, Tagged, TaggedName

TEXT = "Ostra Lines shut\nHelen Varga of Ostra Lines met Paul Roos. He said she was late. The mayor left."


def _span(words: str, text: str = TEXT) -> Span:
    return Span(text.rindex(words), text.rindex(words) + len(words))


def _draft() -> Draft:
    first, rest = Span(0, 16), Span(17, len(TEXT))
    blocks = (Block(first, "headline"), Block(rest, "paragraph"))
    sentences = (first, Span(17, 58), Span(59, 80), Span(81, len(TEXT)))
    names = (
        TaggedName("organisation", Span(0, 11), 1.0),
        TaggedName("person", _span("Helen Varga"), 1.0),
        TaggedName("organisation", _span("Ostra Lines"), 1.0),
        TaggedName("person", _span("Paul Roos"), 1.0),
    )
    said = Attribution((_span("she was late"),), (_span("He"),), (_span("said"),))
    return Draft(Article("sea", TEXT, blocks, sentences), Tagged(names=names), (said,))


def _antecedents() -> Antecedents:
    draft, registry = enrolled(_draft())
    casting = Casting(draft, registry)
    casting.casts()
    return casting.antecedents


def _anaphor(kind: Kind) -> Anaphor:
    phrase = parse_phrase(TEXT, _draft().tagged, _span("The mayor")) if kind.startswith("described") else None
    return Anaphor(kind, _span("The mayor").start, "female" if kind == "person" else None, phrase)


@pytest.mark.parametrize("kind", KINDS)
def test_the_weights_are_of_these_features_and_no_others(kind: Kind) -> None:
    found = _antecedents()
    (features, *_) = found.signs.of(_anaphor(kind), found.candidates(_anaphor(kind)))
    assert features.keys() | {NONE} == read_weights(FILE)[kind].keys()


def test_every_feature_is_between_nought_and_a_few() -> None:
    found = _antecedents()
    values = [v for k in KINDS for f in found.signs.of(_anaphor(k), found.candidates(_anaphor(k))) for v in f.values()]
    assert min(values) >= 0
    assert max(values) <= 3


def test_the_same_report_gives_the_same_features_and_choice() -> None:
    one, other = _antecedents(), _antecedents()
    for kind in KINDS:
        anaphor = _anaphor(kind)
        assert one.signs.of(anaphor, one.candidates(anaphor)) == other.signs.of(anaphor, other.candidates(anaphor))
        chosen, again = one.best(anaphor), other.best(anaphor)
        assert (chosen and chosen.id) == (again and again.id)


def test_the_one_whose_gender_is_another_is_no_candidate() -> None:
    found = _antecedents()
    assert [e.name for e in found.candidates(Anaphor("person", 85, "female"))] == ["Helen Varga"]
    assert [e.name for e in found.candidates(Anaphor("person", 85))] == ["Helen Varga", "Paul Roos"]


def test_none_is_chosen_where_it_is_likelier() -> None:
    draft, registry = enrolled(_draft())
    sure: dict[str, Weights] = {kind: {NONE: 9.0} for kind in KINDS}
    assert Antecedents(draft, registry, sure).best(Anaphor("person", 85, "female")) is None
    unsure: dict[str, Weights] = {kind: {NONE: -9.0} for kind in KINDS}
    chosen = Antecedents(draft, registry, unsure).best(Anaphor("person", 85, "female"))
    assert chosen
    assert chosen.name == "Helen Varga"


def test_nobody_is_chosen_of_nobody() -> None:
    assert Antecedents(_draft(), Registry()).best(Anaphor("thing", 50)) is None
    assert log_probabilities({NONE: 0.5}, []) == [0.0]


def test_layout_tells_how_a_name_stands() -> None:
    layout = Layout(_draft())
    lines, varga, roos = _span("Ostra Lines"), _span("Helen Varga"), _span("Paul Roos")
    assert layout.is_beside(Span(0, 11))
    assert not layout.is_beside(lines)
    assert layout.is_governed(lines)
    assert layout.opens(varga.start)
    assert not layout.is_subject(varga)
    assert layout.is_subject(_span("The mayor")) is False
    assert layout.is_subject(_span("she"))
    assert not layout.is_governed(roos)
    assert [layout.sentence(s.start) for s in (varga, roos, _span("The mayor"))] == [1, 1, 3]
    assert layout.sayings(_span("late")) == [_span("He").start]
    assert layout.own_words(_span("He").start) == (_span("she was late"),)


def test_a_name_that_is_nothing_but_an_article_is_still_a_name() -> None:
    assert [plain_name(words) for words in ("The Hague's", "the ", "’s", "Ostra’s")] == ["Hague", "the", "’s", "Ostra"]
