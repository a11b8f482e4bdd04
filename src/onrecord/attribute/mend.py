"""Mending what the tagger saw before it is tied: whole quotations, asides bridged.

The tagger labels word pieces one by one, so a span may end a few words before its quotation does, or run on past the
closing mark into "X said". Each rule is one function from spans to spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.lexicon import cue_sense
from onrecord.text import quotations
from onrecord.types import Span, Tagged, TaggedName, TaggedRole

Roles = list[TaggedRole]
#: "…," X said: how many words a source and its cue after the closing mark may have.
_TAIL_WORDS = 9
#: The same where the verb comes first, which leaves no doubt: "…," said Roos, deputy head of the port of Halden.
_INVERTED_TAIL_WORDS = 25
#: An article belongs to a source of at most this many words more.
_NAME_WORDS = 6
#: How sources speak, not what they say: "who asked not to be named".
_ANONYMITY = re.compile(r"(?:that (?:he|she|they) )?(?:not to be|to (?:remain|stay)|on condition of|anonym)", re.I)
#: A content of which only these words are left says nothing.
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "that",
        "to",
        "of",
        "this",
        "it",
        "its",
        "his",
        "her",
        "their",
        "in",
        "on",
        "for",
        "and",
        "but",
        ",",
        ":",
        "as",
        "is",
        "was",
    ]
)
_WORD = re.compile(r"[\w’'-]+")
_PRONOUN = re.compile(r"^\s*(?:he|she|they|it|we|i)\b", re.IGNORECASE)


def mend(text: str, paragraphs: Sequence[Span], tagged: Tagged) -> Tagged:
    """The tagged spans with their edges mended; names stay as they are."""
    roles: Roles = []
    for paragraph in paragraphs:
        inside = [r for r in tagged.roles if paragraph.contains(r.span)]
        quotes = quotations(text, paragraph)
        inside = [_whole_source(text, r, inside[n + 1 :]) for n, r in enumerate(inside)]
        inside = _cut_after_quote(text, inside, quotes, tagged.names)
        inside = _whole_quotes(inside, quotes)
        inside = _bridged(text, inside)
        roles += [r for r in inside if r.kind != "content" or _says_something(text, r.span)]
    return replace(tagged, roles=tuple(sorted(roles, key=lambda r: r.span)))


_DETERMINER = re.compile(r"(?:the|an?|his|her|its|their|this|that|one|some)$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"(?:\s[\w’'-]+){1,6}?(?=,|\s(?:has|have|had|was|were|is|are)\b|\s\w+(?:ed|id|ys)\b)")


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
    words = [Span(tail.start + m.start(), tail.start + m.end()) for m in _WORD.finditer(tail.words(text))]
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


def _bridged(text: str, roles: Roles) -> Roles:
    """One content where an aside between commas had cut it in two: "not letting them, trapped as they were, leave"."""
    made: Roles = []
    for role in roles:
        if made and made[-1].kind == role.kind == "content":
            between = text[made[-1].span.end : role.span.start]
            after = text[role.span.start : role.span.end]
            if re.fullmatch(r",\s[^.!?“”\"]{1,120},\s", between) and not re.match(r"[“\"]", after):
                score = min(made[-1].score, role.score)
                made[-1] = TaggedRole("content", Span(made[-1].span.start, role.span.end), score)
                continue
        made.append(role)
    return [_to_sentence_end(text, r, made[n + 1 :]) for n, r in enumerate(made)]


_LAST_WORD = re.compile(r"\s(?P<words>[\w’'-]+(?:\s[\w’'-]+)?)[.!?][”\"]?(?:\s|$)")


def _to_sentence_end(text: str, role: TaggedRole, following: Iterable[TaggedRole]) -> TaggedRole:
    """A content that stops one or two words before its sentence ends takes them in."""
    rest = _LAST_WORD.match(text, role.span.end) if role.kind == "content" else None
    if not rest or any(r.span.start < rest.end() for r in following):
        return role
    if cue_sense(rest["words"].split()):
        return role
    return replace(role, span=Span(role.span.start, rest.end("words")))


def _says_something(text: str, span: Span) -> bool:
    if text[span.end - 1] == ":" or text[span.end : span.end + 1] == ":":
        # "Roos also said that:" announces the quotation in the next paragraph.
        return True
    words = [w.lower() for w in _WORD.findall(span.words(text))]
    if _ANONYMITY.match(span.words(text)) and re.search(
        r"\b(?:named?|identified|quoted|anonym\w+)\b", span.words(text)
    ):
        return False
    return any(w not in _EMPTY for w in words)
