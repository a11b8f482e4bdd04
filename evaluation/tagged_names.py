"""How many names that people marked the tagger finds for what they are, by `training.named`'s held-out texts.

    python -m evaluation.tagged_names --gum DIR --meantime FILE --geo FILE…

Of every fourth text of GUM's news, MEANTIME, LGL, TR-News and GeoVirus, of which the head learnt nothing. A name
is found where the tagger has one that ends with it, and right where that is a person, a body or a place as the corpus
says; a state may be a body. These corpora leave names unmarked, so there is no precision.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from onrecord import tagger
from onrecord.types import NameKind
from training.coreference import Sort
from training.named import Marked, halves, marked

_RIGHT: dict[Sort, tuple[NameKind, ...]] = {
    "person": ("person",),
    "organisation": ("organisation", "state"),
    "place": ("state", "place"),
}


def counts(texts: Iterable[Marked]) -> Counter[tuple[Sort, str]]:
    """Names by sort: all, found, right."""
    model = tagger.load()
    seen: Counter[tuple[Sort, str]] = Counter()
    for text in texts:
        ends = {name.span.end: name.kind for name in model.tag(text.text, text.paragraphs()).names}
        for span, sort in text.names:
            seen[sort, "all"] += 1
            seen[sort, "found"] += span.end in ends
            seen[sort, "right"] += ends.get(span.end) in _RIGHT[sort]
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="a folder that holds dep/*.conllu")
    parser.add_argument("--meantime", type=Path, required=True, help="meantime.conll.gz")
    parser.add_argument("--geo", type=Path, nargs="+", required=True, help="packed XML of LGL and its like")
    args = parser.parse_args()
    _, held = halves(marked(args.gum, args.meantime, args.geo))
    seen = counts(held)
    print(f"{'':<13}{'names':>7}{'found':>8}{'right':>8}")
    for sort in _RIGHT:
        total = seen[sort, "all"]
        print(f"{sort:<13}{total:7}{seen[sort, 'found'] / total:8.3f}{seen[sort, 'right'] / total:8.3f}")


if __name__ == "__main__":
    main()
