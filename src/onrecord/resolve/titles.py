"""Titles and roles around a name: "Ukrainian Deputy Prime Minister X", "X, head of the administration,"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.lexicon import words
from onrecord.lexicon.nouns import Gender, bare, role_noun, role_phrases, roles
from onrecord.types import Span

#: A role that follows a name is at most this long, and one before it begins at most so far left of it, in characters.
_LONGEST_ASIDE, _LONGEST_TITLE = 120, 90
_BEFORE = re.compile(r"[^,;:()\"“”—–\n]*$")
#: "the country's president, Ivo Dorn," has its role before the comma, and a comma or stop after the name.
_BEFORE_COMMA = re.compile(
    r"(?<!\w)(?P<role>(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[\w.-]+['’]s?)\s[^,;:()\"“”—–\n]*),\s$"
)
#: An aside ends at a comma or a full stop, but not at the stops of "C.I.A. officer".
_ASIDE = re.compile(
    r",\s+(?P<role>(?:an?\s|the\s|[a-z])[^,;:()\"“”—–\n]*?)"
    r"(?=,|(?<![A-Z])\.\s|\.\s(?:The|He|She|They|It|In|But)\s|\.$|;|[\"“”—–]|\n|$)",
)
#: A role ends before a clause of its own.
_CLAUSE = re.compile(r"\s(?:who|whom|whose|which|that|but|when|where|while|because|if|is|was|has|had|said|says)\b.*$")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"\b(?:an?|the|his|her|its|their)\b")
_OF = re.compile(r"\b(?:of|for|at|in|to|on|with)\b")
_LINKS = ("of", "for", "the")


def role_heads(role: str) -> set[str]:
    """The nouns of a role, and its set phrases: "Turkish Deputy Prime Minister" has minister and prime minister."""
    lowered = role.lower()
    found = re.findall(r"[\w-]+", _OF.split(lowered)[0])
    nouns = {noun for word in found if (noun := role_noun(word))} | {word for word in found if word in roles()}
    return nouns - _address() | {phrase for phrase in role_phrases() if phrase in lowered}


def role_around(text: str, span: Span) -> tuple[str | None, set[str]]:
    """The role that the words around a name give (an aside rather than a bare rank), and the nouns of all roles."""
    before, after = role_before(text, span), role_after(text, span)
    heads = role_heads(before or "") | role_heads(after or "")
    return (after if after and (before is None or is_rank(before)) else before), heads


def is_rank(role: str) -> bool:
    """Whether a role says no more than "Gen." or "Rear Adm."."""
    return role.endswith(".") and len(role.split()) <= 2


def role_before(text: str, span: Span) -> str | None:
    """The title right before a name: "Ukrainian Deputy Prime Minister", "gas analyst"; None without a role's noun."""
    start = max(0, span.start - _LONGEST_TITLE)
    if (match := _BEFORE_COMMA.search(text, start, span.start)) and text[span.end : span.end + 1] in (",", ".", ";"):
        return title(match["role"].split())
    match = _BEFORE.search(text, start, span.start)
    return title(match.group().split()) if match else None


def title(before: Sequence[str]) -> str | None:
    """The role that the last of these words make up, without what stands before it; None without a role's noun."""
    taken: list[str] = []
    for word in reversed(before):
        if not _may_stand_in_title(word, taken):
            break
        taken.insert(0, word)
    while taken and not _may_begin(taken):
        taken.pop(0)
    # "attorney for company founder X": X is the founder, and the attorney is another.
    links = [n for n, word in enumerate(taken) if word in _LINKS]
    if links and role_heads(" ".join(taken[links[-1] + 1 :])):
        taken = taken[links[-1] + 1 :]
    role = " ".join(taken)
    return role if role_heads(role) else None


def role_after(text: str, span: Span) -> str | None:
    """The aside right after a name: "X, deputy head of the administration,"; None when it holds no role's noun."""
    match = _ASIDE.match(text, span.end)
    if not match or len(match["role"]) > _LONGEST_ASIDE:
        return None
    aside = _ARTICLE.sub("", _CLAUSE.sub("", match["role"]))
    front = _OF.split(aside)[0]
    if not front.strip() or _DETERMINER.search(front) or bare(aside.split()[0]).lower() in _no_beginning():
        return None
    return aside if role_heads(aside) else None


def gender_of_title(text: str, span: Span) -> Gender | None:
    """What "Mr" or "Mrs" right before a name says, or the first word of the name itself."""
    before = text[max(0, span.start - _LONGEST_TITLE) : span.start].split()
    for word in (*before[-1:], *span.words(text).split()[:1]):
        if bare(word).lower() in words("people", "titles", "of", "male"):
            return "male"
        if bare(word).lower() in words("people", "titles", "of", "female"):
            return "female"
    return None


def _may_stand_in_title(word: str, after: Sequence[str]) -> bool:
    plain = bare(word).lower()
    if plain in _LINKS:
        return bool(after) and after[0][:1].isupper()
    ends_sentence = word.endswith(".") and "." not in word[:-1] and role_noun(plain) is None
    if ends_sentence or plain in _address():
        return False
    compound = plain.startswith(("then-", "ex-", "co-")) or plain.endswith(("-backed", "-installed", "-elect"))
    modifier = plain in words("people", "titles", "modifiers")
    return word[:1].isupper() or compound or role_noun(plain) is not None or modifier


def _may_begin(role: Sequence[str]) -> bool:
    """Whether a role can begin with its first word: not with "the", "when" or "Mr", nor with the verb "press"."""
    first, rest = role[0], role[1:]
    plain = bare(first).lower()
    if plain in words("people", "titles", "starters") or plain in _address():
        return False
    verb = first[:1].islower() and bool(rest) and rest[0][:1].isupper() and plain not in _before_capital()
    links = [n for n, word in enumerate(role) if word in _LINKS]
    return not (verb and role_noun(plain) is None) and not (links and not role_heads(" ".join(role[: links[0]])))


def _before_capital() -> frozenset[str]:
    return words("people", "titles", "before_capital")


def _no_beginning() -> frozenset[str]:
    return words("people", "titles", "starters") | words("people", "titles", "clauses")


def _address() -> frozenset[str]:
    """Forms of address, which are no roles."""
    return words("people", "titles", "of", "male") | words("people", "titles", "of", "female") | {"dr"}
