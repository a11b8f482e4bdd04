"""Mending the tagged sources: an article alone, and two names in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Span, TaggedName, TaggedRole

#: An article belongs to a source of at most this many words more.
_NAME_WORDS = 6
_GOVERNED = re.compile(r"\b(?:with|to|from|by|for|of|against|alongside|and)\s+(?:the\s+)?$", re.IGNORECASE)
_DETERMINER = re.compile(r"(?:the|an?|his|her|its|their|this|that|one|some)$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"(?:\s[\w’'-]+){1,6}?(?=,|\s(?:has|have|had|was|were|is|are)\b|\s\w+(?:ed|id|ys)\b)")


def mend_sources(text: str, roles: Sequence[TaggedRole], names: Sequence[TaggedName]) -> list[TaggedRole]:
    """The roles of a paragraph with their sources mended."""
    whole = [_whole_source(text, role, roles[n + 1 :]) for n, role in enumerate(roles)]
    return [_own_name(text, role, names) if role.kind == "source" else role for role in whole]


def _own_name(text: str, role: TaggedRole, names: Sequence[TaggedName]) -> TaggedRole:
    """In a call with League chief Vael, [Moro] said: who stands after the comma speaks, not whom "with" governs."""
    comma = role.span.words(text).rfind(", ")
    if comma < 0 or not _GOVERNED.search(text, max(0, role.span.start - 20), role.span.start):
        return role
    last = Span(role.span.start + comma + 2, role.span.end)
    own = any(n.kind == "person" and n.span.start == last.start and n.span.end >= last.end - 2 for n in names)
    return replace(role, span=last) if own else role


def _whole_source(text: str, role: TaggedRole, following: Sequence[TaggedRole]) -> TaggedRole:
    """A source of which only the article was marked goes on to the comma or verb after it."""
    if role.kind != "source" or not _DETERMINER.match(role.span.words(text)):
        return role
    limit = following[0].span.start if following else len(text)
    rest = _NOUN_PHRASE.match(text, role.span.end, limit)
    if rest is None and following and following[0].kind == "cue":
        end = len(text[: following[0].span.start].rstrip())
        short = len(text[role.span.end : end].split()) <= _NAME_WORDS
        return replace(role, span=Span(role.span.start, end)) if short else role
    return replace(role, span=Span(role.span.start, rest.end())) if rest else role
