"""Lemmas of English words by rule and a table of irregular forms.

Small on purpose: cue words are few, and a caller looks each candidate up in a closed list, which settles the rest.
"""

from __future__ import annotations

from functools import cache, lru_cache

from onrecord.lexicon.tables import table

#: Endings and what may stand in their place, tried in order.
_ENDINGS = (
    ("ies", ("y", "ie")),
    ("sses", ("ss",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ied", ("y", "ie")),
    ("ed", ("e", "")),
    ("ying", ("ie",)),
    ("ing", ("e", "")),
)
#: A form shorter than this is not taken apart further: "is", "red", "ring".
_SHORTEST_STEM = 2


@lru_cache(maxsize=8192)
def lemmas(word: str) -> tuple[str, ...]:
    """What `word` may be a form of, likeliest first; the word itself, in lower case, is always among them.

    American spelling is offered beside British ("criticised": criticise, criticize).
    """
    low = word.lower()
    found = [*_irregular().get(low, ()), low]
    for ending, replacements in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            stem = low[: -len(ending)]
            found += [stem + end for end in replacements]
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and ending in ("ed", "ing"):
                found.append(stem[:-1])
    found += [form[:-3] + "ize" for form in found if form.endswith("ise")]
    return tuple(dict.fromkeys(found))


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Irregular form to its lemmas."""
    found: dict[str, tuple[str, ...]] = {}
    for lemma, forms in table("irregular")["forms"].items():
        for form in forms.split():
            found[form] = (*found.get(form, ()), lemma)
    return found
