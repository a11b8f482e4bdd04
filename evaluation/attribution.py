"""Score attributions: `python -m evaluation.attribution --gold DIR --pred PRED.jsonl [--json]`.

DIR is in PolNeAR's form; the first annotator is the gold. PRED.jsonl has one line an article:
`{"id": stem, "attributions": [{"source": [[s, e], …], "cue": …, "content": …}]}`. Figures, all micro-averaged F1:
`exact` over the distinct spans of a role, `token` over the words they cover, `attribution` over attributions whose
contents share at least half of their words (Jaccard) and whose sources overlap. Gold without a source is not asked for.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from evaluation.counts import HEADER, Count, Tally, row
from evaluation.tokens import Tokens, normal_spans
from onrecord.types import Span
from training.corpus import GoldDocument, read_corpus

ROLES = ("source", "cue", "content")
#: Contents that share less are not the same attribution.
SHARED = 0.5


class Spanned(Protocol):
    """An attribution as far as it is scored."""

    @property
    def source(self) -> tuple[Span, ...]: ...
    @property
    def cue(self) -> tuple[Span, ...]: ...
    @property
    def content(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Given:
    """A predicted attribution as read from a file."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prepared:
    spans: Mapping[str, frozenset[Span]]
    words: frozenset[int]


Pair = tuple[GoldDocument, Sequence[Given]]
Accept = Callable[[_Prepared, _Prepared], bool]


def score(articles: Iterable[tuple[GoldDocument, Sequence[Spanned]]]) -> Tally:
    """Counts of every measure over (gold article, predicted attributions)."""
    tally = Tally()
    for article, attributions in articles:
        tokens = Tokens(article.text)
        gold = _prepare(article.text, tokens, article.attributions)
        predicted = _prepare(article.text, tokens, attributions)
        for role in ROLES:
            given, wanted = _of_role(predicted, role), _of_role(gold, role)
            tally.add(f"{role} exact", _count(given, wanted))
            tally.add(f"{role} token", _count(tokens.under(given), tokens.under(wanted)))
        tally.add("attribution", _attribution_count(gold, predicted))
    return tally


def right_ones(article: GoldDocument, attributions: Sequence[Spanned]) -> list[bool]:
    """Which of the attributions (each with a span in it) are counted right; one that has no source, as the gold one."""
    tokens = Tokens(article.text)
    gold = _prepare(article.text, tokens, article.attributions)
    predicted = _prepare(article.text, tokens, attributions)
    assert len(predicted) == len(attributions)
    sourced, bare = _by_source(gold)
    found = _match(sourced, predicted, _sources_meet)
    left = [j for j, p in enumerate(predicted) if j not in found and not p.spans["source"]]
    right = found | {left[j] for j in _match(bare, [predicted[j] for j in left], _anyhow)}
    return [j in right for j in range(len(predicted))]


def read_predictions(path: Path) -> dict[str, list[Given]]:
    """Attributions by article; raises ValueError or KeyError where a line is not of the form."""
    lines = path.read_text(encoding="utf8").splitlines()
    rows = (json.loads(line) for line in lines if line.strip())
    return {row["id"]: [_given(attribution) for attribution in row["attributions"]] for row in rows}


def with_predictions(folder: Path, predicted: Mapping[str, Sequence[Given]]) -> Iterator[Pair]:
    """Every gold article with what was predicted for it; nothing where the article is not among the predictions."""
    return ((article, predicted.get(article.id, ())) for article in read_corpus(folder))


def figures(tally: Tally) -> dict[str, float | None]:
    """F1 of every measure, by names that a floors file can hold."""
    return {name.replace(" ", "_"): count.f1 for name, count in tally.counts.items()}


def _given(attribution: Mapping[str, Any]) -> Given:
    return Given(*(tuple(Span(start, end) for start, end in attribution.get(role) or ()) for role in ROLES))


def _prepare(text: str, tokens: Tokens, attributions: Iterable[Spanned]) -> list[_Prepared]:
    made = []
    for attribution in attributions:
        spans = {role: normal_spans(text, getattr(attribution, role)) for role in ROLES}
        if any(spans.values()):
            made.append(_Prepared(spans, tokens.under(spans["content"])))
    return made


def _of_role(attributions: Iterable[_Prepared], role: str) -> frozenset[Span]:
    return frozenset(span for attribution in attributions for span in attribution.spans[role])


def _count(given: frozenset[Any], wanted: frozenset[Any]) -> Count:
    return Count(len(given & wanted), len(given), len(wanted))


def _attribution_count(gold: Sequence[_Prepared], predicted: Sequence[_Prepared]) -> Count:
    sourced, bare = _by_source(gold)
    found = _match(sourced, predicted, _sources_meet)
    left = [p for j, p in enumerate(predicted) if j not in found]
    ignored = _match(bare, left, _anyhow)
    return Count(len(found), len(predicted) - len(ignored), len(sourced))


def _by_source(gold: Sequence[_Prepared]) -> tuple[list[_Prepared], list[_Prepared]]:
    """The gold attributions that have a source, and those that have none."""
    return [g for g in gold if g.spans["source"]], [g for g in gold if not g.spans["source"]]


def _anyhow(_gold: _Prepared, _predicted: _Prepared) -> bool:
    return True


def _sources_meet(gold: _Prepared, predicted: _Prepared) -> bool:
    return any(a.overlaps(b) for a in gold.spans["source"] for b in predicted.spans["source"])


def _match(gold: Sequence[_Prepared], predicted: Sequence[_Prepared], accept: Accept) -> set[int]:
    """The predicted attributions that answer a gold one, greedily by falling overlap of their words."""
    ranked = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g.words & p.words) / len(g.words | p.words) if g.words and p.words else 0.0
            if shared >= SHARED and accept(g, p):
                ranked.append((-shared, i, j))
    taken: dict[int, int] = {}
    for _, i, j in sorted(ranked):
        if i not in taken.values() and j not in taken:
            taken[j] = i
    return set(taken)


def main() -> None:
    """Score a file of predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder in PolNeAR's form")
    parser.add_argument("--pred", type=Path, required=True, help="JSON Lines")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    args = parser.parse_args()
    tally = score(with_predictions(args.gold, read_predictions(args.pred)))
    lines = [HEADER, *(row(name, count) for name, count in tally.counts.items())]
    print(json.dumps(figures(tally), indent=1) if args.json else "\n".join(lines))


if __name__ == "__main__":
    main()
