"""What people type into a search box as an FTS5 expression: nothing they type is a syntax error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon import SUPPORTED, words
from onrecord.types import InputError

#: The columns that words are looked for in; statement_fts and search_fts have the same.
COLUMNS = "{words speaker_name source_words}"
#: Each statement has one of these, for searches that only say what is not to be there.
EVERYTHING = "form : (direct OR indirect OR mixed)"
#: Matches nothing: words that hold no letter or digit are in no statement.
NOTHING = '""'
#: A beginning of fewer letters is taken as a word: it would stand for a great part of all words.
SHORTEST = 3
#: Nobody types more; each costs a look into the index.
MOST = 100
#: -, then a quotation (which runs to the end where it is not closed) or a word.
_TERM = re.compile(r'(-?)(?:"([^"]*)(?:"|$)|(\S+))(\*?)')
_MARKS = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Words:
    """What is asked for: of each group at least one term, of `without` none. Terms are FTS5 strings."""

    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    given: bool = False

    def expression(self) -> str | None:
        """The FTS5 expression over the columns of words; None where nothing is asked for."""
        if not self.groups and not self.without:
            return NOTHING if self.given else None
        wanted = " AND ".join(any_of(group) for group in self.groups)
        found = f"{COLUMNS} : ({wanted})" if wanted else EVERYTHING
        return f"({found}) NOT ({COLUMNS} : {any_of(self.without)})" if self.without else found


def parse(typed: str) -> Words:
    """Words, "exact phrases", beginnings*, this OR that, -without; everything else is taken as the words it holds.

    A beginning has three letters or more. "the", "of" and the like need not be there where other words are asked for,
    except in a phrase. Raises InputError for more words than anybody types.
    """
    if len(re.findall(r"[^\W_]+", typed)) > MOST:
        raise InputError(f"words: more than {MOST} of them; look for fewer")
    groups: list[list[str]] = []
    without: list[str] = []
    joins, joined = False, False  # whether an OR would have something before it; whether there was one
    for minus, phrase, word, star in _TERM.findall(clean(typed).translate(_MARKS)):
        if word == "OR" and not minus:
            joined = joins
            continue
        term = _term(phrase or word, bool(star) or word.endswith("*"))
        if term and minus:
            without.append(term)
        elif term and joined:
            groups[-1].append(term)
        elif term:
            groups.append([term])
        joins, joined = bool(term and not minus), False
    return Words(_telling(groups), tuple(without), bool(typed.strip()))


def _telling(groups: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The groups without the words that nearly every statement has; all of them where there are no others."""
    common = {
        quoted(word) for code in SUPPORTED for kind in ("own", "shared") for word in words("languages", code, kind)
    }
    telling = [group for group in groups if len(group) > 1 or group[0].lower() not in common]
    return tuple(map(tuple, telling or groups))


def clean(typed: str) -> str:
    """The text without what SQLite cannot take: NUL, which would end it, and halves of characters."""
    return typed.replace("\0", " ").encode("utf-8", "replace").decode()


def quoted(text: str) -> str:
    """An FTS5 string."""
    return '"' + text.replace('"', '""') + '"'


def any_of(expressions: Iterable[str]) -> str:
    """An FTS5 expression that fits where one of the given fits."""
    return f"({' OR '.join(expressions)})"


def _term(text: str, beginning: bool) -> str | None:
    if not re.search(r"[^\W_]", text):
        return None
    return quoted(text) + (" *" if beginning and len(text.rstrip("*")) >= SHORTEST else "")
