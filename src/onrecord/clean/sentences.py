"""Where sentences stand in a paragraph of news English.

An own splitter of one regular expression and lists of abbreviations: measured beside sentencex and pysbd in
docs/decisions/0003-html-extraction.md. Those cut "R-S.C." or "5 p.m. ET" in two, or cost a hundred times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.types import Span


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: A possible end: closing punctuation, the marks that close a quotation or bracket, white space.
_END = re.compile(r"""(?:\.(?:\s?\.){2,}|[.!?…]+)["'”’»)\]]*(?=(\s+))""")
#: The same without the white space, as translations run sentences together: "left.The others", 'at once."He added'.
_GLUED = re.compile(r"""(?<=[\w)”"'’])[.!?]([”"]?)(?=[“"]?[^\W\d_]{1,40}(?:['’]\w{1,4})?[\s,:;.!?])""")
#: No letter of a word so short ends a sentence without white space: "J.Lo", "St.Kilda", "p.Nord".
_SHORTEST_GLUED = 2
#: No address that matters here is longer on either side of its point.
_LONGEST_RUN = 60
#: Addresses have such points: "Velm.Net", "mira@Osk.Org".
_ADDRESS = re.compile(r"[/@#]|\bwww\.|\.(?:com|org|net|info|gov|edu|tv|io|ru|ua|by|pl|uk|eu|de|js)\b", re.IGNORECASE)
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
        for gap in sorted((*_spaced(text, block), *_glued(text, block))):
            found.append(Span(start, gap.start))
            start = gap.end
        if start < end:
            found.append(Span(start, end))
    return found


def _spaced(text: str, block: Span) -> Iterator[Span]:
    """The white space between sentences."""
    for mark in _END.finditer(text, *block):
        if mark.end(1) < block.end and _ends(text, mark, block.start):
            yield Span(mark.end(), mark.end(1))


def _glued(text: str, block: Span) -> Iterator[Span]:
    """The empty gaps between sentences that nothing separates."""
    counted, marks = block.start, 0
    for mark in _GLUED.finditer(text, *block):
        marks += text.count('"', counted, mark.start())
        counted = mark.start()
        # A straight mark closes a quotation where the paragraph has opened one before.
        opens = mark[1] == '"' and marks % 2 == 0
        at = mark.start(1) if opens else mark.end()
        if at < block.end and _ends_glued(text, mark, block.start, _word_at(text, at)):
            yield Span(at, at)


def _ends_glued(text: str, mark: re.Match[str], start: int, following: str) -> bool:
    if not following[:1].isupper() or _ADDRESS.search(_run_of(text, mark)):
        return False
    before = re.split(r"[.&]", _word_before(text, start, mark.start()))[-1]
    if mark[0][0] != "." or mark[1] or not before:
        # A query in a name ("Who?Where") is too rare to keep two sentences in one for it.
        return True
    letter = len(following) == 1 and following not in _STARTERS | {"I"}
    if letter or len(before) < _SHORTEST_GLUED or before.isupper() or _abbreviates(before, following):
        return False
    # Two capitals joined may be a name ("Velm.Realm"), unless the second is a word that begins sentences.
    return before[0].islower() or before.isdigit() or following in _STARTERS or following.isupper()


def _run_of(text: str, mark: re.Match[str]) -> str:
    """What stands without white space round a mark."""
    before = text[max(0, mark.start() - _LONGEST_RUN) : mark.start()].split()[-1:]
    return "".join(before) + text[mark.start() : mark.start() + _LONGEST_RUN].split(None, 1)[0]


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
