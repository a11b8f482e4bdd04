"""The ledger's claims: the same as in memory, stored with their documents, and no more work in a large ledger."""
# ruff: noqa: S608  # bytes of our own

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from zlib import compress

import pytest

from onrecord.api import compare
from onrecord.api.ledger import open_ledger
from onrecord.api.link import claims_of
from onrecord.api.verify import verify
from onrecord.ledger import Beside, Ledger, SqlIndex, Wanted, connect, connect_read_only, groups
from onrecord.ledger.near import BEST_RUNS, BEST_TERMS, LEAST, NEAR, NEWEST, keep, near
from onrecord.ledger.packing import _SHARED, packed
from onrecord.ledger.query import Query
from onrecord.link.points import points
from onrecord.types import Claim, Reading
from onrecord.types.point import Sketch
from tests.unit.ledgers import tamper
from tests.unit.sample_story import gazette, post, story

PAST = date(2023, 4, 13)
#: Packed points that no ledger writes: a point whose words are a number, and one that stands nowhere.
SHARED = b"[" + b",".join([b"null"] * len(_SHARED)) + b"]"
WORDLESS = b"[[" + SHARED + b"],[[0,0,1,5,[],false,false,false,[]]]]"
NOWHERE = b"[[" + SHARED + b'],[[0,null,null,"a",[],false,false,false,[]]]]'


def stored(path: Path, *readings: Reading, link: bool = True, words_only: bool = False) -> Path:
    """The path of a ledger with the readings, each added by a process that starts anew."""
    for reading in readings:
        with open_ledger(path, link, words_only=words_only) as ledger:
            ledger.begin_run("0.1", "none", {})
            ledger.add(reading)
    return path


def found(path: Path, wanted: Wanted | None = None) -> list[Claim]:
    with closing(connect_read_only(path)) as connection:
        return list(claims_of(connection, wanted))


def at_url(reading: Reading, url: str | None = None, more: str = "") -> Reading:
    """The reading at another address, with words added at its end."""
    article = reading.article
    metadata = replace(article.metadata, url=url)
    return replace(reading, article=replace(article, text=article.text + more, metadata=metadata))


def essence(claims: object) -> set[object]:
    return {(claim.id, claim.kind, claim.speaker, frozenset(claim.members)) for claim in claims}  # type: ignore[attr-defined]


def test_a_ledger_finds_the_same_claims_as_memory_in_any_order(tmp_path: Path) -> None:
    wanted = essence(compare(story()).claims)
    assert wanted
    for n, order in enumerate(permutations(story())):
        assert essence(found(stored(tmp_path / f"{n}.db", *order))) == wanted


def test_scores_and_links_come_back(tmp_path: Path) -> None:
    before = {claim.id: claim for claim in compare(story()).claims}
    for claim in found(stored(tmp_path / "ledger.db", *story())):
        assert claim.links == before[claim.id].links
        assert claim.witnesses == before[claim.id].witnesses


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    before = dump(path)
    assert dump(stored(path, *story())) == before


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_document_that_cannot_be_linked_is_not_stored(tmp_path: Path) -> None:
    def fails(_: Reading) -> Beside:
        raise RuntimeError

    with Ledger.open(tmp_path / "ledger.db", create=True, also=fails) as ledger:
        ledger.begin_run("0.1", "none", {})
        with pytest.raises(RuntimeError):
            ledger.add(post())
        assert ledger.connection.execute("SELECT count(*) FROM document").fetchone() == (0,)


def test_a_new_version_takes_the_place_of_the_old_in_claims(tmp_path: Path) -> None:
    url = "https://lowland.example/1"
    path = stored(tmp_path / "ledger.db", gazette(), at_url(post(), url))
    with closing(connect_read_only(path)) as connection:
        numbers = {group.id for group in groups(connection)}
    stored(path, at_url(post(), url, "A correction.\n"))
    with closing(connect_read_only(path)) as connection:
        assert {group.id for group in groups(connection)} == numbers
        assert {p.text for group in groups(connection) for p in group.points if p.name == "post"}
        documents = {point.document for group in groups(connection) for point in group.points}
        latest = {row[0] for row in connection.execute("SELECT digest FROM document WHERE id IN (1, 3)")}
        assert documents == latest
        assert connection.execute("SELECT count(*) FROM point WHERE document = 2").fetchone()[0] > 0
    assert list(verify(path, replay=True)) == []


