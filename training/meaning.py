"""Train the encoder of meanings: `python -m training.meaning ../shared/data --encoder MINILM`.

Four layers, at first the upper ones of all-MiniLM-L6-v2, learn on what the tagger's lowest two make of whole lines
(those stay as they are, so that nothing ships twice). A point of a story (`training.stories`) is the mean of its
pieces, brought to 128 numbers. What is learnt: of all points of its story, those that say the same have the greatest
cosines (InfoNCE), and a cosine means the same in every story (logistic loss over all pairs). Kept is a running mean of
the weights. A processor with bfloat16 takes a fifth of the time.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evaluation.claims import Story
from onrecord.link.points import points
from onrecord.meaning.model import lines
from onrecord.tagger.model import ENGLISH
from onrecord.tagger.pieces import to_pieces
from onrecord.tagger.windows import segments
from onrecord.tagger.wordpiece import WordPiece
from onrecord.types import Reading
from training.claims import items, right
from training.encoders import load_encoder
from training.model import Tagger
from training.stories import annotated

#: Layers of the tagger that meanings are made of, and the numbers of a meaning.
LOWER, SIZE = 2, 128
_RATE, _WARM_UP, _DECAY = 1.5e-4, 20, 0.01
#: What a step leaves of the running mean of the weights.
_KEPT = 0.97
_TEMPERATURE = 0.05
#: Pieces in a batch, padded.
_BATCH = 4000
_MASKED = -1e4


class Meaning(nn.Module):
    """States of the lower layers [batch, pieces, width] to meanings of pieces [batch, pieces, SIZE]."""

    def __init__(self, encoder: Tagger) -> None:
        super().__init__()
        self.layers = encoder.layers[LOWER:]
        self.mean = nn.Parameter(torch.zeros(encoder.shape.width))
        self.size = nn.Parameter(torch.eye(SIZE, encoder.shape.width))

    def forward(self, states: Tensor, bias: Tensor | None = None) -> Tensor:
        if bias is None:
            bias = torch.zeros(1, 1, 1, 1)
        for layer in self.layers:
            states = layer(states, bias)
        made: Tensor = (states - self.mean) @ self.size.T
        return made


@dataclass(frozen=True)
class Example:
    """A story: lower states of each window, the pieces of each point, which pairs count, and which of them are right.

    Pieces are numbered over all windows. Two of the outlets' own sentences are no pair that counts, nor are points that
    overlap.
    """

    windows: list[Tensor]
    pieces: list[list[int]]
    counts: Tensor
    right: Tensor


def example(story: Story, read: Sequence[Reading], tagger: Tagger, tokenizer: WordPiece) -> Example:
    """What is learnt from a story."""
    made = [points(reading) for reading in read]
    windows: list[Tensor] = []
    pieces: list[list[int]] = []
    for reading, own in zip(read, made, strict=True):
        text, starts, first = reading.article.text, [], sum(len(window) for window in windows)
        found = to_pieces(tokenizer, text, list(lines(text)))
        for window in segments(found):
            paragraph, at = found[window.paragraph], slice(window.start, window.end)
            ids = [tokenizer.cls, *paragraph.ids[at], tokenizer.sep]
            windows.append(_lower(tagger, ids, [0, *paragraph.features[at], 0]))
            kept = range(window.keep_start, window.keep_end)
            starts += [(paragraph.offsets[k][0], first + 1 + k - window.start) for k in kept]
            first += len(ids)
        pieces += [[n for start, n in starts if point.span.start <= start < point.span.end] for point in own]
    flat = [point for own in made for point in own]
    said = np.array([point.statement is not None for point in flat])
    counts = np.triu(said[:, None] | said[None], 1)
    for i, j in np.argwhere(counts):
        counts[i, j] = flat[i].document != flat[j].document or not flat[i].span.overlaps(flat[j].span)
    held = [items(story, point) for point in flat]
    same = np.array([[right(one, other) for other in held] for one in held]) & counts
    return Example(windows, pieces, torch.tensor(counts), torch.tensor(same))


def _lower(tagger: Tagger, ids: Sequence[int], features: Sequence[int]) -> Tensor:
    with torch.no_grad():
        found = tagger.lower(torch.tensor([ids]), torch.tensor([features]), LOWER)
    return found[0].half()


def meanings(model: Meaning, one: Example) -> Tensor:
    """The directions of a story's points [points, SIZE]."""
    return functional.normalize(pooled(model, one), dim=1)


