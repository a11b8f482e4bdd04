"""People: full names, surnames and titles of one document brought together, each with the role the report gives."""

from __future__ import annotations

import re

from onrecord.lexicon import phrases
from onrecord.lexicon.nouns import POSSESSIVE, bare, gender_of, honorifics, role_noun, side_of_body, state_in
from onrecord.resolve.bodies import plain_name
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.titles import gender_of_title, is_house_of, is_rank, role_around, role_before
from onrecord.types import Span, Tagged, TaggedName

#: How far from a name its role and its house may stand, in characters.
_LONGEST_LEAD = 120
_LONGEST_RELATION = len(" first gentleman, ")
_GIVEN = re.compile(r"(?P<lead>\S+)\s(?P<given>[A-Z][\w’'-]+)\s$")
_OF = re.compile(r"\s(?:of|from|at|with)\s(?:the\s)?")
_WORD = re.compile(r"[^\s,;:()\"“”—–]+")
Known = list[tuple[list[str], Entry]]


def enrol_people(text: str, tagged: Tagged, registry: Registry) -> None:
    """Enter every person that the tagger found; surnames join the full name they belong to."""
    people = [
        (name, parts)
        for name in tagged.names
        if name.kind == "person" and (parts := name_words(text, whole_name(text, name.span)))
    ]
    known: Known = []
    for name, parts in sorted(people, key=lambda pair: len(pair[1]) < 2 or pair[1][0].islower()):
        entry = _in_full(parts, known) if len(parts) > 1 else _by_surname(parts[0], name.span, known)
        if entry is None:
            entry = registry.add(" ".join(parts), "person")
            entry.gender = gender_of(parts[0]) if len(parts) > 1 else None
            known.append((parts, entry))
        entry.in_full += len(parts) > 1
        entry.heads |= _relation(text, name.span)
        registry.mention(entry, name.span, name.span.words(text))
        registry.call(entry, " ".join(parts))
        _note_role(text, tagged, name, entry)
    for parts, entry in sorted(known, key=lambda pair: -pair[1].in_full):
        registry.call(entry, parts[-1])


def whole_name(text: str, span: Span) -> Span:
    """A name with the given name that the tagger left out: "harbour chief Omar [Lind]", "the chief, Omar [Lind],"."""
    match = _GIVEN.search(text, max(0, span.start - _LONGEST_LEAD), span.start)
    if not match or " " in span.words(text):
        return span
    whole = Span(match.start("given"), span.end)
    lead = match["lead"]
    titled = role_before(text, whole) if lead.endswith(",") else lead.islower() and role_noun(lead)
    return whole if titled and role_noun(bare(match["given"]).lower()) is None else span


def name_words(text: str, span: Span) -> list[str]:
    """The words of a name without titles before it and a possessive ending after it."""
    parts = [word.strip("'’‘") for word in _WORD.findall(POSSESSIVE.sub("", span.words(text)))]
    while len(parts) > 1 and bare(parts[0]).lower() in honorifics():
        parts.pop(0)
    return [part for part in parts if part]


def _in_full(parts: list[str], known: Known) -> Entry | None:
    """The person known by this full name or by a variant of it."""
    first, last = parts[0].casefold(), parts[-1].casefold()
    alike = (e for theirs, e in known if last == theirs[-1].casefold() and _compatible(first, theirs[0].casefold()))
    # "de Roos" is a surname.
    surname = (e for theirs, e in known if parts[0].islower() and theirs[-len(parts) :] == parts)
    return next(alike, None) or next(surname, None)


def _by_surname(name: str, span: Span, known: Known) -> Entry | None:
    """Whom a single name means: of those who bear it, the one already brought in, in full most often, then first.

    Not somebody's wife or son unless brought in before, with nobody else to bear the name.
    """
    for at in (-1, 0):
        bearers = [entry for theirs, entry in known if theirs[at].casefold() == name.casefold()]
        before = [entry for entry in bearers if entry.spans and entry.spans[0].start < span.start]
        heads = [entry for entry in bearers if not entry.heads & set(phrases("people", "relatives"))]
        found = [entry for entry in before if entry in heads] or heads or before
        if found:
            return max(found, key=lambda e: sum(s.start < span.start for s in e.spans[: e.in_full]))
    return None


def _relation(text: str, span: Span) -> set[str]:
    """What a name's bearer is to another, where the word stands right before it: "first lady Ida Lind"."""
    before = text[max(0, span.start - _LONGEST_RELATION) : span.start].rstrip(" ,").lower()
    return {word for word in phrases("people", "relatives") if before.endswith(f" {word}")}


def _compatible(a: str, b: str) -> bool:
    """Given names of one person: equal, or one the beginning of the other ("J.", "Vlad")."""
    a, b = a.rstrip("."), b.rstrip(".")
    return a.startswith(b) or b.startswith(a)


def _note_role(text: str, tagged: Tagged, name: TaggedName, entry: Entry) -> None:
    entry.gender = entry.gender or gender_of_title(text, name.span)
    role, heads = role_around(text, whole_name(text, name.span))
    entry.heads |= heads
    if role and (entry.role is None or _tells_more(role, entry.role)):
        entry.role = role
        house = _house(text, tagged, name.span, role)
        # "London" in "King's College London" says nothing of a state; a ministry is that of the state before it.
        civil = house if house and not side_of_body(house) else None
        entry.side = entry.side or state_in(role.replace(civil or "\0", "")) or house
    entry.side = entry.side or _house(text, tagged, name.span)


def _house(text: str, tagged: Tagged, span: Span, role: str | None = None) -> str | None:
    """The organisation named in a role ("analyst at Lowland Bank"), or right behind a name ("Lind of Lowland Bank")."""
    around = Span(max(0, span.start - _LONGEST_LEAD), span.end + _LONGEST_LEAD)
    bodies = [(n, plain_name(n.span.words(text))) for n in tagged.names_in(around, "organisation")]
    if role:
        return next((name for _, name in bodies if is_house_of(name, role)), None)
    link = _OF.match(text, span.end)
    return next((name for n, name in bodies if link and 0 <= link.end() - n.span.start <= len("the ")), None)


def _tells_more(role: str, known: str) -> bool:
    longer = len(role) > len(known)
    return longer and (role.endswith(known) or is_rank(known))
