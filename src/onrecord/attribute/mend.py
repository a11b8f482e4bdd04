"""Mending what the tagger saw before it is tied: whole quotations, broken contents joined.

The tagger labels word pieces one by one, so a span may end a few words before its quotation does, or run on past the
closing mark into "X said". Each rule is one function from spans to spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.clause_end import to_clause_end
from onrecord.attribute.mend_sources import mend_sources
from onrecord.lexicon import cue_sense, words
from onrecord.text import WORD, quotations
from onrecord.types import Issue, Span, Tagged, TaggedName, TaggedRole, inside

Roles = list[TaggedRole]
#: "…," X said: how many words a source and its cue after the closing mark may have.
_TAIL_WORDS = 9
#: The same where the verb comes first, which leaves no doubt: "…," said Roos, deputy head of the port of Halden.
_INVERTED_TAIL_WORDS = 25
#: How sources speak, not what they say: "who asked not to be named".
_ANONYMITY = re.compile(
    r"(?:that (?:he|she|they) )?(?:not to be|to (?:remain|stay)|on condition of|anonym)", re.IGNORECASE
)
#: What may stand between two pieces of one content.
_ASIDE = re.compile(r"\s*|,\s[^.!?“”\"]{1,120},\s")
_PRONOUN = re.compile(r"^\s*(?:he|she|they|it|we|i)\b", re.IGNORECASE)


def mend(text: str, paragraphs: Sequence[Span], tagged: Tagged) -> tuple[Tagged, list[Issue]]:
    """The tagged spans with their edges mended, and an issue for each content that says nothing; names stay."""
    roles: Roles = []
    issues = []
    for paragraph in paragraphs:
        quotes = quotations(text, paragraph)
        names = tagged.names_in(paragraph)
        found = mend_sources(text, inside(paragraph, tagged.roles), names)
        found = _cut_after_quote(text, found, quotes, names)
        found = _whole_quotes(found, quotes)
        found = _joined(text, found)
        empty = [r.span for r in found if r.kind == "content" and not _says_something(text, r.span)]
        roles += [r for r in found if r.span not in empty]
        issues += [Issue("attribute", f"left out “{s.words(text)}”: says nothing by itself", *s) for s in empty]
    return replace(tagged, roles=tuple(sorted(roles, key=lambda r: r.span))), issues


def _cut_after_quote(text: str, roles: Roles, quotes: Sequence[Span], names: Sequence[TaggedName]) -> Roles:
    """“…,” Smith told] the court: the content ends with the quotation, the rest is a source and a cue."""
    made: Roles = []
    for role in roles:
        last = next((q for q in reversed(quotes) if role.kind == "content" and role.span.overlaps(q)), None)
        tail = Span(last.end, role.span.end) if last and last.end < role.span.end else None
        found = _source_and_cue(text, tail, names, role.score) if last and tail else None
        if last and found:
            made += [replace(role, span=Span(role.span.start, last.end)), *found]
        else:
            made.append(role)
    return made


def _source_and_cue(text: str, tail: Span, names: Sequence[TaggedName], score: float) -> Roles | None:
    words = [Span(*m.span()) for m in WORD.finditer(text, *tail)]
    inverted = bool(words) and cue_sense([words[0].words(text)]) is not None
    if not 1 < len(words) <= (_INVERTED_TAIL_WORDS if inverted else _TAIL_WORDS):
        return None
    head = next((n.span for n in names if tail.contains(n.span)), None)
    if head is None and _PRONOUN.match(tail.words(text)):
        head = words[0]
    verbs = [w for w in words if head and not head.overlaps(w) and cue_sense([w.words(text)])]
    if head is None or not verbs:
        return None
    source = Span(words[0].start, head.end) if verbs[0].start > head.end else head
    if inverted:
        source = Span(words[1].start, words[-1].end)
    return [TaggedRole("source", source, score), TaggedRole("cue", verbs[0], score)]


def _whole_quotes(roles: Roles, quotes: Sequence[Span]) -> Roles:
    """A content that has most of a quotation has all of it, unless something else stands in the rest."""
    made: Roles = []
    for n, role in enumerate(roles):
        span = role.span
        if role.kind == "content":
            before = roles[n - 1].span.end if n else 0
            after = roles[n + 1].span.start if n + 1 < len(roles) else quotes[-1].end if quotes else span.end
            for quote in quotes:
                shared = min(span.end, quote.end) - max(span.start, quote.start)
                if 2 * shared >= quote.end - quote.start:
                    span = Span(min(span.start, max(quote.start, before)), max(span.end, min(quote.end, after)))
        made.append(replace(role, span=span))
    return made


def _joined(text: str, roles: Roles) -> Roles:
    """One content where nothing, or only an aside between commas, cut it: "not to let them, ill as they were, go".

    And each content up to the end of its clause.
    """
    made: Roles = []
    for role in roles:
        before = made[-1] if made and made[-1].kind == role.kind == "content" else None
        if before and text[role.span.start] not in '“"' and _ASIDE.fullmatch(text, before.span.end, role.span.start):
            score = min(before.score, role.score)
            made[-1] = TaggedRole("content", Span(before.span.start, role.span.end), score)
        else:
            made.append(role)
    return [to_clause_end(text, r, made[n + 1 :]) for n, r in enumerate(made)]


def _says_something(text: str, span: Span) -> bool:
    if text[span.end - 1] == ":" or text[span.end : span.end + 1] == ":":
        # "Roos also said that:" announces the quotation in the next paragraph.
        return True
    said = [word.lower() for word in WORD.findall(span.words(text))]
    if _ANONYMITY.match(span.words(text)) and re.search(
        r"\b(?:named?|identified|quoted|anonym\w+)\b", span.words(text)
    ):
        return False
    return any(word not in words("attribution", "empty") for word in said)
