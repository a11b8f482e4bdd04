"""What nouns and names say of who they name: is this word a pronoun, a role, a body that speaks, a medium, a state?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from onrecord.lexicon import phrases, table, words

Gender = Literal["male", "female"]
Number = Literal["male", "female", "thing", "plural", "first", "relative"]
#: What somebody is near to or knows of says nothing of whose he is, nor does an aside.
_BESIDE = re.compile(r"\s(?:with|about|familiar|close|near|who|outside)\s|,\s")
#: Behind it stands what a body or a paper is over or about, not what it is.
PREPOSITION = re.compile(r"\s(?:of|for|on|in|at)\s")
#: "order", "liar" and the like are too short to tell by their ending.
_SHORTEST_AGENT = 5
#: The end of an owner: "Lind’s", "the sailors’".
POSSESSIVE = re.compile(r"['’]s?$")
_SPEAKERS = ("officials", "government", "organisation", "people", "document")
#: "economist", "farmer", "mayor", "Bolivian".
_PERSON_ENDING = re.compile(r"(?:ist|er|or|ian|man|woman|men|women)s?$")
#: A medium that goes by its address: "Halden-Today.no".
_SITE = re.compile(r"\w\.(?:com|net|org|info|news|tv|[a-z]{2})$", re.IGNORECASE)
#: The verb of a clause that closes a report: "…, the ministry said".
CLOSING_VERB = r"\b(?:said|says|added|confirmed|stated)"
#: Who speaks for others by office.
_VOICE = re.compile(r"\bspokes(?:m[ae]n|wom[ae]n|person|people)\b|\bpress (?:secretary|officer|aide)\b", re.IGNORECASE)


@cache
def pronouns() -> dict[str, Number]:
    """Each pronoun and whom it can stand for."""
    return {word: kind for kind, listed in table("people")["pronouns"].items() for word in listed.split()}


@cache
def honorifics() -> frozenset[str]:
    """Words left of a name that are no part of it."""
    return words("people", "honorifics")


@cache
def roles() -> frozenset[str]:
    """Nouns that name a person by an office or a trade."""
    return words("people", "roles") | honorifics()


@cache
def role_noun(word: str) -> str | None:
    """The role that a word (lower case) names, by itself or by a part of it: "secretary-general" is a secretary."""
    if word in roles():
        return word
    first, last = word.split("-")[0], word.split("-")[-1]
    return next((part for part in (first, last) if part in roles()), None)


@cache
def role_phrases() -> tuple[str, ...]:
    """Roles of several words."""
    return phrases("people", "role_phrases")


@cache
def stands_for(role: str) -> frozenset[str]:
    """The roles that a general word may mean: "leader" a president or a premier. A role always means itself."""
    return frozenset({role}) | frozenset(str(table("people")["stands_for"].get(role, "")).split())


@cache
def gender_of(given_name: str) -> Gender | None:
    """What a given name says, when it says one thing only."""
    male, female = (given_name in words("given_names", kind) for kind in ("male", "female"))
    return None if male == female else "male" if male else "female"


def is_body(word: str, kind: Literal["government", "organisation", "document", "officials"]) -> bool:
    """Whether a noun (lower case, singular or plural) names such a speaker."""
    listed = words("groups", kind)
    return word in listed or singular(word) in listed


def names_a_speaker(word: str) -> bool:
    """Whether a noun (lower case) may name people, a body or a paper; by its ending where the lexicon lacks it."""
    listed = any(words("groups", kind) & {word, singular(word)} for kind in _SPEAKERS)
    return listed or role_noun(singular(word)) is not None or bool(_PERSON_ENDING.search(word))


def is_common_body(word: str) -> bool:
    """Whether a noun (lower case) can stand for a body that was named in full before: "the ministry", "the company"."""
    return is_body(word, "government") or is_body(word, "organisation")


def is_medium(name: str) -> bool:
    """Whether a name is a news medium's: by its words or because it is a known agency or outlet."""
    parts = [bare(part).lower() for part in name.removeprefix("the ").removeprefix("The ").split()]
    if not parts or words("groups", "social_sites") & set(parts):
        return False
    known = words("groups", "media_names")
    if len(parts) == 1 and parts[0] in words("groups", "media_alone"):
        return name[-len(parts[0])].isupper()
    named = parts[0] in known or "-".join(parts) in known or bool(_SITE.search(name))
    return named or parts[-1] in words("groups", "media_words")


def passes_on(phrase: str, *, named: bool) -> bool:
    """Whether who is meant may only pass on another's words: a house, a medium, an official.

    A person with a name (`named`, or one word with a capital) speaks for himself, unless he is a voice by office.
    """
    name = re.sub(r"^[Tt]he ", "", phrase)
    if _VOICE.search(phrase) or seat_of(name) or is_medium(name):
        return True
    alone = phrase[:1].isupper() and " " not in phrase and state_of(phrase) is None
    return not (named or alone or phrase.lower() in pronouns())


