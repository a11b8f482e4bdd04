"""Sayings of an invented world and the ways to tell them: in the speaker's words, reworded, shortened, indirectly."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from benchmarks.world import names
from benchmarks.world.fill import Vocabulary, draw_place
from onrecord.types import Act

SayingKind = Literal["plain", "number", "accusation"]
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_CLAUSE = " / "


class Style(NamedTuple):
    """How a telling gives a saying: word for word or reworded, whole or without its last clause."""

    verbatim: bool
    shortened: bool


@dataclass(frozen=True, slots=True)
class Saying:
    """A proposition: its text with the names and words filled in, but for its number and the choices of wording."""

    id: str
    kind: SayingKind
    act: Act
    text: str
    place: str
    unit: str | None = None

    def words(self, rng: random.Random, style: Style, value: int | None) -> str:
        """One wording of it, without a full stop."""
        text = self.text.rpartition(_CLAUSE)[0] or self.text if style.shortened else self.text
        told = _CHOICE.sub(lambda match: _chosen(rng, match.group(1).split("|"), style.verbatim), text)
        return told.replace(_CLAUSE, " ").replace("{n}", f"{value:,}" if value is not None else "")


def saying(name: str, kind: SayingKind, rng: random.Random, vocabulary: Vocabulary) -> Saying:
    """A new proposition of a kind; `name` tells it from all others."""
    form = rng.choice(bank()[kind])
    fills = {"place": names.place(draw_place(rng)), "river": names.surname(draw_place(rng)), "n": "{n}"}
    fills["unit"] = f"{vocabulary.draw(rng)} {rng.choice(bank()['units']['counted'])}"

    def fill(match: re.Match[str]) -> str:
        return fills.setdefault(match.group(1), vocabulary.draw(rng))

    text = _SLOT.sub(fill, form["text"])
    act = {"plain": form.get("act"), "number": "assert", "accusation": "accuse"}[kind]
    return Saying(name, kind, cast("Act", act), text, fills["place"], fills["unit"] if kind == "number" else None)


def cue(rng: random.Random, act: Act) -> str:
    """A way to say that somebody said it."""
    return str(rng.choice(bank()["cues"][act]))


@cache
def bank() -> dict[str, Any]:
    """Forms of sayings by kind, units and cues."""
    return tomllib.loads(Path(__file__).with_name("sayings.toml").read_text("utf-8"))


def _chosen(rng: random.Random, wordings: list[str], verbatim: bool) -> str:
    return wordings[0] if verbatim else rng.choice(wordings)
