"""The tagger's own arithmetic: paths against brute force, windows against the pieces they cover, spans in odd text."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.tagger import load
from onrecord.tagger.decode import Floats, Ints, best_paths, runs
from onrecord.tagger.labels import OUTSIDE, forbidden
from onrecord.tagger.pieces import Pieces
from onrecord.tagger.windows import MAX_PIECES, segments
from onrecord.types import Span

#: Two kinds: outside, and begin and inside of each.
LABELS = 5
SCORES = st.integers(0, 2**32 - 1)
LENGTHS = st.lists(st.integers(1, 4), min_size=1, max_size=4)
PIECES_OF = st.one_of(st.integers(0, 90), st.integers(240, 270), st.integers(700, 2500))
#: An emoji of three, a letter and its mark, letters that change length in folding, ideographs, what cannot be seen.
ODD = [
    "👩\u200d👩\u200d👧", "e\u0301", "İ", "ﬁ", "東京", "\u200b\u200d", "“", "”", "«", "'", "ß", "\u00a0", "\u2028", "𝔄",
    "ё\u0308", "1,000", "U.S.", "\x07", "\ufeff", "\ufffd", "🇺🇦",
]  # fmt: skip
PHRASES = ["Mayor Ann Bell", "said", "that “no”", "according to the", "port", "on Friday", ",", "."]
LINES = st.lists(st.one_of(st.sampled_from([*ODD, *PHRASES]), st.text(max_size=4)), min_size=1, max_size=25)


def legal(path: Ints) -> bool:
    table = forbidden(LABELS)
    return not any(table[a, b] for a, b in pairwise([OUTSIDE, *path.tolist()]))


@given(LENGTHS, SCORES, st.sampled_from([{}, {3: 2.0}]))
def test_the_best_path_is_the_best_of_all_legal_ones(lengths: list[int], seed: int, costs: dict[int, float]) -> None:
    rng = np.random.default_rng(seed)
    scores = [rng.normal(0, 3, (n, LABELS)).astype(np.float32) for n in lengths]

    def total(scores: Floats, path: Ints) -> float:
        return float(scores[np.arange(len(path)), path].sum()) - sum(costs.get(label, 0) for label in path.tolist())

    for given_scores, path in zip(scores, best_paths(scores, costs), strict=True):
        every = (np.array(p) for p in product(range(LABELS), repeat=len(given_scores)))
        assert legal(path)
        assert total(given_scores, path) >= max(total(given_scores, p) for p in every if legal(p)) - 1e-3


@given(st.lists(st.integers(0, LABELS - 1), max_size=12).map(np.array).filter(legal))
def test_runs_say_the_same_as_the_labels(labels: Ints) -> None:
    again = [OUTSIDE] * len(labels)
    for kind, start, end in runs(labels):
        again[start:end] = [2 * kind + 1] + [2 * kind + 2] * (end - start - 1)
    assert again == labels.tolist()


@given(st.lists(PIECES_OF, max_size=12))
def test_segments_fit_and_answer_for_every_piece_once(lengths: list[int]) -> None:
    paragraphs = [Pieces([7] * n, [(0, 1)] * n, [0] * n, [False] * n) for n in lengths]
    answered = [[0] * n for n in lengths]
    for s in segments(paragraphs):
        assert len(s) + 2 <= MAX_PIECES
        assert 0 <= s.start <= s.keep_start < s.keep_end <= s.end <= lengths[s.paragraph]
        for piece in range(s.keep_start, s.keep_end):
            answered[s.paragraph][piece] += 1
    assert answered == [[1] * n for n in lengths]


@given(LINES, LINES)
@settings(max_examples=25)
def test_spans_do_not_depend_on_the_paragraphs_before(words: list[str], before: list[str]) -> None:
    line, lead = " ".join(words) + " said", " ".join(before) + "\n"
    alone = load().tag(line, [Span(0, len(line))])
    text = lead * 3 + line
    spans = [Span(n * len(lead), (n + 1) * len(lead) - 1) for n in range(3)]
    there = load().tag(text, [*spans, Span(3 * len(lead), len(text))])
    at = 3 * len(lead)
    assert [(r.kind, r.span.start - at, r.score) for r in there.roles if r.span.start >= at] == [
        (r.kind, r.span.start, r.score) for r in alone.roles
    ]


@given(LINES)
@settings(max_examples=40)
def test_spans_lie_in_their_paragraph_in_order_and_the_same_each_time(words: list[str]) -> None:
    lead, line = "İ🇺🇦 not read\n", " ".join(words) + " said"
    text, paragraph = lead + line + "\n", Span(len(lead), len(lead) + len(line))
    tagged = load().tag(text, [paragraph])
    for found in (tagged.roles, tagged.names):
        spans = [t.span for t in found]
        assert all(paragraph.contains(s) and s.words(text).strip() for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(0 < t.score <= 1 for t in found)
    assert load().tag(text, [paragraph]) == tagged
