"""Export a checkpoint as the weights that ship.

``python -m training.tagger.export CHECKPOINT TOKENIZER FOLDER``

Matrices are kept as int8 with one scale for each output, and multiplied as int8 (``integers.py``): what
they are multiplied with is scaled by its own largest value as it comes. Word embeddings are int8 with
one scale a word. Attention is ONNX Runtime's own. The graph reads one window at a time, so no result
depends on what else is read.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor

from training.tagger.integers import to_integers
from training.tagger.net import Tagger, attend, read_weights

OPSET = 17
RUNTIME = "com.microsoft"  # the domain of ONNX Runtime's own operators
MATRIX = 4096  # elements; smaller tables stay fp32
OUTPUTS = ("tags", "inner", "links")


class Fused(torch.autograd.Function):
    """Attention that is exported as one operator, and not as the dozen that it is made of."""

    @staticmethod
    def forward(ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # noqa: ARG004
        """As ``attend``, of everything."""
        return attend(query, key, value, heads)

    @staticmethod
    def symbolic(graph: torch.Graph, query: Tensor, key: Tensor, value: Tensor, heads: int) -> torch.Value:
        """How it stands in the graph."""
        out: torch.Value = graph.op(f"{RUNTIME}::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return out.setType(query.type())


def fuse(query: Tensor, key: Tensor, value: Tensor, heads: int, seen: None) -> Tensor:  # noqa: ARG001
    """Stands in for ``attend`` where a window is read alone."""
    fused: Tensor = Fused.apply(query, key, value, heads)
    return fused


def shrink_embeddings(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replace every large fp32 table that is looked up by its int8 values and one scale a row."""
    graph = model.graph
    tables = {t.name: t for t in graph.initializer if t.data_type == TensorProto.FLOAT and len(t.dims) == 2}
    nodes = []
    for node in graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or np.prod(table.dims) < MATRIX:
            nodes.append(node)
            continue
        name, out, index = table.name, node.output[0], node.input[1]
        values = numpy_helper.to_array(table)
        scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        small = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(table)
        graph.initializer.append(numpy_helper.from_array(small, name + ".int8"))
        graph.initializer.append(numpy_helper.from_array(scale, name + ".scale"))
        nodes += [
            helper.make_node("Gather", [name + ".int8", index], [out + ".int8"]),
            helper.make_node("Cast", [out + ".int8"], [out + ".fp32"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [name + ".scale", index], [out + ".scale"]),
            helper.make_node("Mul", [out + ".fp32", out + ".scale"], [out]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def refit_matrices(model: onnx.ModelProto, matrices: dict[str, np.ndarray]) -> None:
    """Put such numbers in place of those that ONNX Runtime chose, under its own names.

    Args:
        model: with matrices made int8, one scale for each output.
        matrices: those before, by name.
    """
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for name, matrix in matrices.items():
        if name + "_quantized" in tensors:
            for kind, made in zip(("_quantized", "_scale"), to_integers(matrix), strict=True):
                tensors[name + kind].CopyFrom(numpy_helper.from_array(made, name + kind))


def export(checkpoint: Path, tokenizer: Path, folder: Path) -> None:
    net = Tagger.of(read_weights(checkpoint)).eval()
    for layer in net.encoder["layers"]:
        layer.attend = fuse
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "tagger.onnx.part"
    ids = torch.ones((1, 9), dtype=torch.long)
    axes = {name: {1: "pieces"} for name in ("ids", "features", *OUTPUTS)}
    torch.onnx.export(
        net,
        (ids, torch.zeros_like(ids)),
        str(part),
        input_names=["ids", "features"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        custom_opsets={RUNTIME: 1},
        dynamo=False,
    )
    before = {t.name: numpy_helper.to_array(t) for t in onnx.load(str(part)).graph.initializer}
    quantize_dynamic(
        part,
        part,
        ["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=["/tags/MatMul", "/inner/MatMul"],  # the last step to a tag is small, and worth fp32
    )
    model = shrink_embeddings(onnx.load(str(part)))
    refit_matrices(model, before)
    part.write_bytes(model.SerializeToString())
    part.replace(folder / "tagger.onnx")
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
    cutter.save(str(folder / "tokenizer.json"))
    hashes = {
        n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in ("tagger.onnx", "tokenizer.json")
    }
    manifest = json.dumps({"sha256": hashes, "fits_16_bits": True}, indent=1) + "\n"
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("tokenizer", type=Path)
    ap.add_argument("folder", type=Path)
    args = ap.parse_args()
    export(args.checkpoint, args.tokenizer, args.folder)
