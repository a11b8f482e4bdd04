"""Hits and facets for a person at a terminal: who, how, the words in context, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.export.phrases import (
    CHANNELS,
    QUOTES,
    act_phrase,
    count_phrase,
    day_phrase,
    quantity_phrase,
    time_phrase,
)
from onrecord.export.terminal import styled
from onrecord.ledger.hits import Hit
from onrecord.ledger.search import Facets

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def print_hits(hits: Iterator[Hit], console: Console) -> None:
    """One block of lines a hit, with an empty line after it."""
    from rich.padding import Padding

    for hit in hits:
        console.print(_who(hit))
        console.print(Padding(_how(hit), (0, 0, 0, 2)))
        console.print(Padding(_words(hit), (0, 0, 0, 4)))
        console.print(Padding(_where(hit), (0, 0, 0, 2)))
        console.print()


def print_facets(facets: Facets, console: Console) -> None:
    """Each facet with its values and their counts, the commonest first."""
    newest = "" if facets.complete else "the newest "
    console.print(styled(f"Of {newest}{count_phrase(facets.counted, 'statement')}:", "dim"))
    for name in ("speaker", "act", "channel", "outlet", "month"):
        console.print(styled(name, "bold"))
        for value, count in getattr(facets, name):
            console.print(styled(f"{count:>7,}  ", "dim") + styled("(unknown)" if value is None else value, ""))


def _who(hit: Hit) -> Text:
    role = hit.role if hit.role and hit.role.lower() not in (hit.speaker or "").lower() else None
    who = styled(hit.speaker or "Unknown speaker", "bold cyan" if hit.speaker else "bold")
    return who + styled(f", {role}" if role else "", "")


def _how(hit: Hit) -> Text:
    facts = [
        f"to {hit.addressee}" if hit.addressee else "",
        CHANNELS[hit.channel] if hit.channel else "",
        f"passed on by {', then '.join(hit.relay)}" if hit.relay else "",
        time_phrase(hit.time) if hit.time else "",
        QUOTES[hit.quote_type],
        "uncertain" if hit.hedged else "",
        "in the negative" if hit.negated else "",
        "; ".join(quantity_phrase(quantity) for quantity in hit.quantities),
        f"{hit.confidence:.0%}\N{NO-BREAK SPACE}sure",
    ]
    rest = "".join(f" · {fact}" for fact in facts if fact)
    return styled(act_phrase(hit.act, hit.target), "yellow") + styled(rest, "dim")


def _words(hit: Hit) -> Text:
    """The context as it stands, the content upright and the rest dim, with what was looked for marked."""
    shown = styled(hit.text, "dim")
    for spans, style in ((hit.content, "not dim"), (hit.highlights, "bold underline")):
        for start, end in spans:
            shown.stylize(style, start - hit.context.start, end - hit.context.start)
    return shown


def _where(hit: Hit) -> Text:
    published = day_phrase(hit.published) if hit.published else None
    parts = [hit.outlet, published, hit.anchor]
    return styled(" · ".join(part for part in parts if part), "dim")
