"""Stage 7: the ledger, one SQLite file; the only place with SQL."""
