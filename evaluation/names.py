"""When a predicted entity is the gold's: by name, by alias, or by a surname that only one person has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from evaluation.records import Ledger, Who

_TITLES = "the|mr|mrs|ms|dr|sir|president|prime minister|minister|senator|sen|rep|gov|general|gen"
_TITLE = re.compile(rf"(?:{_TITLES})\.?\s+", re.IGNORECASE)
#: Spellings of one name that reports use side by side.
_SPELLINGS: Mapping[str, str] = {
    "us": "united states", "usa": "united states", "uk": "united kingdom", "britain": "united kingdom",
    "un": "united nations", "eu": "european union", "kiev": "kyiv", "zelensky": "zelenskyy", "zelenskiy": "zelenskyy",
}  # fmt: skip


def normal(name: str) -> str:
    """A name without case, accents, punctuation, possessive and leading titles, in its common spelling."""
    flat = unicodedata.normalize("NFKD", name).casefold().translate({0x2018: "'", 0x2019: "'", 0x2E: None})
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = re.sub(r"'s\b", "", re.sub(r"[^\w' ]+", " ", flat)).replace("'", "").strip()
    while title := _TITLE.match(flat):
        flat = flat[title.end() :]
    return " ".join(_SPELLINGS.get(word, word) for word in flat.split())


def surname(entity: Who) -> str:
    """The last word of the normal name; empty where nothing is left of it."""
    return normal(entity.name).rpartition(" ")[2]


class Matching:
    """Which predicted entity of a document stands for which gold one: each for one at most.

    `meetings` are (gold id, predicted id) pairs that fill the same slot of matched statements; those that meet most
    often are settled first.
    """

    def __init__(self, gold: Ledger, predicted: Ledger, meetings: Iterable[tuple[str, str]]) -> None:
        self._gold, self._predicted = gold.entities, predicted.entities
        self._surnames = Counter(surname(e) for e in gold.entities.values() if e.type == "person")
        self._owner: dict[str, str] = {}
        for (gold_id, predicted_id), _ in Counter(meetings).most_common():
            if predicted_id not in self._owner and self._could_be(gold_id, predicted_id):
                self._owner[predicted_id] = gold_id

    def same(self, gold_id: str | None, predicted_id: str | None) -> bool:
        """Whether both are the same entity, or neither side names one."""
        wanted, given = self._gold.get(gold_id or ""), self._predicted.get(predicted_id or "")
        if wanted is None or given is None:
            return wanted is given
        return self._owner.get(given.id) == wanted.id

    def _could_be(self, gold_id: str, predicted_id: str) -> bool:
        gold, predicted = self._gold[gold_id], self._predicted[predicted_id]
        if normal(predicted.name) in {normal(n) for n in (gold.name, *gold.aliases) if n} - {""}:
            return True
        last = surname(gold)
        people = gold.type == predicted.type == "person"
        return people and last != "" and last == surname(predicted) and self._surnames[last] == 1
