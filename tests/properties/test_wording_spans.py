"""Differences of wording: spans hold, a text does not differ from itself, both directions tell the same."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.wording import differences

WORDS = """
the dam broke divers didn't not may have reportedly two 2,000 million twenty- five at least Kiev Kyiv harbour
harbor [they] … “we” said, denied Arn's XX 20th % , . İ ß 2m lose loses
"""
texts = st.one_of(st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join), st.text(max_size=40))


@given(texts, texts)
def test_spans_reproduce_words_and_directions_agree(a: str, b: str) -> None:
    found = differences(a, b)
    for difference in found:
        assert difference.a or difference.b
        assert difference.a == (difference.a_span.words(a) if difference.a_span else None)
        assert difference.b == (difference.b_span.words(b) if difference.b_span else None)
    assert Counter(differences(b, a)) == Counter(difference.turned() for difference in found)


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ()
