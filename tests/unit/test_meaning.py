"""What spans mean: alike where they tell one thing, and used by comparing wherever nobody asks for words alone."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.link.linker import meant, prepared
from onrecord.link.pairs import pairs
from onrecord.link.points import points
from onrecord.link.side import Side
from onrecord.meaning import load
from onrecord.meaning.model import ENGLISH, lines
from onrecord.types import Span
from tests.unit.sample_readings import said, small

#: One promise in other words, and something else of the same people and place.
FERRY = "The harbour master vowed that boats would keep running all winter."
CROSSING = "Sailings will go on until spring, the port chief promised."
FISH = "The harbour master complained that herring had become dearer."


def _direction(meaning: bytes) -> NDArray[np.float64]:
    row = np.frombuffer(meaning, np.int8).astype(np.float64)
    even: NDArray[np.float64] = row / np.linalg.norm(row)
    return even


def _alike(one: str, other: str) -> float:
    text = f"{one}\n{other}"
    a, b = map(_direction, load()(text, list(lines(text))))
    return float(a @ b)


def test_the_reference_sentences_mean_what_they_meant_when_the_weights_were_made() -> None:
    reference = json.loads((ENGLISH / "reference.json").read_text(encoding="utf8"))
    directions = map(_direction, load()(reference["text"], list(lines(reference["text"]))))
    cosines = [float(a @ b) for a, b in combinations(directions, 2)]
    # Processors round int8 products differently.
    assert cosines == pytest.approx(reference["cosines"], abs=0.05)


def test_one_promise_in_other_words_is_more_alike_than_another_of_the_same_person() -> None:
    assert _alike(FERRY, CROSSING) > _alike(FERRY, FISH) + 0.1


def test_a_span_means_the_same_wherever_its_line_stands() -> None:
    alone = load()(FERRY, [Span(0, len(FERRY))])
    text = f"\n{FISH}\n\n{FERRY}\n"
    at = text.index(FERRY)
    assert load()(text, [Span(at, at + len(FERRY))]) == alone


def test_what_holds_no_word_means_nothing_and_no_span_gives_nothing() -> None:
    assert set(load()("Boats sail.", [Span(5, 6)])[0]) == {0}
    assert load()("Boats sail.", []) == []
    assert load()("", []) == []


def test_a_line_longer_than_a_window_has_a_meaning_everywhere() -> None:
    text = " ".join([FERRY] * 40)
    spans = [Span(n * (len(FERRY) + 1), n * (len(FERRY) + 1) + len(FERRY)) for n in range(40)]
    assert all(any(meaning) for meaning in load()(text, spans))


def _sides(*told: tuple[str, str]) -> list[Side]:
    """A side for each report of one statement: its sentence, and the words of it that are said."""
    made = []
    for n, (sentence, words) in enumerate(told):
        reading = small(sentence, said(sentence, [words]), url=f"https://port.example/{n}")
        made.append(Side([prepared(reading, load())[0]]))
    return made


def test_pairs_without_a_word_in_common_are_looked_at_for_what_they_mean() -> None:
    a, b = _sides((FERRY, "boats would keep running all winter"), (CROSSING, "Sailings will go on until spring"))
    assert [pair.features["meaning"] > 0.5 for pair in pairs(a, b) if not (a.own[pair.a] or b.own[pair.b])] == [True]


def test_one_side_without_meanings_is_compared_by_words() -> None:
    a, _ = _sides((FERRY, "boats would keep running all winter"), (FISH, "herring had become dearer"))
    plain = small(FERRY, said(FERRY, ["boats would keep running all winter"]), url="https://port.example/2")
    found = pairs(a, Side([points(plain)]))
    assert found
    assert all("meaning" not in pair.features for pair in found)


def test_points_keep_all_else_when_they_are_given_their_meanings() -> None:
    reading = small(FERRY, said(FERRY, ["boats would keep running all winter"]))
    plain, made = points(reading), prepared(reading, load())[0]
    assert all(point.meaning for point in made)
    assert [point.text for point in made] == [point.text for point in plain]
    assert meant(plain, FERRY, None) is plain
