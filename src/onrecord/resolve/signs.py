"""What speaks for an entity being the one that a pronoun or a description means: features by name.

Their learnt weights stand in `antecedents.json`, by what points back; `training.antecedents` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from onrecord.choice import Features
from onrecord.lexicon import words
from onrecord.lexicon.nouns import Gender, is_body, is_plural, stands_for, state_in
from onrecord.resolve.fit import is_bare_office, nouns_of, says_whose, unsaid
from onrecord.resolve.layout import Layout
from onrecord.resolve.nominals import before_post
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.registry import Entry
from onrecord.types import Span

#: What points back: "he" and "she", "it", "they", and descriptions of persons and of all others.
Kind = Literal["person", "thing", "several", "described person", "described body"]
KINDS: tuple[Kind, ...] = ("person", "thing", "several", "described person", "described body")
#: Further away says no more: in sentences and paragraphs.
_FAR = 8
#: Entities further down the order of latest mention are all alike.
_RANKS = 5


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words at `at` that point to an entity; a description has its phrase."""

    kind: Kind
    at: int
    gender: Gender | None = None
    phrase: Phrase | None = None


@dataclass(slots=True)
class Signs:
    """Makes features for the entities of one document; `speakers` says who was heard where, in reading order."""

    layout: Layout
    speakers: list[tuple[int, Entry]]

    def of(self, anaphor: Anaphor, candidates: Sequence[Entry]) -> list[Features]:
        """The features of each candidate."""
        before = [sorted(s for s in e.spans if s.end <= anaphor.at) for e in candidates]
        latest = sorted((spans[-1].start for spans in before if spans), reverse=True)
        said = _Description(anaphor.phrase) if anaphor.phrase else None
        heard = [entry for at, entry in self.speakers if at < anaphor.at]
        around = self.layout.sayings(Span(anaphor.at, anaphor.at + 1))
        here = [entry for at, entry in self.speakers if at in around]
        return [
            self._placed(anaphor, spans, latest)
            | _heard(entry, heard, here)
            | _known(anaphor, entry)
            | (said.features(entry) if said else {})
            for entry, spans in zip(candidates, before, strict=True)
        ]

    def _placed(self, anaphor: Anaphor, spans: Sequence[Span], latest: Sequence[int]) -> Features:
        """Where the entity was last named; all zero where it is named further down alone."""
        layout, here = self.layout, self.layout.sentence(anaphor.at)
        last = spans[-1] if spans else Span(anaphor.at, anaphor.at)
        back = here - layout.sentence(last.start)
        paragraphs = layout.paragraph(anaphor.at) - layout.paragraph(last.start)
        named = bool(spans)
        near = list(takewhile(lambda s: here - layout.sentence(s.start) <= 1, reversed(spans)))
        opens = layout.opens(last.start)
        found = {
            "further down": not named,
            "sentences": min(_FAR, back) / _FAR,
            "this sentence": named and back == 0,
            "the sentence before": named and back == 1,
            "this paragraph": named and paragraphs == 0,
            "the paragraph before": named and paragraphs == 1,
            "named last": named and last.start == latest[0],
            "rank": min(_RANKS, sum(start > last.start for start in latest)) / _RANKS,
            "named": math.log1p(len(spans)),
            "named before this paragraph": named and layout.paragraph(spans[0].start) < layout.paragraph(anaphor.at),
            "opens its sentence": named and opens,
            "both open": named and opens and layout.opens(anaphor.at),
            "subject": named and layout.is_subject(last),
            "subject lately": any(layout.is_subject(s) for s in near),
            "opened lately": any(layout.opens(s.start) for s in near),
            "governed": named and layout.is_governed(last),
            "possessive": named and layout.is_possessive(last),
            "spoken of": named and bool(layout.sayings(last)),
            "beside": named and layout.is_beside(last),
            "only beside": named and all(layout.is_beside(s) for s in spans),
        }
        return {name: float(value) for name, value in found.items()}


def _heard(entry: Entry, heard: Sequence[Entry], here: Sequence[Entry]) -> Features:
    """Whether the entity is among those who spoke before, and among those in whose words the anaphor stands."""
    return {
        "last speaker": float(bool(heard) and heard[-1] is entry),
        "speaker before": float(len(heard) > 1 and heard[-2] is entry and heard[-1] is not entry),
        "speaks": float(any(who is entry for who in heard)),
        "says this": float(any(who is entry for who in here)),
    }


def _known(anaphor: Anaphor, entry: Entry) -> Features:
    """What is known of the entity, as far as it matters to what points back."""
    if anaphor.kind in ("person", "described person"):
        found = {
            "gender known": anaphor.gender is not None and entry.gender == anaphor.gender,
            "role known": entry.role is not None,
            "in full": entry.in_full > 0,
        }
    else:
        kinds = ("government", "organisation", "group", "document")
        found = {kind: entry.type == kind for kind in kinds} | {"several": entry.plural}
    return {name: float(value) for name, value in found.items()}


class _Description:
    """What a description says, read once for all entities that it may mean."""

    def __init__(self, phrase: Phrase) -> None:
        self._phrase = phrase
        self._nouns = nouns_of(phrase)
        self._may_be = {other for noun in self._nouns for other in stands_for(noun)}
        self._state = state_in(phrase.words)
        self._is_plural = is_plural(phrase.head)
        self._says_more = before_post(phrase.words) != phrase.words
        self._says_whose = says_whose(phrase)
        self._is_bare = not self._says_more and not phrase.modifiers

    def features(self, entry: Entry) -> Features:
        """How far its noun and its other words are known of an entity."""
        head, fits = self._phrase.head, bool(entry.heads & self._may_be)
        found = {
            "by its noun": fits,
            "by its very noun": bool(entry.heads & self._nouns),
            "noun unknown": not entry.heads,
            "words unsaid": min(2, unsaid(entry, self._phrase)),
            "bare office": is_bare_office(entry),
            "of this state": self._state is not None and entry.side == self._state,
            "of no known state": self._state is not None and entry.side is None,
            "says more": self._says_more,
            "says whose": self._says_whose,
            "number differs": self._is_plural and not entry.plural and entry.type != "group",
            "country noun": entry.type == "government" and head in words("groups", "countries"),
            "bare noun": self._is_bare,
            "demonstrative": self._phrase.words.lower().startswith(("this ", "these ")),
            "government noun": entry.type == "government" and is_body(head, "government"),
            "organisation noun": entry.type == "organisation" and is_body(head, "organisation"),
        }
        return {name: float(value) for name, value in found.items()}
