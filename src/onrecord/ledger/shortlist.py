"""How well a few statements fit the words of a query, and where: worked out in a full-text table of just these.

FTS5 alone knows how it stems and what its expressions mean. Over the whole ledger, its bm25 counts every statement that
has one of the words, and its highlights look each statement up in the large index: both cost more than all the rest.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import accumulate, islice

from onrecord.ledger.words import Words
from onrecord.types import Span

_TEXTS = """
SELECT id, words, speaker_name, source_words FROM statement WHERE id IN (SELECT value FROM json_each(?))
"""
#: As statement_fts in migrations/0001_record.sql.
_TABLE = """
CREATE VIRTUAL TABLE statement_fts USING fts5 (
    words, speaker_name, source_words, tokenize="porter unicode61 remove_diacritics 2"
)
"""
#: What was said counts for more than who said it: a name is two words, which bm25 takes for a text all about it.
_SCORES = "SELECT rowid, bm25(statement_fts, 1.0, 0.2, 0.2) FROM statement_fts WHERE statement_fts MATCH ?"
_MARKED = "SELECT rowid, highlight(statement_fts, 0, ?, ?) FROM statement_fts WHERE statement_fts MATCH ?"


def scores(connection: sqlite3.Connection, statements: Sequence[int], words: Words) -> dict[int, float]:
    """How badly each statement fits, by bm25 among them: the best has the lowest number."""
    with _table(connection, statements) as table:
        return dict(table.execute(_SCORES, (words.expression(),)).fetchall())


def highlights(connection: sqlite3.Connection, statements: Sequence[int], words: Words) -> dict[int, list[Span]]:
    """Where the query's words stand in each statement's `words`; empty for a query that asks for none."""
    if not words.groups:
        return {}
    with _table(connection, statements) as table:
        held = {letter for (text,) in table.execute("SELECT words FROM statement_fts") for letter in text}
        # Two characters for private use that stand in none of the texts.
        on, off = islice((chr(code) for code in range(0xE000, 0xF900) if chr(code) not in held), 2)
        marked = table.execute(_MARKED, (on, off, words.expression())).fetchall()
    return {number: _between(text, on, off) for number, text in marked}


@contextmanager
def _table(connection: sqlite3.Connection, statements: Sequence[int]) -> Iterator[sqlite3.Connection]:
    texts = connection.execute(_TEXTS, (json.dumps(statements),))
    with closing(sqlite3.connect(":memory:")) as table:
        table.execute(_TABLE)
        table.executemany(
            "INSERT INTO statement_fts (rowid, words, speaker_name, source_words) VALUES (?, ?, ?, ?)", texts
        )
        yield table


def _between(text: str, on: str, off: str) -> list[Span]:
    """The spans between marks, counted without the marks."""
    ends = list(accumulate(map(len, re.split(f"[{on}{off}]", text))))
    return [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False)]
