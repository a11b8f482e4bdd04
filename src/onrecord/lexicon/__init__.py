"""Words as data: tables in `data/`, read once on first use, and what stages look up in them.

`table` serves any stage: a table is a TOML file, so that a new one needs no code here.
"""

from onrecord.lexicon.cues import CueSense, cue_sense
from onrecord.lexicon.lemmas import lemmas
from onrecord.lexicon.tables import phrases, table, words

__all__ = ["CueSense", "cue_sense", "lemmas", "phrases", "table", "words"]
