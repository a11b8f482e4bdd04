"""What stands around an attribution: its sentence, and the noun phrases in it that are outside all contents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon import words
from onrecord.types import Attribution, Draft, Span, hull

_NOUN_PHRASE = re.compile(
    r"(?:the |an? |its |his |her |their )?"
    r"(?:(?-i:[A-Z][a-z]{1,4})\. )*[^\s,;:“”\"().—–]+(?:\.[A-Z]\.?)*(?: [^\s,;:“”\"()—–]+)*",
    re.IGNORECASE,
)
#: A noun phrase that ends before a verb reaches back to one of these, or to the beginning of its sentence.
_BREAK = re.compile(r"[,;:“”\"()—–\n]|\b(?:that|and|but|which|who|when|while|after|as)\b")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr)\.$")


class Surroundings:
    """The text of one draft as it stands around its attributions."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.article.text
        self._sentences = draft.article.sentences
        self._starts = [s.start for s in self._sentences]
        self._attributions = draft.attributions
        self._contents = [span for a in draft.attributions for span in a.content]

    def sentence(self, attribution: Attribution) -> Span:
        """The sentence of the cue, or of the content where there is no cue."""
        return self.sentence_at((attribution.cue or attribution.content)[0].start)

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds a place."""
        number = bisect_right(self._starts, at) - 1
        return self._sentences[number] if number >= 0 else Span(at, len(self.text))

    def matches(self, pattern: re.Pattern[str], within: Span) -> Iterator[re.Match[str]]:
        """What a pattern finds in a stretch of text, outside all contents."""
        for match in pattern.finditer(self.text, within.start, within.end):
            if not self._inside_content(match.start()):
                yield match

    def beside(self, attribution: Attribution, at: int) -> bool:
        """Whether no other attribution's source or cue stands between a place and this attribution's own."""
        own = hull((*attribution.cue, *attribution.source) or attribution.content)
        between = Span(min(own.end, at), max(own.start, at))
        return not any(
            between.start <= part.start < between.end and not own.contains(part)
            for other in self._attributions
            if other is not attribution and other.source != attribution.source
            for part in (*other.cue, *other.source)
        )

    def next_in_sentence(self, attribution: Attribution) -> Attribution | None:
        """The attribution with a source of its own that comes next in the same sentence."""
        sentence, end = self.sentence(attribution), hull((*attribution.cue, *attribution.source)).end
        later = [a for a in self._attributions if a.source and end <= a.source[0].start < sentence.end]
        return min(later, key=lambda a: a.source[0].start, default=None)

    def phrase_at(self, at: int, limits: tuple[Span, ...] = ()) -> Span | None:
        """The noun phrase that begins at `at`, cut before whatever else goes on after it and before the `limits`."""
        limit = min((s.start for s in limits if s.start > at), default=self.sentence_at(at).end)
        match = _NOUN_PHRASE.match(self.text, at, limit)
        if not match:
            return None
        phrase = _phrase_end().sub("", f" {match.group()}")[1:].rstrip(" ,")
        if not _ABBREVIATION.search(phrase):
            phrase = phrase.rstrip(".")
        return Span(at, at + len(phrase)) if phrase else None

    def phrase_before(self, at: int) -> Span | None:
        """The noun phrase that ends right before `at`, as far back as its sentence or clause goes."""
        start = self.sentence_at(at).start
        for match in _BREAK.finditer(self.text, start, at):
            start = match.end()
        written = self.text[start:at]
        start += len(written) - len(written.lstrip())
        end = start + len(written.strip())
        return Span(start, end) if end > start else None

    def begins_clause(self, phrase: Span) -> bool:
        """Whether a verb follows the phrase, so that it is the subject of a clause: "warned | Norland | would pay"."""
        following = self.text[phrase.end : phrase.end + 12].split(maxsplit=1)
        return bool(following) and following[0].strip(",.") in words("hearers", "phrase", "verbs")

    def after_space(self, at: int) -> int:
        """The first place from `at` on that is no white space."""
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _inside_content(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self._contents)


@cache
def _phrase_end() -> re.Pattern[str]:
    ends = "|".join(sorted(words("hearers", "phrase", "ends") | words("hearers", "phrase", "verbs")))
    # "Halden 2 radio" is a name, "Halden 2 days ago" is not.
    kinds = f"(?:{'|'.join(sorted(words('groups', 'media_kinds')))})"
    number = rf"\d+\S*(?!\S|\s+(?:(?-i:[A-Z])|{kinds}\b))"
    return re.compile(rf"\s(?:(?:{ends}|of \w+ing)\b|{number}).*$", re.IGNORECASE | re.DOTALL)
