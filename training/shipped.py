"""The weights of a tagger that ships, read back out of its int8 ONNX files, so that training can go on from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import Shape, Tagger

#: The matrix products of one layer and of the heads, in the order of the graph; the exporter gives them no names.
_IN_LAYER = ("qkv", "merge", "up", "down")
_HEADS = ("roles", "names")


def load_shipped(folder: Path, dropout: float = 0.1) -> Tagger:
    """The tagger in `folder` with float32 weights: what int8 kept of them.

    Raises ValueError when the files hold another network than `training.export` makes of MiniLM-L6.
    """
    model = Tagger(Shape(), dropout)
    parts = [onnx.load(str(folder / name)).graph for name in ("lower.onnx", "upper.onnx")]
    held = {tensor.name: numpy_helper.to_array(tensor) for part in parts for tensor in part.initializer}
    nodes = [node for part in parts for node in part.node]
    weights = {name: torch.tensor(value) for name, value in held.items() if name in model.state_dict()}
    for name in ("words", "places", "features"):
        weights[f"{name}.weight"] = _whole(held, f"{name}.weight")
    matrices = [node.input[1].removesuffix("_quantized") for node in nodes if node.op_type == "MatMulInteger"]
    # One product of the attention's that carries no weights would be a node of another type.
    for name, tensor in zip(_names(model.shape.layers), matrices, strict=True):
        weights[f"{name}.weight"] = _whole(held, tensor).T.contiguous()
    heads = {len(weights[f"{head}.weight"]): weights[f"{head}.weight"] for head in _HEADS}
    weights |= {f"{head}.weight": heads[len(weights[f"{head}.bias"])] for head in _HEADS}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    if missing or unexpected:
        raise ValueError(f"{folder}: not such a tagger: {missing} missing, {unexpected} unexpected")
    return model


def _names(layers: int) -> Iterator[str]:
    for n in range(layers):
        yield from (f"layers.{n}.{part}" for part in _IN_LAYER)
    yield from _HEADS


def _whole(held: dict[str, np.ndarray], name: str) -> Tensor:
    scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
    return torch.tensor((held[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale)
