"""From the words of a source to the entity that speaks."""

from __future__ import annotations

import re

from onrecord.lexicon import phrases, words
from onrecord.lexicon.nouns import (
    bare,
    is_body,
    pronouns,
    seat_of,
    side_of_description,
    state_in,
    state_of,
)
from onrecord.resolve.antecedents import NEAR, Antecedents
from onrecord.resolve.bodies import body_type, enrol_body, plain_name
from onrecord.resolve.people import name_words
from onrecord.resolve.phrases import Phrase, is_some_house, is_some_voice, named_before, parse_phrase
from onrecord.resolve.registry import Entry, Registry
from onrecord.resolve.titles import role_around, role_heads, role_of, title
from onrecord.types import Draft, EntityType, Evidence, Found, Span

Speaker = Found[Entry | None]
#: The name of whoever speaks where a report names nobody (LEDGER, section 6).
UNNAMED = "unnamed source"
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>(?:the|an?|those|these|some|many|several|two|three|his|her|its|their)\s[\w’'-]+(?:\s[\w’'-]+){0,2}),?\s$"
)

#: What the tagger leaves off a house: "Ministry" of "Ministry of Fishing".
_OF_WHAT = re.compile(r"\sof\s(?:the\s)?[A-Z][\w-]*(?:,?\s(?:and\s)?[A-Z][\w-]*)*")


