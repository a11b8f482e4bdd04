"""What a block shows of being boilerplate or report: its cues, its voice, its form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.clean.boilerplate_rules import Cue, cues
from onrecord.types import Block

#: The score that makes a block boilerplate.
ENOUGH = 1.0
#: A report's own paragraph is no shorter, in words.
_PARAGRAPH_WORDS = 5
#: No box or letter has longer paragraphs, in characters; patterns on a megabyte without a break would take minutes.
_LONGEST = 3000
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"")
#: The outlet speaking for itself to its reader; inside quotation marks anybody may.
_VOICE = re.compile(r"\b(?:(?:we|you)(?:['’](?:re|ve|ll|d))?|our|us(?!-)|your|please|thank you)\b", re.IGNORECASE)
_UPPER_US = re.compile(r"\bUS\b")
#: The reporter at work: somebody said it, or a dateline.
_REPORTING = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|asked|announced|according to|claimed|reported(?! from)|warned|denied|"
    r"accused|wrote|insisted|argued|stated|noted|replied|confirmed|declared)\b|\) [-–—] ",
    re.IGNORECASE,
)
#: Words of the headings of appeals; a heading of the report has none of them where an appeal follows closely.
_HEADING = re.compile(
    r"^[^:]*\b(?:we|you|your|us|our|message|note|letter|appeal|help|support|readers?|facts|truth|journalism)\b[^.:]*$",
    re.IGNORECASE,
)
_HEADING_WORDS = 8
_WORD = re.compile(r"[^\W_]")
_ENDS = tuple(".!?:…")


@dataclass
class Seen:
    """What one block shows. `outside` is its text without what stands in quotation marks, `place` its share of the
    way through the text; `blank` has no letter or digit ("___"); `weak` adds up the cues that decide nothing alone.
    """

    outside: str
    words: int
    ended: bool
    place: float
    blank: bool
    decided: bool = False
    weak: float = 0.0
    opens: bool = False
    letter: bool = False
    boilerplate: bool = False

    @cached_property
    def voice(self) -> bool:
        """Whether it speaks as "we" or to "you"."""
        return bool(_VOICE.search(_UPPER_US.sub(" ", self.outside)))

    @cached_property
    def reports(self) -> bool:
        """Whether the reporter is at work in it."""
        return bool(_REPORTING.search(self.outside))

    @property
    def asks(self) -> bool:
        """Whether the outlet speaks for itself in it, and shows some cue."""
        return self.voice and self.weak > 0 and not self.reports

    @property
    def heading_of_appeal(self) -> bool:
        """Whether it is a line that could stand above an appeal or letter."""
        return not self.ended and self.words <= _HEADING_WORDS and bool(_HEADING.search(self.outside))

    def report_like(self, personal: bool) -> bool:
        """Whether it may belong to the report; `personal` where the report itself says "we" and "you"."""
        if self.boilerplate or self.weak or not self.ended or self.words < _PARAGRAPH_WORDS:
            return False
        return personal or not self.voice


def look(text: str, blocks: list[Block]) -> list[Seen]:
    """What each block shows, in order."""
    whole = text.lower()
    here = {need for need in {need for cue in cues() for need in cue.needs} if need in whole}
    active = [(cue, present) for cue in cues() if (present := [need for need in cue.needs if need in here])]
    return [_look_at(block, text, active) for block in blocks]


def _look_at(block: Block, text: str, active: list[tuple[Cue, list[str]]]) -> Seen:
    words = block.span.words(text).replace("\n", " ")
    seen = Seen(
        outside=_QUOTED.sub(" ", words).strip() if "“" in words or '"' in words else words,
        words=words.count(" ") + 1,
        ended=words.rstrip("\"'”’)»")[-1:] in _ENDS,
        place=block.span.start / len(text),
        blank=not _WORD.search(words),
    )
    seen.boilerplate = seen.blank or block.kind == "boilerplate"
    # A caption's words are the report's, whoever's picture it is.
    if block.kind != "caption" and len(words) <= _LONGEST:
        _add_cues(seen, active)
    return seen


def _add_cues(seen: Seen, active: list[tuple[Cue, list[str]]]) -> None:
    small = seen.outside.lower()
    for cue, needs in active:
        if seen.words > cue.words:
            continue
        for need in needs:
            if need in small:
                if cue.found(seen.outside):
                    _add(seen, cue)
                break


def _add(seen: Seen, cue: Cue) -> None:
    seen.opens = seen.opens or cue.opens is not None
    seen.letter = seen.letter or cue.opens == "letter"
    seen.decided = seen.decided or cue.score >= ENOUGH
    seen.weak += cue.score if cue.score < ENOUGH else 0.0
