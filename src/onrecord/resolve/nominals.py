"""The words of a noun phrase: what it begins with, where its head noun is, and what that says of who is meant."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.lexicon import words as listed
from onrecord.lexicon.nouns import bare, is_agent, is_body, is_common_body, is_plural, role_noun, singular
from onrecord.resolve.titles import role_heads

#: A pronoun; one person or several by name; a state or organisation by name; people or a body by description; no one.
Kind = Literal[
    "pronoun", "person", "joint", "body", "person-description", "body-description", "document", "group", "nobody"
]
_DETERMINER = re.compile(
    r"^(?:the|an?|this|that|these|those|its|his|her|their|our|my|one|another|some|any|all)\s+"
    r"(?!(?:of|in|at|from|with|on|who)\b)",
    re.IGNORECASE,
)
_POST = re.compile(
    r",|\s[-—–(]|"
    # "current and former officials" are officials
    r"(?<!\b(?i:current))(?<!\b(?i:former))\s(?:of|in|at|for|from|with|who|whom|that|which|close|familiar|on|near|to|about|inside|outside|around|across|after|amid|among|between|before|during|over|without|"
    r"under|by|and|or|as|behind|involved|speaking|there|here)\b"
)
_QUANTITY = re.compile(
    r"^(?:no \w+|an? (?:number|handful|majority|couple)|some|many|most|others?|several|few|all|both|none|half|two|"
    r"three|four|five|six|dozens|hundreds|thousands|those|these|everyone|everybody|nobody|no one|\d+)"
    r"(?:\s(?:of|in|at|from|with|on|who|here|there)\b|[\s,]*$)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"^both .+ and ", re.IGNORECASE)
_ONE_OF = re.compile(r"^(?:one|another|each|neither|either) (?:of|among)\b", re.IGNORECASE)
#: What a second speaker follows.
AND = re.compile(r",?\s+(?:and|or)\s+(?P<rest>\S.*)$", re.DOTALL)
_WHO = re.compile(r"\swho\b")
#: A name that ends in a number word: "Channel Four".
_NUMBERED_NAME = re.compile(r"(?:[A-Z]\w+ )+[A-Z]\w+$")
_NOT_A_HEAD = re.compile(r"^(?:\w{3,}ed|seen|made|sent|given|written|taken|held|himself|herself|themselves|itself)$")


def kind_of(main: str) -> tuple[Kind, str]:
    """What a phrase without a name at its head describes, and its head noun."""
    if _QUANTITY.match(main) or _BOTH.match(main):
        return "group", ""
    if _ONE_OF.match(main):
        return "person-description", ""
    if _is_several(main):
        return "group", ""
    head = head_noun(front_of(main))
    if head in listed("groups", "numbers") and _NUMBERED_NAME.match(main):
        return "body-description", head
    kind = "body-description" if main.lower() == f"the {head}" and is_common_body(head) else _description(head)
    if kind == "body-description" and _WHO.search(main) and not _is_speaker(head):
        kind = "person-description"
    return kind, head


def _is_several(main: str) -> bool:
    """Whether speakers of several kinds are named: "a witness and the port authority", not "founder and director"."""
    match = AND.search(main)
    if not match:
        return False
    one, other = (head_noun(front_of(part)) for part in (main[: match.start()], match["rest"]))
    determined = bool(_DETERMINER.match(match["rest"])) or is_plural(other) or not role_noun(other)
    documents = is_body(one, "document") or is_body(other, "document")
    return _is_speaker(one) and _is_speaker(other) and determined and not documents


def _is_speaker(head: str) -> bool:
    bodies = is_common_body(head) or head in listed("groups", "people") or is_body(head, "officials")
    return bool(bodies or role_noun(head) or role_noun(singular(head)))


def front_of(words: str) -> str:
    """A noun phrase up to its head noun, without its article and what follows the noun."""
    return before_post(_DETERMINER.sub("", words))


def before_post(words: str) -> str:
    """A noun phrase without what follows its head noun."""
    return _POST.split(words, maxsplit=1)[0].strip()


def head_noun(front: str) -> str:
    """The last word in lower case that is no participle ("the transcript released" is a transcript)."""
    found: list[str] = re.findall(r"[\w.&'’-]+", front)
    while len(found) > 1 and _is_participle(found[-1], after=found[-2]):
        found.pop()
    return bare(found[-1]).lower() if found else ""


def _is_participle(word: str, after: str) -> bool:
    """Whether a word says what the noun before it does or suffers: "the paper seen", "videos circulating"."""
    return (bool(_NOT_A_HEAD.match(word)) and role_noun(word) is None) or (
        word.endswith("ing") and is_plural(after.lower())
    )


def says_nobody(words: str) -> bool:
    """Whether the words are no noun phrase at all: "to sign", "in an interview", "merely"."""
    first, *rest = words.lower().split() or [""]
    return first in listed("people", "no_noun", "first") or (not rest and first in listed("people", "no_noun", "alone"))


def _description(head: str) -> Kind:
    if is_body(head, "document"):
        return "document"
    if head in listed("groups", "people") or head in listed("groups", "numbers"):
        return "group"
    if is_body(head, "officials") and is_plural(head):
        return "group"
    if is_plural(head) and not is_body(head, "organisation"):
        return "group"
    if (role_heads(head) or head in listed("people", "human") or head.endswith("-year-old")) and not is_plural(head):
        return "person-description"
    return "person-description" if is_agent(head) and not is_common_body(head) else "body-description"
