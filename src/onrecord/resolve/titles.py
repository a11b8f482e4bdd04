"""Titles and roles around a name: "Ukrainian Deputy Prime Minister X", "X, head of the administration,"."""

from __future__ import annotations

import re

from onrecord.lexicon import words
from onrecord.lexicon.nouns import Gender, bare, role_phrases, roles
from onrecord.types import Span

#: A role that follows a name is at most this long, and one before it begins at most so far left of it, in characters.
_LONGEST_ASIDE, _LONGEST_TITLE = 120, 90
_BEFORE = re.compile(r"[^,;:.()\"“”—–\n]*$")
_ASIDE = re.compile(
    r",\s+(?P<role>(?:an?\s|the\s|[a-z])[^,;:()\"“”—–\n]*?)(?=,|\.\s|\.$|;|\n|$)",
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|for|at|in|to|on|with)\b")


def role_heads(role: str) -> set[str]:
    """The nouns of a role, and its set phrases: "Turkish Deputy Prime Minister" has minister and prime minister."""
    lowered = role.lower()
    heads = {word for word in re.findall(r"[\w-]+", _OF.split(lowered)[0]) if word in roles()}
    return heads | {phrase for phrase in role_phrases() if phrase in lowered}


def role_before(text: str, span: Span) -> str | None:
    """The title right before a name: "Ukrainian Deputy Prime Minister", "gas analyst"; None without a role's noun."""
    match = _BEFORE.search(text, max(0, span.start - _LONGEST_TITLE), span.start)
    taken: list[str] = []
    for word in reversed(match.group().split() if match else []):
        if not _may_stand_in_title(word):
            break
        taken.insert(0, word)
    while taken and _is_no_role(taken[0]):
        taken.pop(0)
    role = " ".join(taken)
    return role if role_heads(role) else None


def role_after(text: str, span: Span) -> str | None:
    """The aside right after a name: "X, deputy head of the administration,"; None when it holds no role's noun."""
    match = _ASIDE.match(text, span.end)
    if not match or len(match["role"]) > _LONGEST_ASIDE:
        return None
    aside = _ARTICLE.sub("", match["role"])
    return aside if role_heads(aside) else None


def gender_of_title(text: str, span: Span) -> Gender | None:
    """What "Mr" or "Mrs" right before a name says, or the first word of the name itself."""
    before = text[max(0, span.start - _LONGEST_TITLE) : span.start].split()
    for title in (*before[-1:], *span.words(text).split()[:1]):
        if bare(title).lower() in words("people", "titles", "of", "male"):
            return "male"
        if bare(title).lower() in words("people", "titles", "of", "female"):
            return "female"
    return None


def _may_stand_in_title(word: str) -> bool:
    plain = bare(word).lower()
    compound = plain.startswith(("then-", "ex-", "co-")) or plain.endswith(("-backed", "-installed", "-elect"))
    return word[:1].isupper() or compound or plain in roles() or plain in words("people", "titles", "modifiers")


def _is_no_role(word: str) -> bool:
    """ "the", "when" and "Mr" stand before a role or a name and are none."""
    plain = bare(word).lower()
    forms = words("people", "titles", "of", "male") | words("people", "titles", "of", "female")
    return plain in words("people", "titles", "starters") or plain in forms
