"""The entities of one document while they are being found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.lexicon.nouns import Gender, bare
from onrecord.types import Entity, EntityType, Mention, Span


@dataclass(slots=True)
class Entry:
    """One entity in the making.

    `heads` are the nouns it goes by ("president", "group"), `in_full` counts the times a person is named in full.
    """

    id: str
    name: str
    type: EntityType
    role: str | None = None
    side: str | None = None
    gender: Gender | None = None
    plural: bool = False
    in_full: int = 0
    aliases: Counter[str] = field(default_factory=Counter)
    heads: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)

    def finished(self) -> Entity:
        """The entity as it goes on record."""
        others = tuple(alias for alias in self.aliases if alias != self.name)
        return Entity(self.id, self.name, self.type, self.role, self.side, others)


class Registry:
    """All entries by id, and by what they are called."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._called: dict[str, Entry] = {}
        self._at: dict[Span, Entry] = {}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __getitem__(self, entity: str) -> Entry:
        return self._entries[entity]

    def add(self, name: str, kind: EntityType, state: str | None = None) -> Entry:
        """A new entity; it is called by its name from now on."""
        entry = Entry(f"e{len(self._entries) + 1}", name, kind, side=state)
        self._entries[entry.id] = entry
        self.call(entry, name)
        return entry

    def call(self, entry: Entry, name: str) -> None:
        """From now on `name` calls this entity, unless it calls another one."""
        self._called.setdefault(_key(name), entry)

    def called(self, name: str) -> Entry | None:
        """Whom a name calls, whatever its case, article and possessive ending."""
        return self._called.get(_key(name))

    def at(self, span: Span) -> Entry | None:
        """The entity that is mentioned at exactly this span."""
        return self._at.get(span)

    def mention(self, entry: Entry, span: Span, words: str) -> Entry:
        """Note that `words` at `span` refer to the entity."""
        if span not in self._at:
            self._at[span] = entry
            entry.spans.append(span)
            entry.aliases[words] += 1
        return entry

    def entities(self) -> tuple[Entity, ...]:
        """All entities in the order they were found."""
        return tuple(entry.finished() for entry in self)

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in reading order."""
        found = [Mention(span, entry.id) for entry in self for span in entry.spans]
        return tuple(sorted(found, key=lambda m: m.span))


def _key(name: str) -> str:
    lowered = name.casefold().replace("’", "'").removeprefix("the ")
    return " ".join(bare(word.strip(",")) for word in lowered.split())
