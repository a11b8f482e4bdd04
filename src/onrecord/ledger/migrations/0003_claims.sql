-- Claims: the same thing said, across statements and documents (docs/decisions/0015-claims.md). All of it is derived from the
-- record and no part of the chain; `onrecord verify --replay` makes points and pairs again and compares.

-- What a linked document says, cut into points. `points` is all of them at once, packed as ledger/packing.py tells: they
-- are read by the document. `current` is 0 where a newer version of the document has taken its place: its points are kept
-- for the record, and found and grouped no more.
CREATE TABLE sketch (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    points BLOB NOT NULL
) STRICT;

-- The most telling words of a document, as numbers (CRC-32), so that documents on the same matter are found. `day` is the
-- Julian day of publication, 0 where unknown; `weight` thousandths: the squares of a document's weights sum to 1.
CREATE TABLE sketch_term (
    term INTEGER NOT NULL,
    day INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES sketch (document),
    weight INTEGER NOT NULL,
    PRIMARY KEY (term, day, document)
) STRICT, WITHOUT ROWID;

-- Runs of words of a document, as numbers: a copy or a quotation shares them, however old its source is.
CREATE TABLE sketch_run (
    run INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES sketch (document),
    PRIMARY KEY (run, document)
) STRICT, WITHOUT ROWID;

-- One thing said in one place. `id` is document << 20 | n: points of a document are neighbours.
CREATE TABLE point (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    statement INTEGER REFERENCES statement (id) -- null for the outlet's own words
) STRICT;
CREATE INDEX point_statement ON point (statement) WHERE statement IS NOT NULL;

-- How likely two points say the same, 0 to 1, where that is worth noting. `a` is of the document that came later.
CREATE TABLE pair (
    a INTEGER NOT NULL REFERENCES point (id),
    b INTEGER NOT NULL REFERENCES point (id),
    score REAL NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- Points that say the same. Where claims turn out to be one, the oldest keeps its number, and no number comes again.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    newest TEXT                                 -- the last day of publication among its tellings
) STRICT;
CREATE INDEX claim_newest ON claim (newest);

CREATE TABLE claim_member (
    point INTEGER PRIMARY KEY REFERENCES point (id),
    claim INTEGER NOT NULL REFERENCES claim (id)
) STRICT;
CREATE INDEX claim_member_claim ON claim_member (claim);

-- One row a telling, for people and for Datasette.
CREATE VIEW told AS
SELECT claim_member.claim, document.published, document.outlet, statement.speaker_name AS speaker,
    substr(document.text, point.start + 1, point."end" - point.start) AS words, statement.act, document.title,
    document.url, document.name AS document_name, statement.name AS statement_name, point.document, point.statement
FROM claim_member JOIN point ON point.id = claim_member.point JOIN document ON document.id = point.document
LEFT JOIN statement ON statement.id = point.statement;
