"""The page: all words marked, all text escaped, nothing loaded."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from onrecord.export.page import to_html
from onrecord.types import Block, Entity, Reading
from tests.unit.sample_readings import demo, said, small

HOSTILE = '<script>alert("x")</script>"\'>&amp;<img src=x onerror=alert(1)>{{ 7*7 }}'


def tree(reading: Reading) -> Any:
    """The page as an HTML parser sees it; it is well-formed XML too, so that a tag left open fails the test."""
    page = to_html(reading)
    lxml.etree.fromstring(page)
    return lxml.html.document_fromstring(page)


def marked(page: Any, number: int) -> str:
    """The words inside marks that belong to a statement, in order."""
    marks = (mark for mark in page.iter("mark") if f"s{number}" in mark.get("class").split())
    return "".join(mark.text or "" for mark in marks)


def paragraphs(page: Any) -> Iterator[str]:
    """The report's blocks as they are read, without the numbers set into them."""
    for row in page.iter("div"):
        words = row.find("p") if row.find("p") is not None else row.find("h2")
        for number in words.iter("a"):
            number.text = None
        yield "".join(words.itertext())


def test_every_statement_is_marked_with_exactly_its_words() -> None:
    reading = demo()
    page = tree(reading)
    for number, statement in enumerate(reading.statements, 1):
        pieces = sorted({*statement.content, *statement.source, *statement.cue})
        assert marked(page, number) == "".join(piece.words(reading.article.text) for piece in pieces)


def test_the_page_shows_the_whole_report_and_dims_boilerplate() -> None:
    reading = demo()
    page = tree(reading)
    text = reading.article.text
    assert list(paragraphs(page)) == [block.span.words(text) for block in reading.article.blocks]
    dimmed = [row for row in page.iter("div") if "boilerplate" in row.get("class")]
    assert len(dimmed) == sum(block.kind == "boilerplate" for block in reading.article.blocks)


def test_nested_crossing_and_split_contents_are_all_marked() -> None:
    text = 'Ann said Bob said "a b" and "c d".\n"And e," Bob said.'
    statements = (
        said(text, ['Bob said "a b" and "c d"'], "Ann", "said"),
        said(text, ['"a b"', '"c d".\n"And e,"'], "Bob", "said", parent="s1"),
        said(text, ['b" and "c']),
    )
    reading = small(text, *statements)
    page = tree(reading)
    assert marked(page, 1).startswith("Ann")
    assert marked(page, 1).endswith('Bob said "a b" and "c d"')
    assert marked(page, 2) == 'Bobsaid"a b""c d"."And e,"'
    assert marked(page, 3) == 'b" and "c'
    assert "inside no. 1" in to_html(reading)


def test_each_statement_and_its_note_link_to_each_other_once() -> None:
    reading = demo()
    page = tree(reading)
    links = [link.get("href") for link in page.iter("a")]
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 2 * len(reading.statements)
    assert {link.removeprefix("#") for link in links} == set(ids)


def test_hostile_text_stays_text_wherever_it_stands() -> None:
    text = f"{HOSTILE} said {HOSTILE}"
    entity = Entity("e1", HOSTILE, "person", HOSTILE)
    statement = said(text, [text], speaker="e1", addressee="e1", relay=("e1", HOSTILE), time=HOSTILE, places=(HOSTILE,))
    reading = small(text, statement, entities=(entity,), title=HOSTILE, outlet=HOSTILE, url=HOSTILE, language=HOSTILE)
    page = tree(reading)
    assert not list(page.iter("script"))
    assert not list(page.iter("img"))
    assert marked(page, 1) == text
    assert next(page.iter("h1")).text == HOSTILE


def test_nothing_is_loaded_from_anywhere() -> None:
    page = tree(demo())
    loading = {"src", "srcset", "data", "poster", "background", "style", "onclick"}
    for element in page.iter():
        assert element.tag not in {"script", "link", "img", "iframe", "object", "form", "base"}
        assert not loading & set(element.keys())
    assert not re.search(r"url\(|@import|https?:", to_html(demo()))


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    import base64
    import hashlib

    page = tree(demo())
    style = next(page.iter("style")).text
    policy = next(m for m in page.iter("meta") if m.get("http-equiv") == "Content-Security-Policy").get("content")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_a_leading_headline_is_the_heading() -> None:
    text = "Bridge closes\nAnn said no."
    reading = small(text, said(text, ["no"], "Ann", "said"), title="Another title")
    first, second = reading.article.blocks
    object.__setattr__(reading.article, "blocks", (Block(first.span, "headline"), second))
    page = tree(reading)
    assert ["".join(h.itertext()) for h in page.iter("h1")] == ["Bridge closes"]


def test_many_speakers_differ_by_colour_or_line() -> None:
    text = "\n".join(f"P{n} said w{n}." for n in range(48))
    entities = tuple(Entity(f"e{n}", f"P{n}", "person") for n in range(48))
    statements = [said(text, [f"w{n}."], f"P{n}", speaker=f"e{n}") for n in range(48)]
    page = tree(small(text, *statements, entities=entities))
    legend = [mark.get("class") for mark in next(page.iter("nav")).iter("mark")]
    assert len(set(legend)) == 48


def test_an_empty_report_is_a_page() -> None:
    assert "0 statements" in to_html(small(""))
