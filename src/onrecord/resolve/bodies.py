"""States, governments, organisations and media of one document, with their short names and capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.lexicon import words as listed
from onrecord.lexicon.nouns import (
    PREPOSITION,
    bare,
    is_body,
    is_common_body,
    is_medium,
    seat_of,
    side_of_body,
    state_in,
    state_of,
)
from onrecord.resolve.nominals import front_of, head_noun
from onrecord.resolve.registry import Entry, Registry
from onrecord.types import EntityType, Span, Tagged

#: Letters of a state's short name in capitals ("USA", "UAE").
_SHORT = 3
#: How far left of a name the noun is looked for that says what it is.
_LEFT = 30
_NOUN_BEFORE = re.compile(r"(?<![\w’'-])(?P<noun>[a-z-]+)\s$")
_ASIDE = re.compile(r",\s(?P<aside>(?:an?|the)\s[^,;:()\"“”—–\n]{1,80})")
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z.&-]{1,9})\)")


def enrol_bodies(text: str, tagged: Tagged, registry: Registry) -> None:
    """Enter every state and organisation that the tagger found; capitals join states, short forms full names."""
    for name in tagged.names:
        written = plain_name(name.span.words(text))
        if name.kind in ("state", "organisation") or (name.kind == "place" and seat_of(written)):
            longer = _by_short_form(written, registry) if name.kind == "organisation" else None
            entry = longer or enrol_body(written, registry, governs=name.kind == "state")
            registry.mention(entry, name.span, name.span.words(text))
            _note_acronym(text, name.span, entry, registry)
            entry.heads |= nouns_around(text, name.span)
    for entry in registry:
        if entry.type == "government" and state_of(entry.name):
            entry.name = _own_name(entry)


def enrol_body(name: str, registry: Registry, *, governs: bool = False) -> Entry:
    """The entity of a state's or organisation's name, new or known; what `governs` is a place with a government."""
    state = state_of(name)
    known = (
        registry.called(name) or (registry.called(f"state {state}") if state else None) or _by_acronym(name, registry)
    )
    if known:
        registry.call(known, name)
        return known
    entry = registry.add(name, body_type(name), side_of_body(name))
    if governs and entry.type == "organisation" and state != "European Union" and not bare(name).isupper():
        entry.type, entry.side = "government", entry.side or name
    if state:
        registry.call(entry, f"state {state}")
    if is_common_body(last := name.split()[-1].lower()):
        entry.heads.add(last)
    return entry


def body_type(name: str) -> EntityType:
    """`government` for states, their seats and ministries, `document` for what is read, `organisation` for others."""
    front = PREPOSITION.split(name, maxsplit=1)[0].split() or [name]
    first, last = front[0].lower(), bare(front[-1]).lower()
    if (
        state_of(name) not in (None, "European Union")
        or seat_of(" ".join(name.split()[-2:]))
        or is_body(last, "government")
    ):
        return "government"
    if last in listed("groups", "of_a_state") and state_in(name):
        return "government"
    if _is_document(front, last) and not is_medium(name):
        return "document"
    return "government" if first in ("ministry", "government", "department") else "organisation"


def _is_document(front: Sequence[str], last: str) -> bool:
    """Whether these words name what can be read: "Article 12", "Lowland conventions", but no "Lowland Book Fund"."""
    numbered = front[0].lower() in listed("groups", "numbered") and last[:1].isdigit()
    return numbered or (is_body(last, "document") and not is_body(last, "organisation"))


def plain_name(words: str) -> str:
    """A name as it is listed: without its article and possessive ending, unless it is nothing else."""
    return re.sub(r"^(?:[Tt]he|whose)\s+|['’]s?$", "", words.strip()).strip() or words.strip()


def _note_acronym(text: str, span: Span, entry: Entry, registry: Registry) -> None:
    match = _ACRONYM.match(text, span.end)
    # "HALDEN, Norland (LNA)": an agency's mark after the place that it reports from.
    if match and not is_medium(match.group(1)):
        registry.call(entry, match.group(1))
        entry.aliases[match.group(1)] += 1


def _by_acronym(name: str, registry: Registry) -> Entry | None:
    """A longer name whose initials these are ("IAEA"), or the other way round."""
    letters = bare(name)
    if not (letters.isupper() and 1 < len(letters) < 8):
        return None
    return next((e for e in registry if e.type != "person" and letters in _initials(e.name)), None)


def _by_short_form(name: str, registry: Registry) -> Entry | None:
    """The body that a name calls but for its legal form or last noun: "Ostra" and "Ostra Airlines Ltd."."""
    if registry.called(name):
        return None
    short = _short_form(name)
    bodies = [e for e in registry if e.type == "organisation"]
    return next((e for e in bodies if _short_form(e.name) in (name, short) or e.name == short), None)


def _short_form(name: str) -> str:
    """A name without the last words that say what kind of body it is."""
    parts = name.split()
    while len(parts) > 1 and _says_kind(bare(parts[-1].strip(",")).lower()):
        parts.pop()
    return " ".join(parts).strip(",")


def _says_kind(word: str) -> bool:
    return word in listed("groups", "legal_forms") or is_body(word, "organisation")


def nouns_around(text: str, span: Span) -> set[str]:
    """What kind of body the words around a name say it is: "the airline Ostra", "Ostra, a maker of boats,"."""
    before, after = _NOUN_BEFORE.search(text, max(0, span.start - _LEFT), span.start), _ASIDE.match(text, span.end)
    words = (before["noun"] if before else "", head_noun(front_of(after["aside"])) if after else "")
    return {word.lower() for word in words if is_common_body(word.lower())}


def _initials(name: str) -> tuple[str, str]:
    """The first letters of the great words and of all words: "Department of Justice" is DJ and DOJ."""
    return "".join(word[0] for word in name.split() if word[0].isupper()), "".join(
        word[0] for word in name.split()
    ).upper()


def _own_name(entry: Entry) -> str:
    """A state is called what the report calls it most, "Kyiv" or "Ukraine"; the first of forms used equally often.

    What stands in capitals alone ("KYIV (Agency) -") is where the report was written.
    """
    written = [alias for alias in entry.aliases if not (alias.isupper() and len(bare(alias)) > _SHORT)] or entry.aliases
    forms = Counter({plain_name(alias): 0 for alias in written})
    for alias in written:
        forms[plain_name(alias)] += entry.aliases[alias]
    return forms.most_common(1)[0][0] if forms else entry.name
