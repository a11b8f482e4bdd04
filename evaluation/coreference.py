"""Who is meant, on gold coreference: `python -m evaluation.coreference --gum DIR --meantime FILE [--all]`.

For each pronoun and definite description of somebody whom the document also names: is the entity chosen for it, of those
that the package itself found, one with a mention at a name of the gold chain? "Somebody new": descriptions of whom the
document names nobody, for which none must be chosen. Names: for each name of a chain that had other words before
(full name, surname, acronym), whether it joined an entity that one of those belongs to.

Two baselines choose from the same entities: the one named last, and the one named most often so far. "he" and "she"
mean persons, "it" bodies (governments, organisations, documents), "they" all but persons, descriptions persons or all
others, by their noun; names any entity of a type that the name's own has. Neither looks at gender.

Documents that the weights were learnt from (`training.coreference`) are left out, unless --all.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.lexicon.nouns import bare
from onrecord.resolve.registry import Entry
from training.antecedents import Scene, drafted, shares
from training.coreference import Coreference, GoldMention, read_conll, read_gum

#: Rows of the table, in its order.
ROWS = ("he, she", "it", "they", "who", "described person", "described body", "name", "somebody new")
_ROW_OF = {"person": "he, she", "thing": "it", "several": "they"}


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
        if mention.kind == "name":
            yield from _name_answer(document, scene, mention)
        elif bare(mention.span.words(document.text)).lower() == "who":
            names = _names(document, mention)
            chosen = scene.antecedents.right_before(mention.span.start)
            yield from _answer("who", scene, mention, chosen, (names, lambda _: True))
        elif anaphor := scene.anaphor(mention):
            names = _names(document, mention)
            chosen = scene.antecedents.best(anaphor)
            row = _ROW_OF.get(anaphor.kind, anaphor.kind)
            if names:
                kinds = _TYPES[anaphor.kind]
                yield from _answer(row, scene, mention, chosen, (names, lambda e, k=kinds: e.type in k))
            elif anaphor.phrase:
                yield Answer("somebody new", chosen is None, chosen is None, nearest=False, frequent=False)


def _names(document: Coreference, mention: GoldMention) -> list[GoldMention]:
    return [m for m in document.chain(mention) if m.kind == "name"]


_TYPES = {
    "person": ("person",),
    "thing": ("government", "organisation", "document"),
    "several": ("government", "organisation", "group", "document"),
    "described person": ("person",),
    "described body": ("government", "organisation", "group", "document"),
}


def _answer(
    row: str,
    scene: Scene,
    mention: GoldMention,
    chosen: Entry | None,
    gold: tuple[Sequence[GoldMention], Callable[[Entry], bool]],
) -> Iterator[Answer]:
    """The answer where the chain has a name at all."""
    names, can_be = gold
    if not names:
        return
    before = {e.id: [s for s in e.spans if s.end <= mention.span.start] for e in scene.registry if can_be(e)}
    known = [e for e in scene.registry if before.get(e.id)]
    nearest = max(known, key=lambda e: max(s.end for s in before[e.id]), default=None)
    frequent = max(known, key=lambda e: len(before[e.id]), default=None)
    ours, last, most = (entry is not None and shares(entry, names) > 0 for entry in (chosen, nearest, frequent))
    yield Answer(row, ours, chosen is None, last, most)


def _name_answer(document: Coreference, scene: Scene, mention: GoldMention) -> Iterator[Answer]:
    """The answer for a name that follows other forms of it."""
    words = _form(document, mention)
    earlier = [m for m in _names(document, mention) if m.span < mention.span]
    other = [m for m in earlier if _form(document, m) != words]
    if other and len(other) == len(earlier):
        own = next((e for e in scene.registry if shares(e, [mention])), None)
        yield from _answer("name", scene, mention, own, (other, lambda e: own is not None and e.type == own.type))


def _form(document: Coreference, mention: GoldMention) -> str:
    """The words of a name for comparing forms: without its article and possessive ending, whatever their case."""
    words = mention.span.words(document.text).casefold().removeprefix("the ")
    return words.removesuffix("'s").removesuffix("’s").strip()


def table(found: Iterable[Answer]) -> str:
    """Accuracies by row; "nobody" is the share for which none was chosen."""
    by_row: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in found:
        by_row[answer.row].append(answer)
        if answer.row not in ("name", "somebody new"):
            by_row["pronouns and descriptions"].append(answer)
    lines = [f"{'':<26} {'number':>6} {'right':>6} {'nobody':>6} {'nearest':>8} {'frequent':>8}"]
    for row in (*ROWS, "pronouns and descriptions"):
        n = len(by_row[row])
        shares_of = [sum(column) / max(1, n) for column in zip(*(a[1:] for a in by_row[row]), strict=True)] or [0.0] * 4
        right, nobody, nearest, frequent = shares_of
        lines.append(f"{row:<26} {n:>6} {right:>6.3f} {nobody:>6.3f} {nearest:>8.3f} {frequent:>8.3f}")
    return "\n".join(lines)


def main() -> None:
    """Read both corpora and print the table of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, help="a folder that holds dep/*.conllu")
    parser.add_argument("--meantime", type=Path, help="meantime.conll.gz")
    parser.add_argument("--all", action="store_true", help="also the documents that the weights were learnt from")
    args = parser.parse_args()
    corpora = {
        "gum": read_gum(args.gum) if args.gum else (),
        "meantime": read_conll(args.meantime) if args.meantime else (),
    }
    for name, documents in corpora.items():
        chosen = [d for d in documents if args.all or d.held_out]
        found = [answer for d in chosen for answer in answers(d, Scene(drafted(d.article())))]
        print(f"\n{name}: {len(chosen)} documents\n{table(found)}")


if __name__ == "__main__":
    main()
