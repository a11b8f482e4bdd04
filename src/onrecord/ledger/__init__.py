"""Stage 7: the ledger, one SQLite file; the only place with SQL."""

from onrecord.ledger.chain import head
from onrecord.ledger.connect import connect, connect_read_only
from onrecord.ledger.fault import Fault
from onrecord.ledger.read import Listed, RunListed, documents, find, raw_document, reading, readings, runs, versions
from onrecord.ledger.verify import verify
from onrecord.ledger.write import Added, Also, Ledger, Run

__all__ = [
    "Added", "Also", "Fault", "Ledger", "Listed", "Run", "RunListed", "connect", "connect_read_only",
    "documents", "find", "head", "raw_document", "reading", "readings", "runs", "verify", "versions",
]  # fmt: skip
