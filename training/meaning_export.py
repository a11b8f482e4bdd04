"""Make the file that ships out of what `training.meaning` learnt.

python -m training.meaning_export meaning.pt --encoder MINILM

int8 ONNX as the tagger's, of seven bits and compressed, which takes a quarter off; and reference outputs, which a test
compares.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
import torch

from onrecord.meaning import Encoder
from onrecord.meaning.model import ENGLISH, lines
from onrecord.tagger.model import Tagger
from training.encoders import load_encoder
from training.export import quantise
from training.meaning import Meaning

#: Invented sentences, of which the first three tell one thing.
REFERENCE = """\
Mayor Odile Brandt said the ferry would not sail before the dam was safe.
There will be no crossing until engineers have secured the dam, Brandt told reporters.
She ruled out sailings while the dam was in danger.
The opposition wants the mayor to resign over the dam.
Bread has become dearer in Port Halden."""


def export(checkpoint: Path, encoder: Path, out: Path) -> None:
    """Write the trained weights as compressed int8 ONNX, with the cosines of the reference sentences."""
    model = Meaning(load_encoder(encoder)).eval()
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            model,
            (torch.zeros(1, 32, len(model.mean)),),
            str(whole),
            input_names=["states"],
            output_names=["meanings"],
            dynamic_shapes=({1: torch.export.Dim("length", min=3, max=512)},),
            dynamo=True,
            external_data=False,
        )
        quantise(whole, small, seven_bits=True)
        out.mkdir(parents=True, exist_ok=True)
        # no time of writing, so that the same weights give the same bytes
        (out / "meaning.onnx.gz").write_bytes(gzip.compress(small.read_bytes(), mtime=0))
    reference = {"text": REFERENCE, "cosines": reference_cosines(Encoder(Tagger(), out))}
    (out / "reference.json").write_text(json.dumps(reference, indent=1) + "\n", encoding="utf8")


def reference_cosines(encoder: Encoder) -> list[float]:
    """The cosines of each two reference sentences, to two decimals."""
    rows = [np.frombuffer(row, np.int8).astype(float) for row in encoder(REFERENCE, list(lines(REFERENCE)))]
    even = [row / np.linalg.norm(row) for row in rows]
    return [round(float(one @ other), 2) for one, other in combinations(even, 2)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2, for its sizes")
    parser.add_argument("--out", type=Path, default=ENGLISH)
    args = parser.parse_args()
    export(args.checkpoint, args.encoder, args.out)


if __name__ == "__main__":
    main()