def singular(word: str) -> str:
    """A plural noun's likely singular; a guess good enough to look a word up with."""
    if word.endswith(("women", "men")):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def is_agent(word: str) -> bool:
    """Whether a noun (lower case, singular) looks like one for somebody by what he does: "smuggler", "cyclist"."""
    agent = len(word) > _SHORTEST_AGENT and word.endswith(tuple(words("people", "agents", "endings")))
    return agent and word not in words("people", "agents", "none") and state_of(word.capitalize()) is None


def is_plural(word: str) -> bool:
    """Whether a noun (lower case) looks like a plural."""
    return word in ("people", "police", "media") or singular(word) != word


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word without its possessive ending and without full stops: "U.S.'s" is "US"."""
    return POSSESSIVE.sub("", word).replace(".", "")


@cache
def _state_forms() -> dict[str, str]:
    forms = {}
    for state, row in table("states")["states"].items():
        for written in (state, *row["capital"].split(), *row.get("also", "").split()):
            forms[bare(written.replace("_", " ")).casefold()] = state
    return forms


@cache
def _demonyms() -> dict[str, str]:
    rows = table("states")["states"].items()
    return {form.replace("_", " "): state for state, row in rows for form in row["of"].split()}


@cache
def _seats() -> dict[str, str]:
    return {bare(seat).casefold(): state for seat, state in table("states")["seats"].items()}


@lru_cache(maxsize=8192)
def state_of(name: str) -> str | None:
    """The state that a name of it, of its capital or of its people names ("Tehran" and "Iranian": Iran)."""
    return _state_forms().get(bare(name).casefold()) or _demonyms().get(name)


@lru_cache(maxsize=8192)
def seat_of(name: str) -> str | None:
    """The state whose seat of power this is ("the Kremlin": Russia)."""
    return _seats().get(bare(name).casefold())


@lru_cache(maxsize=1024)  # A description is held against every entity of its report.
def state_in(phrase: str) -> str | None:
    """The state that a phrase says it belongs to: "Ukrainian officials", "the U.S. ambassador", "Iran's army".

    Whom somebody is sent to, and what he knows, is another's: "ambassador to Iran", "a North Korea expert".
    """
    written = phrase.split()
    parts = [bare(part.strip(",")) for part in written]
    for start, end in ((n, n + size) for n in range(len(parts)) for size in (2, 1) if n + size <= len(parts)):
        named = " ".join(parts[start:end])
        if state := state_of(named) or seat_of(named):
            possessive = POSSESSIVE.search(written[end - 1].rstrip(",")) is not None
            after = parts[end] if end < len(parts) else ""
            if possessive or _belongs(named, _is_towards(parts[:start], after), after):
                return state
    return None


def _is_towards(before: list[str], after: str) -> bool:
    """Whether a state's name that follows says no side: "envoy to", "commander in", "Sons of"; not "officials in"."""
    before = [word for word in before if word != "the"]
    somebody, *link = [word.lower() for word in before[-2:]] or [""]
    place = link == ["in"] and role_noun(somebody) is not None and not after[:1].isupper()
    named = link == ["of"] and before[-2][:1].isupper() and not _is_public(somebody)
    return place or named or link in (["to"], ["on"], ["about"])


def _belongs(named: str, towards: bool, after: str) -> bool:
    """Whether a state's name or adjective says whose somebody is; not "Iran expert" or "envoy to Iran"."""
    if named == "European":
        return after.lower() in words("states", "european")
    if named in _demonyms():
        return True
    about = after.lower() in words("people", "titles", "about_a_state") or (
        after[:1].isupper() and not _is_public(after)
    )
    return not towards and (named.isupper() or not about)


def _is_public(word: str) -> bool:
    """Whether an office or a body of a state may begin with this word: not "Forum" in "Iceland Forum"."""
    word = word.lower()
    listed = (
        words("people", "titles", "modifiers")
        | words("groups", "state_bodies")
        | words("people", "titles", "before_capital")
    )
    return word in listed or role_noun(word) is not None


def side_of_body(name: str) -> str | None:
    """The state that a named body speaks for: "Iranian Foreign Ministry", not "Iranian Centre for Sailors".

    A medium speaks for a state that it is said to belong to ("Iranian state television").
    """
    if state := state_of(name) or seat_of(name):
        return state
    front = {word.lower() for word in PREPOSITION.split(name, maxsplit=1)[0].split()}
    if is_medium(name):
        return state_in(name) if front & words("groups", "of_the_state") else None
    return state_in(name) if any(word in words("groups", "state_bodies") for word in front) else None


def side_of_description(phrase: str, head: str) -> str | None:
    """The state that a described speaker speaks for: "Icelandic sailors", but not "an Icelandic paper"."""
    topic = PREPOSITION if is_body(head, "document") else _BESIDE
    phrase = topic.split(phrase, maxsplit=1)[0]
    civil = is_medium(phrase) or bool({head, singular(head)} & words("groups", "civil_bodies"))
    return None if civil and not set(phrase.lower().split()) & words("groups", "of_the_state") else state_in(phrase)
