"""Make the files that ship out of a training run: int8 ONNX, its tokenizer and reference outputs.

python -m training.export build/tagger/tagger.pt --vocabulary FILE --out src/onrecord/tagger/models/en_v1
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import helper
from onnx.utils import Extractor
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from onrecord.tagger.model import Tagger as Runtime
from onrecord.types import Span, TaggedName, TaggedRole
from training.model import Shape, Tagger

#: The layers in the lower part, on which the encoder of meanings builds as well.
_LOWER = 2
#: An invented report whose tags are kept beside the model, so that a test notices when the outputs change.
REFERENCE = (
    "Port Minister Ilse Varga said on Tuesday that “no ship will sail” before the strike ends.\n"
    "The union rejected her claim, according to a statement carried by the Halden Gazette."
)


def export(checkpoint: Path, path: Path) -> None:
    """Write the checkpoint as a float32 ONNX model with dynamic batch and length."""
    saved = torch.load(checkpoint, weights_only=True)
    model = Tagger(Shape(**saved["shape"]))
    model.load_state_dict(saved["weights"])
    model.eval()
    example = torch.ones((2, 32), dtype=torch.int64)
    batch, length = torch.export.Dim("batch", max=1024), torch.export.Dim("length", min=3, max=512)
    axes = {0: batch, 1: length}
    torch.onnx.export(
        model,
        (example, torch.zeros_like(example)),
        str(path),
        input_names=["ids", "features"],
        output_names=["roles", "names"],
        dynamic_shapes=(axes, axes),
        dynamo=True,
        external_data=False,
    )


def quantise(source: Path, target: Path, *, seven_bits: bool = False) -> None:
    """Weights of the matrix products and embeddings as int8, one scale a channel, activations scaled as they come.

    Weights of `seven_bits` pack better, and no processor saturates on them.
    """
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        # Symbolic shapes help nothing here, and ONNX Runtime 1.28 stumbles over a range that it could not fold.
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8, reduce_range=seven_bits
        )


def split(source: Path, folder: Path) -> None:
    """Cut a model in two above its lowest layers: `lower.onnx`, on which other models build, and `upper.onnx`.

    Together they give what the whole gave, to the bit.
    """
    model = onnx.load(str(source))
    norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    # One norm follows the embeddings and two are in each layer.
    states = norms[2 * _LOWER]
    for node in model.graph.node:
        node.input[:] = ["states" if name == states else name for name in node.input]
        node.output[:] = ["states" if name == states else name for name in node.output]
    shape = ("batch", "length", Shape().width)
    model.graph.value_info.append(helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, shape))
    whole = Extractor(model)
    onnx.save(whole.extract_model(["ids", "features"], ["states"]), str(folder / "lower.onnx"))
    onnx.save(whole.extract_model(["states", "ids"], ["roles", "names"]), str(folder / "upper.onnx"))


def reference_outputs(folder: Path) -> list[dict[str, object]]:
    """What the exported model finds in the reference report, as plain values (scores to two decimals)."""
    paragraphs, at = [], 0
    for line in REFERENCE.splitlines():
        paragraphs.append(Span(at, at + len(line)))
        at += len(line) + 1
    tagged = Runtime(folder).tag(REFERENCE, paragraphs)
    found: tuple[TaggedRole | TaggedName, ...] = (*tagged.roles, *tagged.names)
    return [{"kind": t.kind, "words": t.span.words(REFERENCE), "score": round(t.score, 2)} for t in found]


def ship(checkpoint: Path, vocabulary: Path, out: Path, *, int8: bool = True) -> None:
    """Write the model, its vocabulary and its reference outputs into the folder that ships."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(vocabulary, out / "vocab.txt")
    whole = checkpoint.with_suffix(".onnx")
    export(checkpoint, whole)
    if int8:
        quantise(whole, whole)
    split(whole, out)
    reference = {"text": REFERENCE, "tags": reference_outputs(out)}
    written = json.dumps(reference, ensure_ascii=False, indent=1) + "\n"
    (out / "reference.json").write_text(written, encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float32", action="store_true", help="leave out quantisation, to measure what it costs")
    args = parser.parse_args()
    ship(args.checkpoint, args.vocabulary, args.out, int8=not args.float32)


if __name__ == "__main__":
    main()