class Speakers:
    """Resolves noun phrases of one document to entries of its registry."""

    def __init__(self, draft: Draft, registry: Registry, antecedents: Antecedents) -> None:
        self._text = draft.article.text
        self._tagged = draft.tagged
        self._author = draft.article.metadata.byline
        self._registry = registry
        self._back = antecedents

    def at(self, span: Span) -> Speaker:
        """Who the noun phrase at `span` means."""
        phrase = parse_phrase(self._text, self._tagged, span)
        known = self._registry.called(phrase.words) if phrase.kind not in ("pronoun", "person", "joint") else None
        if known and known.type == "person":
            return self._found(known, phrase, "name")
        return {
            "pronoun": self._pronoun,
            "person": self._person,
            "joint": self._joint,
            "body": self._body,
            "person-description": self._person_description,
            "body-description": self._body_description,
            "document": self._body_description,
            "group": self._group,
            "nobody": self._nobody,
        }[phrase.kind](phrase)

    def unnamed(self) -> Entry:
        """The entity for whoever speaks unnamed."""
        return self._registry.called(UNNAMED) or self._registry.add(UNNAMED, "group")

    def _found(self, entry: Entry | None, phrase: Phrase, rule: str) -> Speaker:
        if entry is None:
            reason = f"nobody before “{phrase.words}” fits"
            return Found(None, Evidence((phrase.span,), phrase.words, rule, stated=False, reason=reason))
        self._registry.mention(entry, phrase.span, phrase.words)
        return Found(entry, Evidence((phrase.span,), phrase.words, rule, stated=rule in ("name", "description")))

    def _nobody(self, phrase: Phrase) -> Speaker:
        reason = f"“{phrase.words}” names no speaker"
        return Found(None, Evidence((phrase.span,), phrase.words, "no noun phrase", stated=False, reason=reason))

    def _pronoun(self, phrase: Phrase) -> Speaker:
        kind, at = pronouns()[phrase.head], phrase.span.start
        if kind in ("male", "female"):
            return self._found(self._back.person(at, "male" if kind == "male" else "female"), phrase, f"pronoun:{kind}")
        if kind == "first":
            return self._found(self._first_person(), phrase, "pronoun:first")
        if phrase.head == "who" and not self._back.right_before(at) and (noun := self._noun_before(at)):
            return self.at(noun)
        chosen = {"thing": self._back.thing, "plural": self._back.several, "relative": self._back.right_before}[kind](
            at
        )
        return self._found(chosen, phrase, f"pronoun:{kind}")

    def _noun_before(self, at: int) -> Span | None:
        """The simple noun phrase that "who" at `at` belongs to: "the men who said"."""
        match = _NOUN_BEFORE.search(self._text, max(0, at - NEAR), at)
        noun = Span(match.start("noun"), match.end("noun")) if match else None
        people = noun and parse_phrase(self._text, self._tagged, noun).kind in ("group", "person-description")
        return noun if people else None

    def _first_person(self) -> Entry | None:
        """ "I" outside quotation marks is the author, where the report names one."""
        if not self._author:
            return None
        return self._registry.called(self._author) or self._registry.add(self._author, "person")

    def _person(self, phrase: Phrase) -> Speaker:
        name = phrase.names[0]
        named = " ".join(name_words(self._text, name.span))
        namesakes = [e for e in self._registry if e.in_full and e.name.split()[-1] == named]
        lately = self._back.lately(namesakes, name.span.start) if len(namesakes) > 1 else None
        entry = lately or self._registry.at(name.span) or self._registry.called(named)
        entry = entry or self._registry.add(named, "person")
        self._note_role(entry, phrase)
        return self._found(entry, phrase, "name")

    def _note_role(self, entry: Entry, phrase: Phrase) -> None:
        name = phrase.names[0].span
        role, heads = role_around(self._text, name)
        lead = title(self._text[phrase.span.start : name.start].strip(" ,").split())
        if lead and len(lead) > len(role or ""):
            role = lead
        if role and not entry.role:
            entry.role, entry.side = role, entry.side or state_in(role)
        its = phrase.words.lower().startswith("its ") or self._text.startswith(", its ", name.end)
        if its and entry.role and not entry.side:
            entry.side = self._side_before(phrase)
        entry.heads |= heads | role_heads(role or "")

    def _joint(self, phrase: Phrase) -> Speaker:
        kind: EntityType = "government" if all(n.kind == "state" for n in phrase.names) else "group"
        entry = self._registry.called(phrase.words) or self._registry.add(plain_name(phrase.words), kind)
        entry.plural = True
        return self._found(entry, phrase, "name")

    def _body(self, phrase: Phrase) -> Speaker:
        name, words = self._body_name(phrase), phrase.names[0].span.words(self._text)
        known = self._registry.at(phrase.names[0].span) if name == plain_name(words) else None
        entry = known or enrol_body(name, self._registry)
        self._registry.call(entry, plain_name(phrase.words))
        return self._found(entry, phrase, "name")

    def _body_name(self, phrase: Phrase) -> str:
        """A body's name; where that alone is general ("Foreign Ministry"), with what says whose it is."""
        named = phrase.names[0].span
        name = plain_name(named.words(self._text))
        whole = plain_name(self._text[phrase.span.start : named.end])
        general = is_body(bare(name.split()[-1]).lower(), "government") and not state_in(name) and not seat_of(name)
        if general and (rest := _OF_WHAT.match(self._text, named.end, phrase.span.end)):
            return name + rest.group()
        return whole if general and state_in(whole) else name

    def _person_description(self, phrase: Phrase) -> Speaker:
        heads = role_heads(phrase.words) or {phrase.head}
        if phrase.points_back:
            if known := self._back.described(phrase):
                return self._found(known, phrase, "description:known")
            if inferred := self._holder(phrase, heads) or self._just_heard(phrase, heads):
                inferred.role = inferred.role or role_of(phrase.words)
                inferred.heads |= heads
                inferred.side = inferred.side or state_in(phrase.words)
                return self._found(inferred, phrase, "description:inferred")
        entry = self._new(phrase, "person")
        entry.role, entry.heads = role_of(phrase.words), entry.heads | heads
        return self._found(entry, phrase, "description")

    def _holder(self, phrase: Phrase, heads: set[str]) -> Entry | None:
        """Who must hold a state's office that the report gives nobody: the one person without a role who stands out."""
        state = state_in(phrase.words)
        if not state or not heads & set(phrases("people", "offices")) or not phrase.definite:
            return None
        free = [e for e in self._registry if e.type == "person" and not e.role and e.side in (None, state)]
        return self._back.outstanding(free, phrase.span.start)

    def _just_heard(self, phrase: Phrase, heads: set[str]) -> Entry | None:
        """Who was named without a role and has just spoken: "Lind said … . The Norland minister said"."""
        last = self._back.just_heard(phrase.span.start)
        if last is None or last.type != "person" or not last.in_full or last.role:
            return None
        fits = phrase.words.lower().startswith("the ") and last.side in (None, state_in(phrase.words))
        return last if fits and heads & words("people", "holders") else None

    def _body_description(self, phrase: Phrase) -> Speaker:
        if phrase.points_back and (known := self._back.described(phrase)):
            return self._found(known, phrase, "description:known")
        kind: EntityType = "document" if phrase.kind == "document" else body_type(plain_name(phrase.words))
        return self._found(self._new(phrase, kind), phrase, "description")

    def _group(self, phrase: Phrase) -> Speaker:
        if phrase.points_back and (known := self._back.described(phrase)):
            return self._found(known, phrase, "description:known")
        whose = state_in(phrase.words) or self._tagged.names_in(phrase.span, "state")
        official = is_body(phrase.head, "officials") and (whose or phrase.head == "authorities")
        entry = self._new(phrase, "government" if official and phrase.definite else "group")
        entry.plural = True
        return self._found(entry, phrase, "description")

    def _side(self, phrase: Phrase) -> str | None:
        """Whom the described speak for; "its ministry" and "a spokeswoman" for the body spoken of last."""
        if side := side_of_description(phrase.words, phrase.head):
            return side
        if is_some_house(phrase):
            side = named_before(self._text, phrase) or self._side_before(phrase)
            # "The government" is some state's, while "its government" may be that of any place.
            return side if side and (state_of(side) or phrase.words.lower().startswith("its ")) else None
        body = self._back.thing(phrase.span.start) if is_some_voice(phrase) else None
        return (body.side or (body.name if body.type == "organisation" else None)) if body else None

    def _side_before(self, phrase: Phrase) -> str | None:
        state = self._back.government(phrase.span.start)
        return state.side if state else None

    def _new(self, phrase: Phrase, kind: EntityType) -> Entry:
        name = plain_name(phrase.words)
        known = self._registry.called(name)
        entry = known if known and known.type == kind else self._registry.add(name, kind, self._side(phrase))
        if phrase.head:
            entry.heads.add(phrase.head)
        return entry
