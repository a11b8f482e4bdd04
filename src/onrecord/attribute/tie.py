"""Tying tagged spans together: which cue each content hangs on, and which source each cue has.

Each choice is the likeliest by `links`; several contents may share a cue (quotations that are broken by it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.attribute.confidence import confidence
from onrecord.attribute.links import Line, Tied, lines, log_probabilities
from onrecord.types import Attribution, Span, Tagged, TaggedRole


def tie(text: str, paragraphs: Sequence[Span], tagged: Tagged) -> list[Attribution]:
    """The attributions of a text, in the tagger's own spans and in the order of their contents.

    Every content is in one of them, some without cue and source; cues without content are left out.
    """
    made = [_attribution(text, tied) for line in lines(text, paragraphs, tagged.roles) for tied in tie_line(line)]
    return sorted(made, key=lambda a: a.content[0].start)


def tie_line(line: Line) -> Iterator[Tied]:
    """What belongs together in one paragraph."""
    contents: defaultdict[int, list[TaggedRole]] = defaultdict(list)
    for content in line.contents:
        cue = _likeliest(log_probabilities("content-cue", line, content, line.cues))
        if cue < len(line.cues):
            contents[cue].append(content)
        else:
            yield Tied((content,), None, _source(line, [content], None))
    for number, hanging in contents.items():
        cue_of_them = line.cues[number]
        yield Tied(tuple(hanging), cue_of_them, _source(line, hanging, cue_of_them))


def _source(line: Line, contents: Sequence[TaggedRole], cue: TaggedRole | None) -> TaggedRole | None:
    """The source that the contents and their cue together point at."""
    told = [log_probabilities("content-source", line, content, line.sources) for content in contents]
    if cue:
        told.append(log_probabilities("cue-source", line, cue, line.sources))
    chosen = _likeliest([sum(column) for column in zip(*told, strict=True)])
    return line.sources[chosen] if chosen < len(line.sources) else None


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
