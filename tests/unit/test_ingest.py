"""What inputs there are, what kind each is, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from onrecord.ingest import Loaded, documents
from onrecord.types import Capture, InputError, Issue, Metadata

TEXT = "The mayor said on Monday that she would stay."


def loaded(*inputs: str | Path) -> list[Loaded | Issue | InputError]:
    return list(documents([str(one) for one in inputs]))


def only(*inputs: str | Path) -> Loaded:
    (one,) = loaded(*inputs)
    assert isinstance(one, Loaded), one
    return one


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    html = write(tmp_path / "saved.txt", f"<!DOCTYPE html><html><p>{TEXT}</p></html>")
    plain = write(tmp_path / "plain.html", TEXT)
    article = write(tmp_path / "article", json.dumps({"text": TEXT, "id": "a-1"}))
    kinds = [one.document.media_type for one in loaded(html, plain, article) if isinstance(one, Loaded)]
    assert kinds == ["text/html", "text/plain", "application/json"]


def test_libraries_of_feeds_archives_and_the_web_are_loaded_when_wanted_only() -> None:
    code = "import sys, onrecord.ingest; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert {"httpx2", "feedparser", "fastwarc", "protego", "brotli"}.isdisjoint(loaded)


def test_name_is_the_id_and_stem_is_the_file(tmp_path: Path) -> None:
    with_id = only(write(tmp_path / "one.gold.json", json.dumps({"text": TEXT, "id": "the-id"})))
    without = only(write(tmp_path / "two.gold.json", json.dumps({"text": TEXT})))
    assert (with_id.stem, with_id.document.name) == ("one", "the-id")
    assert (without.stem, without.document.name) == ("two", "two")
    assert only(write(tmp_path / "a.b.txt", TEXT)).stem == "a.b"


def test_folder_is_read_in_order_and_says_what_it_passes_over(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "a" / "deep.json", json.dumps({"text": TEXT}))
    for name in ("_links.json", ".hidden.txt", "meta.json", "a/style.css", "_drafts/c.txt"):
        write(tmp_path / name, "{}" if name.endswith("json") else TEXT)
    found = loaded(tmp_path)
    assert [one.stem for one in found if isinstance(one, Loaded)] == ["deep", "b"]
    notes = [one.message for one in found if isinstance(one, Issue)]
    assert len(notes) == 5
    assert all("passed over" in note for note in notes)


def test_lines_of_articles_are_documents_and_a_bad_line_is_an_error_in_its_place(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT, "id": "x"}), "{broken", "", json.dumps({"text": TEXT})]
    first, bad, last = loaded(write(tmp_path / "many.jsonl", "\n".join(lines)))
    assert isinstance(first, Loaded)
    assert first.document.name == "x"
    assert isinstance(bad, InputError)
    assert "many.jsonl, line 2" in str(bad)
    assert isinstance(last, Loaded)
    assert (last.stem, last.document.name) == ("many", "many-4")


def test_web_archive_gives_its_page_and_address(tmp_path: Path) -> None:
    archive = (
        "From: <Saved>\nSnapshot-Content-Location: https://example.org/news\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
        "Content-Transfer-Encoding: quoted-printable\n\n<html><p>caf=C3=A9</p></html>\n--b--\n"
    )
    document = only(write(tmp_path / "page.mhtml", archive)).document
    assert "café" in document.data.decode()
    assert (document.media_type, document.stated.url) == ("text/html", "https://example.org/news")


def test_every_document_says_where_it_was_captured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    plain, many = write(tmp_path / "a.txt", TEXT), write(tmp_path / "b.jsonl", f"\n{json.dumps({'text': TEXT})}")
    found = [one.document.capture for one in loaded(plain, many, "-", f"{site}/report.html") if isinstance(one, Loaded)]
    assert found[:3] == [Capture(str(plain)), Capture(f"{many}#2"), Capture("-")]
    assert found[3] is not None
    assert found[3].where == f"{site}/report.html"
    assert found[3].at is not None
    assert found[3].at.tzinfo is UTC


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert only("-").document.data == TEXT.encode()


def test_stated_metadata_comes_with_each_document(tmp_path: Path) -> None:
    (one,) = documents([str(write(tmp_path / "a.txt", TEXT))], Metadata(outlet="Stated"))
    assert isinstance(one, Loaded)
    assert one.document.stated.outlet == "Stated"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t ", "empty"),
        ("doc.pdf", b"%PDF-1.7 ...", "PDF"),
        ("pic.txt", b"\x89PNG\r\n", "picture"),
        ("zip.docx", b"PK\x03\x04", "ZIP"),
        ("nul.txt", b"ab\0cd", "binary"),
        ("bad.json", b"{oops", "not valid JSON"),
        ("list.json", b'[{"text": "x"}]', ".jsonl"),
        ("notext.json", b'{"title": "x"}', '"text"'),
        ("wordless.json", b'{"text": "  "}', "empty"),
        ("lines.jsonl", b"\n\n", "empty"),
        ("large.txt", b"word " * 4_000_001, "20 MB"),
    ],
)
def test_bad_input_is_one_line_that_names_it_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    bad = write(tmp_path / name, content)
    error, good = loaded(bad, write(tmp_path / "good" / "good.txt", TEXT))
    assert isinstance(error, InputError)
    assert str(error).startswith(str(bad))
    assert says in str(error)
    assert "\n" not in str(error)
    assert isinstance(good, Loaded)


def test_missing_file_empty_folder_and_unreachable_address_are_errors(tmp_path: Path) -> None:
    errors = loaded(tmp_path / "none.txt", tmp_path, "http://localhost:1/report", "https://")
    assert [type(error) for error in errors] == [InputError] * 4
    assert "no such file" in str(errors[0])
    assert "no report" in str(errors[1])
    assert "localhost:1" in str(errors[2])


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        else:
            self.send_response({"/gone": 404}.get(self.path, 200))
            kind = "image/png" if self.path == "/picture" else "text/html; charset=iso-8859-1"
            self.send_header("Content-Type", kind)
        self.end_headers()
        if self.path == "/report.html":
            self.wfile.write("<html><p>Café</p></html>".encode("latin-1"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Says nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("localhost", 0), _Site)
    threading.Thread(target=partial(server.serve_forever, poll_interval=0.01), daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_page_from_the_web_keeps_its_charset_and_address(site: str) -> None:
    one = only(f"{site}/report.html")
    assert "Café" in one.document.data.decode("utf-8-sig")
    assert (one.stem, one.document.name) == ("report", f"{site}/report.html")
    assert one.document.stated.url == f"{site}/report.html"


@pytest.mark.parametrize(("path", "says"), [("/gone", "404"), ("/picture", "image/png"), ("/loop", "redirects")])
def test_page_that_cannot_be_had_is_an_error(site: str, path: str, says: str) -> None:
    (error,) = loaded(site + path)
    assert isinstance(error, InputError)
    assert says in str(error)
