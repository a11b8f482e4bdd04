"""News media in noun phrases: which words of "Lowland's LNA state news agency" name the medium."""

from __future__ import annotations

import re

from onrecord.lexicon import words
from onrecord.lexicon.nouns import POSSESSIVE, bare, is_medium, state_of
from onrecord.resolve.bodies import enrol_body, plain_name
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.speakers import Speakers
from onrecord.types import Draft, Span, Tagged

_WORD = re.compile(r"[^\s,“”\"()]+")
_QUOTED = re.compile(r"\s[“\"‘'](?P<name>[A-Z][\w .&-]{1,40})[”\"’']")
_LETTERS = re.compile(r"[\W_]+")
#: A name inside an outlet's, written as one word ("haldenradio"), has at least so many letters.
_TELLING = 5
#: "The state news agency" tagged as a name says whose the medium is, not which one.
_OF_STATE = re.compile(r"\bstate(?:-\w+)?\s", re.IGNORECASE)


class Media:
    """The news media that noun phrases of one draft name, and the outlet among them."""

    def __init__(self, draft: Draft, registry: Registry, speakers: Speakers) -> None:
        self._text = draft.article.text
        self._tagged = draft.tagged
        self._outlet = plain_name(draft.article.metadata.outlet or "")
        self._registry = registry
        self.speakers = speakers

    def span_in(self, phrase: Span) -> Span | None:
        """Where a noun phrase names a medium: the name alone where it has one, else the phrase; None for others.

        The press as a whole ("reporters", "foreign media") is no medium: it passes nothing on in particular.
        """
        if is_press(phrase.words(self._text)):
            return None
        named = (
            _quoted_name(self._text, phrase)
            or _known_name(self._text, phrase)
            or _tagged_name(self._text, self._tagged, phrase)
            or _name_behind_kind(self._text, phrase)
        )
        return named or (phrase if is_medium(plain_name(phrase.words(self._text))) else None)

    def has_name(self, medium: Span) -> bool:
        """Whether a medium goes by a name ("Halden Radio") and not by its kind alone ("state television")."""
        name = plain_name(medium.words(self._text))
        return name[:1].isupper() and name.lower() not in words("groups", "media_kinds")

    def entry(self, medium: Span) -> Entry | None:
        """The entity of a medium; one without a name may be known by its description."""
        if not self.has_name(medium):
            return self.speakers.at(medium).value
        written = medium.words(self._text)
        return self._registry.mention(enrol_body(plain_name(written), self._registry), medium, written)

    def press(self, phrase: Span) -> Entry:
        """The press as a whole: "the media" are not the "foreign media" of before."""
        written = phrase.words(self._text)
        name = plain_name(written)
        return self._registry.mention(self._registry.called(name) or self._registry.add(name, "group"), phrase, written)

    def is_outlet(self, name: str) -> bool:
        """Whether a name is the outlet's own, in full, in part or by its initials: that never stands in a relay."""
        ours, theirs = (_LETTERS.sub("", of).casefold() for of in (self._outlet, name))
        if not ours or not theirs:
            return False
        our_words, their_words = ({w.casefold() for w in re.findall(r"\w+", of)} for of in (self._outlet, name))
        initials = {"".join(word[0] for word in of.split()).casefold() for of in (self._outlet, name)}
        contained = len(theirs) >= _TELLING and theirs in ours
        return contained or theirs in our_words | initials or ours in their_words | initials


def is_press(phrase: str) -> bool:
    """Whether a phrase means the press as a whole: "reporters", "the foreign media", "a group of journalists"."""
    *kinds, noun = phrase.lower().split() or [""]
    return noun in words("hearers", "nouns", "press") and set(kinds) <= words("hearers", "nouns", "press_kinds")


def _quoted_name(text: str, phrase: Span) -> Span | None:
    """The name in quotation marks after a phrase for a medium: the daily “Halden Dag”."""
    quoted = _QUOTED.match(text, phrase.end)
    kind = bare(phrase.words(text).split()[-1]).lower()
    return Span(*quoted.span("name")) if quoted and kind in words("groups", "media_kinds") else None


def _known_name(text: str, phrase: Span) -> Span | None:
    """The words from a known medium's name to the last capitalised word after it: "BBC", "RIA Novosti", "Fox News"."""
    found = [Span(m.start(), m.end()) for m in _WORD.finditer(text, phrase.start, phrase.end)]
    for n, span in enumerate(found):
        word = span.words(text)
        if not word[0].isupper() or bare(word).lower() not in words("groups", "media_names"):
            continue
        end = n
        while not POSSESSIVE.search(found[end].words(text)) and end + 1 < len(found) and _goes_on(text, found[end + 1]):
            end += 1
        return Span(span.start, found[end].start + len(POSSESSIVE.sub("", found[end].words(text))))
    return None


def _goes_on(text: str, span: Span) -> bool:
    return text[span.start].isupper() or text[span.start].isdigit()


def _tagged_name(text: str, tagged: Tagged, phrase: Span) -> Span | None:
    """The organisation that a phrase calls a medium: "the newspaper Halden Dag", "Roos’s Halden Dag channel"."""
    rest = {bare(word).lower() for word in phrase.words(text).split() if word[0].islower()}
    if not rest & words("groups", "media_kinds"):
        return None
    names = [n.span for n in tagged.names_in(phrase) if n.kind in ("organisation", "person", "place")]
    named = [s for s in names if not state_of(plain_name(s.words(text))) and not _OF_STATE.search(s.words(text))]
    return named[-1] if named else None


def _name_behind_kind(text: str, phrase: Span) -> Span | None:
    """The capitalised words at the end of a phrase, its kind right before: "the radio station Halden Nord"."""
    found = [Span(m.start(), m.end()) for m in _WORD.finditer(text, phrase.start, phrase.end)]
    first = len(found)
    while first and _goes_on(text, found[first - 1]):
        first -= 1
    kind = first and bare(found[first - 1].words(text)).lower() in words("groups", "media_kinds")
    return Span(found[first].start, phrase.end) if kind and first < len(found) else None
