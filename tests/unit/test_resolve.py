"""Who speaks, to whom, and through whom, case by case (tests/cases/resolve)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from onrecord.resolve import resolve
from onrecord.types import Attribution, Cast, Draft, Resolution
from tests.cases.attribute.marks import ROLES, Case, read_cases


def attributions(case: Case) -> tuple[Attribution, ...]:
    """The numbered parts of a case; `follows: 2>1` and `within: 2>1` link them."""
    made = []
    for n in range(1, max(m.number for m in case.marks) + 1):
        source, cue, content = (tuple(m.span for m in case.marks if (m.number, m.tag) == (n, tag)) for tag in ROLES)
        links = {key: int(to) - 1 for key in ("follows", "within") for a, to in _links(case, key) if int(a) == n}
        made.append(Attribution(content, source, cue, parent=links.get("within"), follows=links.get("follows")))
    return tuple(made)


def _links(case: Case, key: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split(">")) for pair in case.options.get(key, "").split()]


def line(resolution: Resolution, cast: Cast, *, sides: bool = False) -> str:
    """Name, type and role of who speaks, whom `for` if `sides`, then `to` an addressee and `via` a relay, if any."""
    known = {entity.id: entity for entity in resolution.entities}
    speaker = known.get(cast.speaker.value or "")
    parts = [_bare(speaker.name), speaker.type, _bare(speaker.role or "-")] if speaker else ["nobody"]
    if speaker and sides:
        parts.append(f"for {speaker.side or '-'}")
    if cast.addressee.value:
        parts.append(f"to {known[cast.addressee.value].name}")
    if cast.relay.value:
        parts.append("via " + ", ".join(known[entity].name for entity in cast.relay.value))
    return " | ".join(parts)


def _bare(name: str) -> str:
    """The name without an article: whether that belongs to the name of somebody unnamed is not settled."""
    return re.sub(r"^an? ", "", name, flags=re.IGNORECASE)


@pytest.mark.parametrize("case", read_cases("resolve"))
def test_casts(case: Case) -> None:
    draft = resolve(Draft(case.article(), case.tagged(), attributions(case)))
    resolution = draft.resolution
    sides = case.options.get("sides") == "shown"
    assert [line(resolution, cast, sides=sides) for cast in resolution.casts] == list(case.expected)
    twice = [name for name, n in Counter(e.name for e in resolution.entities).items() if n > 1]
    assert twice == [], "one entity stands twice"


def test_who_is_not_found_has_a_reason_and_who_is_has_its_words() -> None:
    (case, *_) = [p.values[0] for p in read_cases("resolve") if "nobody to mean" in str(p.id)]  # type: ignore[attr-defined]
    cast = resolve(Draft(case.article(), case.tagged(), attributions(case))).resolution.casts[0]
    assert cast.speaker.value is None
    assert cast.speaker.evidence.reason
    assert [s.words(case.text) for s in cast.speaker.evidence.spans] == ["She"]
