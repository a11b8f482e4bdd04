"""The tagger as PyTorch trains it: a BERT encoder with surface features and one linear head a task."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.tagger.labels import NAME_LABELS, ROLE_LABELS
from onrecord.tagger.pieces import N_FEATURES


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of an encoder; the defaults are MiniLM-L6's. `relative` adds MPNet's bias by distance to attention."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    norm_eps: float = 1e-12
    relative: bool = False

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.merge = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.norm_eps)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.norm_eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias, dim=-1)
        # No dropout of attention: it costs a fifth of a step on a CPU.
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.merge(mixed)))
        hidden: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return hidden


class Tagger(nn.Module):
    """ids and features [batch, pieces] (0 pads) to the logits of the two heads [batch, pieces, labels]."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(N_FEATURES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.norm_eps)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.distances = nn.Embedding(_BUCKETS, shape.heads) if shape.relative else None
        self.roles = nn.Linear(shape.width, len(ROLE_LABELS))
        self.names = nn.Linear(shape.width, len(NAME_LABELS))
        # The encoder was trained without the features, so they begin as nothing.
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        states = self.states(ids, features)
        return self.roles(states), self.names(states)

    def states(self, ids: Tensor, features: Tensor) -> Tensor:
        """What the encoder makes of each piece [batch, pieces, width]."""
        return self.lower(ids, features, len(self.layers))

    def lower(self, ids: Tensor, features: Tensor, layers: int) -> Tensor:
        """What its lowest layers make of each piece, so many of them."""
        bias = (ids == 0)[:, None, None, :].to(self.words.weight.dtype) * -1e4
        at = torch.arange(ids.shape[1], device=ids.device)
        if self.distances is not None:
            bias = bias + self.distances(_buckets(at[None, :] - at[:, None])).permute(2, 0, 1)
        x: Tensor = self.dropout(self.norm(self.words(ids) + self.places(at) + self.features(features)))
        for layer in self.layers[:layers]:
            x = layer(x, bias)
        return x


#: Distances fall into this many buckets, half of them for each direction (MPNet's, after T5's).
_BUCKETS = 32
_FARTHEST = 128


def _buckets(distance: Tensor) -> Tensor:
    """One bucket a distance up to 8, then logarithmically wider ones up to 128."""
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    far = distance.abs().clamp(min=1).float()
    wide = exact + (torch.log(far / exact) / math.log(_FARTHEST / exact) * (half - exact)).long()
    return (distance > 0).long() * half + torch.where(far < exact, distance.abs(), wide.clamp(max=half - 1))
