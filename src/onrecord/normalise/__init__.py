"""Stage 5: what attributions mean. Each becomes one statement with a value and evidence for every slot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.normalise.context import Context, contexts
from onrecord.normalise.dates import resolve_time
from onrecord.normalise.located import locate
from onrecord.normalise.sharing import share
from onrecord.normalise.slots import SLOTS
from onrecord.types import Draft, Found, Statement

__all__ = ["SLOTS", "normalise", "resolve_time"]


def normalise(draft: Draft) -> Draft:
    """The draft with its places and a statement for each attribution, ids s1, s2, … in order of the contents."""
    seen = contexts(draft)
    columns: dict[str, list[Found[Any]]] = {}
    for slot in SLOTS:
        found = [slot.find(context) for context in seen]
        columns[slot.name] = share(seen, found, slot.apart) if slot.shared else found
    order = sorted(range(len(seen)), key=lambda i: (seen[i].content[0].start, -seen[i].content[-1].end, i))
    ids = {index: f"s{number}" for number, index in enumerate(order, start=1)}
    rows = [{name: column[index] for name, column in columns.items()} for index in range(len(seen))]
    statements = tuple(_statement(seen[index], rows[index], ids, ids[index]) for index in order)
    return replace(draft, statements=statements, places=locate(draft, statements))


def _statement(context: Context, found: dict[str, Found[Any]], ids: dict[int, str], own_id: str) -> Statement:
    attribution = context.attribution
    return Statement(
        id=own_id,
        content=attribution.content,
        source=attribution.source,
        cue=attribution.cue,
        parent=None if attribution.parent is None else ids[attribution.parent],
        confidence=min(1.0, max(0.0, attribution.score)),
        evidence={name: value.evidence for name, value in found.items()},
        **{name: value.value for name, value in found.items()},
    )
