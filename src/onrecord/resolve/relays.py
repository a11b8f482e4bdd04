"""Who passed the words on before the outlet: the medium that was told, the one that quoted, carried or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicon.nouns import is_body, is_medium
from onrecord.resolve.bodies import plain_name
from onrecord.resolve.hearers import ASKED, OTHER_PARTY, TOLD
from onrecord.resolve.media import Media, is_press
from onrecord.resolve.registry import Entry
from onrecord.resolve.surroundings import Surroundings
from onrecord.types import Attribution, Draft, Evidence, Found, Span

Relay = Found[tuple[Entry, ...]]
_ACCORDING = re.compile(r"\b(?:according to|(?:as )?(?:cited|quoted|reported) by)\s+", re.IGNORECASE)
#: What carries must be a medium; the same verbs with a date or an aside between them and "by" are found too.
_CARRIED = re.compile(
    r"\b(?:carried|quoted|cited|reported|published|broadcast|aired|released|relayed|run|obtained|posted|circulated)"
    r"(?: as (?:saying|telling|stating))?(?: (?:on )?\w+day| (?:earlier|later|live|first))? (?:by|on|in)\s+",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:citing|quoting)\s+", re.IGNORECASE)
_WRITING = re.compile(
    r"\b(?:(?:op-?ed|column|commentary|essay|opinion piece|article|piece|interview)(?: \w+)? (?:in|for|on|by)"
    r"|(?:wrote|writes|writing) (?:in|for)|(?:said|says|saying|speaking|appearing|appeared|appearances?|spoke|live)"
    r"(?: [\w’'-]+){0,3}? on)\s+[“\"‘']?",
    re.IGNORECASE,
)
#: "On XBC’s “Morning Talk”, she said": a broadcaster by its letters.
_ON_AIR = re.compile(r"\bon\s+(?=(?:[A-Z]{2,5}|(?:[A-Z][a-z]+ )?(?:state|national) (?:television|TV|radio))\b)")
_ON = "on or in"
#: What a passer-on follows, with the name of the rule. Who was cited stands farther from the outlet than who cites.
_FOLLOWED = (
    (_CITING, "citing"),
    (_ACCORDING, "according to"),
    (_CARRIED, "carried by"),
    (_WRITING, _ON),
    (_ON_AIR, _ON),
)
#: A verb with the medium as its subject: "…, Halden Radio reported", "Halden Radio quoted him as saying".
_REPORTED = re.compile(
    # At the end of its clause: with words after it, it is the medium's own report.
    r"\b(?:(?:has |had |first )?(?:reported|reports|learned)(?=\s*(?:[.,;:]|$|\n|(?:(?:on|late|early) )?\w+day\b"
    r"|earlier|later|citing|quoting|at the time|last\b))|(?:quoted|cited)\s[^,;“”\"]{2,60}?\sas\s\w+ing\b)"
)
_OF_STATE = re.compile(r"\b(?:state|national|public)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:an?|the)\s(?P<what>[^,.;:“”\"]{3,60}?)(?:[,.;]|$)")


class Relays:
    """Finds relays in the sentence of an attribution, outside all contents."""

    def __init__(self, draft: Draft, around: Surroundings, media: Media) -> None:
        self._text = draft.article.text
        self._media = media
        self._around = around
        self._speakers = media.speakers

    def of(self, attribution: Attribution, addressee: Found[Entry | None]) -> Relay:
        """Who passed the words on before this outlet, nearest to the outlet last."""
        chain: dict[str, tuple[Entry, Span, str]] = {}
        for phrase, rule in (*self._told(attribution, addressee), *self._places(attribution)):
            entry = self._passer(phrase, rule)
            if entry:
                chain.setdefault(entry.id, (entry, phrase, rule))
        found = tuple(chain.values())
        evidence = Evidence(
            tuple(span for _, span, _ in found),
            "; ".join(span.words(self._text) for _, span, _ in found) or None,
            found[0][2] if found else None,
        )
        return Found(tuple(entry for entry, _, _ in found), evidence)

    def _told(self, attribution: Attribution, addressee: Found[Entry | None]) -> Iterator[tuple[Span, str]]:
        """A medium that was told passes on what is said with it or after it, not before."""
        evidence = addressee.evidence
        if addressee.value and evidence.rule in (TOLD, OTHER_PARTY, ASKED):
            phrase = evidence.spans[0]
            aside = _ASIDE.match(self._text, phrase.end)
            known = self._media.span_in(phrase) or (aside and is_medium(aside["what"]))
            if known and phrase.start < self._around.sentence(attribution).end:
                yield phrase, "told a medium"

    def _places(self, attribution: Attribution) -> Iterator[tuple[Span, str]]:
        sentence = self._around.sentence(attribution)
        found = [
            (self._around.phrase_at(match.end(), attribution.content), rule)
            for pattern, rule in _FOLLOWED
            for match in self._around.matches(pattern, sentence)
        ]
        found += [
            (self._around.phrase_before(m.start()), "reported") for m in self._around.matches(_REPORTED, sentence)
        ]
        for phrase, rule in found:
            if phrase and not self._is_source(phrase, attribution):
                yield phrase, rule

    def _is_source(self, phrase: Span, attribution: Attribution) -> bool:
        """Whether a phrase is the source, or the role that stands before it: "according to the mayor, Roos"."""
        return any(phrase.start < s.end and s.start <= phrase.end + len(", ") for s in attribution.source)

    def _passer(self, phrase: Span, rule: str) -> Entry | None:
        """The entity that passes words on. What carries or reports must be a medium; anyone can be an authority."""
        medium = self._media.span_in(phrase)
        if self._media.is_outlet(plain_name((medium or phrase).words(self._text))):
            return None
        if medium and (rule != _ON or self._media.has_name(medium) or _OF_STATE.search(phrase.words(self._text))):
            return self._media.entry(medium)
        if rule == "told a medium":
            return self._speakers.at(phrase).value
        name = plain_name(phrase.words(self._text))
        if rule != "according to" or not name or is_press(name) or is_body(name.split()[-1].lower(), "document"):
            return None
        return self._speakers.at(phrase).value
