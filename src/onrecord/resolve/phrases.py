"""What kind of noun phrase a source or addressee is, and which word is its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.lexicon.nouns import bare, is_body, is_plural, pronouns, roles
from onrecord.resolve.titles import role_heads
from onrecord.types import Span, Tagged, TaggedName

#: A pronoun; one person or several by name; a state or organisation by name; people or a body by description.
Kind = Literal["pronoun", "person", "joint", "body", "person-description", "body-description", "document", "group"]

_DETERMINER = re.compile(
    r"^(?:the|an?|this|that|these|those|its|his|her|their|our|my|one|another|some|any|all)\s+", re.IGNORECASE
)
_POST = re.compile(
    r",|\s[-—–(]|\s(?:of|in|at|for|from|with|who|whom|that|which|close|familiar|on|near|to|about|inside|across|after|"
    r"under|by|and|or|as|behind|involved|speaking|there|here)\b"
)
_LEFT_OF_NAME = re.compile(
    r"\b(?:of|for|to|with|at|by|from|in|on|against|under|near|than|like)\s+(?:the\s+)?$", re.IGNORECASE
)
_TITLED = re.compile(r"(?P<title>[\w.-]+)\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)+)\s*(?:,|$)")
#: A word right after a name makes the name its modifier ("the Varga office"), unless it begins a phrase of its own.
_MODIFIES = re.compile(r"['’]s?\b|\s+(?!(?:of|in|at|for|from|with|who|and|or|on|to|as|by|himself|herself)\b)[\w“\"]")
_INDEFINITE = re.compile(r"^(?:an?|one|another|some|several|many|two|three|four|five|six|few|most)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `head` is its head noun in lower case; `names` are the names that stand at its head, if any do."""

    span: Span
    words: str
    kind: Kind
    head: str
    names: tuple[TaggedName, ...] = ()

    @property
    def definite(self) -> bool:
        """Whether it points back at someone ("the minister") rather than bringing in someone new ("a minister", "Lind")."""
        named = re.search(r"\b[A-Z][\w’'-]*$", _POST.split(self.words, maxsplit=1)[0])
        return not _INDEFINITE.match(self.words) and not (named and " " in self.words)


def parse_phrase(text: str, tagged: Tagged, span: Span) -> Phrase:
    """The noun phrase at `span`."""
    words = span.words(text)
    core = _DETERMINER.sub("", words)
    if (pronoun := bare(words).lower()) in pronouns():
        return Phrase(span, words, "pronoun", pronoun)
    people = [n for n in tagged.names_in(span, "person") if _is_head(text, span, n)] or _by_title(text, span)
    if people:
        return Phrase(span, words, "joint" if _joint(text, people) else "person", "", tuple(people))
    front = _POST.split(core, maxsplit=1)[0].strip()
    last = re.findall(r"[\w.&'’-]+", front)
    head = bare(last[-1]).lower() if last else ""
    bodies = [n for n in tagged.names_in(span, "state", "organisation") if _ends_front(text, span, n, front)]
    states = [n for n in tagged.names_in(span, "state", "organisation") if n.span.end - n.span.start > 1]
    if len(states) > 1 and _joint(text, states):
        return Phrase(span, words, "joint", "", tuple(states))
    if bodies and not is_body(head, "officials"):
        return Phrase(span, words, "body", head, (bodies[0],))
    return Phrase(span, words, _description(front, head), head)


def _is_head(text: str, span: Span, name: TaggedName) -> bool:
    """Whether a name is not inside a possessive or prepositional phrase ("Smith's lawyer", "a friend of Smith")."""
    after = text[name.span.end : span.end]
    if re.search(r"['’]s?$", name.span.words(text)) or _MODIFIES.match(after):
        return False
    return not _LEFT_OF_NAME.search(text, span.start, name.span.start)


def _by_title(text: str, span: Span) -> list[TaggedName]:
    """A name the tagger missed, known by the role before it: "spokesman Ilmar Roos", "Gen. Pavo Lind"."""
    match = _TITLED.search(span.words(text))
    if not match or bare(match["title"]).lower() not in roles():
        return []
    start = span.start + match.start("name")
    return [TaggedName("person", Span(start, span.start + match.end("name")), 0.0)]


def _joint(text: str, names: list[TaggedName]) -> bool:
    """Several speak as one where only commas and "and" stand between them."""
    between = [text[a.span.end : b.span.start] for a, b in pairwise(names)]
    return bool(between) and all(re.fullmatch(r",\s+|,?\s+(?:and|or)\s+(?:the\s+)?", gap) for gap in between)


def _ends_front(text: str, span: Span, name: TaggedName, front: str) -> bool:
    """Whether the name is the end of the phrase's front, so that it is the head and not a modifier of it."""
    words = name.span.words(text)
    at = span.words(text).find(front) + span.start
    return not words.endswith(("'s", "’s")) and abs(at + len(front) - name.span.end) <= 1


def _description(front: str, head: str) -> Kind:
    if is_body(head, "document"):
        return "document"
    if is_body(head, "officials") and is_plural(head):
        return "group"
    if is_plural(head) and not is_body(head, "organisation"):
        return "group"
    if role_heads(head) and not is_plural(head):
        return "person-description"
    if is_body(head, "organisation") or is_body(head, "government"):
        return "body-description"
    return "group" if is_plural(head) else "body-description" if front[:1].isupper() else "person-description"
