"""Where sentences stand in a paragraph of news English.

An own splitter of one regular expression and lists of abbreviations: measured beside sentencex and pysbd in
docs/decisions/0003-html-extraction.md. Those cut "R-S.C." or "5 p.m. ET" in two, or cost a hundred times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.types import Span


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: A possible end: closing punctuation, the marks that close a quotation or bracket, white space.
_END = re.compile(r"""(?:\.(?:\s?\.){2,}|[.!?…]+)["'”’»)\]]*(?=(\s+))""")
#: What a sentence may begin with, after opening marks.
_OPENERS = "\"'“‘«„([—–-"
#: Never the last word of a sentence: a name, a number or a date follows.
_TITLES = _words(
    """mr mrs ms messrs mx dr prof gen lt col maj capt cpt cmdr sgt pvt cpl adm brig rev fr sen sens rep reps gov govs
    hon pres supt det insp atty st ste mt ft vs v no nos art sec fig vol pp p op cf viz dist det amb min del
    spc pfc wm geo chas jos"""
)
#: Last words of a sentence only where what follows does not look like its continuation (a name, a number).
_OTHERS = _words(
    """inc corp co cos ltd llc plc bros jr sr esq dept univ assn ave blvd rd approx est al etc e.g i.e jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn fla ga
    ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo a.m p.m ph.d
    d.c u.s u.k u.n e.u"""
)
_MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
#: Words that begin sentences and not names, so that an abbreviation before them ends its sentence.
_STARTERS = _words(
    """The A An It He She They We I You In On At But And Or So If When While After Before As For From By With That This
    These Those There Here His Her Their Its Our My Your Some Many Most All Both Each Not No Yes What Who How Why Where
    Although However Since Until Despite During Under According Also Then Now Still Yet Such Another Other Meanwhile
    Earlier Last Later Asked Officials"""
)


def sentences(text: str, blocks: Iterable[Span]) -> list[Span]:
    """Spans of the sentences within each block, in order, without white space around them; together they cover it."""
    found: list[Span] = []
    for block in blocks:
        start, end = block
        for mark in _END.finditer(text, start, end):
            if mark.end(1) < end and _ends(text, mark, start):
                found.append(Span(start, mark.end()))
                start = mark.end(1)
        if start < end:
            found.append(Span(start, end))
    return found


def _ends(text: str, mark: re.Match[str], start: int) -> bool:
    after = mark.end(1)
    if not _may_begin(text, after):
        return False
    if mark[0][0] != ".":
        return True
    closing = mark[0].lstrip(".")
    word = _word_before(text, start, mark.start())
    return bool(closing) or len(mark[0]) > 1 or not _abbreviates(word, _word_at(text, after))


def _may_begin(text: str, at: int) -> bool:
    while at < len(text) - 1 and text[at] in _OPENERS:
        at += 1
        if text[at].isspace():
            at += 1
    return at >= len(text) or not text[at].islower() or text[at] in "•@#"


def _word_before(text: str, start: int, end: int) -> str:
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in ".&"):
        at -= 1
    return text[at:end]


def _word_at(text: str, at: int) -> str:
    while at < len(text) and text[at] in _OPENERS:
        at += 1
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "'’"):
        end += 1
    return text[at:end]


def _abbreviates(word: str, following: str) -> bool:
    """Whether the full stop after `word` belongs to it and `following` goes on with the sentence."""
    low = word.lower()
    if low in _TITLES:
        return low not in ("no", "min", "art") or following[:1].isdigit()
    if len(word) == 1 and word.isupper():
        # An initial ("John F. Kennedy"), but "I" and a plan or vitamin of one letter end sentences too.
        return following not in _STARTERS and word != "I"
    if low in _MONTHS:
        return following[:1].isdigit()
    if low in _OTHERS or (len(word) > 2 and word[1::2] == "." * (len(word) // 2) and word[::2].isalpha()):
        return following not in _STARTERS
    return False
