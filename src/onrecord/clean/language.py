"""Which language a report is in: what the caller states, else what its text shows, else what it says of itself."""

from __future__ import annotations

import re

from onrecord.clean.decode import STAGE
from onrecord.lexicon import SUPPORTED, code_of, foreignness, likeness, name_of
from onrecord.types import InputError, Issue, RawDocument, Span

#: Scripts without spaces between words, where a letter counts as one: Thai and Lao, Burmese, Khmer, kana, Han.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+")
#: Words of the start to look at: the style of a report shows in its first paragraphs.
_LOOK_AT = 300
#: The likeness from which a text is plainly in a language, and the fewest words that show it. The lowest of 5683
#: English news texts has 0.11; own paragraphs in 20 other languages and 7000 words of Czech and Russian have 0.
_LIKE, _LIKE_WORDS = 0.10, 8
#: A text that is plainly in one has fewer words of other languages than so many times that: English speeches begin with
#: foreign names, and Dutch reports name "The Guardian" and "The Lowland Post".
_FOR_LIKE = 2
#: Below that, the share of words of other languages from which it is plainly in one of those, and the fewest words that
#: show it: such texts as are left when the English ones are cut to 20 to 50 words have 0.10 at most.
_FOREIGN, _FOREIGN_WORDS = 0.12, 20
#: The likeness below which it is so without them, and the fewest words: of the English texts cut to 50 words none is
#: below, but 5 of those cut to 40 and 256 of those cut to 20 (names and headlines).
_UNLIKE, _UNLIKE_WORDS = 0.05, 50


def language_of(
    raw: RawDocument, claimed: str | None, text: str, report: list[Span]
) -> tuple[str | None, tuple[Issue, ...]]:
    """A supported code, or None where nobody says and the text is too short to tell; and an Issue for what is unsure.

    `claimed` is what the document says of itself. Many pages say it wrongly, so a text that shows plainly what it is in
    is believed first; the caller is always obeyed. Raises InputError for a language that cannot be read.
    """
    if raw.stated.language is not None:
        return _supported(raw.name, raw.stated.language), ()
    words = _words(text, report)
    like, best = max((likeness(code, words), code) for code in SUPPORTED)
    foreign = foreignness(words)
    if like >= _LIKE and foreign < _FOR_LIKE * like and len(words) >= _LIKE_WORDS:
        wrong = Issue(STAGE, f"its language is stated as {claimed!r}, but the text looks {name_of(best)}: read as that")
        return best, () if claimed in (None, best) else (wrong,)
    if claimed is not None:
        _supported(raw.name, claimed)
    if _is_other(words, like, foreign):
        raise _refusal(raw.name, f"its text does not look {_names()}")
    unsure = Issue(STAGE, f"language not stated, and the text does not look {_names()}: results may be poor")
    return claimed, (unsure,) if words and claimed is None else ()


def _is_other(words: list[str], like: float, foreign: float) -> bool:
    """Whether words that are not plainly in a language that can be read are plainly in another."""
    borne_out = len(words) >= _FOREIGN_WORDS and foreign >= _FOREIGN
    return borne_out or (len(words) >= _UNLIKE_WORDS and like < _UNLIKE)


def _supported(name: str, stated: str) -> str:
    code = code_of(stated)
    if code not in SUPPORTED:
        raise _refusal(name, f"its language is stated as {stated!r}")
    return code


def _refusal(name: str, why: str) -> InputError:
    first = SUPPORTED[0]
    readable = " and ".join(SUPPORTED)
    return InputError(f"{name}: {why}; only {readable} can be read (--language {first} reads it as {name_of(first)})")


def _names() -> str:
    return " or ".join(map(name_of, SUPPORTED))


def _words(text: str, report: list[Span]) -> list[str]:
    words: list[str] = []
    for start, end in report:
        words.extend(_WORD.findall(text, start, end))
        if len(words) >= _LOOK_AT:
            break
    return words[:_LOOK_AT]
