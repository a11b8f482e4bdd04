"""The ledger in other people's tools as it is: Datasette, with our metadata, and sqlite-utils."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from onrecord.ledger.datasette import datasette_metadata
from tests.unit.search_ledger import fill, readings

METADATA = datasette_metadata("news")
TABLES: dict[str, Any] = METADATA["databases"]["news"]["tables"]
QUERIES: dict[str, Any] = METADATA["databases"]["news"]["queries"]
#: For each parameter of a ready question what has an answer in this ledger.
ASKED = {"speaker": "ilvar", "words": "truce", "unit": "cart", "url": "https://news.example/0"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("datasette") / "news.db", readings())


@pytest.fixture(scope="module")
def datasette(ledger: Path) -> Any:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    return Datasette([str(ledger)], metadata=METADATA)


def _get(datasette: Any, path: str, **parameters: str) -> Any:
    response = asyncio.run(datasette.client.get(f"/news{path}?{urlencode(parameters)}"))
    assert response.status_code == 200, response.text
    return response.json() if ".json" in path else response.text


def test_the_front_page_lists_what_is_of_use(datasette: Any) -> None:
    listed = {table["name"]: table for table in _get(datasette, ".json")["tables"]}
    shown = {name for name, table in listed.items() if not table["hidden"]}
    assert {"statement", "document", "entity", "quantity", "place", "relay"} <= shown
    assert not [name for name in shown if name.startswith("search")]
    assert listed["statement"]["fts_table"] == "statement_fts"


@pytest.mark.parametrize("table", [name for name in TABLES if not TABLES[name].get("hidden")])
def test_what_the_metadata_name_is_there(datasette: Any, table: str) -> None:
    rows = _get(datasette, f"/{table}.json", _shape="objects")["rows"]
    page = _get(datasette, f"/{table}")
    assert rows
    assert set(TABLES[table].get("columns", {})) <= set(rows[0])
    assert TABLES[table]["title"] in page


@pytest.mark.parametrize("table", ["statement", "said"])
def test_search_finds_words(datasette: Any, table: str) -> None:
    rows = _get(datasette, f"/{table}.json", _search="shelling", _shape="objects")["rows"]
    assert ["The shelling did not stop" in row["words"] for row in rows] == [True]


@pytest.mark.parametrize("table", [name for name in TABLES if "facets" in TABLES[name]])
def test_facets_count(datasette: Any, table: str) -> None:
    answer = _get(datasette, f"/{table}.json", _size="1")
    facets = answer["facet_results"]
    assert set(facets) >= set(TABLES[table]["facets"])
    for facet in TABLES[table]["facets"]:
        assert sum(one["count"] for one in facets[facet]["results"]) > 0


@pytest.mark.parametrize("name", QUERIES)
def test_every_ready_question_is_answered(datasette: Any, name: str) -> None:
    rows = _get(datasette, f"/{quote(name)}.json", _shape="objects", **ASKED)["rows"]
    assert rows, name
    if name == "who_denies":
        assert {row["act"] for row in rows} == {"deny"}
    if name == "without_relay":
        assert {row["relay"] for row in rows} == {None}


def test_sqlite_utils_opens_and_searches_it(ledger: Path) -> None:
    from sqlite_utils import Database

    database = Database(ledger)
    (found,) = database.table("statement").search("shelling")
    assert "The shelling did not stop" in found["words"]
    assert database.table("document").count == len(list(database.table("document").rows)) == 20
    assert "CREATE TABLE statement" in database.schema
    assert database.table("quantity").detect_fts() == "quantity_fts"
    assert all(database.table(name).count >= 0 for name in database.table_names())
    assert any("The shelling did not stop" in line for line in database.iterdump())
    database.close()
