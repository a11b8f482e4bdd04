"""One kind for one name: where the tagger wavers within a document, lexicon and titles decide, else the majority."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from onrecord.lexicon import words as listed
from onrecord.lexicon.nouns import bare, gender_of, honorifics, is_common_body, is_medium, seat_of, state_of
from onrecord.resolve.bodies import plain_name
from onrecord.types import NameKind, Tagged, TaggedName

_NAMING: frozenset[NameKind] = frozenset({"person", "organisation", "state", "place"})
_NEXT_WORD = re.compile(r"\s([a-z]+)")
_BEFORE_PLACE = re.compile(r"\b(?:in|near|outside|around|at)\s$", re.IGNORECASE)


@dataclass(slots=True)
class _Votes:
    """What the mentions of one name say: `plain` leaves out those that modify another noun."""

    plain: Counter[NameKind] = field(default_factory=Counter)
    modifying: Counter[NameKind] = field(default_factory=Counter)
    titled: int = 0
    located: int = 0

    def kind(self, words: str) -> NameKind:
        """The name's kind: by what is known of it, by how it stands in the text, by most votes."""
        if known := _known_kind(words):
            return known
        if self.titled and _may_be_person(words):
            return "person"
        kind = (self.plain or self.modifying).most_common(1)[0][0]
        if kind == "person" and self._is_located() and gender_of(words.split()[0]) is None:
            return "place"
        return kind

    def _is_located(self) -> bool:
        return 2 * self.located > self.plain.total() + self.modifying.total()


def agreed(text: str, tagged: Tagged) -> Tagged:
    """The tagged names with the same kind wherever the same words stand."""
    votes: dict[str, _Votes] = {}
    for name in tagged.names:
        if name.kind in _NAMING:
            _count(text, name, votes.setdefault(plain_name(name.span.words(text)), _Votes()))
    kinds = {words: vote.kind(words) for words, vote in votes.items()}
    surnames = {words.split()[-1] for words, kind in kinds.items() if kind == "person" and " " in words}
    kinds |= {words: "person" for words, kind in kinds.items() if kind == "organisation" and words in surnames}
    names = tuple(
        replace(name, kind=kinds[plain_name(name.span.words(text))]) if name.kind in _NAMING else name
        for name in tagged.names
    )
    return replace(tagged, names=names)


def _count(text: str, name: TaggedName, votes: _Votes) -> None:
    words, before = name.span.words(text), text[max(0, name.span.start - 40) : name.span.start]
    modifies = words.endswith(("'s", "’s")) or _modifies(text, name)
    (votes.modifying if modifies else votes.plain)[name.kind] += 1
    votes.titled += bool(_is_title(before)) and not modifies
    votes.located += bool(_BEFORE_PLACE.search(before))


def _modifies(text: str, name: TaggedName) -> bool:
    """Whether a name modifies another noun: "Lind's", "the Lind administration"."""
    following = _NEXT_WORD.match(text, name.span.end)
    return text.startswith(("'s", "’s"), name.span.end) or bool(following and is_common_body(following[1]))


def _is_title(before: str) -> bool:
    """Whether the last word before a name is a title of persons: "President", "Mr."."""
    last = before.split()[-1:] if before.endswith(" ") else []
    forms = honorifics() | listed("people", "titles", "of", "male") | listed("people", "titles", "of", "female")
    return any(word[:1].isupper() and bare(word).lower() in forms for word in last)


def _may_be_person(words: str) -> bool:
    return not is_common_body(bare(words.split()[-1]).lower()) and not is_medium(words)


def _known_kind(words: str) -> NameKind | None:
    if seat_of(words):
        return "organisation"
    if state_of(words):
        return "state"
    return "organisation" if " " in words and is_medium(words) else None
