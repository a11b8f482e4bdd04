"""The words of a text in the form in which two tellings are compared, with where each stands.

Case, accents, contractions, British or American spelling, digits or number words, and inflection make no other word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from onrecord.lexicon import lemmas, phrases, table, words
from onrecord.lexicon.vectors import word_table
from onrecord.link.words import fold, pattern
from onrecord.types import Span

Kind = Literal["plain", "number", "hedge", "negation"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|%")
#: The ending of an ordinal, and of a possessive or a contracted auxiliary that says nothing.
_ORDINAL, _CLITIC = frozenset(("st", "nd", "rd", "th")), re.compile(r"'(?:s|re|ve|ll|d|m)?$")
_SHORT = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}
_ONE = frozenset(("a", "an", "one"))
_BRACKETS = re.compile(r"\[[^\]]*\]")
#: British endings and the American ones they stand beside; applied to every word, so only likeness matters.
_SPELLED = tuple((re.compile(rf"(?<=\w\w\w){british}"), american) for british, american in (
    ("our(?=$|s$|ed$|ing$|able$|al$|ful$|less$|ite$|hood$)", "or"), ("is(?=e$|ed$|es$|er$|ers$|ing$|ations?$)", "iz"),
    ("ys(?=e$|ed$|es$|ing$)", "yz"), ("tre(?=s?$)", "ter"), ("ogue(?=s?$)", "og"), ("enc(?=es?$)", "ens"),
    ("ll(?=ed$|ing$|ers?$)", "l"),
))  # fmt: skip
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
#: Two spellings of one name share their consonants and, where the vectors know both, at least this cosine:
#: Kyiv and Kiev have .81, Kharkiv and Kharkov .70. A last vowel tells others apart: Oleg and Olga, Niger and Nigeria.
_ONE_NAME = 0.65


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its `form` for comparison and its `span`, in code points of the text.

    `kind` tells words of number, doubt and negation from the rest; `name` is a capital at its head; `bracketed` is an
    editor's insertion. Both words of a contraction have the span of the whole.
    """

    form: str
    span: Span
    kind: Kind = "plain"
    name: bool = False
    bracketed: bool = False


@lru_cache(maxsize=1024)
def every(text: str) -> tuple[Word, ...]:
    """Every word of a text, in order; kept, for a text is compared with several."""
    plain = text.replace("’", "'")
    brackets = _places(_BRACKETS, plain)
    marked: tuple[tuple[Kind, list[Span]], ...] = (
        ("number", _places(_bounds(), plain)), ("hedge", _hedges(plain)), ("negation", _negations(plain)),
    )  # fmt: skip
    found = []
    for word in _amounts(_split(plain)):
        kinds = (kind for kind, places in marked if any(word.span.overlaps(place) for place in places))
        kind = next(kinds, word.kind) if word.kind == "plain" else word.kind
        bracketed = any(word.span.overlaps(place) for place in brackets)
        found.append(replace(word, kind=kind, bracketed=bracketed))
    return tuple(found)


def told(text: str) -> tuple[Word, ...]:
    """The words of a text that may make a difference, in order: no function words but those that change the sense."""
    return tuple(word for word in every(text) if word.kind != "plain" or word.form not in _silent())


def alike(a: Word, b: Word) -> bool:
    """Whether the two are one word: spelt or inflected otherwise, or a name written otherwise."""
    if a.form == b.form:
        return True
    if a.kind == "number" or b.kind == "number":
        return False
    return bool(_stems(a.form) & _stems(b.form)) or (a.name and b.name and _one_name(*sorted((a.form, b.form))))


def _split(text: str) -> Iterator[Word]:
    """Every word, contractions undone."""
    before = 0
    for match in _WORD.finditer(text):
        span, form = Span(*match.span()), fold(match.group())
        glued, before = before == span.start and text[span.start - 1 : span.start].isdigit(), span.end
        if glued and form in _ORDINAL:
            continue
        if form.endswith("n't") or form == "cannot":
            yield Word(_SHORT.get(form, form[:-3]), span)
            yield Word("not", span, "negation")
        elif _ROMAN.fullmatch(match.group()):
            yield Word(str(_roman(match.group())), span, "number")
        else:
            yield _one(_CLITIC.sub("", form), span, match.group()[0].isupper(), glued)


def _one(form: str, span: Span, name: bool, glued: bool) -> Word:
    if form[:1].isdigit():
        return Word(re.sub(r",(?=\d{3})", "", form), span, "number")
    if form in _digits():
        return Word(_digits()[form], span, "number")
    if form in _scales() and (glued or len(form) > 2):
        return Word(f"x{_scales()[form]}", span, "number")
    return Word(_spelled(form), span, name=name)


