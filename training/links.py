"""Learn which cue a content hangs on and whose it is: the weights of `onrecord.attribute.links`.

    python -m training.links CORPUS [--out links.json]

The tagger that ships tags the corpus, so that its own faults are learnt from too; the right cue and source of a span
are those that the corpus's attribution has, as far as they were tagged, and none otherwise.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from onrecord import tagger
from onrecord.attribute.links import FILE, RELATIONS, Line, lines
from onrecord.types import Span, TaggedRole
from training.choices import Choice, fit
from training.corpus import GoldAttribution, read_corpus


def choices(line: Line, gold: Sequence[GoldAttribution]) -> Iterator[tuple[str, Choice]]:
    """What a paragraph teaches, by relation."""
    for content in line.contents:
        attribution = _of(gold, "content", content.span)
        if attribution is not None:
            yield "content-cue", _choice("content-cue", line, content, line.cues, attribution.cue)
            yield "content-source", _choice("content-source", line, content, line.sources, attribution.source)
    for cue in line.cues:
        attribution = _of(gold, "cue", cue.span)
        if attribution is not None:
            yield "cue-source", _choice("cue-source", line, cue, line.sources, attribution.source)


def _of(gold: Sequence[GoldAttribution], role: str, span: Span) -> GoldAttribution | None:
    """The attribution whose `role` shares most with `span`."""
    best = max(gold, key=lambda a: _shared(getattr(a, role), span), default=None)
    return best if best is not None and _shared(getattr(best, role), span) else None


def _shared(spans: Sequence[Span], span: Span) -> int:
    return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)


def _choice(relation: str, line: Line, one: TaggedRole, others: Sequence[TaggedRole], right: Sequence[Span]) -> Choice:
    shared = [_shared(right, other.span) for other in others]
    best = int(np.argmax(shared)) if any(shared) else len(others)
    return Choice([RELATIONS[relation](line, one, other) for other in others], best)


def learn(paragraphs: Iterable[tuple[Line, Sequence[GoldAttribution]]]) -> dict[str, dict[str, float]]:
    """The weights of every relation."""
    found: defaultdict[str, list[Choice]] = defaultdict(list)
    for line, gold in paragraphs:
        for relation, choice in choices(line, gold):
            if choice.features:
                found[relation].append(choice)
    return {relation: fit(found[relation]) for relation in RELATIONS}


def tagged(corpus: Path) -> Iterator[tuple[Line, Sequence[GoldAttribution]]]:
    """Every paragraph of a corpus as the tagger that ships sees it, with the article's gold."""
    for document in read_corpus(corpus):
        roles = tagger.load().tag(document.text, document.paragraphs()).roles
        for line in lines(document.text, document.paragraphs(), roles):
            yield line, document.attributions


def fit_links(corpus: Path, out: Path = FILE) -> None:
    """Write the weights that a corpus teaches."""
    out.write_text(json.dumps(learn(tagged(corpus)), indent=1) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    fit_links(args.corpus, args.out)


if __name__ == "__main__":
    main()
