"""Silver labels of names: what spaCy's English model finds in each training text, in our own kinds.

    python -m training.silver CORPUS --model en_core_web_sm --out build/names.jsonl

The encoder learns names from them, so that no second model is needed at run time (docs/decisions/0006).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import spacy

from training.corpus import GoldDocument, read_corpus, read_unlabelled

#: OntoNotes entity types in the kinds of `onrecord.tagger.labels.NAMES`; the others are left out.
KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "state",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "DATE": "time",
    "TIME": "time",
    "CARDINAL": "number",
    "MONEY": "number",
    "PERCENT": "number",
    "QUANTITY": "number",
}


def label(documents: Iterable[GoldDocument], model: str, out: Path) -> None:
    """Write the names that a spaCy model (an installed package or a folder) finds in each document."""
    nlp = spacy.load(model, exclude=["parser", "lemmatizer", "tagger", "attribute_ruler"])
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".partial")
    with partial.open("w", encoding="utf8") as file:
        for document in documents:
            paragraphs = document.paragraphs()
            docs = nlp.pipe(p.words(document.text) for p in paragraphs)
            names = [
                [paragraph.start + ent.start_char, paragraph.start + ent.end_char, KINDS[ent.label_]]
                for paragraph, doc in zip(paragraphs, docs, strict=True)
                for ent in doc.ents
                if ent.label_ in KINDS
            ]
            file.write(json.dumps({"id": document.id, "names": names}) + "\n")
    partial.replace(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", default="en_core_web_sm", help="an installed spaCy model or its folder")
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--limit", type=int, default=300, help="how many articles of each unlabelled file")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    extra = [d for path in args.unlabelled for d in read_unlabelled(path, args.limit)]
    label([*read_corpus(args.corpus), *extra], args.model, args.out)


if __name__ == "__main__":
    main()
