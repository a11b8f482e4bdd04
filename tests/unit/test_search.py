"""Searching: every filter alone and with every other gives what a plain filter over the Readings gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.api import search
from onrecord.ledger.connect import connect_read_only
from onrecord.ledger.query import Query
from onrecord.ledger.search import COUNTED, RANKED, count_facets, find
from onrecord.types import InputError, Quantity, Reading, Statement, document_id
from tests.unit.sample_readings import demo, said, small
from tests.unit.search_ledger import fill, has, readings

Fits = Callable[[Reading, Statement], bool]
READINGS = readings()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("search") / "onrecord.db", READINGS)


def _names(reading: Reading, identity: str | None) -> list[str]:
    return [name for e in reading.entities if e.id == identity for name in (e.name, *e.aliases)]


def _named(slot: str, name: str) -> Fits:
    return lambda r, s: any(has(name, one) for one in _names(r, getattr(s, slot)))


def _said(first: date, last: date) -> Fits:
    def fits(_: Reading, statement: Statement) -> bool:
        ends = [date.fromisoformat(day) for day in (statement.time or "").split("/") if day]
        return bool(ends) and ends[0] <= last and ends[-1] >= first

    return fits


def _counted(low: float, high: float, unit: str = "") -> Fits:
    def bound_in(q: Quantity) -> bool:
        return any(bound is not None and low <= bound <= high for bound in (q.low, q.high))

    return lambda _, s: any(bound_in(q) and has(unit, q.unit) for q in s.quantities)


def _words(reading: Reading, statement: Statement) -> str:
    spans = (*statement.content, *statement.source)
    return " ".join([*(span.words(reading.article.text) for span in spans), *_names(reading, statement.speaker)[:1]])


def _published(first: date, last: date) -> Fits:
    return lambda r, _: r.article.metadata.published is not None and first <= r.article.metadata.published <= last


def _placed(*wanted: str) -> Fits:
    return lambda r, s: any(
        has(name, one)
        for name in wanted
        for p in r.places
        if p.name in s.places
        for one in filter(None, (p.name, p.canonical, p.country))
    )


MAY = (date(2023, 5, 1), date(2023, 5, 31))
#: Each filter as it is asked for, and what it has to let pass, said over again in plain Python.
FILTERS: list[tuple[dict[str, Any], Fits]] = [
    ({"words": "truce"}, lambda r, s: has("truce", _words(r, s))),
    ({"words": "salt mayor"}, lambda r, s: has("salt", _words(r, s)) and has("mayor", _words(r, s))),
    ({"words": "truce OR Border -guard"}, lambda r, s: (has("truce", _words(r, s)) or has("border", _words(r, s)))
        and not has("guard", _words(r, s))),
    ({"words": "the Truce said of"}, lambda r, s: has("truce", _words(r, s))),
    ({"words": "the -truce"}, lambda r, s: has("the", _words(r, s)) and not has("truce", _words(r, s))),
    ({"words": "-truce"}, lambda r, s: not has("truce", _words(r, s))),
    ({"words": '"salt truce" OR harv*'}, lambda r, s: has("salt truce", _words(r, s)) or "harv" in _words(r, s)),
    ({"speaker": "peters"}, _named("speaker", "Peters")),
    ({"speaker": ["ZDENEK", "peter"]}, lambda r, s: any(
        _named("speaker", name)(r, s) for name in ("Zdenek", "Peter"))),
    ({"addressee": "o'dell"}, _named("addressee", "O Dell")),
    ({"target": "the president"}, _named("target", "the president")),
    ({"relay": "gazette"}, lambda r, s: any(has("Gazette", n) for e in s.relay for n in _names(r, e))),
    ({"outlet": "cafe"}, lambda r, _: has("cafe", r.article.metadata.outlet or "")),
    ({"place": "selmhafen"}, _placed("Selmhafen")),
    ({"place": ["Ukraine", "osk"]}, _placed("UA", "Osk")),
    ({"act": ["deny", "accuse"]}, lambda _, s: s.act in ("deny", "accuse")),
    ({"channel": "phone call"}, lambda _, s: s.channel == "phone_call"),
    ({"quote_type": "direct"}, lambda _, s: s.quote_type == "direct"),
    ({"published_from": "2023-04", "published_to": "2023-07"}, _published(date(2023, 4, 1), date(2023, 7, 31))),
    ({"published_to": date(2023, 8, 1)}, _published(date.min, date(2023, 8, 1))),
    ({"said_from": "2023-05", "said_to": "2023-05"}, _said(*MAY)),
    ({"said_from": "2020", "said_to": "2030"}, _said(date(2020, 1, 1), date(2030, 12, 31))),
    ({"said_to": "2023-03-01"}, _said(date.min, date(2023, 3, 1))),
    ({"number": "1,400"}, _counted(1400, 1400)),
    ({"number": (10, 1399), "unit": "soldier"}, _counted(10, 1399, "soldiers")),
    ({"number": "1000000.."}, _counted(1e6, float("inf"))),
    ({"number": (-5, 3)}, _counted(-5, 3)),
    ({"unit": "carts"}, lambda _, s: any(has("carts", q.unit) for q in s.quantities)),
    ({"hedged": True}, lambda _, s: s.hedged),
    ({"negated": False}, lambda _, s: not s.negated),
    ({"relayed": False}, lambda _, s: not s.relay),
    ({"min_confidence": 0.905}, lambda _, s: s.confidence >= 0.905),
    ({"document": ["https://news.example/3", "dornhal"]}, lambda r, _: r.article.metadata.url == "https://news.example/3"
        or r.article.name == "dornhal"),
]  # fmt: skip


def _fitting(*fits: Fits) -> list[tuple[str, str]]:
    """All that pass, of the newest versions: the later of two at one address."""
    newest = {reading.article.metadata.url or reading.article.name: reading for reading in READINGS}
    return sorted(
        (document_id(r.article), s.id) for r in newest.values() for s in r.statements if all(fit(r, s) for fit in fits)
    )


def _found(ledger: Path, **asked: Any) -> list[tuple[str, str]]:
    return sorted((hit.document, hit.statement) for hit in search(ledger, limit=None, **asked))


@pytest.mark.parametrize(("asked", "fits"), FILTERS, ids=lambda value: str(value) if isinstance(value, dict) else "")
def test_a_filter_lets_pass_what_it_says(ledger: Path, asked: dict[str, Any], fits: Fits) -> None:
    expected = _fitting(fits)
    assert 0 < len(expected) < sum(len(reading.statements) for reading in READINGS)
    assert _found(ledger, **asked) == expected


def test_two_filters_let_pass_what_fits_both(ledger: Path) -> None:
    some = 0
    # Every third pair: still each filter with many others, in a few seconds.
    for (one, fits), (other, also_fits) in list(combinations(FILTERS, 2))[::3]:
        if not one.keys() & other.keys():
            expected = _fitting(fits, also_fits)
            some += bool(expected)
            assert _found(ledger, **one, **other) == expected, (one, other)
    assert some > 80


def test_older_versions_are_left_out_unless_asked_for(ledger: Path) -> None:
    asked = {"document": "https://news.example/3"}
    newest, every = _found(ledger, **asked), _found(ledger, latest_only=False, **asked)
    assert (len(newest), len(every)) == (5, 10)
    assert set(newest) < set(every)


@pytest.mark.parametrize("order", ["relevance", "newest", "confidence"])
def test_pages_follow_each_other(ledger: Path, order: str) -> None:
    whole = [hit.anchor for hit in search(ledger, "truce", order=order, limit=None)]
    paged: list[str] = []
    while True:
        page = search(ledger, "truce", order=order, limit=7, offset=len(paged))
        paged += [hit.anchor for hit in page]
        assert page.more == (len(paged) < len(whole))
        if not page.more:
            break
    assert len(whole) > 15
    assert paged == whole


def test_orders(ledger: Path) -> None:
    days = [hit.published or date.min for hit in search(ledger, order="newest", limit=None)]
    sure = [hit.confidence for hit in search(ledger, order="confidence", limit=RANKED)]
    assert days == sorted(days, reverse=True)
    assert sure == sorted(sure, reverse=True)


def test_relevance_prefers_what_is_all_about_the_words(tmp_path: Path) -> None:
    texts = [
        "He said a truce may come after the winter and a harvest.",
        "He said truce, truce.",
        "He said truce or war.",
    ]
    stored = [small(text, said(text, [text[8:-1]]), outlet=f"O{n}") for n, text in enumerate(texts)]
    hits = search(fill(tmp_path / "o.db", stored), "truce")
    assert [hit.outlet for hit in hits] == ["O1", "O2", "O0"]


def test_words_are_found_in_any_form_and_phrases_as_they_stand(ledger: Path) -> None:
    assert [hit.name for hit in search(ledger, "shell hours")] == ["dornhal"]
    assert not list(search(ledger, '"hour an"'))
    assert not list(search(ledger, "?!"))


def test_a_hit_has_its_words_in_context(ledger: Path) -> None:
    text = demo().article.text
    (hit,) = search(ledger, '"stop, not" shelling')
    assert (hit.speaker, hit.relay, hit.source) == (
        "a nurse who left Dornhal",
        ("Ansel Gazette",),
        "a nurse who left Dornhal",
    )
    assert hit.words == text[hit.start : hit.end]
    assert hit.anchor == f"dornhal[{hit.start}:{hit.end}]"
    assert hit.text == text[hit.context.start : hit.context.end]
    assert hit.context.contains((hit.start, hit.end))
    assert "told the Ansel Gazette" in hit.text
    assert [text[start:end] for start, end in hit.highlights] == ["shelling", "stop, not"]


def test_highlights_count_in_the_text_and_stay_within_pieces(tmp_path: Path) -> None:
    text = "\ue000 “One salt” – so he said – “mine \ue001 and Salt mines 🜔 salt.”"
    reading = small(text, said(text, ["“One salt”", "“mine \ue001 and Salt mines 🜔 salt.”"]))
    (hit,) = search(fill(tmp_path / "o.db", [reading]), '"salt mine" OR one')
    assert [text[start:end] for start, end in hit.highlights] == ["One", "salt”", "“mine", "Salt mines"]


@settings(max_examples=25, deadline=None)
@given(typed=st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"*-()^:+{}ORANDTEk\0\ud800')), max_size=30))
def test_nothing_that_is_typed_is_an_error(ledger: Path, typed: str) -> None:
    for name in ("words", "speaker", "place", "unit", "document"):
        assert len(search(ledger, **{name: typed}).page.hits) <= 20  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["a " * 101, "-a " * 101, "a OR " * 51, '"' + "a " * 101])
def test_more_words_than_anybody_types_are_refused(ledger: Path, typed: str) -> None:
    assert len(search(ledger, typed[:150])) <= 20
    with pytest.raises(InputError, match="words: more than 100 of them"):
        search(ledger, typed)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"act": "lie"}, "act: 'lie' is not known; there are assert, accuse"),
        ({"channel": "pigeon"}, "channel: 'pigeon' is not known; there are phone_call"),
        ({"order": "best"}, "order: 'best' is not known"),
        ({"said_from": "2023-02-30"}, "said_from: '2023-02-30' is no date"),
        ({"published_to": "May"}, "published_to: 'May' is no date"),
        ({"number": "many"}, "number: 'many' is none"),
        ({"number": ".."}, "number: '..' is none"),
        ({"min_confidence": 2}, "min_confidence: 2 is out of range"),
        ({"limit": -1}, "limit: -1 is out of range"),
    ],
)
def test_what_makes_no_sense_is_said(ledger: Path, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says.replace("?", r"\?")):
        search(ledger, **asked)


def test_facets_count_what_fits(ledger: Path) -> None:
    facets = search(ledger, "truce", limit=3).facets()
    hits = list(search(ledger, "truce", limit=None))
    assert (facets.counted, facets.complete) == (len(hits), True)
    assert dict(facets.act) == _tally(hit.act for hit in hits)
    assert dict(facets.speaker) == _tally(hit.speaker for hit in hits)
    assert dict(facets.month) == _tally(hit.published.isoformat()[:7] if hit.published else None for hit in hits)
    assert [count for _, count in facets.outlet] == sorted((count for _, count in facets.outlet), reverse=True)


def _tally(values: Iterable[str | None]) -> dict[str | None, int]:
    listed = list(values)
    return {value: listed.count(value) for value in listed}


def test_what_is_ranked_and_counted_is_bounded(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.search.RANKED", 10)
    monkeypatch.setattr("onrecord.ledger.search.COUNTED", 10)
    assert min(RANKED, COUNTED) > 10
    connection = connect_read_only(ledger)
    newest = [hit.anchor for hit in find(connection, Query("truce", order="newest", limit=30)).hits]
    ranked = [hit.anchor for hit in find(connection, Query("truce", limit=30)).hits]
    assert sorted(ranked[:10]) == sorted(newest[:10])
    assert ranked[10:] == newest[10:]
    facets = count_facets(connection, Query("truce"))
    assert (facets.counted, facets.complete, sum(count for _, count in facets.act)) == (10, False, 10)
    connection.close()


def test_data_frames_have_the_columns_of_a_report(ledger: Path) -> None:
    from onrecord.export.table import COLUMNS

    results = search(ledger, "truce", limit=5)
    pandas, polars = results.to_pandas(), results.to_polars()
    assert list(pandas.columns) == polars.columns == [*COLUMNS, "url", "title", "context"]
    assert list(pandas["content"]) == polars["content"].to_list() == [hit.words for hit in results]
    assert polars["relay"].to_list() == [list(hit.relay) for hit in results]
