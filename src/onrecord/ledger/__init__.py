"""Stage 7: the ledger, one SQLite file; the only place with SQL."""

from onrecord.ledger.chain import head
from onrecord.ledger.claims import SqlIndex
from onrecord.ledger.connect import connect, connect_read_only, is_refusal, opened_read_only
from onrecord.ledger.fault import Fault
from onrecord.ledger.fetch_log import StoredFetches
from onrecord.ledger.groups import Group, Wanted, groups
from onrecord.ledger.read import (
    Listed,
    RunListed,
    Size,
    documents,
    find,
    outlets_of,
    raw_document,
    reading,
    readings,
    runs,
    size,
    texts,
    unlinked,
    versions,
)
from onrecord.ledger.verify import verify
from onrecord.ledger.write import Added, Also, Beside, Ledger, Run

__all__ = [
    "Added", "Also", "Beside", "Fault", "Group", "Ledger", "Listed", "Run", "RunListed", "Size", "SqlIndex",
    "StoredFetches", "Wanted", "connect", "connect_read_only", "documents", "find", "groups", "head", "is_refusal",
    "opened_read_only", "outlets_of", "raw_document", "reading", "readings", "runs", "size", "texts", "unlinked",
    "verify", "versions",
]  # fmt: skip
