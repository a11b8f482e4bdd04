"""Refit the names head of a trained tagger, its encoder and its other head held still.

    python -m training.refit build/student/tagger.pt CORPUS --names NAMES.jsonl --vocabulary FILE --out build/refit.pt
    python -m training.refit src/onrecord/tagger/models/en_v1 --named NAMED.jsonl --vocabulary FILE --out build/refit.pt

With silver labels of a corpus the head is learnt anew: a teacher that saw few names of a kind spreads its
probabilities, and a student learns to be as vague (places of 2022 came out as persons at 0.2). With texts of
`training.named`, whose names people marked, it goes on from what it is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.tagger.wordpiece import WordPiece
from training.batches import IGNORED, Batch, Batches, read_names
from training.corpus import GoldDocument, read_corpus, read_unlabelled
from training.model import Tagger
from training.teach import load_tagger

_ROWS = 8192
#: Steps and peak rate of a head that is learnt anew, and of one that goes on.
_ANEW, _ON = (1500, 3e-3), (600, 1e-3)


def refit(checkpoint: Path, data: Batches, out: Path, *, anew: bool = True, seed: int = 1) -> None:
    """Write the checkpoint with a names head fitted to the labels of `data`, begun anew or from its own."""
    torch.manual_seed(seed)
    model = load_tagger(checkpoint)
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    steps, rate = _ANEW if anew else _ON
    head = nn.Linear(model.shape.width, model.names.out_features)
    if not anew:
        head.load_state_dict(model.names.state_dict())
    pairs = list(_hidden(model.to(torch.bfloat16), data.epoch(0, 16, seed)))
    hidden, gold = (torch.cat(parts) for parts in zip(*pairs, strict=True))
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.01)
    scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, steps)
    for step in range(steps):
        chosen = torch.randint(len(gold), (_ROWS,))
        loss = functional.cross_entropy(head(hidden[chosen].float()), gold[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        if step % 100 == 0:
            print(f"step {step}/{steps} loss {loss.item():.4f}", flush=True)
    weights |= {"names.weight": head.weight.detach(), "names.bias": head.bias.detach()}
    torch.save({"shape": model.shape.as_dict(), "weights": weights}, out)


def _hidden(model: Tagger, batches: Sequence[Batch]) -> Iterator[tuple[Tensor, Tensor]]:
    """What the names head reads, and the label, for every piece that has one."""
    seen: list[Tensor] = []
    hook = model.names.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    for n, batch in enumerate(batches):
        with torch.inference_mode():
            model(batch.ids, batch.features)
        labelled = batch.names != IGNORED
        yield seen.pop()[labelled].clone(), batch.names[labelled]
        if n % 100 == 0:
            print(f"batch {n}/{len(batches)}", flush=True)
    hook.remove()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="a trained tagger, or the folder of one that ships")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--names", type=Path, help="silver names, made by training.silver")
    parser.add_argument("--named", type=Path, help="texts with names, made by training.named")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--limit", type=int, default=300, help="how many articles of each unlabelled file")
    args = parser.parse_args()
    tokenizer = WordPiece.from_file(args.vocabulary)
    if args.named:
        refit(args.checkpoint, Batches(_texts(args.named), read_names(args.named), tokenizer), args.out, anew=False)
    elif args.corpus and args.names:
        extra = [d for path in args.unlabelled for d in read_unlabelled(path, args.limit)]
        refit(
            args.checkpoint, Batches([*read_corpus(args.corpus), *extra], read_names(args.names), tokenizer), args.out
        )
    else:
        parser.error("give --named, or a corpus and its --names")


def _texts(named: Path) -> Iterator[GoldDocument]:
    with named.open(encoding="utf8") as lines:
        for row in map(json.loads, lines):
            yield GoldDocument(row["id"], row["text"])


if __name__ == "__main__":
    main()
