"""What kind of noun phrase a source or addressee is, and which word is its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lexicon.nouns import POSSESSIVE, bare, is_body, is_plural, pronouns, role_noun, role_phrases, state_in
from onrecord.resolve.clauses import without_relative
from onrecord.resolve.nominals import AND, Kind, before_post, front_of, head_noun, kind_of, says_nobody
from onrecord.types import Span, Tagged, TaggedName

#: Plurals in form that are one body.
_ONE_BODY = ("police", "media")

_LEFT_OF_NAME = re.compile(
    r"\b(?:of|for|to|with|at|by|from|in|on|against|under|near|than|like|about|between|among|over|involving|citing|"
    r"featuring|showing)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: From here on all words, two or more, have capitals.
_LAST_NAMES = re.compile(r"(?<!\S)(?=[A-Z][\w’'-]+(?:\s+[A-Z][\w.’'-]*)+$)")
#: A word right after a name makes the name its modifier ("the Varga office"), unless it begins a phrase of its own.
_MODIFIES = re.compile(r"['’]s?\b|\s+(?!(?:of|in|at|for|from|with|who|and|or|on|to|as|by|himself|herself)\b)[\w“\"]")
#: The noun of these is what stands before: "officials including Lind".
_INCLUDING = re.compile(r",?\s(?:including|such as|like|among them)\s")
#: A source that the tagger began too early: "describing it as “foul play”, the ministry" is the ministry.
_AFTER_QUOTATION = re.compile(r".*[”\"],\s+(?=\S)", re.DOTALL)
_POINTING = re.compile(r"^(?:the|this|that|these|those|both|all|its|his|her|their)\b", re.IGNORECASE)
#: Houses of a government and those who speak for a body, where nothing else says whose they are.
_HOUSES, _VOICES = ("ministry", "government", "administration", "embassy"), ("spokesman", "spokeswoman", "spokesperson")
_SOME_HOUSE = re.compile(r"(?:[Ii]ts|[Tt]he) (?:[a-z-]+ )?[\w-]+$|(?:[Tt]he )?Ministry of ")
_SOME_VOICE = re.compile(r"(?:its|the|an?) [\w-]+$", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"^(?:an?|one|another|some|several|many|two|three|four|five|six|few|most|\d+|\w+ percent)\b", re.IGNORECASE
)


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
        """Whether it may mean someone known ("the minister") rather than someone new ("a minister", "Lind")."""
        named = re.search(r"\b[A-Z][\w’'-]*$", before_post(self.words))
        return not _INDEFINITE.match(self.words) and not (named and " " in self.words)

    @property
    def points_back(self) -> bool:
        """Whether it is definite, and not a plural that says no "the": "officials" are new ones each time."""
        return self.definite and (
            not is_plural(self.head) or self.head in _ONE_BODY or bool(_POINTING.match(self.words))
        )

    @property
    def modifiers(self) -> tuple[str, ...]:
        """What is said before the head noun: "Ukraine's infrastructure ministry" has Ukraine and infrastructure."""
        front = [bare(word).strip("'’,") for word in front_of(self.words).split()]
        lowered = [word.lower() for word in front]
        return tuple(front[: len(front) - lowered[::-1].index(self.head) - 1]) if self.head in lowered else ()


def parse_phrase(text: str, tagged: Tagged, span: Span) -> Phrase:
    """The noun phrase at `span`."""
    if quoted := _AFTER_QUOTATION.match(text, span.start, span.end):
        span = Span(quoted.end(), span.end)
    words = span.words(text)
    if (pronoun := bare(words).lower()) in pronouns():
        return Phrase(span, words, "pronoun", pronoun)
    if says_nobody(words):
        return Phrase(span, words, "nobody", "")
    named = span
    if including := _INCLUDING.search(words):
        named = Span(span.start, span.start + including.start())
    return _named(text, tagged, span, named) or _described(text, span, named)


def _described(text: str, span: Span, named: Span) -> Phrase:
    """The phrase as a description, of which `named` has the noun; one person's or body's ends before its clause."""
    kind, head = kind_of(named.words(text))
    words = span.words(text)
    if kind != "group" and len(core := without_relative(words)) < len(words) and " " in core:
        span, words = Span(span.start, span.start + len(core)), core
    return Phrase(span, words, kind, head)


def is_some_house(phrase: Phrase) -> bool:
    """Whether a description says no more than that it is some government's house: "its foreign ministry"."""
    return phrase.head in _HOUSES and _SOME_HOUSE.match(phrase.words) is not None


