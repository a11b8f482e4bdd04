"""Train the tagger on a corpus in PolNeAR's form, and go on where a stopped run left off.

    python -m training.train CORPUS --names NAMES.jsonl --encoder DIR --vocabulary FILE --out build/tagger

DIR holds a BERT or MPNet encoder (training.encoders). The run keeps `checkpoint.pt` in the output folder and ends with
`tagger.pt`, which `training.export` makes into the files that ship. `python -m training` runs all steps.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from onrecord.tagger.wordpiece import WordPiece
from training.batches import IGNORED, Batch, Batches, read_names
from training.corpus import read_corpus, read_unlabelled
from training.encoders import load_encoder
from training.model import Tagger
from training.teach import read_soft

#: Weight of the names head beside the roles head: its silver labels are plentiful and easy.
NAMES_WEIGHT = 0.3
CHECKPOINT_EVERY = 200
#: How many articles of each unlabelled file a teacher labels.
UNLABELLED = 300


class MasterWeights:
    """Trains in bfloat16, 1.7 times faster on CPUs that have it; float32 master weights let no small step get lost."""

    def __init__(self, model: Tagger, rate: float) -> None:
        self.working = [p for _, p in model.named_parameters()]
        self.masters = [p.detach().float().clone().requires_grad_() for p in self.working]
        model.to(torch.bfloat16)
        heads = [m for (n, _), m in zip(model.named_parameters(), self.masters, strict=True) if _is_new(n)]
        old = [m for (n, _), m in zip(model.named_parameters(), self.masters, strict=True) if not _is_new(n)]
        groups = [{"params": old, "lr": rate}, {"params": heads, "lr": 5 * rate}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, foreach=True)
        self.peaks = [rate, 5 * rate]

    def step(self, scale: float) -> None:
        for master, working in zip(self.masters, self.working, strict=True):
            master.grad = None if working.grad is None else working.grad.float()
            working.grad = None
        torch.nn.utils.clip_grad_norm_(self.masters, 1.0)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * scale
        self.optimizer.step()
        self.publish()

    def publish(self) -> None:
        """Round the master weights into the model."""
        with torch.no_grad():
            for master, working in zip(self.masters, self.working, strict=True):
                if working.requires_grad:
                    working.copy_(master)


def _is_new(name: str) -> bool:
    return name.split(".")[0] in ("roles", "names", "features")


def schedule(progress: float, warm_up: float = 0.1) -> float:
    """The learning rate's factor at a point of the run, 0 to 1: linear warm-up over a tenth, then linear decay."""
    return min((progress + 1e-4) / warm_up, (1 - progress) / (1 - warm_up))


def loss_of(model: Tagger, batch: Batch) -> torch.Tensor:
    roles, names = model(batch.ids, batch.features)
    return head_loss(roles, batch.roles, batch.soft_roles) + NAMES_WEIGHT * head_loss(
        names, batch.names, batch.soft_names
    )


def head_loss(logits: torch.Tensor, gold: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with the labels and with the teacher's probabilities, each over the pieces that have them.

    Nothing where a batch has neither: a text whose names alone are known teaches no roles.
    """
    log_probs = torch.log_softmax(logits.float(), dim=-1)
    taught = soft.sum(-1) > 0
    labelled = gold != IGNORED
    terms = []
    if labelled.any():
        terms.append(functional.nll_loss(log_probs[labelled], gold[labelled]))
    if taught.any():
        terms.append(-(soft[taught].float() * log_probs[taught]).sum(-1).mean())
    return torch.stack(terms).mean() if terms else log_probs.sum() * 0


@dataclass(frozen=True, slots=True)
class Run:
    """What a training run learns from, and how. `soft` and `unlabelled` are for a student."""

    corpus: Path
    names: Path
    encoder: Path
    vocabulary: Path
    out: Path
    soft: Path | None = None
    unlabelled: tuple[Path, ...] = ()
    limit: int = UNLABELLED
    epochs: int = 4
    batch: int = 16
    rate: float = 3e-4
    seed: int = 1

    def batches(self) -> Batches:
        """The documents of the run, with their labels."""
        extra = [d for path in self.unlabelled for d in read_unlabelled(path, self.limit)]
        soft = read_soft(self.soft) if self.soft else {}
        tokenizer = WordPiece.from_file(self.vocabulary)
        return Batches([*read_corpus(self.corpus), *extra], read_names(self.names), tokenizer, soft)


def train(run: Run) -> None:
    """Train a tagger, or go on with a run that was stopped; leaves `tagger.pt` in the run's folder."""
    torch.manual_seed(run.seed)
    torch.use_deterministic_algorithms(True)
    model = load_encoder(run.encoder)
    master = MasterWeights(model, run.rate)
    data = run.batches()
    run.out.mkdir(parents=True, exist_ok=True)
    checkpoint = run.out / "checkpoint.pt"
    epoch, step = restore(checkpoint, master) if checkpoint.exists() else (0, 0)
    model.train()
    while epoch < run.epochs:
        batches = data.epoch(epoch, run.batch, run.seed)
        for n in range(step, len(batches)):
            # A fresh seed a step, so that a resumed run draws the dropout of an unbroken one.
            torch.manual_seed(run.seed * 1_000_003 + epoch * 10_007 + n)
            loss = loss_of(model, batches[n])
            loss.backward()
            master.step(schedule((epoch + n / len(batches)) / run.epochs))
            if n % 20 == 0:
                print(f"epoch {epoch} batch {n}/{len(batches)} loss {loss.item():.4f}", flush=True)
            if (n + 1) % CHECKPOINT_EVERY == 0:
                save(checkpoint, master, epoch, n + 1)
        epoch, step = epoch + 1, 0
        save(checkpoint, master, epoch, step)
    save_tagger(run.out / "tagger.pt", model, master)
    described = {key: str(value) for key, value in asdict(run).items()}
    (run.out / "run.json").write_text(json.dumps(described, indent=1) + "\n")


def save(path: Path, master: MasterWeights, epoch: int, step: int) -> None:
    state = {"masters": master.masters, "optimizer": master.optimizer.state_dict(), "at": (epoch, step)}
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def restore(path: Path, master: MasterWeights) -> tuple[int, int]:
    state: dict[str, Any] = torch.load(path, weights_only=True)
    with torch.no_grad():
        for mine, saved in zip(master.masters, state["masters"], strict=True):
            mine.copy_(saved)
    master.optimizer.load_state_dict(state["optimizer"])
    master.publish()
    epoch, step = state["at"]
    print(f"going on at epoch {epoch}, batch {step}", flush=True)
    return epoch, step


def save_tagger(path: Path, model: Tagger, master: MasterWeights) -> None:
    names = [n for n, _ in model.named_parameters()]
    weights = {n: m.detach() for n, m in zip(names, master.masters, strict=True)}
    torch.save({"shape": model.shape.as_dict(), "weights": weights}, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--names", type=Path, required=True, help="silver names, made by training.silver")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="BERT's uncased vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--soft", type=Path, help="a teacher's soft labels, made by training.teach")
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[], help="articles that have soft labels alone")
    parser.add_argument(
        "--limit", type=int, default=UNLABELLED, help="how many of each unlabelled file, as for training.teach"
    )
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = vars(parser.parse_args())
    train(Run(**args | {"unlabelled": tuple(args["unlabelled"])}))


if __name__ == "__main__":
    main()
