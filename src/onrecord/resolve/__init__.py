"""Who is who: entities of the document, and who speaks, is spoken to and passes words on in each attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.choice import Weights
from onrecord.resolve.antecedents import Antecedents
from onrecord.resolve.bodies import enrol_bodies
from onrecord.resolve.layout import position
from onrecord.resolve.names import agreed
from onrecord.resolve.occasions import occasions
from onrecord.resolve.parties import OTHER_PARTY, TOLD, Parties
from onrecord.resolve.people import enrol_people
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.speakers import Speakers
from onrecord.types import Attribution, Cast, Draft, Evidence, Found, Resolution

Entries = Found[tuple[Entry, ...]]


def resolve(draft: Draft) -> Draft:
    """The draft with its entities, their mentions and a cast for each attribution."""
    draft, registry = enrolled(draft)
    casts = Casting(draft, registry).casts()
    return replace(draft, resolution=Resolution(registry.entities(), registry.mentions(), casts))


def enrolled(draft: Draft) -> tuple[Draft, Registry]:
    """The draft with names that agree, and all who are named in it."""
    draft = replace(draft, tagged=agreed(draft.article.text, draft.tagged))
    registry = Registry()
    enrol_people(draft.article.text, draft.tagged, registry)
    enrol_bodies(draft.article.text, draft.tagged, registry)
    return draft, registry


class Casting:
    """Casts the attributions in the order they are read in, so that a pronoun can look back at earlier speakers."""

    def __init__(self, draft: Draft, registry: Registry, learnt: Mapping[str, Weights] | None = None) -> None:
        self._draft = draft
        self.antecedents = Antecedents(draft, registry, learnt)
        self._speakers = Speakers(draft, registry, self.antecedents)
        self._parties = Parties(draft, self._speakers)
        self._found: dict[int, Found[Entry | None]] = {}

    def casts(self) -> tuple[Cast, ...]:
        """A cast for each attribution, in their order."""
        attributions = self._draft.attributions
        for n in sorted(range(len(attributions)), key=lambda n: position(attributions[n])):
            self._found[n] = self._speaker(attributions[n])
            if entry := self._found[n].value:
                self.antecedents.spoke(entry, position(attributions[n]))
        speakers = [self._found[n] for n in range(len(attributions))]
        addressees = [self._parties.addressee(a, s.value) for a, s in zip(attributions, speakers, strict=True)]
        numbers = occasions(self._draft, [s.value.id if s.value else None for s in speakers])
        addressees = _spread(addressees, numbers, attributions)
        relays = self._chains([self._parties.relay(a, who) for a, who in zip(attributions, addressees, strict=True)])
        return tuple(
            Cast(_by_id(speaker), _by_id(addressee), _ids(relay), number)
            for speaker, addressee, relay, number in zip(speakers, addressees, relays, numbers, strict=True)
        )

    def _speaker(self, attribution: Attribution) -> Found[Entry | None]:
        if attribution.source:
            return self._speakers.at(attribution.source[0])
        if attribution.follows is not None:
            before = self._found.get(attribution.follows)
            if before and before.value:
                return Found(before.value, Evidence(rule="run-on quotation", stated=False))
        return Found(self._speakers.unnamed(), Evidence(rule="no source", stated=False))

    def _chains(self, relays: list[Entries]) -> list[Entries]:
        """Relays after inheritance: a run-on has what it follows, a nested one goes through its outer speaker."""
        made: list[Entries] = []
        for n, attribution in enumerate(self._draft.attributions):
            relay = relays[n]
            if not relay.value and attribution.follows is not None:
                before = made[attribution.follows]
                relay = replace(before, evidence=replace(before.evidence, stated=False))
            if attribution.parent is not None and (outer := self._found[attribution.parent].value):
                relay = Found((outer, *made[attribution.parent].value), Evidence(rule="nested"))
            made.append(relay)
        return made


def _spread(
    found: list[Found[Entry | None]], numbers: list[int], attributions: tuple[Attribution, ...]
) -> list[Found[Entry | None]]:
    """The addressee of an occasion reaches its statements that name none themselves; not those nested in others."""
    of_occasion = {
        number: who
        for who, number, a in zip(found, numbers, attributions, strict=True)
        if who.value and a.parent is None and who.evidence.rule in (TOLD, OTHER_PARTY)
    }
    nobody: Found[Entry | None] = Found(None)
    shared = [of_occasion.get(number, nobody) for number in numbers]
    return [
        Found(other.value, replace(other.evidence, stated=False)) if not who.value and a.parent is None else who
        for who, other, a in zip(found, shared, attributions, strict=True)
    ]


def _by_id(found: Found[Entry | None]) -> Found[str | None]:
    return Found(found.value.id if found.value else None, found.evidence)


def _ids(found: Entries) -> Found[tuple[str, ...]]:
    return Found(tuple(entry.id for entry in found.value), found.evidence)
