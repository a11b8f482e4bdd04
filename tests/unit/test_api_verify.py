"""Replay: the stored texts against the bytes that they were taken from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onrecord.api.verify import verify
from onrecord.clean import clean
from onrecord.ledger import Ledger
from onrecord.types import Article, Block, Metadata, RawDocument, Reading, Span

WORDS = "The mayor of Dornhal said on Friday that the bridge would open in May and that it had cost a great deal."
STATED = Metadata(outlet="The Lowland Post", published=date(2023, 4, 13), language="en")
INPUTS = [
    RawDocument("text", f"\ufeff{WORDS}\r\n\r\n{WORDS}\r\n".encode(), "text/plain", STATED),
    RawDocument("json", f'{{"text": "{WORDS}", "title": "A bridge"}}'.encode(), "application/json", STATED),
    RawDocument(
        "page",
        f"<html><body><article><h1>A bridge</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>".encode(),
        "text/html",
        Metadata(url="https://a.example/bridge", language="en"),
        otherwise=Metadata(title="A feed's title", published=date(2023, 4, 12)),
    ),
]


def stored(path: Path, raw: RawDocument, article: Article, keep: bool = True) -> list[str]:
    """What replay says of a ledger with one document."""
    with Ledger.open(path, create=True) as ledger:
        ledger.begin_run("0.1", "none", {})
        ledger.add(Reading(article, (), ()), raw, keep)
    return [str(fault) for fault in verify(path, replay=True)]


@pytest.mark.parametrize("raw", INPUTS, ids=[raw.name for raw in INPUTS])
def test_what_is_stored_suffices_to_take_the_text_out_again(tmp_path: Path, raw: RawDocument) -> None:
    assert stored(tmp_path / "ledger.db", raw, clean(raw)[0]) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": f"{WORDS}\n\n{WORDS}?"}, "document article, document.text: its bytes give another text today, from"),
        ({"blocks": (Block(Span(0, 5), "caption"),)}, "document article, document: its bytes give other blocks today"),
        ({"metadata": Metadata(outlet="The Other")}, "document article, document: its bytes give other metadata today"),
    ],
)
def test_what_the_bytes_do_not_say_is_told(tmp_path: Path, change: dict[str, object], says: str) -> None:
    raw = replace(INPUTS[0], name="article")
    article = replace(clean(raw)[0], **change)  # type: ignore[arg-type]  # each has the type of its field
    [fault] = stored(tmp_path / "ledger.db", raw, article)
    assert fault.startswith(says)


def test_without_bytes_there_is_nothing_to_replay(tmp_path: Path) -> None:
    assert stored(tmp_path / "ledger.db", INPUTS[0], replace(clean(INPUTS[0])[0], sentences=()), keep=False) == []
