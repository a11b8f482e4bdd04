"""What ties spans together, how sure that is, and how both are learnt."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from evaluation.calibration import Judged, expected_error, reliability
from onrecord.attribute.confidence import confidence
from onrecord.attribute.links import RELATIONS, Line, Tied, log_probabilities
from onrecord.attribute.tie import tie_line
from onrecord.types import RoleKind, Span, TaggedRole
from training.choices import Choice, fit
from training.corpus import GoldAttribution
from training.links import choices, learn

#: Source, cue and content in square brackets: [s …], [q …], [c …].
_MARK = re.compile(r"\[([sqc]) ([^\]]*)\]")
_KINDS: dict[str, RoleKind] = {"s": "source", "q": "cue", "c": "content"}


def line(marked: str, score: float = 1.0) -> Line:
    text, roles, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        roles.append(TaggedRole(_KINDS[match[1]], Span(len(text), len(text) + len(match[2])), score))
        text, at = text + match[2], match.end()
    found = {kind: [r for r in roles if r.kind == kind] for kind in _KINDS.values()}
    return Line(text + marked[at:], found["source"], found["cue"], found["content"])


def told(of: Line) -> list[tuple[str, str, list[str]]]:
    def words(role: TaggedRole | None) -> str:
        return role.span.words(of.text) if role else ""

    return [(words(t.source), words(t.cue), [words(c) for c in t.contents]) for t in tie_line(of)]


BROKEN = "[c “We will sail,”] [s Lind] [q said], [c “and nobody will stop us.”]"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (BROKEN, [("Lind", "said", ["“We will sail,”", "“and nobody will stop us.”"])]),
        (
            "[s Varga] [q said] [c the port is shut], but [s Lind] [q denied] [c that].",
            [("Varga", "said", ["the port is shut"]), ("Lind", "denied", ["that"])],
        ),
        (
            "[c The port is shut], [q according to] [s the mayor].",
            [("the mayor", "according to", ["The port is shut"])],
        ),
        (
            "[s Lind]: [c “No ship will sail.”] It rained all day on the empty quay.",
            [("Lind", "", ["“No ship will sail.”"])],
        ),
        ("[c “Nobody knows why.”] It rained.", [("", "", ["“Nobody knows why.”"])]),
    ],
)
def test_spans_are_tied_as_they_are_read(marked: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert told(line(marked)) == expected


@pytest.mark.parametrize("relation", RELATIONS)
def test_chances_sum_to_one_with_none_among_them(relation: str) -> None:
    read = line("[s Varga] [q said] [c the port is shut], but [s Lind] [q denied] [c that].")
    one = read.cues[0] if relation.startswith("cue") else read.contents[0]
    others = read.cues if relation.endswith("cue") else read.sources
    chances = log_probabilities(relation, read, one, others)
    assert len(chances) == len(others) + 1
    assert math.fsum(map(math.exp, chances)) == pytest.approx(1)
    assert log_probabilities(relation, read, one, []) == [0.0]


def test_confidence_falls_with_every_part_that_is_doubtful_or_missing() -> None:
    read = line("[s Varga] [q said] [c the port is shut].", score=0.95)
    (whole,) = tie_line(read)
    doubtful = [
        replace(whole, contents=tuple(replace(c, score=0.5) for c in whole.contents)),
        replace(whole, source=TaggedRole("source", read.sources[0].span, 0.5)),
        replace(whole, cue=TaggedRole("cue", read.cues[0].span, 0.5)),
        replace(whole, source=None),
        Tied(whole.contents, None, None),
    ]
    surest = confidence(read.text, whole)
    assert min(confidence(read.text, t) for t in doubtful) > 0
    assert max(confidence(read.text, t) for t in doubtful) < surest < 1


def test_a_corpus_teaches_what_of_its_spans_belongs_together() -> None:
    read = line("[s Varga] [q said] [c the port is shut], but [s Lind] [q denied] [c that].")
    parts = zip(read.sources, read.cues, read.contents, strict=True)
    gold = [GoldAttribution((s.span,), (q.span,), (c.span,)) for s, q, c in parts]
    rights = [(relation, choice.right) for relation, choice in choices(read, gold)]
    assert rights == [
        ("content-cue", 0), ("content-source", 0), ("content-cue", 1), ("content-source", 1),
        ("cue-source", 0), ("cue-source", 1),
    ]  # fmt: skip
    bare = [GoldAttribution((), (read.cues[0].span,), (read.contents[0].span,))]
    assert [choice.right for _, choice in choices(read, bare)] == [0, 2, 2]


def test_learning_finds_the_feature_that_decides_and_is_the_same_twice() -> None:
    near, far = {"near": 1.0, "red": 0.0}, {"near": 0.0, "red": 1.0}
    made = [Choice([near, far], 0), Choice([far, near], 1), Choice([far, far], 2)] * 5
    weights = fit(made)
    assert weights["near"] > weights["none"] > weights["red"]
    assert fit(made) == weights


def test_what_is_learnt_has_every_relation() -> None:
    read = line("[s Varga] [q said] [c the port is shut].")
    gold = [GoldAttribution((read.sources[0].span,), (read.cues[0].span,), (read.contents[0].span,))]
    assert learn([(read, gold)] * 2).keys() == RELATIONS.keys()


def test_reliability_is_what_was_right_beside_what_was_promised() -> None:
    judged = [Judged(0.95, right=True), Judged(0.85, right=True), Judged(0.85, right=False), Judged(1.0, right=True)]
    assert [(b.size, round(b.confidence, 3), b.right) for b in reliability(judged)] == [(2, 0.85, 0.5), (2, 0.975, 1)]
    assert expected_error(judged) == pytest.approx((2 * 0.35 + 2 * 0.025) / 4)
