"""Reading coreference corpora, what is learnt from them, and how that is judged."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from evaluation.coreference import Answer, answers, table
from onrecord.choice import NONE, read_weights
from onrecord.resolve.antecedents import FILE
from onrecord.resolve.signs import KINDS
from onrecord.types import Attribution, Draft, Span, Tagged, TaggedName
from training.antecedents import Scene, fit_kinds, lessons, weak_lessons
from training.coreference import Coreference, read_conll, read_gum


def _word(number: str, word: str, tag: str, misc: str = "_") -> str:
    return "\t".join([number, word, word.lower(), tag, tag, "_", "0", "dep", "_", misc])


GUM = "\n".join(
    [
        "# newdoc id = GUM_news_port",
        "# newpar_block = head (1 s)",
        "# sent_id = 1",
        _word("1", "Port", "NOUN", "Entity=(9-abstract-new-nnnnn-cf1-1-sgl)"),
        _word("2", "shut", "VERB"),
        "",
        "# newpar_block = p (1 s)",
        "# sent_id = 2",
        _word("1", "Mayor", "NOUN", "Entity=(1-person-new-sssss-cf1-1,2,3-coref"),
        _word("2", "Ilse", "PROPN"),
        _word("3", "Varga", "PROPN", "Entity=1)"),
        _word("4", "shut", "VERB"),
        _word("5-6", "hers", "_", "SpaceAfter=No"),
        _word("5", "her", "PRON", "Entity=(1-person-giv-sssss-cf1-1-coref)"),
        _word("6", "s", "PART"),
        _word("7", ".", "PUNCT"),
        "",
    ]
)
CONLL = [
    ("0", "Ostra", "(ORG1"), ("0", "Airlines", "ORG1)"), ("0", "grows", "(ACT7)"),
    ("1", '"', "-"), ("1", "The", "(ORG1"), ("1", "airline", "ORG1)"), ("1", "grew", "-"), ("1", '"', "-"),
    ("1", ",", "-"), ("1", "it", "(ORG1)"), ("1", "said", "-"), ("1", ".", "-"),
]  # fmt: skip


def test_gum_has_its_own_text_and_kinds_by_the_head(tmp_path: Path) -> None:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep" / "GUM_news_port.conllu").write_text(GUM, encoding="utf8")
    (document,) = read_gum(tmp_path)
    assert document.text == "Port shut\n\nMayor Ilse Varga shut hers."
    assert [(b.kind, b.span.words(document.text)) for b in document.blocks] == [
        ("headline", "Port shut"),
        ("paragraph", "Mayor Ilse Varga shut hers."),
    ]
    assert [(m.span.words(document.text), m.head.words(document.text), m.kind) for m in document.mentions] == [
        ("Mayor Ilse Varga", "Varga", "name"),
        ("her", "her", "pronoun"),
    ]


def test_conll_tokens_become_english_text(tmp_path: Path) -> None:
    path = tmp_path / "news.conll.gz"
    rows = [f"news/1\t{sentence}\t{n}\t{word}\t{mark}" for n, (sentence, word, mark) in enumerate(CONLL)]
    with gzip.open(path, "wt", encoding="utf8") as file:
        file.write("\n".join(["#begin document (news/1); part 000", *rows, "#end document", ""]))
    (document,) = read_conll(path)
    assert document.id == "news/1"
    assert document.text == 'Ostra Airlines grows\n\n"The airline grew", it said.'
    assert [(m.span.words(document.text), m.kind) for m in document.mentions] == [
        ("Ostra Airlines", "name"),
        ("The airline", "nominal"),
        ("it", "pronoun"),
    ]
    assert document.points_back
    assert len(document.chain(document.mentions[0])) == 2


def _scene(text: str, people: list[str], sources: tuple[str, ...] = ()) -> Scene:
    """A text of one line whose people are tagged at their first place; pronouns among `sources` are sources."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in people]
    names = tuple(TaggedName("person", span, 1.0) for span in sorted(spans))
    said = [Span(text.index(f" {word} ") + 1, text.index(f" {word} ") + 1 + len(word)) for word in sources]
    attributions = tuple(Attribution((Span(len(text) - 1, len(text)),), (span,)) for span in said)
    article = Coreference("sea", text, (), (Span(0, len(text)),)).article()
    return Scene(Draft(article, tagged=Tagged(names=names), attributions=attributions))


def test_a_pronoun_that_can_mean_one_woman_only_teaches() -> None:
    scene = _scene("Helen Varga met Paul Roos and she said no.", ["Helen Varga", "Paul Roos"], ("she",))
    (lesson,) = weak_lessons(scene)
    assert (lesson.kind, lesson.choice.right, lesson.choice.none) == ("person", 0, {})
    assert {features["gender known"] for features in lesson.choice.features} == {0.0}


@pytest.mark.parametrize("other", ["Mary Roos", "Ilmo Roos"])
def test_a_pronoun_that_may_mean_two_teaches_nothing(other: str) -> None:
    assert (
        list(weak_lessons(_scene(f"Helen Varga met {other} and she said no.", ["Helen Varga", other], ("she",)))) == []
    )


@pytest.fixture
def port(tmp_path: Path) -> Coreference:
    (tmp_path / "dep").mkdir()
    (tmp_path / "dep" / "GUM_news_port.conllu").write_text(GUM, encoding="utf8")
    (document,) = read_gum(tmp_path)
    return document


def _read(document: Coreference, *names: str) -> Scene:
    spans = [Span(document.text.index(name), document.text.index(name) + len(name)) for name in names]
    tagged = Tagged(names=tuple(TaggedName("person", span, 1.0) for span in spans))
    return Scene(Draft(document.article(), tagged=tagged))


def test_gold_teaches_the_entity_of_the_registry_that_shares_its_names(port: Coreference) -> None:
    (lesson,) = lessons(port, _read(port, "Ilse Varga"))
    assert (lesson.kind, len(lesson.choice.features), lesson.choice.right) == ("person", 1, 0)
    assert lesson.choice.none == {NONE: 1.0}


def test_an_answer_is_right_where_the_entity_has_the_name(port: Coreference) -> None:
    assert list(answers(port, _read(port, "Ilse Varga"))) == [Answer("he, she", True, False, True, True)]
    assert list(answers(port, _read(port))) == [Answer("he, she", False, True, False, False)]
    assert "he, she" in table(answers(port, _read(port, "Ilse Varga")))


def test_weights_are_the_same_each_time_and_have_the_names_of_those_that_ship(port: Coreference) -> None:
    found = list(lessons(port, _read(port, "Ilse Varga")))
    learnt = fit_kinds(found)
    assert learnt == fit_kinds(found)
    assert learnt["person"].keys() == read_weights(FILE)["person"].keys()
    assert tuple(read_weights(FILE)) == KINDS