def _amounts(listed: Iterator[Word]) -> Iterator[Word]:
    """A number and the scale or unit digits behind it made one: two million, twenty-five."""
    held: Word | None = None
    for word in listed:
        joined = _joined(held.form, word.form) if held and word.kind == "number" else None
        if held and joined:
            held = Word(joined, Span(held.span.start, word.span.end), "number")
            continue
        if held:
            yield held
        held = word if word.kind == "number" or word.form in _ONE else None
        if held is None:
            yield word
    if held:
        yield held


def _joined(a: str, b: str) -> str | None:
    """The one number that two words in a row make, if they do."""
    if b.startswith("x") and (a in _ONE or re.fullmatch(r"\d+(?:\.\d+)?", a)):
        return f"{(1 if a in _ONE else float(a)) * int(b[1:]):.15g}"
    if a.isdigit() and b.isdigit() and int(a) in range(20, 100, 10) and len(b) == 1:
        return str(int(a) + int(b))
    return None


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(-v if any(v < later for later in values[n:]) else v for n, v in enumerate(values))


@lru_cache(maxsize=8192)
def _stems(form: str) -> frozenset[str]:
    return frozenset(_spelled(lemma) for lemma in lemmas(form)) if len(form) > 2 else frozenset((form,))


@lru_cache(maxsize=8192)
def _spelled(form: str) -> str:
    """In one spelling, which need not be anyone's."""
    form = _spellings().get(form, form)
    for british, american in _SPELLED:
        form = british.sub(american, form)
    return form


@lru_cache(maxsize=8192)
def _one_name(a: str, b: str) -> bool:
    if _romanised(a) == _romanised(b):
        return True
    if min(len(a), len(b)) < 4 or _consonants(a) != _consonants(b):
        return False
    one, other = word_table().of((a, b))
    return float(one @ other) >= _ONE_NAME


def _romanised(form: str) -> str:
    """With one letter for i, y and j, and none doubled."""
    return re.sub(r"(.)\1+", r"\1", form.translate(str.maketrans("yj", "ii")))


def _consonants(form: str) -> str:
    """The letters that transliterations agree on, and whether a vowel ends them."""
    plain = re.sub("[aeiou]", "", _romanised(form).replace("kh", "h")).translate(str.maketrans("gwq", "hvk"))
    return plain + ("+" if form[-1] in "aeo" else "")


def _hedges(text: str) -> list[Span]:
    never = _places(pattern("never", "hedges"), text)
    found = [*_places(pattern("content", "hedges"), text), *_places(pattern("cue", "hedges"), text)]
    month = (place for place in found if not place.words(text).startswith("May"))
    return [place for place in month if not any(place.overlaps(other) for other in never)]


def _negations(text: str) -> list[Span]:
    """Words that turn a sentence round; contractions are undone already, and their "not" is known for what it is."""
    found = _places(pattern("negation"), text)
    return [place for place in found if not place.words(text).lower().endswith(("n't", "cannot"))]


def _places(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


@cache
def _bounds() -> re.Pattern[str]:
    """Words that bound or loosen the number behind them."""
    number = "|".join(
        (r"\d", *_digits(), *(scale for scale in _scales() if len(scale) > 2), *table("quantities")["plurals"])
    )
    return re.compile(rf"\b(?:{'|'.join(phrases('links', 'loose'))})(?= (?:a |an )?(?:{number}))", re.IGNORECASE)


@cache
def _digits() -> dict[str, str]:
    """Number words and their digits; "one" is left out, which is a pronoun as often."""
    return {word: str(value) for word, value in table("quantities")["digits"].items() if word != "one"}


@cache
def _scales() -> dict[str, int]:
    return dict(table("quantities")["scales"])


@cache
def _spellings() -> dict[str, str]:
    return {other: row.split()[0] for row in phrases("links", "spellings") for other in row.split()[1:]}


@cache
def _silent() -> frozenset[str]:
    return words("links", "function") - words("links", "weighty")


def keys(a: Sequence[Word], b: Sequence[Word]) -> tuple[list[str], list[str]]:
    """One key for each word of both sides, the same for words that are alike."""
    firsts: list[Word] = []
    of: dict[tuple[str, bool], str] = {}
    for word in {(word.form, word.name): word for word in (*a, *b)}.values():
        first = next((first for first in firsts if alike(first, word)), word)
        if first is word:
            firsts.append(word)
        of[word.form, word.name] = first.form
    return [of[word.form, word.name] for word in a], [of[word.form, word.name] for word in b]


def matcher(a: Sequence[Word], b: Sequence[Word]) -> SequenceMatcher[str]:
    """Python's own comparison of sequences, over the words of both sides."""
    return SequenceMatcher(None, *keys(a, b), autojunk=False)
