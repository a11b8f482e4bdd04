"""Stage 1: files, folders, standard input and web addresses become RawDocuments."""

from onrecord.ingest.load import Loaded, documents, load
from onrecord.ingest.source import Source, sources

__all__ = ["Loaded", "Source", "documents", "load", "sources"]
