"""Export a checkpoint as the weights that ship.

``python -m training.paraphrase.export CHECKPOINT TOKENIZER FOLDER``

CHECKPOINT is what ``train.py`` wrote, or MiniLM's ``model.safetensors`` itself.

As the tagger's are (``training/tagger/export.py``): int8 throughout, one text at a time.
"""

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.paraphrase.net import Encoder
from training.tagger.export import OPSET, shrink_embeddings


def export(net: Encoder, tokenizer: Path, folder: Path) -> None:
    """Write ``encoder.onnx``, ``tokenizer.json`` and ``manifest.json`` into a folder."""
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "encoder.onnx.part"
    torch.onnx.export(
        net,
        (torch.ones((1, 9), dtype=torch.long),),
        str(part),
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "pieces"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(part, part, ["MatMul", "Gemm"], per_channel=True, weight_type=QuantType.QInt8)
    part.write_bytes(shrink_embeddings(onnx.load(str(part))).SerializeToString())
    part.replace(folder / "encoder.onnx")
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
    cutter.save(str(folder / "tokenizer.json"))
    names = ("encoder.onnx", "tokenizer.json")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    (folder / "manifest.json").write_text(json.dumps({"sha256": hashes}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("tokenizer", type=Path)
    ap.add_argument("folder", type=Path)
    args = ap.parse_args()
    if args.checkpoint.suffix == ".safetensors":
        export(Encoder.from_minilm(args.checkpoint), args.tokenizer, args.folder)
        return
    state = torch.load(args.checkpoint, weights_only=True)
    net = Encoder(len({name.split(".")[1] for name in state if name.startswith("layers.")}))
    net.load_state_dict(state)
    export(net, args.tokenizer, args.folder)


if __name__ == "__main__":
    main()
