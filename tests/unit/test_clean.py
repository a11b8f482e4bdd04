"""Decoding, paragraphs, sentences, JSON articles and pages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from onrecord.clean import clean
from onrecord.clean.dateline import dateline
from onrecord.clean.sentences import sentences
from onrecord.types import Article, InputError, MediaType, Metadata, RawDocument, Span

REPORT = "The mayor of Lund said “nothing” on Monday. Her office has not denied that she was asked to resign."


def read(data: str | bytes, kind: MediaType = "text/plain", stated: Metadata | None = None) -> Article:
    data = data.encode() if isinstance(data, str) else data
    return clean(RawDocument("it", data, kind, stated or Metadata()))[0]


def page(body: str, head: str = "") -> str:
    return f"<html lang='en-GB'><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_text_is_read_without_its_mark(charset: str) -> None:
    assert read(REPORT.encode(charset)).text == REPORT


def test_old_charset_is_guessed_and_said() -> None:
    text = "Le maire a dit « non » à la presse ; l’été sera chaud et les élus seront fâchés. " * 5
    article, issues = clean(RawDocument("it", text.encode("cp1252"), "text/plain", Metadata(language="en")))
    assert "« non » à la presse" in article.text
    assert any("not UTF-8" in issue.message for issue in issues)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\xd8", b"\x01\x02\x03\x04" * 50, b"  \n ", b"\xef\xbb\xbf"])
def test_what_is_no_text_is_one_clear_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^it: .*; \w+") as error:
        read(data)
    assert "\n" not in str(error.value)


def test_line_ends_become_newlines_in_files_but_stay_in_json() -> None:
    assert read("A.\r\nB.\rC.").text == "A.\nB.\nC."
    assert read(json.dumps({"text": "A.\r\nB."}), "application/json").text == "A.\r\nB."


def test_hard_wrapped_text_has_one_block_a_paragraph() -> None:
    wrapped = (
        "The harbour master of Port Salis said on Monday that two ships had\n"
        "left without papers, and that a third was being held at the quay\n"
        "until its captain was found.\n\n"
        "He added that nobody had been hurt, though witnesses spoke of shots\n"
        "that were fired in the night from the direction of the old fort.\n"
    )
    article = read(wrapped)
    assert [block.span.words(article.text).count("\n") for block in article.blocks] == [2, 1]
    assert len(article.sentences) == 2


def test_lines_of_news_text_are_paragraphs_of_their_own() -> None:
    assert len(read(f"{REPORT}\n{REPORT}\n{REPORT}").blocks) == 3


@pytest.mark.parametrize(
    "expected",
    [
        ["“We go,” he said.", "“We stay!”", "She left."],
        ["The U.S. Army came on Sept. 11.", "He lives in the U.S.", "The war goes on."],
        ["Gen. Mark A. Milley met Mr. Ivanov.", "It was No. 2 on the list."],
        ['He asked, "Why?" and left.', '"What now?" she asked.', "(It was late.)"],
        ["About 3.4 million people … left.", "“I ... don’t know.”", "Sen. Lind, R-S.C., called."],
    ],
)
def test_sentences_keep_abbreviations_and_closing_marks(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.words(text) for span in sentences(text, [Span(0, len(text))])] == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The ferry left.", "The others stayed.", "However, no one spoke."],
        ["She spoke to Osk.", "He had asked “why?”", "Then they left."],
        ['He said: "Go at once."', "The crew obeyed.", '"We had no choice," one said.'],
        ["It was closed in 2019.", "Now it is open (again).", "Nobody came!", "We waited."],
        ["See www.Velm.Net and Velm.Com for J.Lo in St.Kilda, said Ph.D students of U.N.Women and Radio.Velm today."],
        ["The U.S.-led group went.", "Mr.Lind wrote to post@Osk.Org about it."],
    ],
)
def test_sentences_that_nothing_separates_are_cut_but_no_names_and_addresses(expected: list[str]) -> None:
    text = "".join(expected)
    assert [span.words(text) for span in sentences(text, [Span(0, len(text))])] == expected


def test_metadata_of_a_json_article_and_what_the_caller_states_over_it() -> None:
    article = {
        "text": REPORT,
        "outlet": "Lund Post",
        "date": "2024-03-05T23:30:00-05:00",
        "language": "en-US",
        "title": 7,
    }
    found = read(json.dumps(article), "application/json", Metadata(outlet="Stated"))
    assert found.metadata == Metadata(outlet="Stated", published=date(2024, 3, 5), language="en")


def test_date_that_is_none_leaves_an_issue() -> None:
    raw = RawDocument("it", json.dumps({"text": REPORT, "published": "soon"}).encode(), "application/json")
    article, issues = clean(raw)
    assert article.metadata.published is None
    assert [issue.message for issue in issues] == ["publication date not understood: 'soon'"]


def test_page_gives_blocks_with_offsets_and_its_own_metadata() -> None:
    head = (
        '<meta property="og:site_name" content="Lund Post">'
        '<meta property="og:title" content="Mayor silent - Lund Post">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Mayor silent",'
        '"datePublished": "2024-03-05T08:00:00Z", "author": [{"name": "Ann Bell"}]}]}</script>'
    )
    body = (
        f"<h1>Mayor silent</h1><p>{REPORT}</p><h2>What next</h2><ul><li>{REPORT} First.</li><li>Second item.</li></ul>"
    )
    article = read(page(body + f"<p>{REPORT} Third.</p><p>Follow us on Twitter and Facebook</p>", head), "text/html")
    assert article.metadata == Metadata(None, "Lund Post", "Mayor silent", "Ann Bell", date(2024, 3, 5), "en")
    words = {block.span.words(article.text): block.kind for block in article.blocks}
    assert words[REPORT] == "paragraph"
    assert words["What next"] == "headline"
    assert words["Second item."] == "list"
    assert words.get("Follow us on Twitter and Facebook", "boilerplate") == "boilerplate"


def test_declared_charset_of_a_page_is_used() -> None:
    body = page(f"<p>{REPORT} “Été”, she said.</p>" * 3, '<meta charset="windows-1252">')
    assert "“Été”" in read(body.encode("cp1252"), "text/html").text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<div>" * 10_000 + "x" + "</div>" * 10_000,
        "<script>" * 1_000 + "alert('x')",
        "<p" + " a=b" * 50_000,
        "<" * 100_000,
    ],
    ids=["empty", "nested", "scripts", "attributes", "broken"],
)
def test_hostile_pages_end_in_one_clear_line(markup: str) -> None:
    with pytest.raises(InputError, match=r"^it: .*; save its text as \.txt$"):
        read(markup, "text/html")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HALDEN: The port is shut.\n\nIt will open on Friday, the mayor said.", "HALDEN:"),
        ("Port shut\n\nSalis News\n\nNEW HALDEN (Mar 12): “It is shut,” the mayor said.", "NEW HALDEN (Mar 12):"),
        ("EXCLUSIVE: The port is shut.\n\nIt will open on Friday, the mayor said.", "EXCLUSIVE:"),
        ("VARGA: The port is shut.\n\nLIND: It is open.\n\nVARGA: The mayor said that it is shut.", None),
        ("AP: The port is shut.\n\nIt will open on Friday, the mayor said.", None),
        ("PORT CHIEF: The port is shut.\n\nIt will open on Friday, the mayor said.", None),
        ("Halden: The port is shut.\n\nIt will open on Friday, the mayor said.", None),
        ("The port is shut.\n\nSo it was.\n\nThe mayor said so.\n\nHALDEN: It is open.", None),
    ],
)  # fmt: skip
def test_a_dateline_before_a_colon_is_no_voice(text: str, found: str | None) -> None:
    article = read(text)
    place = dateline(article)
    assert (place and place.words(article.text)) == found
