"""Whom a pronoun or a description points back to: the likeliest of the entities that it can mean, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord import choice
from onrecord.choice import Weights
from onrecord.lexicon import words
from onrecord.lexicon.nouns import Gender, state_of
from onrecord.resolve.fit import contradicts, goes_by, needs_noun
from onrecord.resolve.layout import Layout
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.signs import Anaphor, Signs
from onrecord.types import Draft

#: How far back a pronoun may reach, in sentences.
REACH = 8
#: In characters: how far before "who" its noun may end, and how far ahead a description may look for its name.
NEAR, AHEAD = 40, 600
#: In paragraphs: how far a surname that several bear goes on meaning the one who spoke.
FEW = 3
#: Someone named so often may be meant by a role that the report never states of them.
OFTEN = 2
#: How much likelier, in log odds, a pronoun that is a source means an entity than any pronoun does. Of the pronouns
#: that the weights were learnt from one in four means nobody on record, of sources in annotated reports one in ten.
SPOKEN = 1.0
#: Bodies that people who were named as a group may be called; others ("the operator") they are not.
_GATHERED = ("group", "team", "delegation", "coalition", "alliance")
#: The learnt weights of `signs`, by what points back.
FILE = Path(__file__).with_name("antecedents.json")


class Antecedents:
    """Looks back through a document for the entity that is meant; `learnt` are other weights than those that ship."""

    def __init__(self, draft: Draft, registry: Registry, learnt: Mapping[str, Weights] | None = None) -> None:
        self._weights = learnt or choice.read_weights(FILE)
        self._registry = registry
        self._layout = Layout(draft)
        self._speakers: list[tuple[int, Entry]] = []
        self.signs = Signs(self._layout, self._speakers)

    def spoke(self, entry: Entry, at: int) -> None:
        """Note that the entity was the source of an attribution that begins at `at`."""
        self._speakers.append((at, entry))

    def lately(self, bearers: Sequence[Entry], before: int) -> Entry | None:
        """Which of these was the last to speak, in the paragraph of a place or the few before it."""
        near = self._layout.paragraph_start(max(0, self._layout.paragraph(before) - FEW))
        return next(
            (e for at, e in reversed(self._speakers) if near <= at < before and any(e is b for b in bearers)), None
        )

    def just_heard(self, before: int) -> Entry | None:
        """Who was the last to speak, in the paragraph of a place or the one before it."""
        near = self._layout.paragraph_start(max(0, self._layout.paragraph(before) - 1))
        at, last = self._speakers[-1] if self._speakers else (-1, None)
        return last if near <= at < before else None

    def person(self, at: int, gender: Gender) -> Entry | None:
        """The person whom "he" or "she" at `at` most likely means."""
        chosen = self.best(Anaphor("person", at, gender))
        if chosen:
            chosen.gender = chosen.gender or gender
        return chosen

    def thing(self, at: int) -> Entry | None:
        """The body that "it" at `at` most likely means."""
        return self.best(Anaphor("thing", at))

    def government(self, at: int) -> Entry | None:
        """The state, or a house of it, that is likeliest to be "it" at `at`: whose "its ministry" is."""
        anaphor = Anaphor("thing", at)
        # Its ministry, unlike itself, may say what it did.
        states = [e for e in self._registry if e.type == "government" and self._is_near(e, anaphor)]
        chances = choice.log_probabilities(self._weights[anaphor.kind], self.signs.of(anaphor, states))
        return max(zip(chances, states, strict=False), key=lambda pair: pair[0], default=(0, None))[1]

    def several(self, at: int) -> Entry | None:
        """The people or body that "they" at `at` most likely means."""
        return self.best(Anaphor("several", at))

    def described(self, phrase: Phrase) -> Entry | None:
        """Whom a definite description means; None where that is somebody new."""
        people = phrase.kind == "person-description"
        return self.best(Anaphor("described person" if people else "described body", phrase.span.start, phrase=phrase))

    def right_before(self, at: int) -> Entry | None:
        """The entity named just before `at`: whom "who" means in "Smith, who said"."""
        ending = [(span.end, e) for e in self._registry for span in e.spans if at - NEAR <= span.end <= at]
        return max(ending, key=lambda pair: pair[0], default=(0, None))[1]

    def outstanding(self, candidates: Iterable[Entry], at: int) -> Entry | None:
        """The one of these that the text before `at` is about: named at least twice as often as any other."""
        counted = [(sum(span.end <= at for span in entry.spans), entry) for entry in candidates]
        (most, chosen), (second, _) = [*sorted(counted, key=lambda pair: -pair[0]), (0, None), (0, None)][:2]
        return chosen if most >= OFTEN and most >= 2 * second else None

    def best(self, anaphor: Anaphor) -> Entry | None:
        """The candidate that is likeliest; None where it is likelier that none is meant.

        Whom a description fits in every word is meant by it, so then it is none but who is left open: of several
        the one who spoke last, where one of them did.
        """
        candidates = self.candidates(anaphor)
        features = self.signs.of(anaphor, candidates)
        *chances, none = choice.log_probabilities(self._weights[anaphor.kind], features)
        fitting = [n for n, found in enumerate(features) if found.get("by its noun") and not found["words unsaid"]]
        last = [n for n in fitting if self._speakers and candidates[n] is self._speakers[-1][1]]
        likeliest = max(last or fitting or range(len(candidates)), key=chances.__getitem__, default=None)
        floor = none if anaphor.phrase else none - SPOKEN
        if likeliest is None or not (fitting or chances[likeliest] >= floor):
            return None
        return candidates[likeliest]

    def candidates(self, anaphor: Anaphor) -> list[Entry]:
        """The entities that can be meant at all: of the right kind, named near enough, and not by the words said."""
        return [
            e
            for e in self._registry
            if _can_be(e, anaphor) and self._is_near(e, anaphor) and not self._is_named_by(anaphor.at, e)
        ]

    def _is_near(self, entry: Entry, anaphor: Anaphor) -> bool:
        at, here = anaphor.at, self._layout.sentence(anaphor.at)
        before = [span for span in entry.spans if span.end <= at]
        if anaphor.phrase:
            # "the leaders of Norland" are not Norland.
            if any(anaphor.phrase.span.contains(span) for span in entry.spans):
                return False
            return bool(before) or any(at < span.start <= at + AHEAD for span in entry.spans)
        if anaphor.kind == "thing" and all(self._layout.is_where(span) for span in before):
            return False
        return any(here - self._layout.sentence(span.start) <= REACH for span in before)

    def _is_named_by(self, at: int, entry: Entry) -> bool:
        """Whether the words of the source at `at` name the entity: then he who says them is another."""
        return any(content.contains(span) for content in self._layout.own_words(at) for span in entry.spans)


def _can_be(entry: Entry, anaphor: Anaphor) -> bool:
    """Whether an entity is of a kind and gender that can be meant."""
    if anaphor.kind == "person":
        return entry.type == "person" and (anaphor.gender is None or entry.gender in (anaphor.gender, None))
    if anaphor.kind == "thing":
        return entry.type in ("government", "organisation", "document")
    if anaphor.phrase is None:
        return entry.plural or entry.type in ("group", "organisation", "government")
    return (entry.type == "person") == (anaphor.kind == "described person") and _can_be_called(entry, anaphor.phrase)


def _can_be_called(entry: Entry, phrase: Phrase) -> bool:
    """Whether nothing in a description speaks against an entity: its state, its number, its noun."""
    if phrase.head in words("groups", "countries") and state_of(entry.name) is None:
        return False
    if contradicts(entry, phrase) or (needs_noun(entry, phrase) and not goes_by(entry, phrase)):
        return False
    return entry.type != "group" or phrase.kind != "body-description" or phrase.head in _GATHERED
