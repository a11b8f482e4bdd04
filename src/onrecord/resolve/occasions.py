"""Which attributions belong to one occasion: one speech, call, tweet or briefing of one speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.types import Attribution, Draft

#: Statements of one speaker this many paragraphs apart may still be of one occasion: "X said … . X added …".
REACH = 1
_ANOTHER = re.compile(
    r"\b(?:earlier|previously|separately|last (?:week|month|year)|in the past|once|later|in (?:19|20)\d\d"
    r"|(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday)\b",
    re.IGNORECASE,
)


def occasions(draft: Draft, speakers: Sequence[str | None]) -> list[int]:
    """A number for each attribution; attributions of one occasion share it.

    A speaker's occasion goes on while the gap is small and the text does not name another time.
    """
    numbers: list[int] = []
    latest: dict[str, tuple[int, int]] = {}
    for attribution, speaker in zip(draft.attributions, speakers, strict=True):
        paragraph = _paragraph(draft, attribution)
        known = latest.get(speaker) if speaker else None
        goes_on = attribution.follows is not None or (
            known is not None and paragraph - known[1] <= REACH and not (numbers and _changes(draft, attribution))
        )
        number = known[0] if known and goes_on else len(numbers)
        numbers.append(number)
        if speaker:
            latest[speaker] = (number, paragraph)
    return numbers


def _paragraph(draft: Draft, attribution: Attribution) -> int:
    at = attribution.content[0].start
    return sum(block.span.end <= at for block in draft.article.blocks)


def _changes(draft: Draft, attribution: Attribution) -> bool:
    """Whether words right around the cue name another time than the statements before it."""
    for cue in attribution.cue:
        around = draft.article.text[cue.end : cue.end + 25].split("“")[0].split('"')[0]
        if _ANOTHER.search(around.split(",")[0]):
            return True
    return False
