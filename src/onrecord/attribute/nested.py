"""Reports within reports: a content that holds somebody's offer, call or claim does not end where that begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.types import Attribution, Span

#: Words that may stand between an outer content and the noun that begins an inner report: "despite repeated [offers]".
_MAX_WORDS = 3
_STOPS = frozenset("and but while as after before when because although though who which".split())


def nest(text: str, tied: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, an outer content stretched over what is reported inside its clause, the inner one its child."""
    made: list[Attribution] = []
    for attribution in tied:
        outer = made[-1] if made else None
        if outer and _runs_into(text, outer, attribution):
            end = attribution.content[-1].end
            stretched = (*outer.content[:-1], Span(outer.content[-1].start, end))
            made[-1] = replace(outer, content=stretched)
            own = () if attribution.source == outer.source else attribution.source
            made.append(replace(attribution, source=own, parent=len(made) - 1))
        else:
            made.append(attribution)
    return made


def _runs_into(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner cue follows the outer content within its clause, with no other source outside it."""
    if not (outer.cue and inner.cue and outer.cue[0].start < outer.content[-1].start):
        return False
    last = outer.content[-1]
    foreign = inner.source != outer.source and any(not last.contains(s) for s in inner.source)
    if foreign or inner.cue[0].start < last.end:
        return False
    between = text[last.end : inner.cue[0].start]
    words = between.split()
    plain = not any(mark in between for mark in ",.;:—–\"“”\n()")
    return plain and len(words) <= _MAX_WORDS and not _STOPS & {w.lower() for w in words}