def test_a_new_version_that_is_only_kept_still_takes_the_old_out_of_claims(tmp_path: Path) -> None:
    url = "https://lowland.example/1"
    path = stored(tmp_path / "ledger.db", gazette(), at_url(post(), url))
    stored(path, at_url(post(), url, "A correction.\n"), link=False)
    assert not any(point.name == "post" for claim in found(path) for point in claim.members)
    assert list(verify(path, replay=True)) == []


def test_a_claim_is_gone_with_the_version_that_told_it(tmp_path: Path) -> None:
    url = "https://lowland.example/1"
    path = stored(tmp_path / "ledger.db", gazette(), at_url(post(), url))
    assert any(point.name == "post" for claim in found(path) for point in claim.members)
    empty = replace(at_url(post(), url, "Withdrawn.\n"), statements=())
    stored(path, replace(empty, article=replace(empty.article, text="Withdrawn.", blocks=(), sentences=())))
    assert not any(point.name == "post" for claim in found(path) for point in claim.members)
    assert list(verify(path)) == []


def test_what_is_only_kept_is_in_no_claim(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story(), link=False)
    assert found(path) == []
    assert list(verify(path, replay=True)) == []


def test_groups_are_filtered_and_the_newest_come_first(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    with closing(connect_read_only(path)) as connection:
        every = list(groups(connection))
        newest = [max(point.published or date.min for point in group.points) for group in every]
        assert newest == sorted(newest, reverse=True)
        several = list(groups(connection, Wanted(outlets=2)))
        assert several
        assert [g.id for g in groups(connection, Wanted(outlets=99))] == []
        said = list(groups(connection, Wanted(Query(words="harvest OR miner", speaker=("Velkov",)))))
        assert said
        assert len(said) < len(every)
        assert all(any("Velkov" in (p.speaker or "") for p in group.points) for group in said)
        assert list(groups(connection, Wanted(since=max(newest) + timedelta(1)))) == []
        digest = every[0].points[0].document
        assert every[0].id in {g.id for g in groups(connection, Wanted(documents=(digest,)))}
        assert list(groups(connection, Wanted(documents=()))) == []


def sketch(n: int, day: date | None, words: str, runs: frozenset[int] = frozenset()) -> Sketch:
    return Sketch(f"d{n}", day, dict.fromkeys(words.split(), 1.0), runs)


@pytest.fixture
def many(tmp_path: Path) -> sqlite3.Connection:
    """A ledger that has 3,000 sketches with one word in common, over 30 days, and one run in every second of them."""
    connection = connect(tmp_path / "many.db", create=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for n in range(1, 3_001):
        connection.execute("INSERT INTO sketch VALUES (?, 1, x'', NULL)", (n,))
        runs = frozenset({7, n + 10_000}) if n % 2 else frozenset[int]()
        keep(connection, n, sketch(n, PAST + timedelta(n // 100), f"war a{n} b{n} c{n // 10}", runs))
    connection.execute("COMMIT")
    return connection


def test_near_documents_are_few_and_the_most_alike_first(many: sqlite3.Connection) -> None:
    asked = sketch(0, PAST + timedelta(15), "war a1503 b1503 c150")
    assert near(many, asked)[0] == 1503
    assert set(near(many, asked)[1:]) <= set(range(1500, 1510)) | set(range(2400, 2700))
    assert 1 < len(near(many, asked)) <= NEAR
    assert near(many, sketch(0, PAST, "peace talks")) == []


def test_only_days_around_are_near_except_for_copies_and_unknown_days(many: sqlite3.Connection) -> None:
    late = PAST + timedelta(200)
    assert near(many, sketch(0, late, "war a1503 b1503 c150")) == []
    assert near(many, sketch(0, late, "peace", frozenset({11_503}))) == [1503]
    assert 1503 in near(many, sketch(0, None, "war a1503 b1503 c150"))
    keep(many, 1, sketch(1, None, "peace talks"))
    assert near(many, sketch(0, late, "peace talks")) == [1]


def test_a_document_that_was_replaced_is_near_nothing(many: sqlite3.Connection) -> None:
    many.execute("UPDATE sketch SET current = 0 WHERE document = 1503")
    assert 1503 not in near(many, sketch(0, PAST + timedelta(15), "war a1503 b1503 c150", frozenset({11_503})))


def test_the_work_of_finding_is_bounded(many: sqlite3.Connection) -> None:
    """SQLite's virtual machine counts its steps: a word that all 3,000 have costs no more than `NEWEST` rows."""

    def steps(asked: Sketch) -> int:
        count = 0

        def one() -> None:
            nonlocal count
            count += 1

        many.set_progress_handler(one, 10)
        near(many, asked)
        many.set_progress_handler(None, 0)
        return count * 10

    nothing = steps(sketch(0, None, "unknown"))
    common = steps(sketch(0, None, "war", frozenset({7})))
    assert common - nothing < 100 * NEWEST < 3_000 * 10
    for query in (BEST_TERMS, BEST_RUNS):
        values = {"terms": "{}", "first": 0, "last": 1, "runs": "[]"}
        plan = [row[3] for row in many.execute(f"EXPLAIN QUERY PLAN {query}", values)]
        assert any("SEARCH sketch_" in line and "USING PRIMARY KEY" in line for line in plan)
        assert not any(line.startswith("SCAN sketch") for line in plan)
    assert 0 < LEAST < 1


def test_regrouping_touches_only_what_changes_and_keeps_the_oldest_number(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    with closing(connect(path)) as connection:
        index, made = SqlIndex(connection), list(groups(connection))
        assert len(made) > 1
        sets = [frozenset(point.key for point in group.points) for group in made]
        index.regroup(sets[:2], [sets[0] | sets[1]])
        after = {group.id: frozenset(p.key for p in group.points) for group in groups(connection)}
        assert after[min(made[0].id, made[1].id)] == sets[0] | sets[1]
        assert len(after) == len(made) - 1
        index.regroup([sets[0] | sets[1]], [])
        assert len(list(groups(connection))) == len(made) - 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE point SET start = start + 1 WHERE n = 0", "packed points"),
        ("UPDATE sketch SET points = x'00' WHERE document = 1", "unpacked"),
        (
            "DELETE FROM claim_member WHERE point IN (SELECT max(point) FROM claim_member GROUP BY claim)",
            "fewer than two",
        ),
        (f"UPDATE sketch SET points = x'{compress(b'[[],[[0,0,1,0,[],0,0,0,[]]]]').hex()}'", "unpacked (IndexError)"),
        (f"UPDATE sketch SET points = x'{compress(WORDLESS).hex()}'", "unpacked (AttributeError)"),
        (f"UPDATE sketch SET points = x'{compress(NOWHERE).hex()}'", "unpacked (TypeError)"),
        ("UPDATE sketch SET current = 0", "newer version"),
        ("DELETE FROM point WHERE id IN (SELECT point FROM claim_member)", "not there"),
        ("DELETE FROM sketch WHERE document = 1", "was not linked"),
        ("UPDATE sketch SET meanings = x'00'", "unpacked (ValueError)"),
        ("UPDATE sketch SET meanings = zeroblob(length(meanings))", "other meanings"),
        ("UPDATE sketch SET meanings = zeroblob(length(meanings) / 2)", "other meanings"),
        ("UPDATE sketch SET meanings = NULL WHERE document = 2", "other scores"),
        ("UPDATE sketch SET meanings = zeroblob(length(meanings) / 2) WHERE document = 2", "another length"),
        ("UPDATE pair SET score = 2", "probability"),
        ("UPDATE pair SET score = score / 2", "other scores"),
        ("DELETE FROM pair WHERE a IN (SELECT max(a) FROM pair)", "other scores"),
    ],
)
def test_verify_names_what_was_altered_in_claims(tmp_path: Path, change: str, said: str) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    assert list(verify(path, replay=True)) == []
    assert tamper(path, change) > 0
    assert any(said in str(fault) for fault in verify(path, replay=True))


def test_points_that_do_not_follow_from_the_record_are_found_by_replay(tmp_path: Path) -> None:
    path = stored(tmp_path / "ledger.db", *story())
    with closing(connect_read_only(path)) as connection:
        point = SqlIndex(connection).points(points(post())[0].document)
    other = packed([replace(point[0], speaker="Somebody else"), *point[1:]])
    number = [reading.article.name for reading in story()].index("post") + 1
    assert tamper(path, "UPDATE sketch SET points = ? WHERE document = ?", other, number) == 1
    assert list(verify(path)) == []
    assert any("other points" in str(fault) for fault in verify(path, replay=True))
