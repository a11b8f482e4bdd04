"""Who an entity is outside its report: a well-known person or body gets one name and identifier in every document."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lexicon.known import known_body, known_person, same_surname
from onrecord.types import Entity

#: Types whose names can be well known; descriptions and documents are nobody's names.
_NAMED = frozenset({"organisation", "government"})


def identified(entity: Entity) -> Entity:
    """The entity with the identifier of whoever well known it is, and a person also with the one spelling of the name.

    States and bodies stay as the report calls them ("Kyiv", "the AP"), and so does a surname that is spelt too
    differently to be recognised; what the report wrote is among the aliases.
    """
    if entity.type in _NAMED:
        body = known_body(entity.name)
        return replace(entity, wikidata=body.wikidata) if body else entity
    person = known_person(entity.name, entity.role) if entity.type == "person" else None
    if person is None:
        return entity
    if person.name == entity.name or not same_surname(person.name, entity.name):
        return replace(entity, wikidata=person.wikidata)
    aliases = dict.fromkeys((entity.name, *entity.aliases))
    return replace(
        entity, name=person.name, wikidata=person.wikidata, aliases=tuple(a for a in aliases if a != person.name)
    )
