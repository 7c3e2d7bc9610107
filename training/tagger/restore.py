"""Read shipped weights back, to train on from: ``python -m training.tagger.restore FOLDER CHECKPOINT``.

A release keeps weights as int8 only, and checkpoints are not kept; what rounding lost is soon learnt again.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.tagger.net import SHIPPED, Tagger

MATRICES = ("self_attn.in_proj", "self_attn.out_proj", "linear1", "linear2")  # as a layer has them
HEADS = ("tags", "inner", "links")


def restore(folder: Path) -> dict[str, torch.Tensor]:
    """The net's weights, as ``training.tagger.export`` wrote them into a folder."""
    graph = onnx.load(str(folder / "tagger.onnx")).graph
    kept = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def table(name: str) -> np.ndarray:
        return kept[name + ".int8"] * kept[name + ".scale"]

    def matrix(name: str) -> np.ndarray:
        scale = kept.get(name.replace("_quantized", "_scale")) if name.endswith("_quantized") else None
        return (kept[name] if scale is None else kept[name] * scale).T

    net = Tagger(SHIPPED)
    layers = (f"encoder.layers.{i}.{part}" for i in range(net.shape.layers) for part in MATRICES)
    found = [
        n.input[1] for n in graph.node if n.op_type in ("MatMul", "MatMulInteger") and n.input[1] in kept
    ]
    weights = {name: kept[name] for name in net.state_dict() if name in kept}
    weights |= {name: table(name) for name in ("words.weight", "positions.weight")}
    for name, of in zip((*layers, *HEADS), found, strict=True):
        weights[name + ("_weight" if name.endswith("in_proj") else ".weight")] = matrix(of)
    net.load_state_dict(
        {name: torch.from_numpy(np.array(w, dtype=np.float32)) for name, w in weights.items()}
    )
    return net.state_dict()


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", type=Path)
    ap.add_argument("checkpoint", type=Path)
    args = ap.parse_args()
    torch.save({"net": restore(args.folder)}, args.checkpoint)
