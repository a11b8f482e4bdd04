"""Ledgers of invented reports for tests."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord.ledger import Added, Ledger, verify
from onrecord.types import Capture, Metadata, Place, RawDocument, Reading
from tests.unit.sample_readings import DEMO_TEXT, at, demo

URL = "https://lowland.example/dornhal"


def full() -> Reading:
    """The bundled report with something in every table: a nested statement, places on the globe, aliases, an issue."""
    reading = demo()
    statements = list(reading.statements)
    statements[2] = replace(statements[2], parent="s4", relay=("e3", "e8"))
    place = Place("Dornhal", at(DEMO_TEXT, "Dornhal"), "Dornhal", "city", "ZZ", 51.5, 7.25, "onrecord:1", "only", 1.0)
    sentences = tuple(block.span for block in reading.article.blocks)
    metadata = replace(reading.article.metadata, url=URL, byline="Ann Bell")
    article = replace(reading.article, metadata=metadata, sentences=sentences)
    return replace(reading, article=article, statements=tuple(statements), places=(place,))


def named(name: str, url: str | None = None, extra: str = "") -> Reading:
    """The bundled report under another name, at another address, with words added at its end."""
    reading = full()
    metadata = replace(reading.article.metadata, url=url)
    return replace(reading, article=replace(reading.article, name=name, metadata=metadata, text=DEMO_TEXT + extra))


def bytes_of(reading: Reading) -> RawDocument:
    """The input that a reading could have been made of."""
    article = reading.article
    stated = Metadata(url=article.metadata.url, outlet="The Lowland Post", published=date(2023, 4, 13))
    capture = Capture("archive.warc#7", datetime(2023, 4, 14, tzinfo=UTC))
    return RawDocument(
        article.name, article.text.encode(), "text/plain", stated, capture, Metadata(title="A feed's title")
    )


def filled(path: Path) -> list[Added]:
    """A ledger of two runs: a report, another one without kept bytes, and a new version of the first."""
    version = named("dornhal", URL, "A correction was made.\n")
    with Ledger.open(path, create=True) as ledger:
        ledger.begin_run("0.1", "en_v1", {"min_confidence": 0.3})
        added = [ledger.add(full(), bytes_of(full())), ledger.add(named("other"), bytes_of(named("other")), False)]
        ledger.begin_run("0.2", "en_v1", {"min_confidence": 0.5})
        return [*added, ledger.add(version, bytes_of(version))]


def tamper(path: Path, change: str, *values: object) -> int:
    """Runs one statement of SQL as somebody would who wants no rule to stop it; gives the number of changed rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        return connection.execute(change, values).rowcount


def faults(path: Path, noted: str | None = None) -> list[str]:
    """What verify finds, as lines."""
    return [str(fault) for fault in verify(path, noted)]
