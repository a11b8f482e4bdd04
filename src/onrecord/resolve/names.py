"""One kind for one name: where the tagger wavers within a document, lexicon and titles decide, else the majority."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.lexicon import words as listed
from onrecord.lexicon.nouns import bare, gender_of, honorifics, is_common_body, is_medium, seat_of, state_of
from onrecord.resolve.bodies import plain_name
from onrecord.types import NameKind, Span, Tagged, TaggedName

_NAMING: frozenset[NameKind] = frozenset({"person", "organisation", "state", "place"})
_FULL_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [\w.'’-]+)* [A-Z][\w'’-]+")
_TAIL = re.compile(r"(?<=\w)[\s,]+(?:of|and|or|the|in|on|at|for|from|to|by|with|as)$")
_ARTICLE = re.compile(r"the|an?", re.IGNORECASE)
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
    """The tagged names with the same kind wherever the same words stand, and the people that the tagger passed over."""
    # "the" alone: where the tagger begins a name twice, its article is none.
    named = (name for name in tagged.names if not _ARTICLE.fullmatch(name.span.words(text)))
    tagged = replace(tagged, names=tuple(_trimmed(text, name) for name in named))
    votes: dict[str, _Votes] = {}
    for name in tagged.names:
        if name.kind in _NAMING:
            _count(text, name, votes.setdefault(plain_name(name.span.words(text)), _Votes()))
    kinds = {words: vote.kind(words) for words, vote in votes.items()}
    full = {words for words, kind in kinds.items() if kind == "person" and _FULL_NAME.fullmatch(words)}
    surnames = {words.split()[-1] for words in full}
    # "Lind's decision": the tagger takes for a body what the report names in full as a person.
    kinds |= {
        name: "person" for name in surnames & set(kinds) if kinds[name] == "organisation" and not votes[name].plain
    }
    names = [
        replace(name, kind=kinds[plain_name(name.span.words(text))]) if name.kind in _NAMING else name
        for name in tagged.names
    ]
    names += _passed_over(text, names, full | {name for name in surnames if kinds.get(name, "person") == "person"})
    return replace(tagged, names=tuple(sorted(names, key=lambda name: name.span)))


def _trimmed(text: str, name: TaggedName) -> TaggedName:
    """A name without small words at its end that the tagger took with it: "Paul Roos of"."""
    found = _TAIL.search(name.span.words(text)) if name.kind in _NAMING else None
    return replace(name, span=Span(name.span.start, name.span.start + found.start())) if found else name


def _passed_over(text: str, names: Sequence[TaggedName], people: Iterable[str]) -> list[TaggedName]:
    """Where people's names stand untagged, longer ones first."""
    form = "|".join(re.escape(name) for name in sorted(people, key=lambda name: (-len(name), name)))
    found = [Span(*m.span()) for m in re.finditer(rf"(?<![\w-])(?:{form})(?![\w-])", text)] if form else []
    starts = [name.span.start for name in names]
    return [TaggedName("person", span, 0.0) for span in found if not _meets(span, names, starts)]


def _meets(span: Span, names: Sequence[TaggedName], starts: Sequence[int]) -> bool:
    """Whether a span overlaps one of the names, which stand in reading order and do not overlap each other."""
    after = bisect_right(starts, span.start)
    return any(name.span.overlaps(span) for name in names[max(0, after - 1) : after + 1])


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
