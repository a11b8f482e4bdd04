"""Who passed the words on before the outlet: the medium that was told, the one that quoted, carried or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lexicon.nouns import CLOSING_VERB, is_body, is_medium, passes_on
from onrecord.resolve.bodies import plain_name
from onrecord.resolve.hearers import ASKED, OTHER_PARTY, TOLD
from onrecord.resolve.media import Media, is_press
from onrecord.resolve.registry import Entry
from onrecord.resolve.surroundings import Surroundings
from onrecord.text import begun_before
from onrecord.types import Attribution, Draft, Evidence, Found, Span, hull

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
_CLOSING = "closes the report"
#: By these rules whoever has authority passes words on; by the others only a medium.
_ANYBODY = ("according to", _CLOSING)
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
#: The same with anybody who may pass words on as its subject, and behind it no more than when or where.
_SAID = re.compile(
    rf"{CLOSING_VERB}(?=\s*(?:[.;]|,\s\w+ing\b|$|\n)"
    r"|\s(?:in (?:an?|the|its|his|her|their)|on|(?:on |late |early )?\w+day|earlier|later)\b[^,“”\"]*$)"
)
#: Between a report and who closes it.
_COMMA = re.compile(r"[^,;:]*,[”\"’']?\s+")
_OF_STATE = re.compile(r"\b(?:state|national|public)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:an?|the)\s(?P<what>[^,.;:“”\"]{3,60}?)(?:[,.;]|$)")


class Relays:
    """Finds relays in the sentence of an attribution, outside all contents."""

    def __init__(self, draft: Draft, around: Surroundings, media: Media) -> None:
        self._text = draft.article.text
        self._tagged = draft.tagged
        self._attributions = draft.attributions
        self._media = media
        self._around = around
        self._speakers = media.speakers

    def of(self, attribution: Attribution, addressee: Found[Entry | None]) -> Relay:
        """Who passed the words on before this outlet, nearest to the outlet last."""
        chain: dict[str, tuple[Entry, Span, str]] = {}
        for phrase, rule in (*self._told(attribution, addressee), *self._places(attribution)):
            entry = self._passer(phrase, rule)
            if entry and not (rule == _CLOSING and self._has_heard(entry, addressee.value)):
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
        found += [(phrase, _CLOSING) for phrase in self._closing(attribution, sentence)]
        for phrase, rule in found:
            if phrase and not self._is_source(phrase, attribution):
                yield phrase, rule

    def _closing(self, attribution: Attribution, sentence: Span) -> Iterator[Span]:
        """Who closes the report and says nothing else: "Roos told Lind that it rained, the palace said"."""
        own = hull((*attribution.source, *attribution.cue, *attribution.content))
        for match in self._around.matches(_SAID, Span(min(own.end, sentence.end), sentence.end)):
            phrase = self._around.phrase_before(match.start())
            if phrase and self._follows(phrase, own) and not self._has_words(Span(*match.span())):
                named = bool(self._tagged.names_in(phrase, "person"))
                if self._around.beside(attribution, phrase.start) and passes_on(phrase.words(self._text), named=named):
                    yield phrase

    def _follows(self, phrase: Span, own: Span) -> bool:
        """Whether nothing but a comma, and who was told, parts a phrase from a report that is no end of a quotation."""
        parted = _COMMA.fullmatch(self._text, own.end - 2, phrase.start)
        return parted is not None and not begun_before(self._text[own.start : phrase.start])

    def _has_heard(self, passer: Entry, addressee: Entry | None) -> bool:
        """Whether nobody need pass the words on: the press was told, or who closes the report was."""
        if addressee is None or is_medium(passer.name):
            return addressee is not None and is_medium(addressee.name)
        return passer is addressee or is_press(addressee.name)

    def _has_words(self, verb: Span) -> bool:
        """Whether a verb introduces words: "Roos said it rained, the palace said it snowed" are two reports."""
        return any(cue.overlaps(verb) for a in self._attributions for cue in a.cue)

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
        if rule not in _ANYBODY or not name or is_press(name) or is_body(name.split()[-1].lower(), "document"):
            return None
        return self._speakers.at(phrase).value
