"""Stage 2: a RawDocument becomes an Article: canonical text, blocks, sentences, metadata."""

from onrecord.clean.article import clean

__all__ = ["clean"]
