"""An invented world of news for the ledger's benchmark: documented, seeded, and with its truth known.

`World(readings)` takes real Readings apart (`template`) and makes any number of new ones from them, with other names,
numbers, days and content words (`fill`, `page`) and every span in its place. Documents come in chapters of stories
(`plan`, `stories`): several outlets tell what the same invented people said (`sayings`, `passages`), word for word or
in other words; numbers grow and conflict, accusations are denied, sayings are repeated days later, agencies' texts are
reprinted; and background reports share nothing. `truth` says which statements tell the same, and `score` how much of
that a linking has found. docs/decisions/0013 has the reasons, `Options` the shares.
"""

from benchmarks.world.document import Document
from benchmarks.world.options import Options
from benchmarks.world.truth import Relation, Telling, pairs, relation
from benchmarks.world.world import World

__all__ = ["Document", "Options", "Relation", "Telling", "World", "pairs", "relation"]
