"""People: full names, surnames and titles of one document brought together, each with the role the report gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.vocabulary import bare, gender_of, honorifics, role_phrases, roles, state_in
from onrecord.types import Span, Tagged, TaggedName

_WORD = re.compile(r"[^\s,;:()\"“”—–]+")
_BEFORE = re.compile(r"[^,;:.()\"“”—–\n]*$")
_ASIDE = re.compile(r",\s+((?:an?\s|the\s|[a-z]|former\s)[^,;:()\"“”—–\n]*?)(?=,|\.\s|\.$|;|\n|$)")
#: Small words that may stand inside a role: "head of the police", "minister for trade".
_INNER = frozenset("of for the and on in at to".split())
_TITLE = {"mr": "male", "mrs": "female", "ms": "female", "sir": "male", "lord": "male", "lady": "female", "miss": "female"}


Known = list[tuple[list[str], Entry]]


def enrol_people(text: str, tagged: Tagged, registry: Registry) -> None:
    """Enter every person that the tagger found; surnames join the full name they belong to."""
    people = [(name, parts) for name in tagged.names if name.kind == "person" and (parts := name_words(text, name.span))]
    known: Known = []
    for name, parts in sorted(people, key=lambda pair: len(pair[1]) < 2):
        entry = _in_full(parts, known) if len(parts) > 1 else _by_surname(parts[0], name.span, known)
        if entry is None:
            entry = registry.add(" ".join(parts), "person")
            entry.gender = gender_of(parts[0]) if len(parts) > 1 else None
            known.append((parts, entry))
        entry.in_full += len(parts) > 1
        registry.mention(entry, name.span, name.span.words(text))
        registry.call(entry, " ".join(parts))
        _note_role(text, name, entry)
    for parts, entry in sorted(known, key=lambda pair: -pair[1].in_full):
        registry.call(entry, parts[-1])


def name_words(text: str, span: Span) -> list[str]:
    """The words of a name without titles before it and a possessive ending after it."""
    parts = [word.strip("'’‘") for word in _WORD.findall(re.sub(r"['’]s?$", "", span.words(text)))]
    while len(parts) > 1 and bare(parts[0]).lower() in honorifics():
        parts.pop(0)
    return [part for part in parts if part]


def _in_full(parts: Sequence[str], known: Known) -> Entry | None:
    """The person known by this full name or by a variant of it."""
    first, last = parts[0].casefold(), parts[-1].casefold()
    return next(
        (e for theirs, e in known if last == theirs[-1].casefold() and _compatible(first, theirs[0].casefold())), None
    )


def _by_surname(name: str, span: Span, known: Known) -> Entry | None:
    """Whom a single name means: of those who bear it, the one already brought in, in full most often, then first."""
    for at in (-1, 0):
        bearers = [entry for theirs, entry in known if theirs[at].casefold() == name.casefold()]
        before = [entry for entry in bearers if entry.spans[0].start < span.start]
        if bearers:
            return max(before or bearers, key=lambda e: sum(s.start < span.start for s in e.spans[: e.in_full]))
    return None


def _compatible(a: str, b: str) -> bool:
    """Given names of one person: equal, or one the beginning of the other ("J.", "Vlad")."""
    a, b = a.rstrip("."), b.rstrip(".")
    return a.startswith(b) or b.startswith(a)


def _note_role(text: str, name: TaggedName, entry: Entry) -> None:
    title = bare(_last_word(text, name.span.start) or "").lower()
    if title in _TITLE and entry.gender is None:
        entry.gender = "male" if _TITLE[title] == "male" else "female"
    role = role_before(text, name.span) or role_after(text, name.span)
    if not role:
        return
    entry.heads |= role_heads(role)
    if entry.role is None or len(role) > len(entry.role) and role.endswith(entry.role):
        entry.role = role
        entry.side = entry.side or state_in(role)


def role_heads(role: str) -> set[str]:
    """The nouns of a role, and its set phrases: "Turkish Deputy Prime Minister" has minister and prime minister."""
    lowered = role.lower()
    before_of = re.split(r"\b(?:of|for|at|in|to|on|with)\b", lowered)[0]
    heads = {word for word in re.findall(r"[\w-]+", before_of) if word in roles()}
    return heads | {phrase for phrase in role_phrases() if phrase in lowered}


def role_before(text: str, span: Span) -> str | None:
    """The title right before a name: "Ukrainian Deputy Prime Minister", "gas analyst"; None without a role's noun."""
    inner = span.words(text)
    bare_name = " ".join(name_words(text, span))
    lead = inner[: inner.find(bare_name)] if bare_name in inner else ""
    match = _BEFORE.search(text, max(0, span.start - 90), span.start)
    words = (match.group() if match else "").split() + lead.split()
    taken: list[str] = []
    for word in reversed(words):
        plain = bare(word).lower()
        if not (word[:1].isupper() or plain in roles() or plain in _MODIFIERS or _is_modifier(plain)):
            break
        taken.insert(0, word)
    while taken and (taken[0].lower() in _STARTERS or bare(taken[0]).lower() in _TITLE):
        taken.pop(0)
    role = " ".join(taken)
    return role if role and role_heads(role) and bare(role).lower() not in _TITLE else None


_STARTERS = frozenset(
    "the a an in on at as but and when while after before according if with for from by to that this those these".split()
)
_MODIFIERS = frozenset(
    """deputy vice former foreign prime interior defense defence senior chief top acting ex then presidential press police
    finance health trade energy gas oil military political party opposition government state national federal local
    campaign union company court security intelligence policy human rights managing executive assistant general""".split()
)


def _is_modifier(word: str) -> bool:
    """Adjectives and compounds that stand in titles: "then-", "ex-", "Moscow-backed"."""
    return word.startswith(("then-", "ex-", "co-")) or word.endswith(("-backed", "-installed", "-elect"))


def role_after(text: str, span: Span) -> str | None:
    """The aside right after a name: "X, deputy head of the administration,"; None when it holds no role's noun."""
    match = _ASIDE.match(text, span.end)
    if not match or len(match.group(1)) > 120:
        return None
    aside = re.sub(r"^(?:an?|the)\s+", "", match.group(1))
    return aside if role_heads(aside) else None


def _last_word(text: str, end: int) -> str | None:
    words = text[max(0, end - 20) : end].split()
    return words[-1] if words else None
