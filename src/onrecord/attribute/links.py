"""What speaks for a cue being a content's, and for a source being a cue's or a content's: features with learnt weights.

The weights stand in `links.json`, by relation and feature; `training.links` fits them to a corpus in PolNeAR's form.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import choice
from onrecord.choice import Features
from onrecord.types import Span, TaggedRole, inside

FILE = Path(__file__).with_name("links.json")
#: Short words with a capital before a full stop are titles and months ("Sen. Lind"), not ends of sentences.
_SENTENCE_END = re.compile(r"(?:[!?]|(?<=[a-z0-9]{3})(?<!Prof)\.|\.(?=[\"”’]))[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_PRONOUN = re.compile(r"(?:he|she|they|it|we|i|you)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|that|whose)$", re.IGNORECASE)
#: More of anything between two spans says no more.
_MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """The tagged spans of one paragraph, by role and in reading order."""

    text: str
    sources: Sequence[TaggedRole]
    cues: Sequence[TaggedRole]
    contents: Sequence[TaggedRole]


@dataclass(frozen=True, slots=True)
class Tied:
    """Tagged spans of one line that belong together."""

    contents: tuple[TaggedRole, ...]
    cue: TaggedRole | None
    source: TaggedRole | None


Relation = Callable[[Line, TaggedRole, TaggedRole], Features]


def content_cue(line: Line, content: TaggedRole, cue: TaggedRole) -> Features:
    """What shows whether `cue` is the one that `content` hangs on."""
    found = _between(line, content, cue) | _according(line, cue)
    gap = _gap(content.span, cue.span)
    if content.span.start < cue.span.start:
        # A comma in the closing mark says that the cue follows in its sentence: “…,” she said. He denied it.
        promised = line.text[gap.start - 2 : gap.start] in (",”", ',"', ",’", ",'")
        found |= {"promised": float(promised), "promise broken": float(promised and found["sentences"] > 0)}
    return _in_order(cue, content, found)


def cue_source(line: Line, cue: TaggedRole, source: TaggedRole) -> Features:
    """What shows whether `source` is the one whose words `cue` introduces."""
    found = _between(line, cue, source)
    gap = _gap(cue.span, source.span).words(line.text).lower()
    found |= {"by": float(gap.strip() in ("by", "from", "of")), "and": float(" and " in gap)}
    return _in_order(cue, source, found | _according(line, cue) | _kind(line, source))


def content_source(line: Line, content: TaggedRole, source: TaggedRole) -> Features:
    """What shows whether `source` said `content`, where no cue ties them."""
    found = _between(line, content, source)
    gap = _gap(content.span, source.span).words(line.text)
    found |= {"colon": float(":" in gap), "dash": float("—" in gap or "–" in gap)}
    return _in_order(content, source, found | _kind(line, source))


def _between(line: Line, one: TaggedRole, other: TaggedRole) -> Features:
    gap = _gap(one.span, other.span)
    crossed = _crossed(line.contents, gap)
    inside = sum(c.span.end - c.span.start for c in crossed)
    return {
        "bias": 1.0,
        "distance": math.log1p(gap.end - gap.start - inside),
        "adjacent": float(gap.end - gap.start <= 1),
        "sources": float(min(_MANY, len(_crossed(line.sources, gap)))),
        "cues": float(min(_MANY, len(_crossed(line.cues, gap)))),
        "contents": float(min(_MANY, len(crossed))),
        # One character before the gap, so that a full stop at the very end of a content is seen.
        "sentences": float(min(_MANY, len(_SENTENCE_END.findall(line.text, max(0, gap.start - 2), gap.end + 1)))),
        "comma": float("," in line.text[gap.start : gap.end]),
        "doubt": -math.log(max(other.score, 1e-3)),
    }


def _kind(line: Line, source: TaggedRole) -> Features:
    words = source.span.words(line.text)
    return {"pronoun": float(bool(_PRONOUN.match(words))), "relative": float(bool(_RELATIVE.match(words)))}


def _according(line: Line, cue: TaggedRole) -> Features:
    """Whether the cue is of the kind that its source follows."""
    return {"according": float(cue.span.words(line.text).lower().startswith("accord"))}


def _in_order(one: TaggedRole, other: TaggedRole, found: Features) -> Features:
    """The features, each apart for the two orders in which the spans can stand."""
    order = "before" if one.span.start < other.span.start else "after"
    return {f"{order} {name}": value for name, value in found.items()}


def _gap(a: Span, b: Span) -> Span:
    """What lies between two spans that do not overlap."""
    first, second = sorted((a, b))
    return Span(first.end, max(first.end, second.start))


def _crossed(roles: Sequence[TaggedRole], between: Span) -> Sequence[TaggedRole]:
    """Those of the roles, which stand in reading order and do not overlap, that lie in between."""
    first = bisect_left(roles, between.start, key=lambda role: role.span.start)
    past = bisect_right(roles, between.end, key=lambda role: role.span.end)
    return roles[first:past]


RELATIONS: Mapping[str, Relation] = {
    "content-cue": content_cue,
    "cue-source": cue_source,
    "content-source": content_source,
}


def log_probabilities(relation: str, line: Line, one: TaggedRole, others: Sequence[TaggedRole]) -> list[float]:
    """How likely each of `others` is the one that `one` belongs to, as log probabilities; the last is that none is."""
    learnt = choice.read_weights(FILE)[relation]
    return choice.log_probabilities(learnt, [RELATIONS[relation](line, one, other) for other in others])


def lines(text: str, paragraphs: Sequence[Span], roles: Sequence[TaggedRole]) -> Iterator[Line]:
    """The tagged spans of each paragraph that has any."""
    for paragraph in paragraphs:
        if found := inside(paragraph, roles):
            yield Line(text, *([r for r in found if r.kind == kind] for kind in ("source", "cue", "content")))
