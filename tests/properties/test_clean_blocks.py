"""For any text: blocks in order, apart, covering all that is not white space; sentences inside the report's blocks."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.types import Article, Metadata, RawDocument

LINES = st.sampled_from(
    """Dear readers,|Advertisement|Sign up for our newsletter|By Ann Bell|“No,” he said.|___|| |- a|1. b|\t|…|İ|\u2028
The U.S. said on Monday that it would go.|and went on with small letters until the line was quite full of it
Support us from $2 a month.|Bo Lee Bo LeeStorm nears the coast MORE said it.
In this photo from 2020, Ann Bell speaks. (AP Photo/Bo Lee)""".replace("\n", "|").split("|")
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text()), max_size=30).map("\n".join)).filter(
    lambda text: bool(text.replace("\0", "").strip())
)


def article_of(text: str) -> Article:
    english = Metadata(language="en")  # stated, since any text is no language
    return clean(RawDocument("any", json.dumps({"text": text}).encode(), "application/json", english))[0]


@given(TEXTS)
def test_blocks_are_ordered_apart_and_cover_every_word(text: str) -> None:
    article = article_of(text)
    assert article.text == text
    at = 0
    for (start, end), _ in article.blocks:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@given(TEXTS)
def test_sentences_cover_the_report_and_nothing_else(text: str) -> None:
    article = article_of(text)
    report = article.report_blocks()
    assert all(any(block.contains(sentence) for block in report) for sentence in article.sentences)
    assert all(a.end <= b.start for a, b in zip(article.sentences, article.sentences[1:], strict=False))
    covered = "".join(sentence.words(text) for sentence in article.sentences)
    assert "".join(covered.split()) == "".join("".join(block.words(text) for block in report).split())
