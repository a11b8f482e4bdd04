"""Claims on stories annotated by hand: `python -m evaluation.claims [GOLD_DIR] [STORIES_DIR]`.

GOLD_DIR holds `NAME.links.json` (LEDGER section 7), STORIES_DIR the folder NAME of each story with its reports.
Figures as in `../shared/score/link_score.py`: a gold pair, two items of one group, is found where a claim has members
that overlap both; `listed` is the share of claims' pairs of two reports that gold lists; `types` is F1 over the found
pairs that gold relates. `evaluation/stories` are four stories annotated for the project, as places only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.api import Report, compare, read_inputs
from onrecord.types import Claim, Reading

OWN = Path(__file__).parent / "stories"
_SHARED = Path(__file__).parents[2] / "shared"
GOLD, STORIES = _SHARED / "gold_links", _SHARED / "data" / "clusters"
_DIRECTED = frozenset({"shortened", "lost_hedge", "lost_relay"})
Place = tuple[str, tuple[int, int]]
Types = Mapping[tuple[int, int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Group:
    """A gold group: places of its items, which of them are the outlet's own voice, and the types between items."""

    kind: str
    items: tuple[Place, ...]
    own: frozenset[int]
    types: Types


@dataclass(frozen=True, slots=True)
class Story:
    """Gold for one story: its groups, and the names of the reports that were annotated."""

    name: str
    articles: frozenset[str]
    groups: tuple[Group, ...]


@dataclass(slots=True)
class Counts:
    """What was counted over one story or several."""

    wanted: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    listed: int = 0
    proposed: int = 0
    types: list[int] = field(default_factory=lambda: [0, 0, 0])

    def figures(self) -> dict[str, float]:
        """Recall over all kinds and by kind, listed precision, F1 of types."""
        recall = {f"recall_{kind}": self.found.get(kind, 0) / n for kind, n in sorted(self.wanted.items())}
        right, predicted, gold = self.types
        return {
            "recall": sum(self.found.values()) / max(1, sum(self.wanted.values())),
            **recall,
            "listed": self.listed / max(1, self.proposed),
            "types": 2 * right / max(1, predicted + gold),
        }


def read_story(path: Path) -> Story:
    """The gold of one story."""
    gold = json.loads(path.read_text(encoding="utf8"))
    return Story(gold["cluster"], frozenset(gold["articles"]), tuple(map(_group, gold["groups"])))


def _group(raw: Mapping[str, Any]) -> Group:
    items = tuple((i["article"], (i["start"], i["end"])) for i in raw["items"])
    own = frozenset(n for n, item in enumerate(raw["items"]) if _is_own(item))
    links = [(link["a"], link["b"], link["type"]) for link in raw.get("relations", ())]
    return Group(raw["kind"], items, own, _types(links))


def _is_own(item: Mapping[str, Any]) -> bool:
    return item.get("voice") == "outlet" or "own voice" in (item.get("speaker") or "")


def _types(links: Sequence[tuple[int, int, str]]) -> Types:
    """Types by pair, both ways for those without a direction."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for a, b, kind in links:
        for pair in ((a, b),) if kind in _DIRECTED else ((a, b), (b, a)):
            found[pair] = found.get(pair, frozenset()) | {kind}
    return found


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether half of the shorter is shared and the longer is no more than thrice it (or 120 code points longer)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    short, long = sorted((one[1] - one[0], other[1] - other[0]))
    return shared > 0 and shared >= 0.5 * short and long <= max(3 * short, short + 120)


def score(story: Story, claims: Sequence[Claim]) -> Counts:
    """What claims found of a story's gold."""
    counts = Counts()
    members = [[(m.name, (m.span.start, m.span.end)) for m in claim.members] for claim in claims]
    types = [_types([(link.a, link.b, link.type) for link in claim.links]) for claim in claims]
    kinds = [claim.kind for claim in claims]
    for group in story.groups:
        _count_group(group, sorted(zip(members, types, kinds, strict=True), key=lambda c: c[2] != group.kind), counts)
    for places in members:
        _count_listed(story, places, counts)
    return counts


def _count_group(group: Group, claims: Sequence[tuple[list[Place], Types, str]], counts: Counts) -> None:
    for i, j in combinations(range(len(group.items)), 2):
        if group.own & {i, j}:
            continue
        counts.wanted[group.kind] = counts.wanted.get(group.kind, 0) + 1
        hit = next(_hits(group.items[i], group.items[j], claims), None)
        if hit is None:
            continue
        counts.found[group.kind] = counts.found.get(group.kind, 0) + 1
        wanted = (group.types.get((i, j), frozenset()), group.types.get((j, i), frozenset()))
        if any(wanted):
            for got, need in zip(hit, wanted, strict=True):
                for n, size in enumerate((len(got & need), len(got), len(need))):
                    counts.types[n] += size


def _hits(
    one: Place, other: Place, claims: Sequence[tuple[list[Place], Types, str]]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for places, types, _ in claims:
        first, second = ([n for n, place in enumerate(places) if meets(place, item)] for item in (one, other))
        pair = next(((a, b) for a in first for b in second if a != b), None)
        if pair:
            yield types.get(pair, frozenset()), types.get(pair[::-1], frozenset())


def meets(one: Place, other: Place) -> bool:
    """Whether two places are in one report and overlap."""
    return one[0] == other[0] and overlap(one[1], other[1])


def _count_listed(story: Story, places: Sequence[Place], counts: Counts) -> None:
    inside = [place for place in places if place[0] in story.articles]
    groups = [{n for n, group in enumerate(story.groups) if any(meets(p, i) for i in group.items)} for p in inside]
    for i, j in combinations(range(len(inside)), 2):
        if inside[i][0] != inside[j][0]:
            counts.proposed += 1
            counts.listed += bool(groups[i] & groups[j])


def readings(folder: Path) -> Iterator[Reading]:
    """The readings of a story's reports; raises the first error."""
    for outcome in read_inputs([str(folder)]):
        if isinstance(outcome, Report):
            yield outcome.reading
        elif isinstance(outcome, Exception):
            raise outcome


def measure(gold: Path, stories: Path) -> dict[str, dict[str, float]]:
    """The figures of every story that has gold."""
    found = {}
    for path in sorted(gold.glob("*.links.json")):
        story = read_story(path)
        found[story.name] = score(story, compare(readings(stories / story.name)).claims).figures()
    return found


def means(found: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The mean figures of several stories."""
    names = ("recall", "recall_utterance", "recall_claim", "recall_quantity", "listed", "types")
    return {key: sum(figures.get(key, 0.0) for figures in found.values()) / max(1, len(found)) for key in names}


def line(name: str, figures: Mapping[str, float]) -> str:
    """A name and its figures, to be printed."""
    return " ".join([f"{name:36}", *(f"{key} {value:.3f}" for key, value in figures.items())])


def main() -> None:
    """Print the figures of each story and their means."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    found = measure(gold, Path(sys.argv[2]) if len(sys.argv) > 2 else STORIES)
    for name, figures in (found | {"mean": means(found)}).items():
        print(line(name, figures))


if __name__ == "__main__":
    main()
