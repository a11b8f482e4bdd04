"""The tagger as PyTorch trains it: a BERT encoder with surface features and one linear head a task."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.tagger.labels import NAME_LABELS, ROLE_LABELS
from onrecord.tagger.pieces import N_FEATURES


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of an encoder; the defaults are MiniLM-L6's."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.merge = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias, dim=-1)
        mixed = (self.dropout(weights) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.merge(mixed)))
        hidden: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return hidden


class Tagger(nn.Module):
    """ids and features [batch, pieces] (0 pads) to the logits of the two heads [batch, pieces, labels]."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(N_FEATURES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.roles = nn.Linear(shape.width, len(ROLE_LABELS))
        self.names = nn.Linear(shape.width, len(NAME_LABELS))
        # The encoder was trained without the features, so they begin as nothing.
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        bias = (ids == 0)[:, None, None, :].to(self.words.weight.dtype) * -1e4
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.words(ids) + self.places(at) + self.features(features)))
        for layer in self.layers:
            x = layer(x, bias)
        return self.roles(x), self.names(x)

    def load_encoder(self, path: Path) -> None:
        """Take the weights of a BERT checkpoint (safetensors), with or without its `bert.` prefix."""
        raw = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
        embeddings = "embeddings."
        mine = {
            "words.weight": raw[embeddings + "word_embeddings.weight"],
            # The single segment that is ever used is folded into the positions.
            "places.weight": raw[embeddings + "position_embeddings.weight"]
            + raw[embeddings + "token_type_embeddings.weight"][0],
            "norm.weight": raw[embeddings + "LayerNorm.weight"],
            "norm.bias": raw[embeddings + "LayerNorm.bias"],
        }
        for n in range(len(self.layers)):
            theirs = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                attention = [raw[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                mine[f"layers.{n}.qkv.{kind}"] = torch.cat(attention)
                for name, source in _RENAMED.items():
                    mine[f"layers.{n}.{name}.{kind}"] = raw[f"{theirs}{source}.{kind}"]
        missing, unexpected = self.load_state_dict(mine, strict=False)
        new = {"features.weight"} | {f"{head}.{kind}" for head in ("roles", "names") for kind in ("weight", "bias")}
        if set(missing) != new or unexpected:
            raise ValueError(f"{path}: not a BERT encoder of this shape: {missing} missing, {unexpected} unexpected")


_RENAMED = {
    "merge": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
