"""The sentence encoder: MiniLM's layers (Wang et al. 2020), the mean of its pieces, of length one."""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from training.tagger.net import SHIPPED, VOCABULARY, Layer

LONGEST = 128  # pieces; three sentences of speech seldom have more
HEADS = ("self.query", "self.key", "self.value")
OTHERS = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}


class Encoder(nn.Module):
    """Word pieces (batch, pieces) → one vector each (batch, 384), of length one."""

    def __init__(self, layers: int = SHIPPED.layers, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, SHIPPED.hidden)
        self.positions = nn.Embedding(LONGEST, SHIPPED.hidden)
        self.norm = nn.LayerNorm(SHIPPED.hidden, eps=SHIPPED.epsilon)
        self.layers = nn.ModuleList(Layer(SHIPPED, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids (batch, pieces); mask of the same shape, true where there is a piece; None: everywhere."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places)[None])
        seen = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        if mask is None:
            return F.normalize(x.mean(dim=1), dim=-1)
        kept = mask[..., None].to(x.dtype)
        return F.normalize((x * kept).sum(dim=1) / kept.sum(dim=1), dim=-1)

    @classmethod
    def from_minilm(cls, weights: Path, kept: tuple[int, ...] = tuple(range(SHIPPED.layers))) -> "Encoder":
        """MiniLM's ``model.safetensors``, or some of its layers."""
        old = load_file(weights)
        # Every piece is of segment 0, so its embedding goes into the positions'.
        places = (
            old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
        )
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": places[:LONGEST],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        for here, there in enumerate(kept):
            for kind in ("weight", "bias"):
                qkv = [old[f"encoder.layer.{there}.attention.{part}.{kind}"] for part in HEADS]
                new[f"layers.{here}.self_attn.in_proj_{kind}"] = torch.cat(qkv)
                for mine, theirs in OTHERS.items():
                    new[f"layers.{here}.{mine}.{kind}"] = old[f"encoder.layer.{there}.{theirs}.{kind}"]
        net = cls(len(kept))
        net.load_state_dict(new)
        return net
