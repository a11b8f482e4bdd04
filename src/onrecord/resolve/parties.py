"""The other parties of an attribution: who was spoken to, and who passed the words on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from onrecord.lexicon import lemmas, table, words
from onrecord.lexicon.nouns import is_body, is_medium, pronouns
from onrecord.resolve.bodies import plain_name
from onrecord.resolve.registry import Entry
from onrecord.resolve.speakers import Speakers
from onrecord.types import Attribution, Draft, Evidence, Found, Span

#: Rules by which an addressee is found. The first two hold for the whole occasion.
TOLD, OTHER_PARTY, URGED = "told", "occasion's other party", "urged"
_WORD = re.compile(r"[\w’'-]+")
_SPEAKING_TO = re.compile(
    r"\b(?:speaking|spoke|talking|remarks|comments)\s+(?:with|to)\s+"
    r"(?=(?:\w+ )?(?:reporters|journalists|media|press)\b)",
    re.IGNORECASE,
)
#: What passes words on: a second "according to", a carrier, a medium that reported.
_ACCORDING = re.compile(r"\b(?:according|as cited|as quoted|reported) (?:to|by)\s+", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:carried|quoted|cited|reported|published|broadcast|aired|released|relayed)(?: as saying)? (?:by|on)\s+",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"[,”\"]\s+(?P<np>[^,.;:“”\"]{2,60}?)\s+"
    r"(?:reported|reports|has learned|(?:quoted|cited)\s[^,;“”\"]{2,60}?\sas\s\w+ing)\b"
)
_ASIDE = re.compile(r",\s(?:an?|the)\s(?P<what>[^,.;:“”\"]{3,60}?)(?:[,.;]|$)")
_NOUN_PHRASE = re.compile(
    r"(?:the |an? |its |his |her |their )?[^\s,;:“”\"().—–]+(?:\.[A-Z]\.?)*(?: [^\s,;:“”\"()—–]+)*", re.IGNORECASE
)


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
            entry = self._hearer(phrase) if phrase else None
            if phrase and entry and entry is not speaker:
                return Found(entry, Evidence((phrase,), phrase.words(self._text), rule))
        return Found(None)

    def _addressee_places(self, attribution: Attribution) -> Iterator[tuple[int, str]]:
        for cue in attribution.cue:
            if telling := _telling(cue.words(self._text)):
                end, rule = telling
                yield self._after_space(cue.start + end), rule
        if attribution.parent is not None:
            # Whom the outer speaker called or met did not hear what is told inside those words.
            return
        sentence = self._sentence(attribution)
        for pattern in (_other_party(), _SPEAKING_TO):
            for match in pattern.finditer(self._text, sentence.start, sentence.end):
                if not self._inside_content(match.start()):
                    yield match.end(), OTHER_PARTY

    def _hearer(self, phrase: Span) -> Entry | None:
        first, *rest = phrase.words(self._text).lower().split()
        if first in words("hearers", "nouns", "other") and not rest:
            return None
        if [first, *rest][-1] in words("hearers", "nouns", "events") or first in ("of", "about"):
            return None
        if not rest and pronouns().get(first) in ("relative", "first", "thing"):
            return None
        return self._speakers.at(phrase).value

    def relay(self, attribution: Attribution, addressee: Found[Entry | None]) -> Found[tuple[Entry, ...]]:
        """Who passed the words on before this outlet, nearest to the outlet last."""
        chain: dict[str, tuple[Entry, Span, str]] = {}
        hearer = addressee.value
        if hearer and self._passes_on(hearer, addressee.evidence.spans[0]) and self._earlier(addressee, attribution):
            chain[hearer.id] = (hearer, addressee.evidence.spans[0], "told a medium")
        for at, rule in self._relay_places(attribution):
            phrase = self._phrase_at(at, attribution)
            entry = self._passer(phrase, rule) if phrase else None
            if phrase and entry:
                chain.setdefault(entry.id, (entry, phrase, rule))
        found = tuple(chain.values())
        evidence = Evidence(
            tuple(span for _, span, _ in found),
            "; ".join(span.words(self._text) for _, span, _ in found) or None,
            found[0][2] if found else None,
        )
        return Found(tuple(entry for entry, _, _ in found), evidence)

    def _passes_on(self, hearer: Entry, phrase: Span) -> bool:
        """Whether who was told is a news medium, by name or by the aside after it ("told Orbis, a news agency")."""
        aside = _ASIDE.match(self._text, phrase.end)
        medium = is_medium(hearer.name) or (aside is not None and is_medium(aside["what"]))
        return medium and not self._is_outlet(hearer.name)

    def _earlier(self, addressee: Found[Entry | None], attribution: Attribution) -> bool:
        """A medium that was told passes on what is said with it or after it, not before."""
        return addressee.evidence.spans[0].start < self._sentence(attribution).end

    def _relay_places(self, attribution: Attribution) -> Iterator[tuple[int, str]]:
        sentence = self._sentence(attribution)
        own = (*attribution.cue, *attribution.source)
        patterns = ((_ACCORDING, "according to", 0), (_CARRIED, "carried by", 0), (_REPORTED, "reported", "np"))
        for pattern, rule, part in patterns:
            for match in pattern.finditer(self._text, sentence.start, sentence.end):
                foreign = not any(s.overlaps(match.span(part)) for s in own)
                if foreign and not self._inside_content(match.start(part)):
                    yield (match.start(part) if part else match.end()), rule

    def _passer(self, phrase: Span, rule: str) -> Entry | None:
        """The entity that passes words on. What carries or reports must be a medium; anyone can be an authority."""
        name = plain_name(phrase.words(self._text))
        if not name or self._is_outlet(name) or (rule != "according to" and not is_medium(name)):
            return None
        if is_body(name.split()[-1].lower(), "document") and not is_medium(name):
            return None
        return self._speakers.at(phrase).value

    def _is_outlet(self, name: str) -> bool:
        """Whether a name is the outlet's own: that never stands in a relay."""
        name = name.casefold()
        return bool(self._outlet) and (name in self._outlet or self._outlet in name)

    def _phrase_at(self, at: int, attribution: Attribution) -> Span | None:
        """The noun phrase that begins at `at`, cut before the content and before whatever else goes on after it."""
        limit = min((s.start for s in attribution.content if s.start > at), default=self._sentence_at(at).end)
        match = _NOUN_PHRASE.match(self._text, at, limit)
        if not match:
            return None
        phrase = _phrase_end().sub("", f" {match.group()}")[1:].rstrip(" .,")
        return Span(at, at + len(phrase)) if phrase else None

    def _sentence(self, attribution: Attribution) -> Span:
        """The sentence of the cue, or of the content where there is no cue."""
        return self._sentence_at((attribution.cue or attribution.content)[0].start)

    def _sentence_at(self, at: int) -> Span:
        number = bisect_right(self._starts, at) - 1
        return self._sentences[number] if number >= 0 else Span(at, len(self._text))

    def _inside_content(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self._contents)

    def _after_space(self, at: int) -> int:
        while at < len(self._text) and self._text[at].isspace():
            at += 1
        return at


def _telling(cue: str) -> tuple[int, str] | None:
    """Where in a cue the verb ends whose object is spoken to, and by which rule; None when it has none."""
    found = list(_WORD.finditer(cue))
    for n, match in enumerate(found):
        forms = set(lemmas(match.group()))
        if forms & words("hearers", "tell"):
            return match.end(), TOLD
        if forms & words("hearers", "urge"):
            return match.end(), URGED
        particles = {p for form in forms for p in table("hearers")["particles"].get(form, "").split()}
        if n + 1 < len(found) and found[n + 1].group().lower() in particles:
            return found[n + 1].end(), URGED
    return None


@cache
def _other_party() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("hearers", "nouns", "occasions")))
    return re.compile(rf"\b(?:{nouns})\s+(?:with|to)\s+", re.IGNORECASE)


@cache
def _phrase_end() -> re.Pattern[str]:
    ends = "|".join(sorted(words("hearers", "phrase", "ends")))
    return re.compile(rf"\s(?:{ends}|\d\S*)\b.*$", re.IGNORECASE | re.DOTALL)