def pooled(model: Meaning, one: Example) -> Tensor:
    """The means of each point's pieces [points, SIZE]."""
    made: list[Tensor] = [torch.empty(0)] * len(one.windows)
    for batch in _batches([len(window) for window in one.windows]):
        longest = max(len(one.windows[n]) for n in batch)
        states = torch.zeros(len(batch), longest, len(model.mean))
        bias = torch.full((len(batch), 1, 1, longest), _MASKED)
        for row, n in enumerate(batch):
            states[row, : len(one.windows[n])] = one.windows[n].float()
            bias[row, ..., : len(one.windows[n])] = 0
        with torch.autocast("cpu", torch.bfloat16):
            found = model(states, bias).float()
        for row, n in enumerate(batch):
            made[n] = found[row, : len(one.windows[n])]
    flat = torch.cat(made)
    # A point without a piece is a mark alone; any piece will do, for nothing says the same.
    return torch.stack([flat[own or [0]].mean(0) for own in one.pieces])


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[n] > _BATCH:
            yield batch
            batch = []
        batch.append(n)
    yield batch


class Loss(nn.Module):
    """How badly cosines tell which points of a story say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.scale, self.shift = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-9.0))

    def forward(self, found: Tensor, one: Example) -> Tensor:
        cosines, same = found @ found.T, one.right | one.right.T
        chance = (self.scale * cosines + self.shift)[one.counts]
        wanted = one.right[one.counts].float()
        each = functional.binary_cross_entropy_with_logits(chance, wanted, reduction="sum") / wanted.sum().clamp(min=1)
        ranked = torch.log_softmax((cosines / _TEMPERATURE).masked_fill(~(one.counts | one.counts.T), _MASKED), dim=1)
        partners = same.any(1)
        nearest = -(ranked * same).sum(1)[partners] / same.sum(1)[partners]
        total: Tensor = (each + nearest.mean()) / 2
        return total


def start(model: Meaning, examples: Sequence[Example]) -> None:
    """Sets the mean and the 128 directions to those in which points differ most before anything is learnt."""
    model.eval()
    width = len(model.mean)
    model.size.data = torch.eye(width)
    with torch.no_grad():
        found = torch.cat([pooled(model, one) for one in examples])
    model.mean.data = found.mean(0)
    model.size.data = torch.linalg.svd(functional.normalize(found - found.mean(0)), full_matrices=False)[2][:SIZE]


def train(model: Meaning, examples: Sequence[Example], steps: int) -> dict[str, Tensor]:
    """The weights after so many steps, a story each."""
    loss = Loss()
    own = [model.mean, model.size]
    groups = [
        {"params": list(model.layers.parameters()), "lr": _RATE, "weight_decay": _DECAY},
        {"params": own, "lr": 3 * _RATE},
        {"params": list(loss.parameters()), "lr": 100 * _RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.0)
    rates = [group["lr"] for group in optimiser.param_groups]
    kept = {name: weight.clone() for name, weight in model.state_dict().items()}
    model.train()
    for step, one in enumerate(_rounds(examples, steps), 1):
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, step / _WARM_UP) * max(0.02, 1 - step / steps)
        found = loss(meanings(model, one), one)
        optimiser.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        for name, weight in model.state_dict().items():
            kept[name].lerp_(weight, 1 - min(_KEPT, step / (step + 10)))
        if step % 10 == 0:
            print(f"{step} of {steps}: loss {found.item():.3f}", flush=True)
    return kept


def _rounds(examples: Sequence[Example], steps: int) -> Iterator[Example]:
    """Every example again and again, in another order each time."""
    rounds = (random.sample(examples, len(examples)) for _ in count())
    return islice(chain.from_iterable(rounds), steps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="../shared/data")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--steps", type=int, default=165, help="stories that are learnt from, each about twice")
    parser.add_argument("--stories", type=int, help="only the first so many, for a trial")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("meaning.pt"))
    args = parser.parse_args()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    tagger, tokenizer = load_encoder(ENGLISH, 0.0).eval(), WordPiece.from_file(ENGLISH / "vocab.txt")
    examples = []
    for n, (story, read) in enumerate(annotated(args.data)):
        if n == args.stories:
            break
        examples.append(example(story, read, tagger, tokenizer))
    model = Meaning(load_encoder(args.encoder))
    start(model, examples)
    torch.save(train(model, examples, args.steps), args.out)


if __name__ == "__main__":
    main()
