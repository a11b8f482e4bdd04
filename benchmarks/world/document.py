"""A planned document written out: passages of its story, then background from templates; or another's text, edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from benchmarks.world.fill import Filler, Vocabulary
from benchmarks.world.options import Options, chance
from benchmarks.world.page import Page, add
from benchmarks.world.passages import Passage, write
from benchmarks.world.plan import Plan
from benchmarks.world.template import Template
from benchmarks.world.truth import Telling
from onrecord.types import Metadata, Reading

#: A template's day, where it does not say.
_DAY = date(2022, 4, 22)
#: The speakers of a story say about half of the other things in its reports.
_SAME_PEOPLE = 0.5
#: How many words an editor changes in a reprint, at most, and how often the end is cut.
_MOST_EDITS, _CUT = 3, 0.3
_LONGEST = 3.0  # times the mean


class Document(NamedTuple):
    """A made document and its truth: what its statements tell, by their ids, and which text it reprints.

    `family` is the same for an original and its reprints, `reprint` whether this one is the copy.
    """

    reading: Reading
    tellings: dict[str, Telling]
    family: str
    reprint: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes documents from plans."""

    templates: Sequence[Template]
    vocabulary: Vocabulary
    options: Options

    def write(self, number: int, plan: Plan) -> Document:
        """The document of a plan; `number` names it."""
        original = plan.copies or plan
        draft = _Draft(Page(), chance(self.options.seed, original.key), original.day)
        edits = chance(self.options.seed, plan.key) if plan.copies else None
        self._passages(draft, original)
        self._background(draft, original, edits)
        name = f"w{number:07}"
        site = plan.outlet.replace(" ", "").lower()
        url = f"https://{site}.example/{plan.day:%Y/%m/%d}/{number}"
        metadata = Metadata(url, plan.outlet, draft.title, None, plan.day, "en")
        return Document(draft.page.reading(name, metadata), draft.tellings, original.key, plan.copies is not None)

    def _passages(self, draft: _Draft, plan: Plan) -> None:
        """Tells most of what was said that day, and at least one thing."""
        told = [said for said in plan.said if draft.rng.random() < self.options.told]
        for said in told or plan.said[:1]:
            quoted, shortened = (draft.rng.random() < share for share in (self.options.quoted, self.options.shortened))
            draft.tellings[write(draft.page, Passage(said, draft.rng, quoted, shortened))] = said.telling

    def _background(self, draft: _Draft, plan: Plan, edits: random.Random | None) -> None:
        """Adds templates until the text is long enough; an editor changes some words and may cut the end."""
        wanted = self._length(draft.rng)
        if edits and edits.random() < _CUT:
            wanted *= 0.5
        unused: list[Template] = []
        while draft.words() < wanted:
            unused = unused or draft.rng.sample(self.templates, len(self.templates))
            template = unused.pop()
            shift = plan.day - (template.reading.article.metadata.published or _DAY)
            people = [rank for rank in dict.fromkeys(plan.people) if draft.rng.random() < _SAME_PEOPLE]
            filled = Filler(self.vocabulary, draft.rng, shift, people).fill(template)
            if edits:
                self._edit(template, filled, edits)
            add(draft.page, template, filled, shift)
            draft.title = draft.title or template.title(filled)

    def _length(self, rng: random.Random) -> float:
        """Words of a document: log-normal, as lengths of reports are, within bounds."""
        # The last template overshoots by half of its length, about a third of the mean.
        return self.options.words * min(_LONGEST, max(0.2, rng.lognormvariate(-0.5, 0.6)))

    def _edit(self, template: Template, filled: list[str], edits: random.Random) -> None:
        words = [number for number, slot in template.open if slot.kind == "word"]
        for number in edits.sample(words, min(len(words), edits.randint(0, _MOST_EDITS))):
            slot = template.slots[number]
            filled[number] = self.vocabulary.draw(edits, slot.ending) + slot.ending


@dataclass(slots=True)
class _Draft:
    page: Page
    rng: random.Random
    day: date
    tellings: dict[str, Telling] = field(default_factory=dict)
    title: str | None = None

    def words(self) -> float:
        return self.page.length / 6  # a word of these texts and its blank
