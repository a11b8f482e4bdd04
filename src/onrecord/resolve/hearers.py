"""Who is spoken to: the object of telling or urging, the other party of a call or letter, whoever asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.lexicon import lemmas, table, words
from onrecord.lexicon.nouns import is_body, is_common_body, pronouns, role_noun, singular
from onrecord.resolve.media import Media, is_press
from onrecord.resolve.phrases import Phrase, parse_phrase
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.surroundings import Surroundings
from onrecord.text import WORD
from onrecord.types import Attribution, Draft, Evidence, Found, Span

#: Rules by which an addressee is found. The first two hold for the whole occasion; who asked, where nobody else does.
TOLD, OTHER_PARTY, ASKED, URGED = "told", "occasion's other party", "asked", "urged"
_BY = re.compile(r"\s+by\b")
_PARTICLE = re.compile(r"\s+(?P<particle>\w+)\s+")
_ASKED = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|challenged|grilled|interviewed)(?: \w+)? by\s+"
    r"|\b(?:questions?|quer(?:y|ies)) (?:from|by)\s+",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:(?:when|if|after being|while being) )?(?:asked|pressed|questioned|quizzed)$", re.IGNORECASE)
_SPEAKING_TO = re.compile(
    r"\b(?:(?:speaking|spoke|speaks|talking|talked)(?: \w+ly| (?:on|by) \w+)? (?:with|to)"
    r"|addressing|briefing|briefed|telling|writing to)\s+",
    re.IGNORECASE,
)
#: "In a Halden Courier interview".
_INTERVIEW = re.compile(r"\b(?:in|during) an?\s+(?=(?:[A-Z][\w.&’'-]*\s+){1,4}(?:\w+\s)?interview\b)")
#: "After talks with", "arriving for talks with": what was said then was not said to them.
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:after|before|following|ahead of|since|about|despite|scheduled|planned|upcoming)\s+(?:[\w’'-]+\s+){0,7}"
    r"|(?:for|from|of|on|over)\s+(?:[\w’'-]+\s+){0,2})$",
    re.IGNORECASE,
)
#: How far left of an occasion such words are looked for, in characters.
_BEFORE = 90
_DEED = re.compile(r"\s(?:not )?to\s")
#: Plurals of people by their endings: "dredgers", "glaziers", "columnists".
_PEOPLE = re.compile(r"\w{2,}(?:ers|ors|ists|ians|ants|men|women)$")
#: "Warned any raid that …", "promised more aid to": what is no one in particular does not hear.
_NO_HEARER = frozenset({"any", "more", "no", "new", "such"})


class Place(NamedTuple):
    """A noun phrase that may name who is spoken to, and the rule that says so."""

    phrase: Span
    rule: str


class Hearers:
    """Finds addressees in the sentence of an attribution, outside all contents."""

    def __init__(self, draft: Draft, around: Surroundings, registry: Registry, media: Media) -> None:
        self._text = draft.article.text
        self._tagged = draft.tagged
        self._around = around
        self._speakers = media.speakers
        self._registry = registry
        self._media = media

    def of(self, attribution: Attribution, speaker: Entry | None) -> Found[Entry | None]:
        """Who is spoken to, where the attribution says so."""
        for phrase, rule in self._places(attribution):
            entry = self._hearer(phrase, rule)
            if entry and entry is not speaker:
                return Found(entry, Evidence((phrase,), phrase.words(self._text), rule))
        return Found(None)

    def _places(self, attribution: Attribution) -> Iterator[Place]:
        yield from self._objects(attribution)
        if attribution.parent is not None:
            # Whom the outer speaker called or met did not hear what is told inside those words.
            return
        if (asked := self._asked(attribution)) is not None:
            yield asked
        sentence = self._around.sentence(attribution)
        for pattern in (_ASKED, _other_party(), _addressed(), _SPEAKING_TO, _INTERVIEW):
            for match in self._around.matches(pattern, sentence):
                elsewhere = _ANOTHER_TIME.search(
                    self._text, max(sentence.start, match.start() - _BEFORE), match.start()
                )
                phrase = self._around.phrase_at(match.end(), attribution.content)
                own = any(phrase and phrase.start <= s.start < phrase.end for s in attribution.source)
                beside = pattern is _ASKED or self._around.beside(attribution, match.start())
                if phrase and beside and not own and not elsewhere:
                    yield Place(phrase, ASKED if pattern is _ASKED else OTHER_PARTY)

    def _objects(self, attribution: Attribution) -> Iterator[Place]:
        """What the cue governs: "told | X", "urged | X", "said | to X", or before it where it is passive."""
        for cue in attribution.cue:
            telling = _telling(self._text, cue)
            if telling is None:
                continue
            end, rule, passive = telling
            if passive:
                phrase = self._around.phrase_before(cue.start)
                if phrase and not any(phrase.overlaps(s) for s in attribution.source):
                    yield Place(phrase, rule)
                continue
            phrase = self._around.phrase_at(self._around.after_space(end), attribution.content)
            if phrase and not (rule == URGED and self._around.begins_clause(phrase)):
                yield Place(phrase, rule)

    def _asked(self, attribution: Attribution) -> Place | None:
        """Of "Asked whether …, Lind said": Lind is who was asked."""
        cue = attribution.cue[0] if attribution.cue else None
        if cue is None or not _ASKING.match(cue.words(self._text)):
            return None
        answer = self._around.next_in_sentence(attribution)
        passive = cue.start == self._around.sentence(attribution).start or bool(_BY.match(self._text, cue.end))
        return Place(answer.source[0], URGED) if answer and passive else None

    def _hearer(self, phrase: Span, rule: str) -> Entry | None:
        written = phrase.words(self._text)
        first, *rest = written.lower().split()
        if (first in words("hearers", "nouns", "other") and not rest) or first in ("of", "about"):
            return None
        if is_press(written):
            return self._media.press(phrase)
        parsed = parse_phrase(self._text, self._tagged, phrase)
        medium = self._media.span_in(phrase) if rule != URGED else None
        if medium and parsed.kind not in ("person", "joint"):
            return self._media.entry(medium)
        # A name that the tagger missed here may be known from elsewhere, and whoever is asked to do something can hear.
        hears = can_hear(parsed) or self._registry.called(written) or self._is_to_do(phrase, parsed)
        return self._speakers.at(phrase).value if hears else None

    def _is_to_do(self, phrase: Span, parsed: Phrase) -> bool:
        """Whether a description is followed by what it is to do: "asked the industry | to lend its trucks"."""
        described = parsed.kind in ("group", "body-description") and parsed.words.lower().split()[0] not in _NO_HEARER
        hears = described and parsed.head not in words("hearers", "nouns", "no_people")
        return hears and bool(_DEED.match(self._text, phrase.end))


def can_hear(phrase: Phrase) -> bool:
    """Whether a noun phrase means somebody who can be spoken to."""
    if phrase.words.lower().split()[-1] in words("hearers", "nouns", "events"):
        return False
    if phrase.kind == "pronoun":
        return pronouns()[phrase.head] in ("male", "female", "plural")
    if phrase.kind == "group":
        one = singular(phrase.head)
        return (
            not phrase.head
            or phrase.words.split()[-1][0].isupper()
            or is_body(phrase.head, "officials")
            or phrase.head
            in words("groups", "people") | words("groups", "numbers") | words("hearers", "nouns", "people")
            or role_noun(one) is not None
            or one in words("people", "human")
            or (bool(_PEOPLE.match(phrase.head)) and phrase.head not in words("hearers", "nouns", "no_people"))
        )
    if phrase.kind == "body-description":
        return is_common_body(phrase.head)
    return phrase.kind in ("person", "joint", "body", "person-description")


def _telling(text: str, cue: Span) -> tuple[int, str, bool] | None:
    """Where the verb of a cue ends whose object is spoken to, by which rule, and whether it is passive."""
    found = list(WORD.finditer(text, cue.start, cue.end))
    passive = False
    for n, match in enumerate(found):
        forms = set(lemmas(match.group()))
        for rule, key in ((TOLD, "tell"), (URGED, "urge")):
            if forms & words("hearers", key):
                return match.end(), rule, passive
        for rule, key in ((URGED, "particles"), (TOLD, "telling")):
            # "called on" has its particle within the cue, "said | to" may have it behind.
            if key == "particles" and n + 1 == len(found):
                continue
            particles = {p for form in forms for p in table("hearers")[key].get(form, "").split()}
            following = _PARTICLE.match(text, match.end())
            if following and following["particle"] in particles:
                return following.end(), rule, False
        passive = match.group().lower() in words("hearers", "passive")
    return None


@cache
def _other_party() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("hearers", "nouns", "occasions")))
    # "Six powers meeting with Norland" is a verb after its subject.
    return re.compile(rf"(?<!s )\b(?:{nouns})\s+(?:\w+\s+)?(?:with|to)\s+", re.IGNORECASE)


@cache
def _addressed() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("hearers", "nouns", "addressed")))
    return re.compile(rf"\b(?:{nouns})\s+(?:\w+\s+)?to\s+", re.IGNORECASE)
