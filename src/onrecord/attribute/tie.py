"""Tying tagged spans together: which cue each content hangs on, and which source each cue has.

Each choice is the likeliest by `links`; several contents may share a cue (quotations that are broken by it).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.attribute.confidence import confidence
from onrecord.attribute.links import Line, Tied, lines, log_probabilities
from onrecord.types import Attribution, Span, Tagged, TaggedRole

#: Candidates before and after a span that are looked at; one paragraph of PolNeAR train has more.
EACH_SIDE = 8


def tie(text: str, paragraphs: Sequence[Span], tagged: Tagged) -> list[Attribution]:
    """The attributions of a text, in the tagger's own spans and in the order of their contents.

    Every content is in one of them, some without cue and source; cues without content are left out.
    """
    made = [_attribution(text, tied) for line in lines(text, paragraphs, tagged.roles) for tied in tie_line(line)]
    return sorted(made, key=lambda a: a.content[0].start)


def tie_line(line: Line) -> Iterator[Tied]:
    """What belongs together in one paragraph."""
    hanging: defaultdict[TaggedRole, list[TaggedRole]] = defaultdict(list)
    for content in line.contents:
        cues = _near(content, line.cues)
        chosen = _likeliest(log_probabilities("content-cue", line, content, cues))
        if chosen < len(cues):
            hanging[cues[chosen]].append(content)
        else:
            yield Tied((content,), None, _source(line, [content], None))
    for cue, contents in hanging.items():
        yield Tied(tuple(contents), cue, _source(line, contents, cue))


def _source(line: Line, contents: Sequence[TaggedRole], cue: TaggedRole | None) -> TaggedRole | None:
    """The source that the contents and their cue together point at."""
    sources = _near(cue or contents[0], line.sources)
    told = [log_probabilities("content-source", line, content, sources) for content in contents]
    if cue:
        told.append(log_probabilities("cue-source", line, cue, sources))
    chosen = _likeliest([sum(column) for column in zip(*told, strict=True)])
    return sources[chosen] if chosen < len(sources) else None


def _near(one: TaggedRole, others: Sequence[TaggedRole]) -> Sequence[TaggedRole]:
    """The nearest of the others: a transcript in one paragraph takes no more time a word than any other text."""
    at = bisect_left(others, one.span.start, key=lambda other: other.span.start)
    return others[max(0, at - EACH_SIDE) : at + EACH_SIDE]


def _likeliest(odds: Sequence[float]) -> int:
    return max(range(len(odds)), key=odds.__getitem__)


def _attribution(text: str, tied: Tied) -> Attribution:
    return Attribution(
        content=tuple(c.span for c in tied.contents),
        source=(tied.source.span,) if tied.source else (),
        cue=(tied.cue.span,) if tied.cue else (),
        rule="tagger" if tied.cue else "tagger:no-cue",
        score=confidence(text, tied),
    )
