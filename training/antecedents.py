"""Learn whom pronouns and descriptions mean: the weights of `onrecord.resolve.signs`.

    python -m training.antecedents --gum DIR --meantime FILE --ecb DIR --polnear DIR [--out antecedents.json]

The package itself reads each document; what is right is the entity of its own registry that shares most names with the
gold chain, or none. From the coreference corpora two documents in three are learnt from (`Coreference.held_out`).

PolNeAR has no coreference, but its "he" and "she" can often mean one person only: where of all who were named in the
sentences before, and whose genders names and titles tell, exactly one is a woman, "she" is that one. Genders are then
hidden from the features, so that these pairs teach what else tells persons apart, whoever is a man or a woman.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from onrecord import tagger
from onrecord.attribute import attribute
from onrecord.choice import NONE, Features, Weights
from onrecord.clean import clean
from onrecord.lexicon.nouns import Gender, bare, pronouns
from onrecord.resolve import Casting, enrolled
from onrecord.resolve.antecedents import FILE
from onrecord.resolve.phrases import parse_phrase
from onrecord.resolve.registry import Entry
from onrecord.resolve.signs import KINDS, Anaphor, Kind
from onrecord.types import Article, Draft, RawDocument, Span
from training.choices import Choice, fit
from training.coreference import Coreference, GoldMention, read_conll, read_gum

#: Who was heard before is itself found with weights: so often are they learnt anew.
_ROUNDS = 2
_NEAREST: Features = {"sentences": -8.0, "rank": -5.0, "further down": -9.0}
#: Precision of the prior, the best of 0.3, 1 and 3 in four-fold cross-validation: EXPERIMENTS.md.
_PRIOR = 3.0
_INTERCEPT = 4.0
_PRONOUNS: Mapping[str, Kind] = {"male": "person", "female": "person", "thing": "thing", "plural": "several"}
_GENDERS: Mapping[str, Gender] = {"he": "male", "she": "female"}
_DESCRIPTIONS = ("person-description", "body-description", "document", "group")


class Lesson(NamedTuple):
    """What a document teaches, by what points back."""

    kind: Kind
    choice: Choice


class Scene:
    """A document as the package reads it with given weights, and the genders that its names tell by themselves."""

    def __init__(self, draft: Draft, learnt: Mapping[str, Weights] | None = None) -> None:
        self.draft, self.registry = enrolled(draft)
        self._genders = {entry.id: entry.gender for entry in self.registry}
        self._casting = Casting(self.draft, self.registry, learnt)
        self._casting.casts()
        for entry in self.registry:
            entry.gender = self._genders.get(entry.id)
        self.antecedents = self._casting.antecedents

    def anaphor(self, mention: GoldMention) -> Anaphor | None:
        """A gold mention as what the package would look back for; None where it would not."""
        words = bare(mention.span.words(self.draft.article.text)).lower()
        number = pronouns().get(words, "first")
        if number in _PRONOUNS:
            gender: Gender | None = "male" if number == "male" else "female" if number == "female" else None
            return Anaphor(_PRONOUNS[number], mention.span.start, gender)
        return self._described(mention.span) if mention.kind == "nominal" else None

    def choice(self, anaphor: Anaphor, chain: Sequence[GoldMention]) -> Choice:
        """The candidates of an anaphor; right is the one that shares most mentions with the chain."""
        candidates = self.antecedents.candidates(anaphor)
        shared = [shares(entry, chain) for entry in candidates]
        right = shared.index(max(shared)) if any(shared) else len(candidates)
        return Choice(self.antecedents.signs.of(anaphor, candidates), right)

    def certain(self, at: int, gender: Gender) -> Choice | None:
        """The choice for a "he" or "she" that can mean one person only; genders are hidden from its features."""
        anaphor = Anaphor("person", at)
        people = self.antecedents.candidates(anaphor)
        genders = [entry.gender for entry in people]
        if len(people) < 2 or None in genders or genders.count(gender) != 1:
            return None
        return Choice(self.antecedents.signs.of(anaphor, people), genders.index(gender), none={})

    def _described(self, span: Span) -> Anaphor | None:
        """A description that points back; None where the words are anything else."""
        phrase = parse_phrase(self.draft.article.text, self.draft.tagged, span)
        if phrase.kind not in _DESCRIPTIONS or not phrase.points_back:
            return None
        kind: Kind = "described person" if phrase.kind == "person-description" else "described body"
        return Anaphor(kind, span.start, phrase=phrase)


def shares(entry: Entry, chain: Iterable[GoldMention]) -> int:
    """How many mentions of a gold chain an entity has."""
    return sum(any(span.start < m.head.end and m.head.start < span.end for span in entry.spans) for m in chain)


def lessons(document: Coreference, scene: Scene) -> Iterator[Lesson]:
    """What gold coreference teaches."""
    for mention in document.mentions:
        anaphor = scene.anaphor(mention) if mention.kind != "name" else None
        if anaphor is None:
            continue
        choice = scene.choice(anaphor, document.chain(mention))
        found = choice.right < len(choice.features)
        if choice.features and (found or not document.sparse):
            yield Lesson(anaphor.kind, replace(choice, none={}) if document.sparse else choice)


def weak_lessons(scene: Scene) -> Iterator[Lesson]:
    """What sources "he" and "she" teach that can mean one person only."""
    for span in (attribution.source[0] for attribution in scene.draft.attributions if attribution.source):
        gender = _GENDERS.get(span.words(scene.draft.article.text).lower())
        if gender and (choice := scene.certain(span.start, gender)):
            yield Lesson("person", choice)


def learn(gold: Sequence[tuple[Coreference, Draft]], weak: Sequence[Draft]) -> dict[str, Features]:
    """The weights of every kind of anaphor; at first the nearest is meant, then whom the weights say so far."""
    learnt: dict[str, Features] = dict.fromkeys(map(str, KINDS), _NEAREST)
    for _ in range(_ROUNDS):
        learnt = learn_with(learnt, gold, weak)
    return learnt


def learn_with(
    learnt: Mapping[str, Weights], gold: Sequence[tuple[Coreference, Draft]], weak: Sequence[Draft]
) -> dict[str, Features]:
    """Weights from lessons whose earlier speakers were found with the weights `learnt`."""
    found = [lesson for document, draft in gold for lesson in lessons(document, Scene(draft, learnt))]
    return fit_kinds(found + [lesson for draft in weak for lesson in weak_lessons(Scene(draft, learnt))])


def fit_kinds(found: Sequence[Lesson]) -> dict[str, Features]:
    """Weights by kind of anaphor: each is one that all kinds share and what sets its kind apart, learnt together.

    So a kind with few lessons leans on the others (feature augmentation: Daumé, "Frustratingly easy domain
    adaptation", 2007). A sum of two weights whose prior is a Gaussian; `_PRIOR` is its precision.
    """
    made = [
        Choice([_shared(f, kind) for f in choice.features], choice.right, _shared(choice.none, kind))
        for kind, choice in found
    ]
    learnt = fit(made, _PRIOR / len(made))
    names = [name for name in learnt if ": " not in name]
    return {
        kind: {
            name: round(learnt[name] + _scale(name) * learnt[own], 4)
            for name in names
            if (own := f"{kind}: {name}") in learnt
        }
        for kind in KINDS
    }


def _shared(features: Features, kind: Kind) -> Features:
    """Features twice: for all kinds, and for their own."""
    return features | {f"{kind}: {name}": _scale(name) * value for name, value in features.items()}


def _scale(name: str) -> float:
    """How often none is right differs from kind to kind whatever the prior says: it pulls less at this one."""
    return _INTERCEPT if name == NONE else 1.0


def gold_corpora(gum: Path, meantime: Path, ecb: Path) -> Iterator[Coreference]:
    """Every document with coreference; of ECB+ those that name somebody whom they also point back to."""
    yield from read_gum(gum)
    yield from read_conll(meantime)
    for path in sorted(ecb.glob("*.conll.gz")):
        yield from (d for d in read_conll(path, sparse=True) if d.points_back)


def drafted(article: Article) -> Draft:
    """An article with all that the package finds before it asks who is who."""
    blocks = [block.span for block in article.blocks]
    return attribute(Draft(article, tagged=tagger.load().tag(article.text, blocks)))


def fit_antecedents(gold: Iterable[Coreference], polnear: Path, out: Path = FILE) -> None:
    """Write the weights that gold coreference and the sure pronouns of a folder in PolNeAR's form teach."""
    taught = [(document, drafted(document.article())) for document in gold if not document.held_out]
    articles = (clean(RawDocument(p.stem, p.read_bytes(), "text/plain"))[0] for p in _texts(polnear))
    out.write_text(json.dumps(learn(taught, [drafted(article) for article in articles]), indent=1) + "\n", "utf8")


def _texts(folder: Path) -> list[Path]:
    return sorted((folder / "text").glob("*.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="a folder that holds dep/*.conllu")
    parser.add_argument("--meantime", type=Path, required=True, help="meantime.conll.gz")
    parser.add_argument("--ecb", type=Path, required=True, help="a folder of *.conll.gz")
    parser.add_argument("--polnear", type=Path, required=True, help="a folder that holds text/*.txt")
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    fit_antecedents(gold_corpora(args.gum, args.meantime, args.ecb), args.polnear, args.out)


if __name__ == "__main__":
    main()
