"""Who is who: entities of the document, and who speaks, is spoken to and passes words on in each attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onrecord.choice import Weights
from onrecord.resolve.antecedents import Antecedents
from onrecord.resolve.bodies import enrol_bodies
from onrecord.resolve.hearers import Hearers
from onrecord.resolve.layout import position
from onrecord.resolve.media import Media
from onrecord.resolve.names import agreed
from onrecord.resolve.objects import enrol_objects
from onrecord.resolve.occasions import Occasions
from onrecord.resolve.people import enrol_people
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.relays import Relay, Relays
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.surroundings import Surroundings
from onrecord.types import Attribution, Cast, Draft, Evidence, Found, Resolution, Span


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
        self._around = Surroundings(draft)
        self._media = Media(draft, registry, self._speakers)
        self._hearers = Hearers(draft, self._around, registry, self._media)
        self._relays = Relays(draft, self._around, self._media)
        self._found: dict[int, Found[Entry | None]] = {}
        self._sources: dict[Span, Found[Entry | None]] = {}

    def casts(self) -> tuple[Cast, ...]:
        """A cast for each attribution, in their order."""
        attributions = self._draft.attributions
        for n in sorted(range(len(attributions)), key=lambda n: position(attributions[n])):
            self._found[n] = self._speaker(attributions[n])
            if entry := self._found[n].value:
                self.antecedents.spoke(entry, position(attributions[n]))
        speakers = [self._found[n] for n in range(len(attributions))]
        occasions = Occasions(self._draft, [s.value.id if s.value else None for s in speakers])
        addressees = [self._hearers.of(a, s.value) for a, s in zip(attributions, speakers, strict=True)]
        addressees = occasions.share_hearers(addressees)
        relays = [self._relays.of(a, who) for a, who in zip(attributions, addressees, strict=True)]
        enrol_objects(self._draft, self._around, self._speakers)
        relays = self._chains(occasions.hand_on(relays, addressees))
        return tuple(
            Cast(_by_id(speaker), _by_id(addressee), _ids(relay), number)
            for speaker, addressee, relay, number in zip(speakers, addressees, relays, occasions.numbers, strict=True)
        )

    def _speaker(self, attribution: Attribution) -> Found[Entry | None]:
        if attribution.source:
            # Two cues may share a source, which then means one entity, whoever has spoken in between.
            source = attribution.source[0]
            if source not in self._sources:
                self._sources[source] = self._speakers.at(source)
            return self._sources[source]
        if attribution.follows is not None:
            before = self._found.get(attribution.follows)
            if before and before.value:
                return Found(before.value, Evidence(rule="run-on quotation", stated=False))
        return Found(self._speakers.unnamed(), Evidence(rule="no source", stated=False))

    def _chains(self, relays: list[Relay]) -> list[Relay]:
        """Relays after inheritance: a run-on has what it follows, a nested one goes through its outer speaker."""
        made: list[Relay] = []
        for n, attribution in enumerate(self._draft.attributions):
            relay = relays[n]
            if not relay.value and attribution.follows is not None:
                before = made[attribution.follows]
                relay = replace(before, evidence=replace(before.evidence, stated=False))
            if attribution.parent is not None and (outer := self._found[attribution.parent].value):
                passers = (outer, *made[attribution.parent].value)
                relay = Found(tuple(p for p in passers if not self._media.is_outlet(p.name)), Evidence(rule="nested"))
            made.append(relay)
        return made


def _by_id(found: Found[Entry | None]) -> Found[str | None]:
    return Found(found.value.id if found.value else None, found.evidence)


def _ids(found: Relay) -> Found[tuple[str, ...]]:
    return Found(tuple(entry.id for entry in found.value), found.evidence)
