"""Web archives: which records become documents, what is said of the others, and of archives that are broken."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from onrecord.ingest import Item, Loaded, documents, message
from onrecord.ingest import arc as arc_module
from onrecord.ingest import wacz as wacz_module
from onrecord.ingest import warc as warc_module
from onrecord.types import InputError, Issue, Metadata
from tests.unit.archives import AT, PAGE, URL, arc, http, packed, sha1, wacz, warc


def read(tmp_path: Path, name: str, data: bytes) -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(documents([str(path)]))


def pages(found: list[Item]) -> list[Loaded]:
    return [one for one in found if isinstance(one, Loaded)]


def said(found: list[Item]) -> list[str]:
    return [one.message if isinstance(one, Issue) else str(one) for one in found if not isinstance(one, Loaded)]


@pytest.mark.parametrize("pack", [b"".join, lambda records: packed(*records), lambda r: gzip.compress(b"".join(r))])
def test_page_in_a_warc_has_its_address_and_its_capture(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    (one,) = pages(read(tmp_path, "any-name", pack([warc(b"x", kind="warcinfo"), warc(WARC_Record_ID="<urn:x:1>")])))
    document = one.document
    assert (one.stem, document.name, document.stated.url) == ("bridge", URL, URL)
    assert (document.media_type, document.data.decode("utf-8-sig").encode()) == ("text/html", PAGE)
    assert document.capture is not None
    assert document.capture.where == f"{tmp_path / 'any-name'}#urn:x:1"
    assert document.capture.at == datetime.fromisoformat(AT).astimezone(UTC)
    assert (one.of_many, one.crawled) == (True, True)


def test_what_is_no_page_is_counted_in_one_note(tmp_path: Path) -> None:
    image = http(b"\x89PNG", "Content-Type: image/png")
    records = [
        warc(), warc(b"", kind="revisit"), warc(b"GET / HTTP/1.1\r\n\r\n", kind="request"), warc(image), warc(image),
        warc(http(b"", "Location: /there", 302)), warc(http(status=404)), warc(http(b" ")),
        warc(http(b"User-agent: *", "Content-Type: text/plain"), url="https://news.example/robots.txt"),
        warc(b"log", kind="resource", url="metadata://crawl/log", Content_Type="text/plain"),
    ]  # fmt: skip
    found = read(tmp_path, "a.warc.gz", packed(*records))
    assert len(pages(found)) == 1
    (note,) = said(found)
    for part in ("read: 1;", "image/png (2)", "revisit (1)", "request (1)", "redirect (1)", "answer 404 (1)",
                 "empty page (1)", "robots.txt (1)", "not of the web (1)"):  # fmt: skip
        assert part in note


def test_page_kept_as_a_resource_is_a_page(tmp_path: Path) -> None:
    record = warc("Größe".encode("latin-1"), kind="resource", Content_Type="text/plain; charset=iso-8859-1")
    (one,) = pages(read(tmp_path, "a.warc", record))
    assert (one.document.media_type, one.document.data.decode("utf-8-sig")) == ("text/plain", "Größe")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "Transfer-Encoding: chunked",
            b"5\r\n" + PAGE[:5] + b"\r\n%x;note=1\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n",
        ),
        ("Transfer-Encoding: chunked", PAGE),
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: br", brotli.compress(PAGE)),
        ("Content-Encoding: br, gzip", gzip.compress(brotli.compress(PAGE))),
    ],
)
def test_codings_are_undone_where_the_crawler_has_not(tmp_path: Path, head: str, body: bytes) -> None:
    block = http(body, f"Content-Type: text/html\r\n{head}")
    (one,) = pages(read(tmp_path, "a.warc", warc(block, WARC_Payload_Digest=sha1(body), WARC_Block_Digest=sha1(block))))
    assert one.document.data == PAGE


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_page_that_unpacks_to_more_than_a_report_may_have_is_none(
    tmp_path: Path, coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "MAX_BYTES", 1_000_000)
    zeros = bytes(1_000_001)
    body = gzip.compress(zeros) if coding == "gzip" else brotli.compress(zeros, quality=1)
    found = read(
        tmp_path, "a.warc", warc() + warc(http(body, f"Content-Type: text/html\r\nContent-Encoding: {coding}"))
    )
    assert len(pages(found)) == 1
    assert "more than a report may have when unpacked (1)" in said(found)[0]


@pytest.mark.parametrize("field", ["WARC_Block_Digest", "WARC_Payload_Digest"])
def test_wrong_digest_is_a_note_that_names_the_record(tmp_path: Path, field: str) -> None:
    records = [warc(None, **{field: sha1(b"other"), "WARC_Record_ID": "<urn:x:7>"}), warc(None, **{field: "blake9:x"})]
    found = read(tmp_path, "a.warc", b"".join(records))
    assert len(pages(found)) == 2
    (note,) = said(found)
    assert "record urn:x:7: altered or damaged" in note
    assert field.replace("_", "-") in note


def test_page_that_the_crawler_cut_is_a_note(tmp_path: Path) -> None:
    (note,) = said(read(tmp_path, "a.warc", warc(WARC_Truncated="length")))
    assert "stopped before the end of this page (length)" in note


@pytest.mark.parametrize("form", ["plain", "packed"])
def test_broken_archive_gives_all_before_the_break_and_says_where(tmp_path: Path, form: str) -> None:
    records = [warc(url=f"{URL}/{number}", WARC_Record_ID=f"<urn:x:{number}>") for number in (1, 2, 3)]
    parts = records if form == "plain" else [packed(one) for one in records]
    start, whole = len(parts[0]) + len(parts[1]), b"".join(parts)
    for end in (start + 1, start + 15, start + 200, len(whole) - 5):
        found = read(tmp_path, "a.warc", whole[:end])
        names = [one.document.name[-1] for one in pages(found)]
        if form == "plain" and end == len(whole) - 5:
            assert names == ["1", "2"]  # the last record lacks a byte: half a report is none
        assert names[:2] == ["1", "2"]
        assert isinstance(found[-1], InputError)
        assert "breaks off after record urn:x:" in str(found[-1])


def test_garbage_between_records_ends_the_archive_with_an_error(tmp_path: Path) -> None:
    for data in (warc() + b"garbage\r\n\r\n" + warc(), packed(warc()) + b"garbage" + packed(warc()),
                 warc() + warc(Content_Length="many")):  # fmt: skip
        found = read(tmp_path, "a.warc", data)
        assert len(pages(found)) == 1
        assert isinstance(found[-1], InputError)
        assert "\n" not in str(found[-1])


@pytest.mark.parametrize("form", ["warc", "arc"])
def test_large_record_is_passed_over_unread_and_the_next_is_read(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_module if form == "warc" else arc_module, "MAX_BYTES", 1_000_000)
    large = http(bytes(1_000_000))
    data = packed(warc(large), warc()) if form == "warc" else arc((URL, large), (URL, http()))
    found = read(tmp_path, "a", data)
    assert len(pages(found)) == 1
    assert "too large for one report (1)" in said(found)[0]


def test_archive_without_a_page_is_an_error_alone_and_a_note_in_a_folder(tmp_path: Path) -> None:
    (error,) = read(tmp_path, "a.warc", warc(b"", kind="revisit"))
    assert isinstance(error, InputError)
    assert "no page in this archive, only revisit (1)" in str(error)
    (tmp_path / "b.txt").write_text("The mayor said so.")
    (note, page) = documents([str(tmp_path)])
    assert isinstance(note, Issue)
    assert isinstance(page, Loaded)


@pytest.mark.parametrize("version", [1, 2])
def test_arc_is_read(tmp_path: Path, version: int) -> None:
    data = arc((f"{URL} with blanks", http()), (URL, http(b"", "Location: /x", 301)), version=version)
    for content in (data, gzip.compress(data)):
        found = read(tmp_path, "a.arc", content)
        (one,) = pages(found)
        assert one.document.stated.url == f"{URL} with blanks"
        assert one.document.capture is not None
        assert one.document.capture.at == datetime(2008, 4, 30, 20, 48, 26, tzinfo=UTC)
        offset = int(one.document.capture.where.partition("#")[2])
        assert data[offset:].startswith(URL.encode())
        assert "redirect (1)" in said(found)[0]


def test_broken_arc_gives_all_before_the_break(tmp_path: Path) -> None:
    data = arc((URL, http()), (URL, http()))
    for broken in (data[:-100], data + b"no record\n"):
        found = read(tmp_path, "a.arc", broken)
        assert len(pages(found)) >= 1
        assert isinstance(found[-1], InputError)
        assert "breaks off at byte" in str(found[-1])


def test_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    files = {"archive/a.warc.gz": packed(warc()), "archive/b.warc": warc(http(b"")) + warc(url=f"{URL}/2")}
    found = read(tmp_path, "a.zip", wacz(files, more={"indexes/index.cdx": b"x", "archive/../../evil.warc": warc()}))
    assert [one.document.name for one in pages(found)] == [URL, f"{URL}/2"]
    assert pages(found)[0].document.capture is not None
    assert pages(found)[0].document.capture.where.startswith(f"{tmp_path / 'a.zip'}#archive/a.warc.gz#urn:uuid:")  # type: ignore[union-attr]
    assert len(said(found)) == 1


@pytest.mark.parametrize(
    ("digest", "says"),
    [("sha256:00", "altered or damaged"), ("md5:00", "no SHA-2 digest"), ("", "no SHA-2 digest")],
)
def test_archive_in_a_wacz_that_its_list_does_not_vouch_for_is_refused(tmp_path: Path, digest: str, says: str) -> None:
    files = {"archive/bad.warc": warc(), "archive/good.warc": warc()}
    error, good = read(tmp_path, "a.wacz", wacz(files, {"archive/bad.warc": digest}))
    assert isinstance(error, InputError)
    assert "#archive/bad.warc: " in str(error)
    assert says in str(error)
    assert isinstance(good, Loaded)


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wacz_module, "_digest", lambda *_: pytest.fail("unpacked"))
    (error,) = read(tmp_path, "a.wacz", wacz({"archive/a.warc": bytes(30_000_000)}))
    assert isinstance(error, InputError)
    assert "ZIP bomb" in str(error)


@pytest.mark.parametrize("package", [b"{broken", b"[]", b"\xff"])
def test_wacz_with_a_broken_list_is_an_error(tmp_path: Path, package: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as made:
        made.writestr("datapackage.json", package)
    (error,) = documents([str(tmp_path / "b.wacz")])
    assert isinstance(error, InputError)
    assert "datapackage.json" in str(error)


def test_damaged_wacz_is_an_error(tmp_path: Path) -> None:
    data = bytearray(wacz({"archive/a.warc": warc()}))
    data[data.index(b"archive/a.warc") + 30] ^= 0xFF
    (error,) = read(tmp_path, "a.wacz", bytes(data))
    assert isinstance(error, InputError)
    assert str(error).startswith(str(tmp_path / "a.wacz"))


def test_what_the_caller_states_wins(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc())
    (one,) = documents([str(tmp_path / "a.warc")], Metadata(url="https://other.example", outlet="Stated"))
    assert isinstance(one, Loaded)
    assert (one.document.stated.url, one.document.stated.outlet) == ("https://other.example", "Stated")
