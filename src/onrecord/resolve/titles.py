"""Titles and roles around a name: "Ukrainian Deputy Prime Minister X", "X, head of the administration,"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.lexicon import words
from onrecord.lexicon.nouns import Gender, bare, is_agent, is_common_body, role_noun, role_phrases, roles
from onrecord.resolve.clauses import without_clause
from onrecord.types import Span

#: A role that follows a name is at most this long, and one before it begins at most so far left of it, in characters.
_LONGEST_ASIDE, _LONGEST_TITLE = 120, 90
_BEFORE = re.compile(r"[^,;:()\"“”—–\n]*$")
#: Where "the head of the island council, Omar Lind," may begin: at an article, a pronoun or somebody's name.
_DETERMINED = re.compile(r"(?<![\w’'])(?:[Tt]he|[Aa]n?|[Oo]ne|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.-]*['’]s?)\s")
#: Between a role and what it is over, so that the role may begin further left: "the head of | the council".
_OVER = re.compile(r"\b(?:of|for|to)\s$")
#: An aside may hold an acronym in brackets. It ends at a comma or a full stop, but not at those of "C.I.A. officer".
_NOUN_PHRASE = r"(?:[^,;:()\"“”—–\n]|\s\([A-Z][\w.&-]{1,9}\))+?"
#: Where somebody is from or sits for, between a name and its aside: "X of Lowhaven, 41, a sailor", "X, R-Ohio, chair".
_FROM = r"(?:\s(?:of|from)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)"
_ENDS = r"(?=,|(?<![A-Z])\.\s|\.\s(?:The|He|She|They|It|In|But)\s|\.$|;|[\"“”—–]|\n|$)"
_ASIDE = re.compile(rf"{_FROM}?(?:,\s(?:\d{{1,3}}|[RDI]-[A-Z][\w.]*))?,\s+(?P<role>{_NOUN_PHRASE}){_ENDS}")
_COPULA = re.compile(
    rf"(?:,\swho)?\s(?:is|was|(?:has|had) been|serve[sd] as)\s+(?P<role>{_NOUN_PHRASE}){_ENDS}",
)
_LAST_STOP = re.compile(r"(?<=\w\w)\.\s*$")
_BRACKETED = re.compile(r"\s\([^)]*\)")
#: What stands before a role and only points: an article, a pronoun, "the country's".
_POINTER = re.compile(r"^(?:(?i:whose|an?|the|one(?!\sof\b)|his|her|its|their)\s+)?(?:[a-z]+['’]s\s+)?")
_POSSESSIVE_NAME = re.compile(r"^(?:(?:an?|the)\s+)?[A-Z][\w.-]*['’]s?\s")
#: A determiner inside a role that no preposition leads to: a verb has gone before it.
_STRAY = re.compile(
    r"(?<!\bof)(?<!\bfor)(?<!\bat)(?<!\bin)(?<!\bto)(?<!\bon)(?<!\bwith)(?<!\bfrom)(?<!\band)"
    r"(?:^|\s)(?:an?|the|his|her|its|their)\s"
)
_OF = re.compile(r"\b(?:of|for|at|in|to|on|with|from|(?:appointed|installed|backed|elected)(?= by))\b")
#: Before and behind the body that somebody is "analyst at".
_HELD_AT = re.compile(r"\b(?:of|at|for|with|from)\s(?:[Tt]he\s)?(?:[a-z][\w-]*\s){0,3}$")
_AFTER_HOUSE = re.compile(r"['’,]|\s(?:in|of|for|at|and|on)\b")
_LINKS = ("of", "for", "to", "the")


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
    """The title before a name: "gas analyst X", "the head of the island council, X,"; None without a role's noun."""
    start = max(0, span.start - _LONGEST_TITLE)
    lead = text[start : span.start]
    if lead.endswith(", ") and text[span.end : span.end + 1] in (",", ".", ";"):
        match = _BEFORE.search(lead[:-2])
        return _apposed(match.group()) if match else None
    match = _BEFORE.search(lead)
    return title(match.group().split()) if match else None


def title(before: Sequence[str]) -> str | None:
    """The role that the last of these words make up, without what stands before it; None without a role's noun."""
    taken: list[str] = []
    for n, word in reversed(list(enumerate(before))):
        # "oil and gas analyst", but not "Lind and foreign minister Roos"
        joins = word == "and" and {*before[n - 1 : n], *taken[:1]} <= words("people", "titles", "modifiers")
        if not joins and not _may_stand_in_title(word, taken):
            break
        taken.insert(0, word)
    while taken and not _may_begin(taken):
        taken.pop(0)
    # "attorney for company founder X": X is the founder. But there is one "House of Lords Speaker X".
    links = [n for n, word in enumerate(taken) if word in _LINKS]
    if links and role_heads(" ".join(taken[links[-1] + 1 :])) and not _begins_house(*taken[:1]):
        taken = taken[links[-1] + 1 :]
    role = " ".join(taken[: len(taken) - given_names(taken)])
    return role if role_heads(role) or role_noun(_plain(role.split()[-1] if role else "")) else None


