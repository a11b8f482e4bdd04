"""The model as it ships: what it must find, whatever the shape of the report."""

from __future__ import annotations

import json

import pytest

from onrecord.tagger import load
from onrecord.tagger.model import ENGLISH
from onrecord.tagger.pieces import to_pieces
from onrecord.tagger.wordpiece import WordPiece
from onrecord.types import Span, Tagged, TaggedName, TaggedRole

SAYING = "Port Minister Ilse Varga said on Tuesday that no ship will sail."
FILLER = "The quay was grey and the cranes stood still while rain fell on the sheds. "


def found(tagged: Tagged) -> list[TaggedRole | TaggedName]:
    return [*tagged.roles, *tagged.names]


def tags(text: str, tagged: Tagged) -> list[tuple[str, str]]:
    return [(t.kind, t.span.words(text)) for t in found(tagged)]


def paragraphs(text: str) -> list[Span]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def test_the_reference_outputs_are_reproduced() -> None:
    reference = json.loads((ENGLISH / "reference.json").read_text(encoding="utf8"))
    text, expected = reference["text"], reference["tags"]
    tagged = load().tag(text, paragraphs(text))
    assert tags(text, tagged) == [(t["kind"], t["words"]) for t in expected]
    # Kernels for int8 differ between processors, so scores do in the second decimal.
    scores = [t.score for t in found(tagged)]
    assert scores == pytest.approx([t["score"] for t in expected], abs=0.05)


def test_no_paragraphs_give_nothing() -> None:
    assert load().tag(SAYING, []) == Tagged()


@pytest.mark.parametrize("text", ["", "\u200b", "\x07\n\u200d"])
def test_paragraphs_without_a_piece_give_nothing(text: str) -> None:
    assert load().tag(text, paragraphs(text)) == Tagged()


def test_offsets_count_code_points_behind_odd_characters() -> None:
    text = f"👩‍👩‍👧 İ 東京 e\u0301\u200b𝔄\n{SAYING}"
    tagged = load().tag(text, paragraphs(text))
    assert ("source", "Port Minister Ilse Varga") in tags(text, tagged)
    assert ("cue", "said") in tags(text, tagged)
    assert ("person", "Ilse Varga") in tags(text, tagged)


@pytest.mark.parametrize(
    "name",
    [
        "Rene\u0301e Nu\u0308nn",
        "Ann Jose\u0301",
    ],
)
def test_a_letter_and_its_mark_are_not_parted(name: str) -> None:
    text = f"Mayor {name} said the pier is safe."
    sources = [r.span.words(text) for r in load().tag(text, paragraphs(text)).roles if r.kind == "source"]
    assert sources == [f"Mayor {name}"]


def test_a_paragraph_longer_than_a_window_is_tagged_from_end_to_end() -> None:
    lead = FILLER * 30
    text = f"{SAYING} {lead}{SAYING} {lead}{SAYING}"
    cues = [r.span for r in load().tag(text, [Span(0, len(text))]).roles if r.kind == "cue"]
    said = [at for at in range(len(text)) if text.startswith("said", at)]
    assert [cue.start for cue in cues] == said


def test_padding_beside_a_longer_neighbour_changes_nothing() -> None:
    text = "\n".join([SAYING, FILLER * 25, SAYING, FILLER * 3])
    third = paragraphs(text)[2]
    there = [r for r in load().tag(text, paragraphs(text)).roles if third.contains(r.span)]
    alone = load().tag(SAYING, paragraphs(SAYING)).roles
    assert [(r.kind, r.span.words(text)) for r in there] == [(r.kind, r.span.words(SAYING)) for r in alone]


def test_words_are_folded_and_split_at_their_longest_known_pieces() -> None:
    listed = ["[UNK]", "[CLS]", "[SEP]", "port", "##s", "##ide", "e", "東", "京", "-"]
    tokenizer = WordPiece({piece: number for number, piece in enumerate(listed)})
    text = "PÓRTside-é Ports\u200b 東京 port\u00adx"
    found = [(listed[p.id], text[p.start : p.end], p.joined) for p in tokenizer.encode(text)]
    assert found == [
        ("port", "PÓRT", False), ("##s", "s", True), ("##ide", "ide", True), ("-", "-", False), ("e", "é", False),
        ("port", "Port", False), ("##s", "s", True), ("東", "東", False), ("京", "京", False),
        ("[UNK]", "port\u00adx", False),
    ]  # fmt: skip


def test_pieces_reproduce_the_words_and_know_case_and_quotation() -> None:
    text = 'NATO “yes Oslo” 12 "no" end'
    (pieces,) = to_pieces(WordPiece.from_file(ENGLISH / "vocab.txt"), text, [Span(0, len(text))])
    shapes = {text[a:b]: (f % 4, f // 4) for (a, b), f in zip(pieces.offsets, pieces.features, strict=True)}
    plain, title, upper, digits = range(4)
    assert shapes["NATO"] == (upper, False)
    assert shapes["yes"] == (plain, True)
    assert shapes["Oslo"] == (title, True)
    assert shapes["12"] == (digits, False)
    assert shapes["no"] == (plain, True)
    assert shapes["end"] == (plain, False)


def test_a_word_begins_at_its_first_piece_or_at_a_capital() -> None:
    text = "Sen. Inhoven and othersCanada"
    (pieces,) = to_pieces(WordPiece.from_file(ENGLISH / "vocab.txt"), text, [Span(0, len(text))])
    starts = {text[a:b]: text[pieces.offsets[pieces.word_start(at)][0] :] for at, (a, b) in enumerate(pieces.offsets)}
    assert starts["ven"] == "Inhoven and othersCanada"
    assert starts["and"] == "and othersCanada"
    assert starts["da"] == "Canada"


@pytest.mark.parametrize("name", ["Inhoven", "Inrode", "Inhauser"])
def test_a_name_is_a_whole_word_where_the_model_leaves_its_first_piece_out(name: str) -> None:
    text = f"Sen. Jim {name} told the President this was an opportunity to start talks. {name} said the room was calm."
    people = [n.span.words(text) for n in load().tag(text, paragraphs(text)).names if n.kind == "person"]
    assert people == [f"Jim {name}", name]
