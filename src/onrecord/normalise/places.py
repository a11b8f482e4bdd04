"""Slot `places`: names used as locations in the content, as named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon import table, words
from onrecord.normalise.context import Context, bare_name
from onrecord.types import Evidence, Found, Span, TaggedName

_RULE = "places"
_LIST = re.compile(r"\s*,?\s*(?:and|or)\s+(?:the\s+|in\s+|from\s+|to\s+)?|\s*,\s*")
_TOKEN = re.compile(r"[\w’'.-]*\w")
_CLAUSE = re.compile(r"[;:!?“”\"]|,\s|\.\s")
_NEXT = re.compile(r"[’']s?\b|\s+([a-z]\w*)")
#: "Velmian troops": an adjective, whatever state it is of.
_ADJECTIVE = re.compile(r"[A-Z]\w*(?:an|ish|ese|i)(?<!stan)")
#: A verb in the past is no noun ("the mill in Kazan burned"), and a region or town has a name.
_NOUN_BEHIND = re.compile(
    r"\s+((?!\w+ed\b|(?:regions?|provinces?|districts?|cit(?:y|ies)|towns?|villages?|airport|station|plant|areas?"
    r"|port|river)\b)[a-z]\w*)"
)
_INSIDE = re.compile(r"\b(?:in|near|outside)\s+$")
_INSIDE_LENGTH = len(" outside ")
#: How many words before a name may hold the verb or noun that makes it a place: "expulsion of its … diplomats from".
_REACH = 9


def find(context: Context) -> Found[tuple[str, ...]]:
    """Places in reading order, each once: any name of a place; one of a state or its capital where it is a location."""
    spans: list[Span] = []
    for piece in context.content:
        accepted: Span | None = None
        for span in _named_in(context, piece):
            if _is_place(context.text, piece, span, accepted):
                accepted = span
                spans.append(_with_direction(context.text, piece, span))
    unique = {span.words(context.text): span for span in reversed(spans)}
    ordered = sorted(unique.values())
    return Found(tuple(span.words(context.text) for span in ordered), Evidence(tuple(ordered), rule=_RULE))


def _named_in(context: Context, piece: Span) -> Iterator[Span]:
    """Names that the tagger calls a state or place here, or mostly elsewhere in the document."""
    for name in context.draft.tagged.names_in(piece):
        span = bare_name(context.text, name.span)
        written = span.words(context.text)
        if name.kind in ("state", "place") or written in context.known_places or _is_inside(context.text, name, span):
            yield span


def _is_inside(text: str, name: TaggedName, span: Span) -> bool:
    """Whether a name taken for a person or body stands where only a place can: "near Velm". "in NATO" is none."""
    written = span.words(text)
    return (
        name.kind in ("person", "organisation")
        and written.istitle()
        and written.isalpha()
        and bool(_INSIDE.search(text, max(0, span.start - _INSIDE_LENGTH), span.start))
    )


def _is_place(text: str, piece: Span, span: Span, accepted: Span | None) -> bool:
    written = span.words(text)
    if not written[:1].isupper() or written in _metonyms() or written in _demonyms():
        return False
    if written.lower() in words("places", "direction"):
        # "Eastern" of "Eastern and southern Norland".
        return False
    if written not in _governments():
        return not _is_adjective(text, span)
    if accepted and _LIST.fullmatch(text, accepted.end, span.start):
        return True
    return _is_located(_words_before(text, piece, span), modifies=_modifies(text, span))


def _is_adjective(text: str, span: Span) -> bool:
    """Whether a name that ends like an adjective stands before a noun, and the text nowhere says "in" it."""
    written = span.words(text)
    behind = _NOUN_BEHIND.match(text, span.end)
    if not _ADJECTIVE.fullmatch(written) or behind is None or behind[1] in words("quantities", "units", "stop"):
        return False
    return not re.search(rf"\b(?:in|near|at|from) {re.escape(written)}\b(?! [a-z])", text)


def _modifies(text: str, span: Span) -> bool:
    """Whether the name belongs to a noun behind it: "Norland sanctions", "Norland's envoy"."""
    match = _NEXT.match(text, span.end)
    return match is not None and (match[1] is None or match[1] not in words("quantities", "units", "stop"))


def _words_before(text: str, piece: Span, span: Span) -> list[str]:
    """The words of the clause before a name, nearest first."""
    before = _CLAUSE.split(text[piece.start : span.start])[-1]
    return [word.lower() for word in reversed(_TOKEN.findall(before))][:_REACH]


def _is_located(before: list[str], *, modifies: bool) -> bool:
    """Whether a preposition of place, a motion or a taking governs the name."""
    if before[:1] == ["of"] or before[:2] == ["the", "of"]:
        return not modifies and any(word in words("places", "taking") for word in before[1:4])
    head = next((word for word in before if word not in words("places", "between")), "")
    if head in words("places", "locative"):
        return head == "in" or not modifies
    if modifies:
        return False
    if head in ("to", "from"):
        return any(word in words("places", "motion") for word in before[1:])
    if head == "on":
        return any(word in words("places", "taking") for word in before[1:4])
    return head in words("places", "taking") and before[0] not in ("and", "or")


def _with_direction(text: str, piece: Span, span: Span) -> Span:
    """ "southern Norland": the direction belongs to the name."""
    match = re.search(r"([\w-]+)\s+$", text[piece.start : span.start])
    if match and match[1].lower() in words("places", "direction"):
        return Span(piece.start + match.start(1), span.end)
    return span


@cache
def _governments() -> frozenset[str]:
    """States, their capitals and other names, and what else speaks as a government."""
    names = set(table("states")["states"])
    for state in table("states")["states"].values():
        names.update(name.replace("_", " ") for name in (state["capital"] + " " + state.get("also", "")).split())
    return frozenset(names | _listed("governments"))


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(word for state in table("states")["states"].values() for word in state["of"].split())


@cache
def _metonyms() -> frozenset[str]:
    return frozenset(table("states")["seats"]) | _listed("metonyms")


def _listed(key: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in table("places")[key].split(","))
