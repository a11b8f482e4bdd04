"""Adding: none twice, versions of one address, one run for what it added, and all of a document or nothing."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.ledger import (
    Added,
    Beside,
    Ledger,
    StoredFetches,
    documents,
    find,
    raw_document,
    reading,
    runs,
    size,
    verify,
    versions,
)
from onrecord.ledger.who import who
from onrecord.types import Entity, Fetched, InputError, Reading, Span
from tests.unit.ledgers import URL, bytes_of, full, named


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", create=True) as opened:
        opened.begin_run("0.1", "en_v1", {})
        yield opened


def test_a_document_is_added_once(ledger: Ledger) -> None:
    assert [ledger.add(full(), bytes_of(full())).status for _ in range(3)] == ["new", "same", "same"]
    assert size(ledger.connection)[:3] == (1, 1, 2)


def test_the_same_bytes_are_known_without_reading_them(ledger: Ledger) -> None:
    raw = bytes_of(full())
    assert ledger.has(raw) is None
    added = ledger.add(full(), raw)
    assert ledger.has(raw) == added._replace(status="same")
    for other in (replace(raw, name="x"), replace(raw, data=b"x"), replace(raw, stated=raw.otherwise)):
        assert ledger.has(other) is None


def test_a_run_that_adds_nothing_leaves_the_file_as_it_was(ledger: Ledger) -> None:
    ledger.add(full())
    head = ledger.head()
    ledger.begin_run("0.2", "en_v1", {})
    assert ledger.add(full()).status == "same"
    assert ledger.head() == head
    assert [run.version for run in runs(ledger.connection)] == ["0.1"]


def test_another_text_at_one_address_is_a_version_of_the_last(ledger: Ledger) -> None:
    texts = ["", " Corrected.", " Corrected again."]
    added = [ledger.add(named("a", URL, text)) for text in texts]
    assert [(one.status, one.previous) for one in added] == [("new", None), ("version", 1), ("version", 2)]
    assert [one.id for one in versions(ledger.connection, URL)] == [1, 2, 3]
    assert ledger.add(named("a", URL, texts[0])) == Added("same", 1, added[0].digest)
    assert ledger.add(named("b", None, " x")).previous is None


def test_bytes_are_kept_once_and_given_back(ledger: Ledger) -> None:
    raw = bytes_of(full())
    other = replace(raw, name="other")
    first = ledger.add(full(), raw)
    second = ledger.add(named("other"), other)
    third = ledger.add(named("third"), replace(raw, name="third"), keep_raw=False)
    assert raw_document(ledger.connection, first.document) == raw
    assert raw_document(ledger.connection, second.document) == other
    assert raw_document(ledger.connection, third.document) is None
    assert ledger.connection.execute("SELECT count(*) FROM raw").fetchone() == (1,)


def test_documents_are_found_by_address_name_and_id(ledger: Ledger) -> None:
    ledger.add(named("a", URL))
    ledger.add(named("b"))
    first, second = documents(ledger.connection)
    assert find(ledger.connection, URL) == find(ledger.connection, "a") == [first]
    assert find(ledger.connection, second.digest) == find(ledger.connection, second.digest[:8].upper()) == [second]
    assert find(ledger.connection, second.digest[:7]) == []


def test_what_fails_beside_a_document_takes_it_back(tmp_path: Path) -> None:
    def also(what: Reading) -> Beside:
        assert not opened.connection.in_transaction  # others can write while it is worked out what to store

        def beside(connection: sqlite3.Connection, added: Added) -> None:
            assert connection.in_transaction
            assert reading(connection, added.document) == what
            raise ValueError("no link")

        return beside

    with Ledger.open(tmp_path / "ledger.db", create=True, also=also) as opened:
        opened.begin_run("0.1", "en_v1", {})
        with pytest.raises(ValueError, match="no link"):
            opened.add(full(), bytes_of(full()))
        assert size(opened.connection)[:3] == (0, 0, 0)
    assert list(verify(tmp_path / "ledger.db")) == []


def test_a_minus_before_zero_is_no_alteration(ledger: Ledger, tmp_path: Path) -> None:
    what = full()
    first = what.statements[0]
    below = replace(first, confidence=-0.0, quantities=(replace(first.quantities[0], low=-0.0),))
    ledger.add(replace(what, statements=(below, *what.statements[1:])))
    assert list(verify(tmp_path / "ledger.db")) == []


def outside(what: Reading) -> Reading:
    first = replace(what.statements[0], content=(Span(5, 99_999),))
    return replace(what, statements=(first, *what.statements[1:]))


def nobody(what: Reading) -> Reading:
    return replace(what, statements=(replace(what.statements[0], speaker="e99"), *what.statements[1:]))


def twice(what: Reading) -> Reading:
    return replace(what, entities=(*what.entities, what.entities[0]))


def counted(what: Reading) -> Reading:
    which = next(n for n, statement in enumerate(what.statements) if statement.quantities)
    statement = what.statements[which]
    quantity = replace(statement.quantities[0], high=math.inf)
    said = list(what.statements)
    said[which] = replace(statement, quantities=(quantity,))
    return replace(what, statements=tuple(said))


def unsure(what: Reading) -> Reading:
    return replace(what, statements=(replace(what.statements[0], confidence=math.nan), *what.statements[1:]))


def nowhere(what: Reading) -> Reading:
    return replace(what, places=(replace(what.places[0], latitude=math.nan),))


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (outside, "the content of s1 is at 5 to 99999, not inside its text"),
        (nobody, "a statement refers to 'e99', which is not in it"),
        (twice, "'e1' stands twice in it"),
        (counted, r"a quantity of s\d+ has the number inf; it cannot be stored"),
        (unsure, "the confidence of s1 has the number nan; it cannot be stored"),
        (nowhere, "place Dornhal has the number nan; it cannot be stored"),
    ],
)
def test_what_contradicts_itself_is_refused_whole(
    ledger: Ledger, spoilt: Callable[[Reading], Reading], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        ledger.add(spoilt(full()))
    assert size(ledger.connection)[:3] == (0, 0, 0)


def test_a_run_must_be_named_before(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as opened, pytest.raises(ValueError, match="begin_run"):
        opened.add(full())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Entity("e1", "Ann Bell", "person"), Entity("e7", "ANN BELL", "person", "Mayor"), True),
        (Entity("e1", "Björn Ålander", "person"), Entity("e1", "Bjorn Alander", "person"), True),
        (Entity("e1", "the Kremlin", "government"), Entity("e1", "Kremlin", "government"), True),
        (Entity("e1", "Ann Bell", "person", wikidata="Q1"), Entity("e2", "A. Bell", "person", wikidata="Q1"), True),
        (Entity("e1", "Ann Bell", "person"), Entity("e1", "Ann Ball", "person"), False),
        (Entity("e1", "residents", "group"), Entity("e1", "residents", "group"), False),
        (Entity("e1", "Two EU diplomats", "group"), Entity("e1", "Two EU diplomats", "group"), False),
        (Entity("e1", "US official", "person"), Entity("e1", "US official", "person"), False),
        (Entity("e1", "a nurse", "person"), Entity("e1", "a nurse", "person"), False),
    ],
)
def test_who_is_one_speaker_across_documents(one: Entity, other: Entity, same: bool) -> None:
    assert (who(one, "0" * 64) == who(other, "f" * 64)) is same


def test_what_servers_said_is_kept_once_its_document_is(ledger: Ledger) -> None:
    page = Fetched('"v1"', None, 200, datetime(2026, 1, 2, tzinfo=UTC))
    log = StoredFetches(ledger.connection)
    log["https://a.example/1"] = log["https://a.example/2"] = log["https://a.example/feed"] = page
    assert log.get("https://a.example/1") == page
    log.keep("https://a.example/1")
    log.drop("https://a.example/2")
    assert StoredFetches(ledger.connection).get("https://a.example/feed") is None
    log.keep_all()
    again = StoredFetches(ledger.connection)
    assert [again.get(f"https://a.example/{name}") for name in ("1", "2", "feed")] == [page, None, page]


def test_a_page_is_logged_in_the_transaction_of_its_document(tmp_path: Path) -> None:
    def refuse(_: Reading) -> Beside:
        def beside(*_: object) -> None:
            raise InputError("not this one")

        return beside

    raw, page = bytes_of(full()), Fetched('"v1"', None, 200, datetime(2026, 1, 2, tzinfo=UTC))
    where = raw.capture.where if raw.capture else ""
    path = tmp_path / "ledger.db"
    for also, logged in ((refuse, None), (None, page)):
        with Ledger.open(path, create=True, also=also) as writer:
            writer.begin_run("0.1", "en_v1", {})
            writer.fetches[where] = page
            if also:
                with pytest.raises(InputError, match="not this one"):
                    writer.add(full(), raw)
            else:
                writer.add(full(), raw)
            with Ledger.open(path) as other:
                assert other.fetches.get(where) == logged