def named_before(text: str, phrase: Phrase) -> str | None:
    """The state of the last house of this kind that the text before a phrase names with its state."""
    before = re.finditer(rf"(?P<whose>(?:[\w.’'-]+ ){{1,4}}){phrase.head}\b", text[: phrase.span.start], re.IGNORECASE)
    return next((state for match in reversed(list(before)) if (state := state_in(match["whose"]))), None)


def is_some_voice(phrase: Phrase) -> bool:
    """Whether a description says no more than that somebody speaks for some body: "a spokesman"."""
    return role_noun(phrase.head) in _VOICES and _SOME_VOICE.match(phrase.words) is not None


def _named(text: str, tagged: Tagged, whole: Span, span: Span) -> Phrase | None:
    """The phrase as one with names at its head, looked for in `span`; None where it describes."""
    words = whole.words(text)
    people = [n for n in tagged.names_in(span, "person") if _is_head(text, span, n)] or _by_title(text, span)
    if people:
        several = _joint(text, people) or _with_others(text, tagged, span, people[-1])
        return Phrase(whole, words, "joint" if several else "person", "", tuple(people))
    bodies = tagged.names_in(span, "state", "organisation")
    front = front_of(span.words(text))
    states = [n for n in bodies if n.span.end - n.span.start > 1]
    # Not "the leaders of Norland and Velmia".
    inside = states and _LEFT_OF_NAME.search(text, span.start, states[0].span.start)
    if len(states) > 1 and not inside and _joint(text, states):
        return Phrase(whole, words, "joint", "", tuple(states))
    heads = [n for n in bodies if _ends_front(text, span, n, front)]
    head = head_noun(front)
    if not heads or is_body(head, "officials"):
        return None
    several = _with_others(text, tagged, span, heads[0])
    return Phrase(whole, words, "joint" if several else "body", "" if several else head, (heads[0],))


def _with_others(text: str, tagged: Tagged, span: Span, name: TaggedName) -> bool:
    """Whether more speakers follow a name: "Lind and other officials", "Lind and the council"."""
    match = AND.match(text, name.span.end, span.end)
    if not match:
        return False
    at = match.start("rest")
    further = [n for n in tagged.names_in(span) if n.kind != "time" and 0 <= n.span.start - at <= len("the ")]
    head = head_noun(front_of(match["rest"]))
    return bool(further) or head in ("others", "aides") or (is_plural(head) and not head.endswith("self"))


def _is_head(text: str, span: Span, name: TaggedName) -> bool:
    """Whether a name is not inside a possessive or prepositional phrase ("Smith's lawyer", "a friend of Smith")."""
    after = text[name.span.end : span.end]
    if POSSESSIVE.search(name.span.words(text)) or _MODIFIES.match(after):
        return False
    return not _LEFT_OF_NAME.search(text, span.start, name.span.start)


def _by_title(text: str, span: Span) -> list[TaggedName]:
    """A name the tagger missed, known by the role before it: "spokesman Ilmar Roos", "Gen. Pavo Lind"."""
    written = without_relative(span.words(text).split(",")[0])
    for match in _LAST_NAMES.finditer(written):
        lead = written[: match.start()].lower().split()
        if lead and (role_noun(bare(lead[-1])) or " ".join(lead).endswith(role_phrases())):
            return [TaggedName("person", Span(span.start + match.start(), span.start + len(written)), 0.0)]
    return []


def _joint(text: str, names: list[TaggedName]) -> bool:
    """Several speak as one where only commas and "and" stand between them."""
    between = [text[a.span.end : b.span.start] for a, b in pairwise(names)]
    return bool(between) and all(re.fullmatch(r",\s+|,?\s+(?:and|or)\s+(?:the\s+)?", gap) for gap in between)


def _ends_front(text: str, span: Span, name: TaggedName, front: str) -> bool:
    """Whether the name is the end of the phrase's front, so that it is the head and not a modifier of it."""
    words = name.span.words(text)
    at = span.words(text).find(front) + span.start
    return not words.endswith(("'s", "’s")) and abs(at + len(front) - name.span.end) <= 1
