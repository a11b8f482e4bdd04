"""One kind for one name: where the tagger wavers within a document, the lexicon decides, else the majority."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from onrecord.lexicon.nouns import is_medium, seat_of, state_of
from onrecord.resolve.bodies import plain_name
from onrecord.types import NameKind, Tagged

_NAMING: frozenset[NameKind] = frozenset({"person", "organisation", "state", "place"})


def agreed(text: str, tagged: Tagged) -> Tagged:
    """The tagged names with the same kind wherever the same words stand."""
    votes: dict[str, Counter[NameKind]] = {}
    for name in tagged.names:
        if name.kind in _NAMING:
            votes.setdefault(plain_name(name.span.words(text)), Counter())[name.kind] += 1
    kinds = {words: _known_kind(words) or counted.most_common(1)[0][0] for words, counted in votes.items()}
    names = tuple(
        replace(name, kind=kinds[plain_name(name.span.words(text))]) if name.kind in _NAMING else name
        for name in tagged.names
    )
    return replace(tagged, names=names)


def _known_kind(words: str) -> NameKind | None:
    if seat_of(words):
        return "organisation"
    if state_of(words):
        return "state"
    return "organisation" if " " in words and is_medium(words) else None
