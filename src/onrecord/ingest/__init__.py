"""Stage 1: files, folders, standard input, web addresses, feeds and web archives become RawDocuments."""

from onrecord.ingest.load import documents, load
from onrecord.ingest.loaded import Item, Loaded
from onrecord.ingest.source import Source, sources
from onrecord.ingest.web import Pace, Web

__all__ = ["Item", "Loaded", "Pace", "Source", "Web", "documents", "load", "sources"]
