"""Export a checkpoint as the weights that ship.

``python -m training.tagger.export CHECKPOINT TOKENIZER FOLDER``

Matrices are kept as int8 with one scale a row (a word, or an output), and multiplied back to fp32
when the session starts, or for the embeddings when a word is looked up: a result never depends
on what else is in the batch, as it would with activations quantised too.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from training.tagger.net import Tagger

OPSET = 17
MATRIX = 4096  # elements; smaller tensors stay fp32


def quantise(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one scale along ``axis``: (int8, fp32 scale that broadcasts)."""
    scale = np.abs(weights).max(axis=1 - axis, keepdims=True) / 127
    scale = np.maximum(scale, 1e-12).astype(np.float32)
    return np.clip(np.rint(weights / scale), -127, 127).astype(np.int8), scale


def shrink(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replace every fp32 matrix by its int8 values, a Cast and a Mul."""
    graph, nodes = model.graph, []
    kept = [t for t in graph.initializer if t.data_type != TensorProto.FLOAT or np.prod(t.dims) < MATRIX]
    gathers = {n.input[0]: n for n in graph.node if n.op_type == "Gather"}
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < MATRIX:
            continue
        values = numpy_helper.to_array(tensor)
        assert values.ndim == 2, (tensor.name, values.shape)
        name, lookup = tensor.name, gathers.get(tensor.name)
        small, scale = quantise(values, 0 if lookup else 1)
        kept += [
            numpy_helper.from_array(small, name + ".int8"),
            numpy_helper.from_array(scale, name + ".scale"),
        ]
        if lookup is None:
            nodes += [
                helper.make_node("Cast", [name + ".int8"], [name + ".fp32"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [name + ".fp32", name + ".scale"], [name]),
            ]
            continue
        out, index = lookup.output[0], lookup.input[1]
        nodes += [
            helper.make_node("Gather", [name + ".int8", index], [out + ".int8"]),
            helper.make_node("Cast", [out + ".int8"], [out + ".fp32"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [name + ".scale", index], [out + ".scale"]),
            helper.make_node("Mul", [out + ".fp32", out + ".scale"], [out]),
        ]
        graph.node.remove(lookup)
    rest = list(graph.node)
    del graph.node[:], graph.initializer[:]
    graph.initializer.extend(kept)
    graph.node.extend(_sorted([*nodes, *rest], graph))
    onnx.checker.check_model(model)
    return model


def _sorted(nodes: list[onnx.NodeProto], graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """Nodes after those whose outputs they read, as ONNX wants it."""
    known = {t.name for t in graph.initializer} | {i.name for i in graph.input} | {""}
    done: list[onnx.NodeProto] = []
    while nodes:
        ready = [n for n in nodes if known.issuperset(n.input)]
        known.update(o for n in ready for o in n.output)
        done += ready
        nodes = [n for n in nodes if not known.issuperset(n.output)]
    return done


def export(checkpoint: Path, tokenizer: Path, folder: Path) -> None:
    net = Tagger()
    net.load_state_dict(torch.load(checkpoint, weights_only=True)["net"])
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "tagger.onnx.part"
    ids = torch.ones((2, 9), dtype=torch.long)
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "features", "mask", "tags", "links")}
    torch.onnx.export(
        net,
        (ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool)),
        str(part),
        input_names=["ids", "features", "mask"],
        output_names=["tags", "links"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model = shrink(onnx.load(str(part)))
    part.write_bytes(model.SerializeToString())
    part.replace(folder / "tagger.onnx")
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
    cutter.save(str(folder / "tokenizer.json"))
    hashes = {
        n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("tagger.onnx", "tokenizer.json")
    }
    (folder / "manifest.json").write_text(json.dumps({"sha256": hashes}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("tokenizer", type=Path)
    ap.add_argument("folder", type=Path)
    args = ap.parse_args()
    export(args.checkpoint, args.tokenizer, args.folder)
