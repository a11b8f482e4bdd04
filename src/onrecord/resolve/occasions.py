"""Which attributions belong to one occasion, a speech, call, tweet or briefing of one speaker, and what they share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from onrecord.resolve.hearers import ASKED, OTHER_PARTY, TOLD
from onrecord.resolve.registry import Entry
from onrecord.resolve.relays import Relay
from onrecord.text import QUOTE_SIGNS
from onrecord.types import Attribution, Draft, Found

T = TypeVar("T")
#: Statements of one speaker this many paragraphs apart may still be of one occasion: "X said … . X added …".
REACH = 1
_ANOTHER = re.compile(
    r"\b(?:earlier|previously|separately|last (?:week|month|year)|in the past|once|later|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:after|before|following|earlier|later|previously|last (?:week|month|year)|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: "Has said": at any time before, on no occasion in particular.
_AT_ANY_TIME = re.compile(r"(?:has|have|had|[’']ve)\b|(?:repeatedly|often|always|previously)\b", re.IGNORECASE)

#: A time that belongs to a cue stands within so many characters after it.
_NEAR = 25


class _Latest(NamedTuple):
    """A speaker's latest occasion: its number, the paragraph it has come to, and the day that it names."""

    number: int
    paragraph: int
    day: str | None


class Occasions:
    """The occasions of a draft's attributions; `numbers` has one for each, and those of one occasion share it."""

    def __init__(self, draft: Draft, speakers: Sequence[str | None]) -> None:
        self._draft = draft
        self._speakers = speakers
        self.numbers = self._numbered()
        self._lead = min(map(self._paragraph, draft.attributions), default=0)

    def share_hearers(self, found: Sequence[Found[Entry | None]]) -> list[Found[Entry | None]]:
        """Each occasion's addressee where a statement names none: the last one before it, else the next one.

        Back it reaches in its paragraph, to a paraphrase in the paragraph before that it quotes in full, and to the
        report's lead. What is nested in another's words, and what was said at any time ("has said"), takes none.
        """
        told = [n for n, who in enumerate(found) if self._is_shared(n, who, TOLD, OTHER_PARTY)]
        asked = [n for n, who in enumerate(found) if self._is_shared(n, who, ASKED)]
        return [
            who if who.value or self._apart(n) else self._shared(n, told, found) or self._shared(n, asked, found) or who
            for n, who in enumerate(found)
        ]

    def hand_on(self, relays: Sequence[Relay], hearers: Sequence[Found[Entry | None]]) -> list[Relay]:
        """Each occasion's relay handed on to the statements after it that have none and the same hearer; never back."""
        made = list(relays)
        for n, relay in enumerate(relays):
            before = self._before(n, (m for m, other in enumerate(made[:n]) if other.value))
            if relay.value or before is None or self._apart(n) or hearers[n].value is not hearers[before].value:
                continue
            made[n] = replace(made[before], evidence=replace(made[before].evidence, stated=False))
        return made

    def _is_shared(self, n: int, who: Found[Entry | None], *rules: str) -> bool:
        attribution = self._draft.attributions[n]
        return who.value is not None and attribution.parent is None and who.evidence.rule in rules

    def _shared(self, n: int, named: Sequence[int], found: Sequence[Found[T]]) -> Found[T] | None:
        before = self._before(n, named)
        after = next((m for m in named if m > n and self.numbers[m] == self.numbers[n] and self._reaches(m, n)), None)
        chosen = after if before is None else before
        return (
            replace(found[chosen], evidence=replace(found[chosen].evidence, stated=False))
            if chosen is not None
            else None
        )

    def _reaches(self, later: int, earlier: int) -> bool:
        """Whether what a statement says of its occasion reaches back to an earlier one."""
        here, there = (self._paragraph(self._draft.attributions[m]) for m in (later, earlier))
        return here == there or there == self._lead or (here == there + 1 and self._quotes_in_full(later, earlier))

    def _quotes_in_full(self, later: int, earlier: int) -> bool:
        """Whether a paragraph begins with a quotation, after a paraphrase: "X said so. | “It is so,” X told Y."."""
        paraphrased, quoted = (self._draft.attributions[m].content[0] for m in (earlier, later))
        block = self._draft.article.blocks[self._paragraph(self._draft.attributions[later])].span
        text = self._draft.article.text
        begins = quoted.start == block.start and text[quoted.start] in QUOTE_SIGNS
        return begins and text[paraphrased.start] not in QUOTE_SIGNS

    def _before(self, n: int, others: Iterable[int]) -> int | None:
        return max((m for m in others if m < n and self.numbers[m] == self.numbers[n]), default=None)

    def _apart(self, n: int) -> bool:
        attribution = self._draft.attributions[n]
        cue = attribution.cue[0].words(self._draft.article.text) if attribution.cue else ""
        news = bool(attribution.cue) and self._draft.article.is_lead(attribution.cue[0].start)
        return attribution.parent is not None or bool(_AT_ANY_TIME.match(cue) and not news)

    def _numbered(self) -> list[int]:
        """A speaker's occasion goes on while the gap is small and the text does not name another time."""
        numbers: list[int] = []
        latest: dict[str, _Latest] = {}
        for attribution, speaker in zip(self._draft.attributions, self._speakers, strict=True):
            paragraph, words = self._paragraph(attribution), self._after_cue(attribution)
            day = next((m.group().lower() for m in _DAY.finditer(words)), None)
            owner = None if attribution.is_post else speaker  # a post is an occasion of its own
            known = latest.get(owner) if owner else None
            near = known is not None and paragraph - known.paragraph <= REACH
            another = (
                _ANOTHER.search(words)
                or self._opens_anew(attribution)
                or (known and day and known.day and day != known.day)
            )
            goes_on = attribution.follows is not None or (near and not another)
            number = known.number if known and goes_on else len(numbers)
            numbers.append(number)
            if owner:
                latest[owner] = _Latest(number, paragraph, day or (known.day if known and goes_on else None))
        return numbers

    def _paragraph(self, attribution: Attribution) -> int:
        return bisect_right(self._draft.article.blocks, attribution.content[0].start, key=lambda block: block.span.end)

    def _opens_anew(self, attribution: Attribution) -> bool:
        """Whether a sentence begins by saying when or where this was said: "After the meeting, Roos said"."""
        start = min(s.start for s in (*attribution.cue, *attribution.source, *attribution.content))
        before = bisect_right(self._draft.article.sentences, start, key=lambda sentence: sentence.start)
        at = self._draft.article.sentences[before - 1].start if before else start
        return _OPENING.match(self._draft.article.text, at, start) is not None

    def _after_cue(self, attribution: Attribution) -> str:
        """The words right after the cue, in which the text names another time than that of the statements before it."""
        text = self._draft.article.text
        after = (re.split(r"[“\",]", text[cue.end : cue.end + _NEAR])[0] for cue in attribution.cue)
        return " | ".join(after)
