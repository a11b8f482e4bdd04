-- The record: what was read, from which bytes, and when. Offsets count Unicode code points in document.text, start
-- inclusive, end exclusive. Dates are ISO 8601, times UTC. Ids of SQLite's own (`id`) are local to one ledger; what
-- other ledgers and exports share are the digests and the names e1, s1 … of one document.

-- One call of `onrecord add`: which software and model, with which options.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    options TEXT NOT NULL CHECK (json_valid(options))
) STRICT;

-- The bytes as they came, compressed (zlib); the same bytes are kept once. `onrecord add --no-raw` keeps none.
CREATE TABLE raw (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,                -- of the bytes as they came, `bytes` of them
    bytes INTEGER NOT NULL,
    data_sha256 TEXT NOT NULL,                  -- of `data`: other compressed bytes can give the same bytes
    data BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,                -- the document id of LEDGER.md: URL or outlet and name, date, text
    name TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    byline TEXT,
    published TEXT,
    language TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    sentences TEXT NOT NULL CHECK (json_valid(sentences)), -- [[start, end], …]
    raw INTEGER REFERENCES raw (id),            -- null where the bytes were not kept
    raw_sha256 TEXT,                            -- their digest, kept or not; null where a finished Reading was added
    media_type TEXT,                            -- what the bytes were read as
    stated TEXT CHECK (stated IS NULL OR json_valid(stated)), -- what the caller stated of it, to read it again
    otherwise TEXT CHECK (otherwise IS NULL OR json_valid(otherwise)), -- what its envelope said, where the data is silent
    origin TEXT,                                -- a path, path#record or web address
    captured TEXT,                              -- when a server or an archive gave it; null for files
    previous INTEGER REFERENCES document (id),  -- the version before: same URL, another text
    run INTEGER NOT NULL REFERENCES run (id),
    added TEXT NOT NULL
) STRICT;
CREATE INDEX document_url ON document (url) WHERE url IS NOT NULL;
CREATE INDEX document_outlet ON document (outlet);
CREATE INDEX document_published ON document (published);
CREATE INDEX document_text ON document (text_sha256);
CREATE INDEX document_raw ON document (raw_sha256) WHERE raw_sha256 IS NOT NULL;
CREATE INDEX document_run ON document (run);

CREATE TABLE block (
    document INTEGER NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    name_in_document TEXT NOT NULL,             -- e1, e2 …
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT,
    side TEXT,
    wikidata TEXT,
    who TEXT NOT NULL,                          -- one key for one speaker across documents: see ledger/who.py
    UNIQUE (document, name_in_document)
) STRICT;
CREATE INDEX entity_who ON entity (who);

CREATE TABLE alias (
    entity INTEGER NOT NULL REFERENCES entity (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (entity, n)
) STRICT, WITHOUT ROWID;

-- `words`, `speaker_name` and `source_words` repeat what spans and entities say, so that full text can be searched.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    name TEXT NOT NULL,                         -- s1, s2 …
    words TEXT NOT NULL,                        -- the content's pieces, joined by " … "
    speaker_name TEXT,
    source_words TEXT,
    speaker INTEGER REFERENCES entity (id),
    quote_type TEXT NOT NULL,
    act TEXT NOT NULL,
    addressee INTEGER REFERENCES entity (id),
    target INTEGER REFERENCES entity (id),
    channel TEXT,
    time TEXT,                                  -- as LEDGER.md: a date or start/end
    time_start TEXT,                            -- its first and last day, to be compared
    time_end TEXT,
    hedged INTEGER NOT NULL CHECK (hedged IN (0, 1)),
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
    parent INTEGER REFERENCES statement (id) DEFERRABLE INITIALLY DEFERRED, -- may come after what is nested in it
    confidence REAL NOT NULL,
    evidence TEXT NOT NULL CHECK (json_valid(evidence)), -- as LEDGER section 5, less what is null, empty or stated
    UNIQUE (document, name)
) STRICT;
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_addressee ON statement (addressee) WHERE addressee IS NOT NULL;
CREATE INDEX statement_target ON statement (target) WHERE target IS NOT NULL;
CREATE INDEX statement_parent ON statement (parent) WHERE parent IS NOT NULL;
CREATE INDEX statement_act ON statement (act);
CREATE INDEX statement_channel ON statement (channel) WHERE channel IS NOT NULL;

CREATE TABLE span (
    statement INTEGER NOT NULL REFERENCES statement (id),
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (statement, part, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE relay (
    statement INTEGER NOT NULL REFERENCES statement (id),
    n INTEGER NOT NULL,                         -- the nearest to the outlet last
    entity INTEGER NOT NULL REFERENCES entity (id),
    PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX relay_entity ON relay (entity);

CREATE TABLE quantity (
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statement (id),
    n INTEGER NOT NULL,
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    unit TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    written TEXT NOT NULL,
    UNIQUE (statement, n)
) STRICT;
CREATE INDEX quantity_low ON quantity (low);
CREATE INDEX quantity_high ON quantity (high);

-- Where a document's place names lie; statement_place says which statements name them.
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    canonical TEXT,
    kind TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    gazetteer TEXT,
    rule TEXT,
    confidence REAL,
    reason TEXT,
    spans TEXT NOT NULL CHECK (json_valid(spans)),
    UNIQUE (document, n)
) STRICT;
CREATE INDEX place_name ON place (name COLLATE NOCASE);
CREATE INDEX place_canonical ON place (canonical COLLATE NOCASE) WHERE canonical IS NOT NULL;

CREATE TABLE statement_place (
    statement INTEGER NOT NULL REFERENCES statement (id),
    n INTEGER NOT NULL,
    name TEXT NOT NULL,
    place INTEGER REFERENCES place (id),
    PRIMARY KEY (statement, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_place_place ON statement_place (place) WHERE place IS NOT NULL;

CREATE TABLE issue (
    document INTEGER NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL,
    stage TEXT NOT NULL,
    message TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;

-- The chain: one entry for each run that began and each document that was added, bound by hash to the entry before.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('run', 'document')),
    run INTEGER NOT NULL REFERENCES run (id),
    document INTEGER UNIQUE REFERENCES document (id),
    at TEXT NOT NULL,
    digest TEXT NOT NULL,                       -- sha256 over the canonical record of the run or document: ledger/digest.py
    checks BLOB NOT NULL,                       -- short checks of its rows and columns, to tell which was altered
    previous TEXT NOT NULL,                     -- hash of the entry before; 64 zeros for the first
    hash TEXT NOT NULL
) STRICT;

-- What servers said when a page was fetched, so that it is asked for again only where it changed.
CREATE TABLE fetch (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    status INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE statement_fts USING fts5 (
    words, speaker_name, source_words, content="statement", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER statement_to_fts AFTER INSERT ON statement BEGIN
    INSERT INTO statement_fts (rowid, words, speaker_name, source_words)
    VALUES (new.id, new.words, new.speaker_name, new.source_words);
END;
