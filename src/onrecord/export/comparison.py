"""A comparison for a person at a terminal: each claim with its tellings, and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from onrecord.export.phrases import count_phrase
from onrecord.export.terminal import plain, styled
from onrecord.types import Claim, Compared, Comparison, Link, Member

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

#: What a link says of its second telling, seen from the first.
_PHRASES = {
    "same_wording": "same wording", "reworded": "reworded", "shortened": "shortened", "lost_hedge": "doubt left out",
    "lost_relay": "who passed it on left out", "restates": "said again", "number_differs": "another number",
    "updates": "a later number", "scope_differs": "counts another thing", "contradicts": "contradicts",
    "denies": "denies", "responds": "answers", "wire_copy": "copy of the same text",
}  # fmt: skip
#: What every other telling shares says little: these are shown only where nothing else links two tellings.
_PLAIN = frozenset({"same_wording", "restates", "reworded", "wire_copy"})
#: Links after this many of one claim are counted, not shown.
_SHOWN = 8
#: Width of the column with the tellings' numbers.
_GUTTER = 5


def to_text(comparison: Comparison, texts: Mapping[str, str], width: int = 80) -> str:
    """The claims as plain text, at most `width` columns wide and without colour, ending in a line end."""
    return plain(lambda console: print_comparison(comparison, texts, console), width)


def print_comparison(comparison: Comparison, texts: Mapping[str, str], console: Console) -> None:
    """Writes the claims to a rich console, as wide as that is; `texts` are the documents' texts by id."""
    documents = {document.id: document for document in comparison.documents}
    for claim in comparison.claims:
        for part in _claim(claim, documents, texts):
            console.print(part, soft_wrap=False)
    found = count_phrase(len(comparison.claims), "claim")
    console.print(styled(f"{found} in {count_phrase(len(documents), 'document')}", "dim"))


def _claim(claim: Claim, documents: Mapping[str, Compared], texts: Mapping[str, str]) -> Iterator[RenderableType]:
    from rich.padding import Padding

    yield styled(claim.speaker or "several speakers", "bold cyan") + styled(f" · {claim.kind}", "yellow") + styled(
        f" · {count_phrase(len(claim.members), 'telling')}, {_witnesses(claim)}", "dim"
    )  # fmt: skip
    for number, member in enumerate(claim.members, 1):
        yield _telling(number, member, claim, documents[member.document], texts[member.document])
    yield from (Padding(line, (0, 0, 0, 2)) for line in _links(claim))
    yield styled("", "")


def _telling(number: int, member: Member, claim: Claim, document: Compared, text: str) -> RenderableType:
    """The words beside their number, and under them where they stand and by whom they came."""
    from rich.table import Table

    where = " · ".join(part for part in (document.outlet or document.name, document.published) if part)
    by = f" · by {', '.join(member.relay)}" if member.relay else ""
    who = f" · {member.speaker or 'its own words'}" if member.speaker != claim.speaker else ""
    grid = Table.grid(padding=0)
    grid.add_column(width=_GUTTER)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(styled(f"{number:>3} ", "dim"), styled(" ".join(member.span.words(text).split()), "italic"))
    grid.add_row("", styled(f"{where}{who}{by} [{member.span.start}:{member.span.end}]", "dim"))
    return grid


def _witnesses(claim: Claim) -> str:
    return "1 witness" if claim.witnesses == 1 else f"{claim.witnesses} witnesses"


def _links(claim: Claim) -> Iterator[Text]:
    """The links that tell something: all kinds of difference first, what is plainly the same only where it is alone."""
    telling = [link for link in claim.links if link.type not in _PLAIN]
    shown = telling or list(claim.links)
    for link in shown[:_SHOWN]:
        yield _link(link)
    if len(shown) > _SHOWN:
        yield styled(f"and {len(shown) - _SHOWN} more links, which --format json lists", "dim")


def _link(link: Link) -> Text:
    return styled(f"{link.a + 1} → {link.b + 1} {_PHRASES[link.type]}: ", "green") + styled(link.reason, "dim")
