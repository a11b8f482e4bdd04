"""The encoder that reads a document once and marks everything later stages need (DESIGN, decision 1)."""

from onrecord.tagger.model import Tagger, load

__all__ = ["Tagger", "load"]
