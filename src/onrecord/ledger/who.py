"""One key for one speaker across documents."""

from __future__ import annotations

from onrecord.text import unaccented
from onrecord.types import Entity

#: These bear a name of their own; a group ("residents") or an unnamed document is another one in each report.
_NAMED = ("person", "organisation", "government")


def who(entity: Entity, document: str) -> str:
    """The key of an entity: equal for all that are taken for one speaker, whatever the document.

    The rule, first that fits: its Wikidata id; for a named person, organisation or government its name without case,
    accents and punctuation (Entity.name has no title); for all others the document's id and the entity's own, since
    the residents of one report are not those of the next. Two people of one name share a key: `type` and `role` are
    beside it in the table.
    """
    if entity.wikidata:
        return f"wikidata:{entity.wikidata}"
    if is_named(entity) and (name := normalised(entity.name)):
        return f"name:{name}"
    return f"document:{document[:16]}:{entity.id}"  # 64 bits tell documents apart


def is_named(entity: Entity) -> bool:
    """Whether the entity bears a name: "Ann Bell", "the Kremlin", "NATO", but not "a nurse who left" or "officials".

    A name begins with a capital, or a letter of a script without case, after "the"; a person's also ends with one: a
    "US official" has none.
    """
    words = entity.name.split()
    if words and words[0].casefold() == "the":
        del words[0]
    if entity.type not in _NAMED or not words or words[0].casefold() in ("a", "an"):
        return False
    telling = (words[0], words[-1]) if entity.type == "person" else words[:1]
    return all(word[0].isalpha() and not word[0].islower() for word in telling)


def normalised(name: str) -> str:
    """The name without case, accents, punctuation and a leading article, its words apart by one space."""
    plain = "".join(c if c.isalnum() else "" if c in "’'" else " " for c in unaccented(name.casefold()))
    return " ".join(plain.split()).removeprefix("the ")
