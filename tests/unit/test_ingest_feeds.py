"""Feeds given as files: each entry's own words become a document; nothing is fetched."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.clean import clean
from onrecord.ingest import Item, Loaded, documents
from onrecord.types import InputError, Issue, Metadata, RawDocument
from tests.unit.feeds import ATOM, JSON_FEED, LONG, RDF, content, item, rss


def read(tmp_path: Path, text: str, name: str = "feed.xml") -> list[Item]:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return list(documents([str(path)]))


def only(found: list[Item]) -> Loaded:
    (one,) = (item for item in found if isinstance(item, Loaded))
    return one


def notes(found: list[Item]) -> list[str]:
    return [one.message for one in found if isinstance(one, Issue)]


def test_entry_of_an_rss_feed_with_all_that_the_feed_says(tmp_path: Path) -> None:
    text = f"<p>{LONG}</p><p>He left.</p><script>no()</script>"
    found = read(tmp_path, rss(item(more="<description>Talks.</description>" + content(text))))
    one = only(found)
    assert notes(found) == []
    assert (one.stem, one.of_many, one.crawled) == ("talks", True, False)
    document = one.document
    assert document.media_type == "text/html; role=entry"
    assert document.stated == Metadata(
        url="https://post.example/talks", outlet="Dornhal Post", title="Talks & tea", published=date(2019, 6, 1)
    )
    assert document.capture is not None
    assert (document.capture.where, document.capture.at) == (f"{tmp_path / 'feed.xml'}#g1", None)
    article, _ = clean(document)
    assert article.text == f"{LONG.strip()}\n\nHe left."
    assert article.metadata.language == "en"


def test_teaser_is_read_with_one_note_a_feed(tmp_path: Path) -> None:
    teaser = "<description>The mayor said &amp;quot;no&amp;quot;.</description>"
    found = read(tmp_path, rss(item(more=teaser), item("https://post.example/b", teaser)))
    documents_ = [one.document for one in found if isinstance(one, Loaded)]
    assert [clean(one)[0].text for one in documents_] == ['The mayor said "no".'] * 2
    (note,) = notes(found)
    assert "2 of 2 entries have under 2000 characters, a teaser" in note


def test_pictures_caption_is_not_taken_for_the_text(tmp_path: Path) -> None:
    caption = f'<media:content url="x.jpg"><media:description type="plain">{LONG}</media:description></media:content>'
    one = only(read(tmp_path, rss(item(more=f"<description>The mayor said no.</description>{caption}"))))
    assert b"mayor" in one.document.data


def test_atom_keeps_paragraphs_author_and_the_day_as_written(tmp_path: Path) -> None:
    document = only(read(tmp_path, ATOM, "saved.txt")).document
    assert (document.stated.byline, document.stated.published) == ("Ana Lind", date(2022, 4, 25))
    assert document.stated.url == "https://karsk.example/bridge"
    assert clean(document)[0].text == "The mayor said so.\n\nOthers did not."


def test_rdf_is_a_feed(tmp_path: Path) -> None:
    document = only(read(tmp_path, RDF)).document
    assert (document.name, document.stated.outlet) == ("https://old.example/1", "Old News")


def test_json_feed_is_read_by_its_version_and_wordless_entries_are_noted(tmp_path: Path) -> None:
    found = read(tmp_path, JSON_FEED, "any.json")
    first, second = (one.document for one in found if isinstance(one, Loaded))
    assert clean(first)[0].text == "She said yes."
    assert (first.stated.byline, first.stated.published) == ("Ana Lind", date(2022, 4, 25))
    assert (second.name, second.data, second.media_type) == ("2", b"He said no & left.", "text/plain")
    assert (second.stated.byline, second.stated.url) == (None, None)
    assert any("1 entries passed over: no words but a title" in note for note in notes(found))


def test_entry_without_link_or_id_is_named_by_its_number(tmp_path: Path) -> None:
    document = only(read(tmp_path, rss("<title>T</title><description>She said so.</description>"))).document
    assert document.name == "feed-1"


def test_language_of_a_feed_is_a_claim_only(tmp_path: Path) -> None:
    feed = rss(item(more=content(LONG)), channel="<title>P</title><language>de</language>")
    article, issues = clean(only(read(tmp_path, feed)).document)
    assert article.metadata.language == "en"
    assert any("stated as 'de'" in issue.message for issue in issues)


def test_page_is_believed_before_its_feed_and_the_feed_where_the_page_says_nothing() -> None:
    head = '<meta property="article:published_time" content="2022-04-22T08:00:00Z">'
    page = f"<html><head>{head}</head><body><article><p>{LONG}</p></article></body></html>"
    said = Metadata(outlet="Dornhal Post", published=date(2022, 4, 25))
    for data, day in ((page, date(2022, 4, 22)), (page.replace(head, ""), date(2022, 4, 25))):
        article, _ = clean(RawDocument("x", data.encode(), "text/html", otherwise=said))
        assert (article.metadata.published, article.metadata.outlet) == (day, "Dornhal Post")


def test_malformed_feed_gives_what_can_be_made_out_with_a_note(tmp_path: Path) -> None:
    found = read(tmp_path, rss(item(more=content(LONG)), item(more="<description>a & b &nope; <b></description>")))
    assert len([one for one in found if isinstance(one, Loaded)]) == 2
    assert any("malformed feed" in note for note in notes(found))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (rss(), "no entries"),
        ("<rss><channel><title>cut", "no entries"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "no entries"),
        (rss("<title>Only a title</title>"), "no entry of this feed has words"),
        ('<?xml version="1.0" encoding="\ud800"?><rss/>', "no entries"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "neither a feed nor a page"),
    ],
)
def test_feed_without_entries_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "feed"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    (error,) = documents([str(path)])
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}: ")
    assert says in str(error)


def test_expanding_entities_are_refused(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "word ">{lines}]><rss><channel><item><title>&e9;</title>'
    (error,) = read(tmp_path, bomb + "</item></channel></rss>")
    assert isinstance(error, InputError)
    assert "XML bomb" in str(error)


def test_feeds_and_archives_are_taken_from_a_folder_and_other_xml_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(rss(item(more=content(LONG))))
    (tmp_path / "sitemap.xml").write_text("<?xml version='1.0'?><urlset/>")
    found = list(documents([str(tmp_path)]))
    assert only(found).document.name == "https://post.example/talks"
    (note,) = notes(found)
    assert "sitemap.xml: passed over" in note
