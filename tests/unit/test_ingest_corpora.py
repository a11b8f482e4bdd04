"""Real feeds and archives, good and broken: each is read or refused with a reason, and nothing else is raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ingest import Item, Loaded, documents
from onrecord.types import InputError, Issue

#: Files that hold no page at all, or none before they break, and what the reason names.
REFUSED = {
    "pywacz_invalid_example_1.wacz": "no page",
    "pywb_example-url-agnostic-revisit.warc.gz": "revisit (1)",
    "pywb_httpbin-resource.warc.gz": "application/json (1)",
    "warcio_bad.arc": "breaks off at byte 0",
    "warcio_example-digest.warc": "request (4)",
    "warcio_example-space-in-target-uri.warc.gz": "not of the web (1)",
    "warcio_example-space-in-url.arc": "1579 of its 1591 bytes",
    "warcio_post-test.warc.gz": "application/json (3)",
    "feedrs_atom_xml_base.xml": "no entry of this feed has words",
}
#: Documents where the number is a property of the file: entries with words, responses of status 200 with a page.
COUNTS = {
    "mock2019_theguardian.xml": 95, "mock2019_nytimes.xml": 61, "mock2019_bbc.xml": 38, "mock2019_elpais.xml": 81,
    "mock2019_cnn.xml": 22, "liga_net_2021_0.xml": 12, "bbc_world_2017_0.xml": 3, "trafilatura_feed.json": 25,
    "pywb_iana.warc.gz": 16, "ukwa_govuk_20140325_a.warc.gz": 32, "ukwa_govuk_20140325_b_revisits.warc.gz": 6,
    "ukwa_IAH-20080430204825-00000-blackbook-truncated.arc.gz": 2, "warcio_example.arc": 1,
    "ukwa_IAH-20080430204825-00000-blackbook-truncated.warc.gz": 2, "ukwa_transfer_compression_brotli.warc.gz": 1,
}  # fmt: skip


def files(shared: Path, kind: str) -> list[Path]:
    folder = shared / "data" / kind
    if not folder.is_dir():
        pytest.skip(f"the {kind} in ../shared/data are not here")
    return [path for path in sorted(folder.iterdir()) if path.suffix != ".md"]


def in_one_line(path: Path, item: Item) -> bool:
    """Whether a document has its capture, and anything else is a line that names the file."""
    if isinstance(item, Loaded):
        return item.document.capture is not None and item.document.capture.where.startswith(f"{path}#")
    line = item.message if isinstance(item, Issue) else str(item)
    return "\n" not in line and line.startswith(str(path))


@pytest.mark.parametrize("kind", ["feeds", "warc"])
def test_every_file_is_read_or_refused_with_a_reason(shared: Path, kind: str) -> None:
    for path in files(shared, kind):
        found = list(documents([str(path)]))
        assert all(in_one_line(path, item) for item in found), path.name
        count = sum(isinstance(item, Loaded) for item in found)
        errors = [str(item) for item in found if isinstance(item, InputError)]
        assert count == COUNTS.get(path.name, count), path.name
        if path.name in REFUSED:
            assert count == 0
            assert REFUSED[path.name] in errors[0], path.name
        else:
            assert count > 0, path.name
            assert not errors or "trunc" in path.name, path.name


def test_every_record_of_an_archive_is_a_document_or_counted(shared: Path) -> None:
    (path,) = (one for one in files(shared, "warc") if one.name == "pywb_iana.warc.gz")
    *pages, note = documents([str(path)])
    assert isinstance(note, Issue)
    # 48 responses, as its makers say: 16 pages, and what else servers sent; and 123 revisits.
    others = ("application/x-javascript (17)", "application/octet-stream (5)", "redirect (4)", "image/svg+xml (3)",
              "text/css (2)", "image/png (1)", "revisit (123)")  # fmt: skip
    assert all(other in note.message for other in others)
    assert len(pages) == 16
