"""Train the tagger that ships, in one command that goes on where a stopped one left off.

    python -m training CORPUS --encoder DIR --vocabulary FILE --out src/onrecord/tagger/models/en_v1 \\
        [--teacher DIR] [--unlabelled FILE …] [--held-out DIR] [--work build]

Silver names; with --teacher, a large tagger and its soft labels; the small tagger; its names head anew; its export; the
weights that tie its spans; with --held-out, a corpus that nothing was learnt from, how far to believe it. Each step but
the last three leaves a file in the work folder and is passed over when that is there.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from onrecord.tagger.windows import MAX_PIECES
from onrecord.tagger.wordpiece import WordPiece
from training.batches import Batches, read_names
from training.confidence import fit_confidence
from training.corpus import GoldDocument, read_corpus, read_unlabelled
from training.export import ship
from training.links import fit_links
from training.refit import refit
from training.silver import label
from training.teach import load_tagger, teach
from training.train import UNLABELLED, Run, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a folder in PolNeAR's form")
    parser.add_argument("--encoder", type=Path, required=True, help="the small encoder (MiniLM-L6)")
    parser.add_argument("--vocabulary", type=Path, required=True, help="BERT's uncased vocab.txt")
    parser.add_argument("--teacher", type=Path, help="a large encoder (MPNet) to learn from")
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--held-out", type=Path, help="a folder in PolNeAR's form, for confidence")
    parser.add_argument("--spacy", default="en_core_web_sm", help="the spaCy model that labels names")
    parser.add_argument("--work", type=Path, default=Path("build"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    work: Path = args.work
    extra = [d for path in args.unlabelled for d in read_unlabelled(path, UNLABELLED)]
    documents = [*read_corpus(args.corpus), *extra]
    names, student = work / "names.jsonl", work / "student"
    if not names.exists():
        label(documents, args.spacy, names)
    soft = soft_labels_of_teacher(args, names, documents) if args.teacher else None
    if not (student / "tagger.pt").exists():
        train(
            Run(
                args.corpus, names, args.encoder, args.vocabulary, student, soft, tuple(args.unlabelled) if soft else ()
            )
        )
    if not (work / "refit.pt").exists():
        data = Batches(documents, read_names(names), WordPiece.from_file(args.vocabulary))
        refit(student / "tagger.pt", data, work / "refit.pt")
    ship(work / "refit.pt", args.vocabulary, args.out)
    fit_links(args.corpus)
    if args.held_out:
        fit_confidence(args.held_out)


def soft_labels_of_teacher(args: argparse.Namespace, names: Path, documents: Sequence[GoldDocument]) -> Path:
    """Train the teacher and let it label all documents, unless that was done before."""
    work: Path = args.work
    teacher, soft = work / "teacher", work / "soft.npz"
    if not (teacher / "tagger.pt").exists():
        # One epoch at the rate that suits the larger encoder: training/EXPERIMENTS.md.
        train(Run(args.corpus, names, args.teacher, args.vocabulary, teacher, epochs=1, batch=8, rate=6e-5))
    if not soft.exists():
        model = load_tagger(teacher / "tagger.pt").to(torch.bfloat16)
        teach(model, documents, WordPiece.from_file(args.vocabulary), soft, MAX_PIECES)
    return soft


if __name__ == "__main__":
    main()
