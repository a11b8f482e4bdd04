"""Soft labels: what a trained tagger thinks of every piece when it reads neighbours together, for one that does not.

    python -m training.teach build/teacher/tagger.pt CORPUS --vocabulary FILE --out build/soft.npz [--unlabelled FILE …]

The teacher is larger than its student, or is the tagger that ships itself (the folder of it), which knows a little more
with neighbours beside a paragraph than without.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch

from onrecord.tagger.labels import NAME_LABELS, ROLE_LABELS
from onrecord.tagger.pieces import Pieces, to_pieces
from onrecord.tagger.windows import MAX_PIECES
from onrecord.tagger.wordpiece import WordPiece
from training.batches import Soft
from training.corpus import GoldDocument, read_corpus, read_unlabelled
from training.model import Shape, Tagger
from training.packing import Window, windows
from training.shipped import load_shipped

_BATCH = 8


def load_tagger(checkpoint: Path) -> Tagger:
    """A trained tagger, ready to answer: a checkpoint, or the folder of one that ships."""
    if checkpoint.is_dir():
        model = load_shipped(checkpoint)
        model.eval()
        return model
    saved = torch.load(checkpoint, weights_only=True)
    model = Tagger(Shape(**saved["shape"]))
    model.load_state_dict(saved["weights"])
    model.eval()
    return model


def read_soft(path: Path) -> dict[str, Soft]:
    """Soft labels by document id, as `teach` wrote them."""
    with np.load(path) as saved:
        ids, ends = saved["ids"].tolist(), saved["ends"].tolist()
        roles, names = saved["roles"], saved["names"]
    starts = [0, *ends[:-1]]
    return {key: Soft(roles[a:b], names[a:b]) for key, a, b in zip(ids, starts, ends, strict=True)}


def soft_labels(model: Tagger, tokenizer: WordPiece, document: GoldDocument, limit: int = MAX_PIECES) -> Soft:
    """The model's label probabilities for every piece of a document that it reads by `limit` pieces."""
    pieces = to_pieces(tokenizer, document.text, document.paragraphs())
    firsts = list(accumulate(map(len, pieces), initial=0))
    made = Soft(*(np.zeros((firsts[-1], len(labels)), np.float16) for labels in (ROLE_LABELS, NAME_LABELS)))
    for batch in _batches(windows(pieces, limit)):
        rows = [_ids_and_features(tokenizer, pieces, window) for window in batch]
        length = -(-max(map(len, rows)) // 64) * 64
        table = torch.tensor([row + [(0, 0)] * (length - len(row)) for row in rows])
        with torch.inference_mode():
            heads = model(table[:, :, 0].contiguous(), table[:, :, 1].contiguous())
        for target, logits in zip(made, heads, strict=True):
            probabilities = torch.softmax(logits.float(), dim=-1).numpy()
            for n, window in enumerate(batch):
                at = 1
                for s in window:
                    kept = slice(at + s.keep_start - s.start, at + s.keep_end - s.start)
                    first = firsts[s.paragraph]
                    target[first + s.keep_start : first + s.keep_end] = probabilities[n, kept]
                    at += len(s) + 1
    return made


def _ids_and_features(tokenizer: WordPiece, pieces: Sequence[Pieces], window: Window) -> list[tuple[int, int]]:
    row = [(tokenizer.cls, 0)]
    for s in window:
        p, at = pieces[s.paragraph], slice(s.start, s.end)
        row += [*zip(p.ids[at], p.features[at], strict=True), (tokenizer.sep, 0)]
    return row


def _batches(found: Sequence[Window]) -> Iterator[list[Window]]:
    ordered = sorted(found, key=lambda window: sum(map(len, window)))
    return (ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH))


def teach(model: Tagger, documents: Sequence[GoldDocument], tokenizer: WordPiece, out: Path, limit: int) -> None:
    """Write the model's soft labels for all documents, as `read_soft` reads them."""
    made, begun = [], time.monotonic()
    for n, document in enumerate(documents):
        made.append(soft_labels(model, tokenizer, document, limit))
        if n % 50 == 0:
            print(f"{n}/{len(documents)} {(time.monotonic() - begun) / 60:.1f} min", flush=True)
    np.savez_compressed(
        out,
        ids=np.array([document.id for document in documents]),
        ends=np.cumsum([len(soft.roles) for soft in made]),
        roles=np.concatenate([soft.roles for soft in made]),
        names=np.concatenate([soft.names for soft in made]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="a trained tagger, or the folder of one that ships")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--limit", type=int, default=300, help="how many articles of each unlabelled file")
    parser.add_argument("--pieces", type=int, default=MAX_PIECES, help="how many the teacher reads at once")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    extra = [d for path in args.unlabelled for d in read_unlabelled(path, args.limit)]
    model = load_tagger(args.checkpoint).to(torch.bfloat16)
    documents = [*read_corpus(args.corpus), *extra]
    teach(model, documents, WordPiece.from_file(args.vocabulary), args.out, args.pieces)


if __name__ == "__main__":
    main()
