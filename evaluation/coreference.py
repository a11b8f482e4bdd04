"""Who is meant, on gold coreference: `python -m evaluation.coreference [--gum DIR] [--meantime FILE] [--all]`.

For each pronoun and definite description of somebody whom the document also names: is the entity chosen for it, of
those that the package itself found, one with a mention at a name of the gold chain? "Somebody new": descriptions of
whom the document names nobody, so that none is right. Names: for each name of a chain that had other words before
(full name, surname, acronym), whether it joined an entity that one of those belongs to.

Two baselines choose from the same entities: the one mentioned last, and the one mentioned most so far. "he" and "she"
mean persons, "it" bodies (governments, organisations, documents), "they" all but persons, "who" anybody, descriptions
persons or all others, by their noun; a name any entity of its own type. Neither looks at gender.

Documents that the weights were learnt from (`training.coreference`) are left out, unless --all.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from onrecord.lexicon.nouns import bare
from onrecord.resolve.registry import Entry
from onrecord.types import EntityType
from training.antecedents import Scene, drafted, shares
from training.coreference import Coreference, GoldMention, read_conll, read_gum

SHARED = Path(__file__).parents[2] / "shared" / "data"
_ROW_OF = {
    "person": "he, she",
    "thing": "it",
    "several": "they",
    "described person": "described person",
    "described body": "described body",
}
#: Rows of the table, in its order.
ROWS = (*_ROW_OF.values(), "who", "name", "somebody new")
_TOTALS = {
    "all that are named": (*_ROW_OF.values(), "who"),
    "all descriptions": ("described person", "described body", "somebody new"),
}
_ANY: tuple[EntityType, ...] = get_args(EntityType)
_BODIES: tuple[EntityType, ...] = ("government", "organisation", "document")
#: What the baselines choose from.
_TYPES: Mapping[str, tuple[EntityType, ...]] = {
    "he, she": ("person",),
    "it": _BODIES,
    "they": (*_BODIES, "group"),
    "described person": ("person",),
    "described body": (*_BODIES, "group"),
}


class Answer(NamedTuple):
    """One decision: its row, whether ours is right, whether we chose nobody, and whether the baselines are right."""

    row: str
    right: bool
    nobody: bool
    nearest: bool
    frequent: bool


def answers(document: Coreference, scene: Scene) -> Iterator[Answer]:
    """Every decision in a document."""
    for mention in document.mentions:
        names = [m for m in document.chain(mention) if m.kind == "name"]
        if mention.kind == "name":
            earlier = [m for m in names if m.span < mention.span]
            if earlier and _form(document, mention) not in {_form(document, m) for m in earlier}:
                own = next((e for e in scene.registry if shares(e, [mention])), None)
                yield _answer("name", scene, mention, own, earlier)
        elif bare(mention.span.words(document.text)).lower() == "who":
            if names:
                yield _answer("who", scene, mention, scene.antecedents.right_before(mention.span.start), names)
        elif anaphor := scene.anaphor(mention):
            chosen = scene.antecedents.best(anaphor)
            if names:
                yield _answer(_ROW_OF[anaphor.kind], scene, mention, chosen, names)
            elif anaphor.phrase:
                yield Answer("somebody new", chosen is None, chosen is None, nearest=False, frequent=False)


def _answer(row: str, scene: Scene, mention: GoldMention, chosen: Entry | None, names: Sequence[GoldMention]) -> Answer:
    """Whether the entity chosen, and those that the baselines choose, have one of these names."""
    types = _TYPES.get(row, _ANY if chosen is None or row == "who" else (chosen.type,))
    before = {e.id: [s for s in e.spans if s.end <= mention.span.start] for e in scene.registry if e.type in types}
    known = [e for e in scene.registry if before.get(e.id)]
    nearest = max(known, key=lambda e: max(s.end for s in before[e.id]), default=None)
    frequent = max(known, key=lambda e: len(before[e.id]), default=None)
    ours, last, most = (entry is not None and shares(entry, names) > 0 for entry in (chosen, nearest, frequent))
    return Answer(row, ours, chosen is None, last, most)


def _form(document: Coreference, mention: GoldMention) -> str:
    """The words of a name for comparing forms: without its article and possessive ending, whatever their case."""
    words = mention.span.words(document.text).casefold().removeprefix("the ")
    return words.removesuffix("'s").removesuffix("’s").strip()


def table(found: Iterable[Answer]) -> str:
    """Accuracies by row; "nobody" is the share for which none was chosen."""
    by_row: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in found:
        rows = [answer.row, *(total for total, parts in _TOTALS.items() if answer.row in parts)]
        for row in rows:
            by_row[row].append(answer)
    lines = [f"{'':<26} {'number':>6} {'right':>6} {'nobody':>6} {'nearest':>8} {'frequent':>8}"]
    for row in (*ROWS, *_TOTALS):
        n = len(by_row[row])
        shares_of = [sum(column) / max(1, n) for column in zip(*(a[1:] for a in by_row[row]), strict=True)] or [0.0] * 4
        right, nobody, nearest, frequent = shares_of
        lines.append(f"{row:<26} {n:>6} {right:>6.3f} {nobody:>6.3f} {nearest:>8.3f} {frequent:>8.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read the corpora that are here and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, default=SHARED / "gum_news", help="a folder that holds dep/*.conllu")
    parser.add_argument("--meantime", type=Path, default=SHARED / "meantime_en" / "meantime.conll.gz")
    parser.add_argument("--all", action="store_true", help="also the documents that the weights were learnt from")
    args = parser.parse_args()
    for path, read in ((args.gum, read_gum), (args.meantime, read_conll)):
        if not path.exists():
            print(f"\n{path.name}: not here, left out")
            continue
        chosen = [d for d in read(path) if args.all or d.held_out]
        found = [answer for d in chosen for answer in answers(d, Scene(drafted(d.article())))]
        print(f"\n{path.name}: {len(chosen)} documents\n{table(found)}")


if __name__ == "__main__":
    main()
