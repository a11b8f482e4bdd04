"""Published encoders' weights put into our own tagger's names, and into BERT's vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from training.model import Shape, Tagger
from training.shipped import load_shipped

Weights = dict[str, Tensor]
_NEW = {"features.weight"} | {f"{head}.{kind}" for head in ("roles", "names") for kind in ("weight", "bias")}
_BERT = {
    "merge": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_MPNET = {**_BERT, "merge": "attention.attn.o", "norm1": "attention.LayerNorm"}
#: MPNet's special pieces under BERT's names for them.
_SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


def load_encoder(folder: Path, dropout: float = 0.1) -> Tagger:
    """A tagger with the weights of the BERT or MPNet encoder in `folder` and new heads, or the tagger that ships in it.

    An encoder's folder holds `config.json` (where it is absent: MiniLM-L6's sizes), `model.safetensors`, `vocab.txt`.
    Raises ValueError when the weights are of another kind.
    """
    if (folder / "upper.onnx").exists():
        return load_shipped(folder, dropout)
    raw = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
    config = json.loads((folder / "config.json").read_text()) if (folder / "config.json").exists() else {}
    if config.get("model_type") == "mpnet":
        shape = Shape(config["num_hidden_layers"], config["hidden_size"], config["num_attention_heads"],
                      config["intermediate_size"], norm_eps=config["layer_norm_eps"], relative=True)  # fmt: skip
        mine = _mpnet(raw, _vocabulary(folder)) | _layers(raw, shape.layers, "attention.attn.", "qkv", _MPNET)
    else:
        shape = Shape()
        mine = _bert(raw) | _layers(raw, shape.layers, "attention.self.", ("query", "key", "value"), _BERT)
    model = Tagger(shape, dropout)
    missing, unexpected = model.load_state_dict(mine, strict=False)
    if set(missing) != _NEW or unexpected:
        raise ValueError(f"{folder}: not such an encoder: {missing} missing, {unexpected} unexpected")
    return model


def _bert(raw: Weights) -> Weights:
    # The only segment that is ever used is folded into the positions.
    places = raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
    return {"words.weight": raw["embeddings.word_embeddings.weight"], "places.weight": places} | _norm(raw)


def _mpnet(raw: Weights, vocabulary: list[str]) -> Weights:
    """MPNet's vocabulary is BERT's with four pieces before and one after, so that BERT's tokenizer can serve both."""
    number = {piece: n for n, piece in enumerate(vocabulary)}
    order = [number[_SPECIAL.get(piece, piece)] for piece in vocabulary[4:-1]]
    return {
        "words.weight": raw["embeddings.word_embeddings.weight"][torch.tensor(order)],
        # Its first two positions are reserved for padding.
        "places.weight": raw["embeddings.position_embeddings.weight"][2:],
        "distances.weight": raw["encoder.relative_attention_bias.weight"],
    } | _norm(raw)


def _norm(raw: Weights) -> Weights:
    return {f"norm.{kind}": raw[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}


def _layers(raw: Weights, count: int, attention: str, parts: str | tuple[str, ...], renamed: dict[str, str]) -> Weights:
    mine = {}
    for n in range(count):
        theirs = f"encoder.layer.{n}."
        for kind in ("weight", "bias"):
            joined = [raw[f"{theirs}{attention}{part}.{kind}"] for part in parts]
            mine[f"layers.{n}.qkv.{kind}"] = torch.cat(joined)
            for name, source in renamed.items():
                mine[f"layers.{n}.{name}.{kind}"] = raw[f"{theirs}{source}.{kind}"]
    return mine


def _vocabulary(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n")
