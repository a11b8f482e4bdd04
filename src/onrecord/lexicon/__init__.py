"""Words as data: tables in `data/`, read once on first use, and what stages look up in them.

`table` serves any stage: a table is a TOML file, so that a new one needs no code here.
"""

from onrecord.lexicon.cues import CueSense, cue_sense
from onrecord.lexicon.languages import SUPPORTED, code_of, foreignness, likeness, name_of
from onrecord.lexicon.lemmas import lemmas
from onrecord.lexicon.tables import phrases, table, words

__all__ = [
    "SUPPORTED", "CueSense", "code_of", "cue_sense", "foreignness", "lemmas", "likeness", "name_of", "phrases", "table",
    "words",
]  # fmt: skip
