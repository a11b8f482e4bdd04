"""Drafts for the tests of `normalise`: a sentence with its parts marked, in invented words."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.types import (
    Article,
    Attribution,
    Block,
    Cast,
    Draft,
    Entity,
    Found,
    Mention,
    Metadata,
    NameKind,
    Resolution,
    Span,
    Tagged,
    TaggedName,
)

CASES = Path(__file__).parent.parent / "cases" / "normalise"
PUBLISHED = date(2022, 4, 22)
_MARKED = re.compile(r"(?P<source>\[\[.*?\]\])|(?P<cue><<.*?>>)|(?P<content>\{\{.*?\}\})", re.DOTALL)


def cases(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf8"))


def marked(*sentences: str) -> tuple[str, list[Attribution]]:
    """The text of sentences with `[[source]]`, `<<cue>>` and `{{content}}` marked, and an attribution for each."""
    text, attributions = "", []
    for sentence in sentences:
        parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
        at = 0
        for match in _MARKED.finditer(sentence):
            text += sentence[at : match.start()]
            words = match.group()[2:-2]
            parts[str(match.lastgroup)].append(Span(len(text), len(text) + len(words)))
            text += words
            at = match.end()
        text += sentence[at:] + " "
        if parts["content"]:
            attributions.append(Attribution(tuple(parts["content"]), tuple(parts["source"]), tuple(parts["cue"])))
    return text, attributions


def draft(
    *sentences: str,
    names: dict[str, NameKind] | None = None,
    entities: dict[str, str] | None = None,
    speaker: str | None = None,
    published: date | None = PUBLISHED,
) -> Draft:
    """A draft of marked sentences, one occasion; `names` and `entities` (written: id) are found by their words."""
    text, attributions = marked(*sentences)
    cast = Cast(Found(speaker), Found(None), Found(()), occasion=1)
    tagged = [
        TaggedName(k, Span(*m.span()), 1.0) for w, k in (names or {}).items() for m in re.finditer(re.escape(w), text)
    ]
    mentions = [
        Mention(Span(*m.span()), i) for w, i in (entities or {}).items() for m in re.finditer(re.escape(w), text)
    ]
    listed = {i: Entity(i, w, "person" if i == speaker else "government") for w, i in (entities or {}).items()}
    ends = [m.end() for m in re.finditer(r"[.!?][”\"]? ", text)] or [len(text)]
    spans = tuple(Span(a, b) for a, b in zip([0, *ends[:-1]], ends, strict=True))
    article = Article("case", text, (Block(Span(0, len(text)), "paragraph"),), spans, Metadata(published=published))
    return Draft(
        article,
        Tagged((), tuple(sorted(tagged, key=lambda n: n.span))),
        tuple(attributions),
        Resolution(
            tuple(listed.values()), tuple(sorted(mentions, key=lambda m: m.span)), tuple(cast for _ in attributions)
        ),
    )
