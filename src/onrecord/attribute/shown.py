"""Words that a page shows whole, set apart as quotation marks would: each is an attribution of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.attribute.nested import in_order
from onrecord.attribute.sift import renumbered
from onrecord.lexicon.nouns import pronouns
from onrecord.types import Attribution, Issue, Span, hull, meeting

#: What stands before a source that is the end of a handle, a tag or a link.
_HANDLE = re.compile(r"[@#]\w+$|://\S*$")


def laid_over(
    text: str, found: Sequence[Attribution], shown: Mapping[Span, Attribution], what: str
) -> tuple[list[Attribution], list[Issue]]:
    """The attributions with those that are `shown`, over those of their words that name who else said so.

    `shown` has for each, in reading order, all that it takes up with its signature or label; `follows` numbers another
    of them. What else the tagger saw there is part of the words and leaves an issue: "part of `what`".
    """
    wholes, number = list(shown), {whole: len(found) + n for n, whole in enumerate(shown)}
    behind = [one if one.follows is None else replace(one, follows=len(found) + one.follows) for one in shown.values()]
    made = [*found, *behind]
    kept: dict[int, int] = {}
    issues: list[Issue] = []
    for n, attribution in enumerate(made):
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        whole = next(iter(meeting(hull(spans), wholes)), None) if n < len(found) else None
        if whole and not _reports(text, attribution, shown[whole].content[0]):
            issues.append(Issue("attribute", f"part of {what}", *attribution.content[0]))
            continue
        kept[n] = len(kept)
        if whole and attribution.parent is None:
            made[n] = replace(attribution, parent=number[whole])
    return in_order([renumbered(made[n], kept) for n in kept]), issues


def _reports(text: str, attribution: Attribution, words: Span) -> bool:
    """Whether the attribution stands within the words and says who else said so; a handle's end is nobody."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    if not attribution.source or not all(words.contains(span) for span in spans):
        return False
    source = attribution.source[0]
    author = pronouns().get(source.words(text).lower()) == "first"
    return not author and not _HANDLE.search(text, words.start, source.start)
