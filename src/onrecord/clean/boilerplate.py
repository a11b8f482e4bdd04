"""Finds the blocks that are no report: appeals, newsletter boxes, links, bylines, credits.

Three things decide: the cues of the block itself (`boilerplate.toml`), its neighbours and place, and, for endings
such as a letter to the readers, that everything from there to the end belongs to it unless the report resumes.
"""

from __future__ import annotations

from onrecord.clean.boilerplate_signs import ENOUGH, Seen, look
from onrecord.types import Block

#: Scores: 1 makes a block boilerplate. Signs of reporting outweigh any one weak cue; a neighbour or a place at the end
#: decides between equals. Set on the development texts named in docs/decisions/0003-html-extraction.md.
_NEAR, _LATE, _REPORTS = 0.25, 0.2, -0.7
_NEIGHBOUR_FROM = 0.6
#: Shares of the report's length: where its end begins, and where a letter to the readers usually stands.
_TAIL, _ENDING = 0.75, 0.6
#: Fox and others set links to other reports as lines in capitals; a heading in capitals is shorter, and a report
#: that has many such lines uses them for something else.
_CAPITALS_WORDS, _CAPITALS_SHARE = 6, 0.2
#: A scrap between two pieces of boilerplate is no longer.
_SCRAP_WORDS = 6
#: From this share of paragraphs on, "we" and "you" are the report's own way (opinion, service), no sign of the outlet.
_PERSONAL = 0.3
#: An appeal comes to its point within this many paragraphs.
_LEAD = 5
#: A box asks in a line; a letter has paragraphs.
_LETTER_WORDS = 12
#: A letter to the readers may report for a paragraph or three before it asks again.
_ASIDE = 4


def mark_boilerplate(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks, those that are no report with the kind `boilerplate`."""
    if not blocks:
        return []
    seen = look(text, blocks)
    _score(seen)
    _capital_links(text, blocks, seen)
    for at, one in enumerate(seen):
        if one.boilerplate and one.opens:
            _ending(seen, at)
    _scraps(seen)
    return [Block(b.span, "boilerplate") if s.boilerplate else b for b, s in zip(blocks, seen, strict=True)]


def _score(seen: list[Seen]) -> None:
    for at, one in enumerate(seen):
        around = [seen[i] for i in (at - 1, at + 1) if 0 <= i < len(seen)]
        near = any(s.decided or s.blank or s.weak >= _NEIGHBOUR_FROM for s in around)
        late = one.place > _TAIL or at == len(seen) - 1
        score = one.weak + _NEAR * near + _LATE * late
        enough = one.weak > 0 and score >= ENOUGH and score + _REPORTS * one.reports >= ENOUGH
        one.boilerplate = one.boilerplate or one.decided or enough


def _capital_links(text: str, blocks: list[Block], seen: list[Seen]) -> None:
    capitals = [
        i for i, (b, s) in enumerate(zip(blocks, seen, strict=True))
        if i and b.kind == "paragraph" and s.words >= _CAPITALS_WORDS and not s.ended and b.span.words(text).isupper()
    ]  # fmt: skip
    if len(capitals) <= _CAPITALS_SHARE * len(blocks):
        for i in capitals:
            seen[i].boilerplate = True


def _ending(seen: list[Seen], at: int) -> None:
    """Marks an ending that opens at `at`, with the lines that lead to it, up to where the report resumes."""
    for i in (*range(at + 1, _resumes(seen, at)), *range(_leads(seen, at), at)):
        seen[i].boilerplate = True


def _leads(seen: list[Seen], at: int) -> int:
    """The block with which an ending that opens at `at` really begins: its heading, or the outlet's first "we"."""
    for i in range(max(1, at - _LEAD), at):
        if seen[i].heading_of_appeal and sum(s.reports for s in seen[i:at]) <= 1:
            return i
    first = at
    while first > 1 and not seen[first - 1].boilerplate and seen[first - 1].asks:
        first -= 1
    if first > 1 and first == at and not seen[at - 1].ended and seen[at - 1].words <= _SCRAP_WORDS:
        first -= 1
    return first


def _resumes(seen: list[Seen], at: int) -> int:
    """The block at which the report goes on after an ending or box that opens at `at`; the end where it does not."""
    late = seen[at].letter or seen[at].place > _ENDING
    personal = sum(s.voice for s in seen[:at]) > _PERSONAL * at
    for i in range(at + 1, len(seen)):
        run = _run(seen, i, personal)
        strong = any(s.reports for s in seen[i : i + min(run, 2)])
        asks_again = any(s.opens or (s.voice and s.weak) for s in seen[i + run :])
        if run and not late and (run > 1 or (strong and not (asks_again and _is_letter(seen[at:i])))):
            return i
        if run > 1 and strong and (run >= _ASIDE or not asks_again):
            return i
    return len(seen)


def _is_letter(seen: list[Seen]) -> bool:
    """Whether an appeal has got so long that one paragraph without a "we" is more likely its own than the report's."""
    return len(seen) > 1 and any(s.voice and s.words >= _LETTER_WORDS for s in seen)


def _run(seen: list[Seen], at: int, personal: bool) -> int:
    """How many blocks from `at` on read like a report, at most as many as count."""
    run = 0
    while run < _ASIDE and at + run < len(seen) and seen[at + run].report_like(personal):
        run += 1
    return run


def _scraps(seen: list[Seen]) -> None:
    """What stands alone among boilerplate belongs to it: scraps ("Email"), a voice inside an appeal, its last words."""
    for at in range(len(seen) - 1, 0, -1):  # from the end: last words first
        before, one, after = seen[at - 1], seen[at], seen[at + 1 :]
        if before.boilerplate and (not after or after[0].boilerplate):
            asks = before.voice or before.weak > 0
            short = one.words <= _SCRAP_WORDS and not one.reports and (not one.ended or (asks and not after))
            inside = asks and seen[max(0, at - 2)].boilerplate and after and all(s.boilerplate for s in after)
            one.boilerplate = one.boilerplate or short or bool(inside)
