"""Links inside a paragraph: cut out as boilerplate, while the sentence round them is read as one."""

from __future__ import annotations

import pytest

from onrecord import pipeline
from onrecord.clean import clean
from onrecord.types import Article, RawDocument, Span, outside

OPENING = "Two ferries left Port Salis on Monday, before the storm."
LINKS = "Bea Karin (Bee) LindqvistFerries leave Port Salis early Osk: Storm could have been foreseen MORE"


def article_of(*lines: str) -> Article:
    return clean(RawDocument("case", "\n".join(lines).encode(), "text/plain"))[0]


def boilerplate(article: Article) -> list[str]:
    return [block.span.words(article.text) for block in article.blocks if block.kind == "boilerplate"]


@pytest.mark.parametrize(
    ("before", "links", "behind"),
    [
        ("Governor Lindqvist ", LINKS, " said the gates would hold."),
        ("It is the plan of Sen. Bea Lindqvist ", LINKS, "’s party."),
        ("The gates, said Sen. Bea Lindqvist", LINKS, " (D-Arn), would hold."),
        ("It was told to Bea Lindqvist ", LINKS, "."),
        ("It was told to Bea Lindqvist ", LINKS, ""),
        ("Former Mayor Bo Lee ", "Bo Lee Osk: Storm could have been foreseen MORE", ", who won, is 60."),
        ("Speaker Bo Lee ", "Bo Tam Lee Osk should say no to the plan MORE", " (R-Arn) said no."),
    ],
)
def test_links_behind_a_doubled_name_are_boilerplate(before: str, links: str, behind: str) -> None:
    article = article_of(OPENING, before + links + behind)
    assert boilerplate(article) == [links]
    assert [b.span.words(article.text) for b in article.blocks[1:]] == [
        part.strip() for part in (before, links, behind) if part
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Lindqvist and Bea Lindqvist of the port want MORE, the party that she leads, to vote for the gates.",
        "Governor Bea Lindqvist is the sister of Karin Lindqvist, and both of them lead MORE in Port Salis.",
        "“Bo Lee, Bo Lee,” the crowd called for an hour, and then asked for MORE.",
        "Governor Lindqvist Bea Karin LindqvistFerries leave Port Salis early, and there is no more.",
        "READ MORE: Bo Lee leads the party",
    ],
)
def test_other_doubled_names_and_capitals_stay(line: str) -> None:
    assert not [words for words in boilerplate(article_of(OPENING, line)) if "Lindqvist" in words or "crowd" in words]


def test_a_paragraph_goes_on_behind_its_links() -> None:
    first, second = f"Governor Lindqvist {LINKS} and", f"Mayor Lindqvist {LINKS} agreed on Monday."
    article = article_of(OPENING, f"{first} {second}", "Photo: Ada Quist / Arn Pictures", "It rained.")
    read = [" ".join(span.words(article.readable()).split()) for span in article.passages()]
    assert read == [OPENING, "Governor Lindqvist and Mayor Lindqvist agreed on Monday.", "It rained."]
    assert len(article.readable()) == len(article.text)
    assert [span.words(article.text) for span in article.inner()] == [LINKS, LINKS]


def test_boilerplate_between_paragraphs_parts_them() -> None:
    article = article_of(OPENING, "Advertisement", "It rained in the port on Monday.")
    assert article.passages() == article.report_blocks()
    assert article.inner() == []
    assert article.readable() == article.text


@pytest.mark.parametrize(
    ("span", "parts"),
    [
        (Span(0, 5), [(0, 5)]),
        (Span(0, 16), [(0, 5), (14, 16)]),
        (Span(6, 13), []),
        (Span(2, 9), [(2, 5)]),
        (Span(8, 16), [(14, 16)]),
    ],
)
def test_outside_cuts_round_holes(span: Span, parts: list[tuple[int, int]]) -> None:
    assert outside("Aaaaa [links] bb", span, [Span(6, 13)]) == parts


def test_who_said_it_and_what_was_said_are_read_across_links() -> None:
    text = f"Governor Bea Lindqvist {LINKS} said on Monday that Mayor Lindqvist {LINKS} had opened the gates."
    reading = pipeline.read(RawDocument("case", f"{OPENING}\n{text}".encode(), "text/plain"))
    names = {entity.id: entity.name for entity in reading.entities}
    (statement,) = reading.statements
    assert names[statement.speaker or ""] == "Bea Lindqvist"
    assert [span.words(reading.article.text) for span in statement.content] == [
        "that Mayor Lindqvist", "had opened the gates",
    ]  # fmt: skip
