-- The search index: everything a query can ask for in one inverted index, so that FTS5 intersects all of it at once
-- (docs/decisions/0010-search.md). It is derived from the record and no part of it; ledger/index.py fills it.

CREATE INDEX document_name ON document (name);
CREATE INDEX document_previous ON document (previous) WHERE previous IS NOT NULL;

-- One short row a statement in the order of publication: sorting, facets and what no key can say read only this.
-- `id` is the Julian day of publication (0 where unknown) << 32 | statement.id: "newest first" and a range of days are
-- ranges of ids, and statements of one document are neighbours.
CREATE TABLE search_row (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    who TEXT,
    speaker TEXT,
    act TEXT NOT NULL,
    channel TEXT,
    outlet TEXT,
    month TEXT,
    confidence REAL NOT NULL,
    time_start TEXT,
    time_end TEXT
) STRICT;

-- `words`, `speaker_name` and `source_words` are as in statement_fts, so that one expression of words fits both. The
-- columns `speaker` to `place` hold names, the others words of our own, all as ledger/keys.py writes them. Without
-- the sizes of columns (`columnsize=0`) it would be smaller by 35 bytes a statement, but a table that nothing can
-- count or dump: sqlite-utils and Python's iterdump fail then.
CREATE VIRTUAL TABLE search_fts USING fts5 (
    words, speaker_name, source_words, speaker, addressee, target, relay, outlet, place, country, act, channel, form,
    sure, number, unit, said, content="", tokenize="porter unicode61 remove_diacritics 2"
);

-- What is counted, so that "civilians" finds "wounded civilians".
CREATE VIRTUAL TABLE quantity_fts USING fts5 (
    unit, content="quantity", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER quantity_to_fts AFTER INSERT ON quantity BEGIN
    INSERT INTO quantity_fts (rowid, unit) VALUES (new.id, new.unit);
END;

-- One row a statement for people and for Datasette: names in place of ids, with the document it stands in.
CREATE VIEW said AS
SELECT statement.id AS id, document.published, document.outlet, speaker.name AS speaker, speaker.role, speaker.side,
    statement.act, statement.words, statement.channel, statement.quote_type, addressee.name AS addressee,
    target.name AS target, statement.time, statement.hedged, statement.negated, statement.confidence,
    (SELECT group_concat(name, ' → ') FROM (
        SELECT entity.name FROM relay JOIN entity ON entity.id = relay.entity
        WHERE relay.statement = statement.id ORDER BY relay.n)) AS relay,
    document.title, document.url, document.name AS document_name, statement.name AS statement_name,
    statement.document, speaker.who
FROM statement JOIN document ON document.id = statement.document
LEFT JOIN entity AS speaker ON speaker.id = statement.speaker
LEFT JOIN entity AS addressee ON addressee.id = statement.addressee
LEFT JOIN entity AS target ON target.id = statement.target;
