"""Loads the cues of `boilerplate.toml`, which says what they mean."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

#: Longer than any block: a cue without a limit counts for all.
_ANY_LENGTH = 100_000
_NAME = r"(?-i:[A-Z][\w.'’-]*(?:[ -](?:[A-Z][\w.'’-]*|de|van|von|der|al|el|bin|la)){1,4})"
_PARTS = {
    "<names>": rf"{_NAME}(?:(?:,| and|, and| &| in (?-i:[A-Z])\w+,?(?: and)?)\s{_NAME})*",
    "<name>": _NAME,
    "<ours>": r"(?:journalis(?:m|ts?)|report(?:ing|ers?)|newsrooms?|coverage|readers?|work|stories|(?:web)?site|team)",
}


@dataclass(frozen=True)
class Cue:
    """A sign of boilerplate; see `boilerplate.toml` for its fields."""

    name: str
    any: tuple[str, ...]
    needs: tuple[str, ...]
    score: float = 1.0
    words: int = _ANY_LENGTH
    opens: Literal["appeal", "letter"] | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All patterns as one; compiled when first needed, since a text needs few of them and compiling all is slow."""
        whole = "|".join(self.any)
        for part, pattern in _PARTS.items():
            whole = whole.replace(part, pattern)
        return re.compile(whole, re.IGNORECASE)

    @cached_property
    def anchored(self) -> bool:
        """Whether it can only match at the start."""
        return all(pattern.startswith("^") for pattern in self.any)

    def found(self, words: str) -> bool:
        """Whether a block of these words shows it."""
        return bool(self.pattern.match(words) if self.anchored else self.pattern.search(words))


@cache
def cues() -> tuple[Cue, ...]:
    """All cues, in the order of the file."""
    found = tomllib.loads(files("onrecord.clean").joinpath("boilerplate.toml").read_text("utf-8"))
    return tuple(_cue(entry) for entry in found["cue"])


def _cue(entry: dict[str, Any]) -> Cue:
    return Cue(**{**entry, "any": tuple(entry["any"]), "needs": tuple(entry["needs"])})
