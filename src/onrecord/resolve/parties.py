"""The other parties of an attribution: who was spoken to, and who passed the words on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from onrecord.resolve.bodies import plain_name
from onrecord.resolve.registry import Entry
from onrecord.resolve.speakers import Speakers
from onrecord.resolve.vocabulary import is_body, is_medium, pronouns
from onrecord.types import Attribution, Draft, Evidence, Found, Span

#: Verbs whose object is spoken to. With those of the second list the person is also part of the content.
_TELLS = re.compile(
    r"\b(?:told|tell(?:s|ing)?|ask(?:s|ed|ing)?|warn(?:s|ed|ing)?|urg(?:e|es|ed|ing)|assur(?:e|es|ed|ing)|inform(?:s|ed|ing)?"
    r"|remind(?:s|ed|ing)?|advis(?:e|es|ed|ing)|order(?:s|ed|ing)?|instruct(?:s|ed|ing)?|begg?(?:s|ed|ing)?"
    r"|implor(?:e|es|ed|ing)|thank(?:s|ed|ing)?|invit(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|caution(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)? (?:on|upon)|appeal(?:s|ed|ing)? to|notif(?:y|ies|ied|ying)|brief(?:s|ed|ing)?)\b",
    re.I,
)
#: Who is told things is told them for the whole occasion; who is urged or ordered only this.
_SPREADS = re.compile(r"t[eo]ll?|brief", re.I)
TOLD, OTHER_PARTY = "told", "occasion's other party"
_PREPOSED = re.compile(
    r"\b(?:(?:phone|telephone) (?:call|conversation|talks)|conversation|call|talks|meeting|interview|letter)\s+(?:with|to)\s+"
    r"|\b(?:speaking|spoke|talking|remarks|comments)\s+(?:with|to)\s+(?=(?:\w+ )?(?:reporters|journalists|media|press)\b)",
    re.I,
)
#: What passes words on: a second "according to", a quoting medium, a carrier.
_ACCORDING = re.compile(r"\b(?:according|as cited|as quoted|reported) (?:to|by)\s+", re.I)
_CARRIED = re.compile(
    r"\b(?:carried|quoted|cited|reported|published|broadcast|aired|released|relayed)(?: as saying)? (?:by|on)\s+", re.I
)
_REPORTED = re.compile(r"[,”\"]\s+(?P<np>[^,.;:“”\"]{2,60}?)\s+(?:reported|reports|has learned|quoted \w+ as saying)\b")
_NP = re.compile(r"(?:the |a |an |its |his |her |their )?[^\s,;:“”\"().—–]+(?:\.[A-Z]\.?)*(?: [^\s,;:“”\"()—–]+)*", re.I)
_NP_END = re.compile(
    r"\s(?:that|to|as|who|which|in|on|at|after|before|during|when|while|where|by|for|with|from|about|not|said|says|over|via|if"
    r"|how|whether|why|what|until|through|and then|earlier|later|yesterday|today|this|last|early|late|\d.*|reported|reports|has|quoted|cited"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*$",
    re.I | re.S,
)
#: Nouns after "told" that are events or places, not hearers.
_NOT_HEARERS = re.compile(r"(?:of|about|how|why|what|when|where|whether|an?|it|there|more)\b")
_EVENTS = frozenset("conference briefing hearing interview meeting rally event session programme program".split())


class Parties:
    """Finds addressees and relays in the sentence of an attribution, outside its content."""

    def __init__(self, draft: Draft, speakers: Speakers) -> None:
        self._text = draft.article.text
        self._outlet = (draft.article.metadata.outlet or "").casefold()
        self._sentences = draft.article.sentences
        self._starts = [s.start for s in self._sentences]
        self._speakers = speakers
        self._contents = [span for a in draft.attributions for span in a.content]

    def addressee(self, attribution: Attribution, speaker: Entry | None) -> Found[Entry | None]:
        """Who is spoken to, where the attribution says so."""
        for at, rule in self._addressee_places(attribution):
            phrase = self._phrase_at(at, attribution)
            if phrase is None:
                continue
            entry = self._hearer(phrase)
            if entry and entry is not speaker:
                return Found(entry, Evidence((phrase,), phrase.words(self._text), rule))
        return Found(None)

    def _addressee_places(self, attribution: Attribution) -> Iterator[tuple[int, str]]:
        for cue in attribution.cue:
            if tells := _TELLS.search(self._text, cue.start, cue.end):
                yield self._after_space(tells.end()), TOLD if _SPREADS.match(tells.group()) else "object of the cue"
        sentence = self.sentence(attribution)
        for match in _PREPOSED.finditer(self._text, sentence.start, sentence.end):
            if not self._inside_content(match.start()):
                yield match.end(), OTHER_PARTY

    def _hearer(self, phrase: Span) -> Entry | None:
        words = phrase.words(self._text).lower()
        if words.split()[-1] in _EVENTS or _NOT_HEARERS.match(words) or words in pronouns() and pronouns()[words] in ("relative", "first", "thing"):
            return None
        return self._speakers.at(phrase).value

    def relay(self, attribution: Attribution, addressee: Found[Entry | None]) -> Found[tuple[Entry, ...]]:
        """Who passed the words on before this outlet, nearest to the outlet last."""
        chain: list[tuple[Entry, Span, str]] = []
        sentence = self.sentence(attribution)
        for at, rule in self._relay_places(attribution, sentence):
            phrase = self._phrase_at(at, attribution)
            entry = self._passer(phrase, rule) if phrase else None
            if phrase and entry and entry not in [known for known, _, _ in chain]:
                chain.append((entry, phrase, rule))
        hearer = addressee.value
        if hearer and is_medium(hearer.name) and not self._is_outlet(hearer.name) and self._earlier(addressee, attribution):
            if hearer not in [known for known, _, _ in chain]:
                chain.insert(0, (hearer, addressee.evidence.spans[0], "told a medium"))
        evidence = Evidence(
            tuple(span for _, span, _ in chain),
            "; ".join(span.words(self._text) for _, span, _ in chain) or None,
            chain[0][2] if chain else None,
        )
        return Found(tuple(entry for entry, _, _ in chain), evidence)

    def _earlier(self, addressee: Found[Entry | None], attribution: Attribution) -> bool:
        """A medium that was told passes on what is said with it or after it, not before."""
        return addressee.evidence.spans[0].start < max(s.end for s in (*attribution.content, *attribution.cue)) + 40

    def _relay_places(self, attribution: Attribution, sentence: Span) -> Iterator[tuple[int, str]]:
        own = (*attribution.cue, *attribution.source)
        patterns = ((_ACCORDING, "according to"), (_CARRIED, "carried by"))
        for pattern, rule in patterns:
            for match in pattern.finditer(self._text, sentence.start, sentence.end):
                if not self._inside_content(match.start()) and not any(s.overlaps(match.span()) for s in own):
                    yield match.end(), rule
        for match in _REPORTED.finditer(self._text, sentence.start, sentence.end):
            if not self._inside_content(match.start("np")) and not any(s.overlaps(match.span("np")) for s in own):
                yield match.start("np"), "reported"

    def _passer(self, phrase: Span, rule: str) -> Entry | None:
        """The entity that passes words on. What carries or reports must be a medium; anyone can be an authority."""
        words = plain_name(phrase.words(self._text))
        if rule != "according to" and not (is_medium(words) or "media" in words.lower()):
            return None
        head = words.split()[-1].lower() if words else ""
        if is_body(head, "document") and not is_medium(words):
            return None
        return None if self._is_outlet(words) else self._speakers.at(phrase).value

    def _is_outlet(self, name: str) -> bool:
        """Whether a name is the outlet's own: that never stands in a relay."""
        name = name.casefold()
        return bool(self._outlet) and (name in self._outlet or self._outlet in name)

    def _phrase_at(self, at: int, attribution: Attribution) -> Span | None:
        """The noun phrase that begins at `at`, cut before the content and before whatever else goes on after it."""
        limit = min((s.start for s in attribution.content if s.start > at), default=len(self._text))
        match = _NP.match(self._text, at, limit)
        if not match:
            return None
        words = _NP_END.sub("", " " + match.group())[1:]
        words = words.rstrip(" .,")
        return Span(at, at + len(words)) if words else None

    def sentence(self, attribution: Attribution) -> Span:
        """The sentence of the cue, or of the content where there is no cue."""
        at = (attribution.cue or attribution.content)[0].start
        number = bisect_right(self._starts, at) - 1
        return self._sentences[number] if number >= 0 else attribution.content[0]

    def _inside_content(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self._contents)

    def _after_space(self, at: int) -> int:
        while at < len(self._text) and self._text[at].isspace():
            at += 1
        return at
