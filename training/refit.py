"""Refit the names head of a trained tagger, its encoder held still.

    python -m training.refit build/student/tagger.pt CORPUS --names NAMES.jsonl --vocabulary FILE --out build/refit.pt

A teacher that saw few names of a kind spreads its probabilities, and a student learns to be as vague (places of 2022
came out as persons at 0.2). The silver labels themselves, also of the unlabelled articles, are better for it; the
other head and the encoder stay what they are.
"""

from __future__ import annotations

import argparse
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

_STEPS, _ROWS, _RATE = 1500, 8192, 3e-3


def refit(checkpoint: Path, data: Batches, out: Path, seed: int = 1) -> None:
    """Write the checkpoint with its names head replaced by one fitted to the labels of `data`."""
    torch.manual_seed(seed)
    model = load_tagger(checkpoint).to(torch.bfloat16)
    pairs = list(_hidden(model, data.epoch(0, 16, seed)))
    hidden, gold = (torch.cat(parts) for parts in zip(*pairs, strict=True))
    head = nn.Linear(hidden.shape[1], model.names.out_features)
    optimizer = torch.optim.AdamW(head.parameters(), lr=_RATE, weight_decay=0.01)
    scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, _STEPS)
    for step in range(_STEPS):
        chosen = torch.randint(len(gold), (_ROWS,))
        loss = functional.cross_entropy(head(hidden[chosen].float()), gold[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        if step % 100 == 0:
            print(f"step {step}/{_STEPS} loss {loss.item():.4f}", flush=True)
    saved = torch.load(checkpoint, weights_only=True)
    saved["weights"] |= {"names.weight": head.weight.detach(), "names.bias": head.bias.detach()}
    torch.save(saved, out)


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
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True, help="silver names, made by training.silver")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="gzipped JSON Lines of articles")
    parser.add_argument("--limit", type=int, default=300, help="how many articles of each unlabelled file")
    args = parser.parse_args()
    extra = [d for path in args.unlabelled for d in read_unlabelled(path, args.limit)]
    documents: list[GoldDocument] = [*read_corpus(args.corpus), *extra]
    data = Batches(documents, read_names(args.names), WordPiece.from_file(args.vocabulary))
    refit(args.checkpoint, data, args.out)


if __name__ == "__main__":
    main()