def given_names(before: Sequence[str]) -> int:
    """How many of the last words are no title but names: "harbour chief Omar" before "Lind" has one."""
    names = 0
    while names < len(before) and before[-1 - names][:1].isupper() and role_noun(_plain(before[-1 - names])) is None:
        names += 1
    trade = before[-1 - names] if names < len(before) else ""
    return names if trade.islower() and role_noun(trade) else 0


def role_after(text: str, span: Span) -> str | None:
    """The role behind a name, in an aside ("X, deputy head of the board,") or said of it ("X was the mayor until")."""
    if (match := _ASIDE.match(text, span.end)) and (role := _role_in(match["role"])):
        return role
    if (match := _COPULA.match(text, span.end)) and not _is_quoted(text, span.start):
        return _role_in(match["role"])
    return None


def role_of(description: str) -> str:
    """The role of somebody who is only described: "a sailor who asked for help" is a sailor."""
    return _POINTER.sub("", without_clause(description)) or description


def is_house_of(body: str, role: str) -> bool:
    """Whether a role says that its holder speaks for this body: "analyst at Lowland Bank", "Lowland Bank founder"."""
    lead, found, rest = role.partition(body)
    if not (found and body[0].isupper()) or body.split()[0].lower() in words("groups", "chambers"):
        return False
    if _HELD_AT.search(lead):
        return not rest or _AFTER_HOUSE.match(rest) is not None
    head = _OF.split(rest)[0].split()[-1:]
    plainly = all(word in words("people", "titles", "modifiers") | _before_capital() for word in lead.lower().split())
    return plainly and not {_plain(word) for word in head} <= words("people", "titles", "not_of_a_house")


def _apposed(words_before: str) -> str | None:
    """The role that the last noun phrase of these words gives, with what it is over: "head of the island council"."""
    found: tuple[int, str] | None = None
    for match in reversed(list(_DETERMINED.finditer(words_before))):
        role = _role_in(words_before[match.start() :])
        if found and not (role and _OVER.search(words_before[: found[0]])):
            break
        if role:
            found = match.start(), role
    return found[1] if found else title(words_before.split())


def _role_in(phrase: str) -> str | None:
    """The role that a noun phrase gives, without article and clauses; None where its head is no role's noun."""
    if len(phrase) > _LONGEST_ASIDE:
        return None
    clear = without_clause(_BRACKETED.sub("", phrase))
    role = clear if _POSSESSIVE_NAME.match(clear) else _POINTER.sub("", clear)
    front = _OF.split(role)[0].split()
    if not front or _STRAY.search(role) or bare(front[0]).lower() in _no_beginning():
        return None
    while len(front) > 1 and front[-1].lower() in words("people", "titles", "trailing"):
        front.pop()
    noun = _plain(front[-1])
    doer = is_agent(noun) and phrase.startswith(("a ", "an ", "the "))
    return _LAST_STOP.sub("", role) if role_noun(noun) or role_heads(noun) or doer else None


def _is_quoted(text: str, at: int) -> bool:
    """Whether a place stands inside quotation marks that its paragraph opened."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


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
    plain = _plain(word)
    if plain in _LINKS:
        named = bool(after) and (after[0][:1].isupper() or (after[0] == "the" and plain != "the"))
        return named or f"of {' '.join(after[:1]).lower()}" in _of_offices()
    ends_sentence = (
        word.endswith(".") and "." not in word[:-1] and plain not in words("people", "titles", "abbreviations")
    )
    if ends_sentence or plain in _address():
        return False
    compound = plain.startswith(("then-", "ex-", "co-")) or plain.endswith(("-backed", "-installed", "-elect"))
    modifier = plain in words("people", "titles", "modifiers") or is_common_body(plain)
    return word[:1].isupper() or compound or role_noun(plain) is not None or modifier


def _may_begin(role: Sequence[str]) -> bool:
    """Whether a role can begin with its first word: not with "the", "when" or "Mr", nor with the verb "press"."""
    first, rest = role[0], role[1:]
    plain = _plain(first)
    if plain in words("people", "titles", "starters") or plain in _address():
        return False
    verb = first[:1].islower() and bool(rest) and rest[0][:1].isupper() and not plain.startswith("then-")
    if verb and plain not in _before_capital() and role_noun(plain) is None:
        return False
    links = [n for n, word in enumerate(role) if word in _LINKS]
    return not links or bool(role_heads(" ".join(role[: links[0]]))) or _begins_house(first)


def _begins_house(word: str) -> bool:
    """Whether a word begins the name of a body: the House of Lords, the Ministry of Fishing."""
    return word[:1].isupper() and (is_common_body(_plain(word)) or _plain(word) in words("groups", "chambers"))


def _plain(word: str) -> str:
    return bare(word).lower()


def _of_offices() -> frozenset[str]:
    """The ends of offices such as "secretary of state"."""
    return frozenset(f"of {phrase.split()[-1]}" for phrase in role_phrases() if " of " in phrase)


def _before_capital() -> frozenset[str]:
    return words("people", "titles", "before_capital")


def _no_beginning() -> frozenset[str]:
    return words("people", "titles", "starters") | words("people", "titles", "clauses")


def _address() -> frozenset[str]:
    """Forms of address, which are no roles."""
    return words("people", "titles", "of", "male") | words("people", "titles", "of", "female") | {"dr"}
