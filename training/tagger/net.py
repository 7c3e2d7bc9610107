"""The tagger: a BERT-like encoder with heads for tags, tags inside contents, and links.

Two shapes of it are trained. One has MiniLM's (Wang et al. 2020): 6 layers of 384. The teacher that it
learns from has MPNet's (Song et al. 2020): 12 layers of 768, with relative positions. What ships is the
first, narrowed (``narrow.py``).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.extract.tagger.decode import LINKS, TAGS, WIDTH
from onrecord.extract.tagger.windows import CLS, FEATURES, SEP, WINDOW

VOCABULARY = 30522  # BERT's uncased word pieces
FARTHEST = 128  # pieces; MPNet tells longer distances no further apart


@dataclass(frozen=True, slots=True)
class Shape:
    """An encoder's measures.

    ``inner``: width of a layer's second sublayer; ``buckets``: of relative distances, 0 where positions are
    absolute alone.
    """

    hidden: int
    layers: int
    inner: int
    heads: int = 12
    epsilon: float = 1e-12
    buckets: int = 0


MINILM = Shape(384, 6, 1536)
SHIPPED = Shape(384, 6, 1280)
TEACHER = Shape(768, 12, 3072, epsilon=1e-5, buckets=32)


def read_weights(checkpoint: Path) -> dict[str, Tensor]:
    """The running mean of a checkpoint's weights, or the net as it is where it keeps none."""
    state = torch.load(checkpoint, weights_only=True)
    weights: dict[str, Tensor] = state["mean"] if "mean" in state else state["net"]
    return weights


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, seen: Tensor | None = None) -> Tensor:
    """Attention of several heads, (batch, pieces, hidden) each; seen: what it may see, or a bias to it."""
    parts = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (query, key, value))
    return F.scaled_dot_product_attention(*parts, attn_mask=seen).transpose(1, 2).flatten(2)


class Layer(nn.TransformerEncoderLayer):
    """PyTorch's post-norm layer, its attention by itself so that another can stand in when it is exported.

    Only what a sublayer adds is dropped out: dropping attention as well takes half as long again.
    """

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__(
            shape.hidden,
            shape.heads,
            shape.inner,
            dropout,
            "gelu",
            layer_norm_eps=shape.epsilon,
            batch_first=True,
        )
        self.heads = shape.heads
        self.attend = attend
        self.dropout = nn.Identity()  # of the wide inner layer

    def forward(self, x: Tensor, seen: Tensor | None) -> Tensor:
        """x (batch, pieces, hidden); seen: what attention may see, or a bias to it; None: everything."""
        x = self.mix(x, seen)
        return self.norm2(x + self._ff_block(x))

    def mix(self, x: Tensor, seen: Tensor | None) -> Tensor:
        """The first sublayer: attention, added to what it is given."""
        qkv = F.linear(x, self.self_attn.in_proj_weight, self.self_attn.in_proj_bias)
        mixed = self.attend(*qkv.chunk(3, -1), self.heads, seen)
        mixed_in: Tensor = self.norm1(x + self.dropout1(self.self_attn.out_proj(mixed)))
        return mixed_in


class Tagger(nn.Module):
    """Word pieces → tag logits (batch, pieces, 7), the same inside contents, link vectors (…, 4 × 2 × 64)."""

    def __init__(self, shape: Shape = MINILM, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(VOCABULARY, shape.hidden)
        self.positions = nn.Embedding(WINDOW, shape.hidden)
        self.features = nn.Embedding(FEATURES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.drop = nn.Dropout(dropout)
        layers = (Layer(shape, dropout) for _ in range(shape.layers))
        self.encoder = nn.ModuleDict({"layers": nn.ModuleList(layers)})
        if shape.buckets:
            self.distances = nn.Embedding(shape.buckets, shape.heads)
        self.tags = nn.Linear(shape.hidden, len(TAGS))
        self.inner = nn.Linear(shape.hidden, len(TAGS))
        self.links = nn.Linear(shape.hidden, len(LINKS) * 2 * WIDTH)
        nn.init.zeros_(self.features.weight)

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """ids, features (batch, pieces) integers; mask (batch, pieces), true where there is a piece."""
        *_, x = self.states(ids, features, mask)
        return self.tags(x), self.inner(x), self.links(x)

    def states(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Iterator[Tensor]:
        """What each layer makes of a batch, in order, (batch, pieces, hidden) each."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.features(features)
        x = self.drop(self.norm(x))
        seen = None if mask is None else mask[:, None, None, :]
        if self.shape.buckets:
            near = self.distances(bucket(places[None] - places[:, None], self.shape.buckets))
            near = near.permute(2, 0, 1)[None]
            seen = near if seen is None else near.masked_fill(~seen, -1e9)
            seen = seen.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else seen
        for layer in self.encoder["layers"]:
            x = layer(x, seen)
            yield x

    @classmethod
    def of(cls, weights: dict[str, Tensor]) -> "Tagger":
        """The tagger with such weights, of whichever shape they have."""
        inner = len(weights["encoder.layers.0.linear1.bias"])
        shape = TEACHER if "distances.weight" in weights else replace(MINILM, inner=inner)
        net = cls(shape)
        net.load_state_dict(weights)
        return net

    @classmethod
    def from_minilm(cls, weights: Path) -> "Tagger":
        """The smaller shape, with the encoder of MiniLM's ``model.safetensors`` and fresh heads."""
        old = load_file(weights)
        words, places = (old[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
        # Every piece is of segment 0, so its embedding goes into the positions'.
        places = places + old["embeddings.token_type_embeddings.weight"][0]
        names = ("self.query", "self.key", "self.value", "output.dense", "output.LayerNorm")
        return cls(MINILM)._begin(old, words, places, names)

    @classmethod
    def from_mpnet(cls, weights: Path) -> "Tagger":
        """The teacher, with the encoder of MPNet's ``model.safetensors`` and fresh heads.

        MPNet has BERT's word pieces behind four marks of its own, two of which stand for [CLS] and
        [SEP]; its positions are counted from 2.
        """
        old = load_file(weights)
        words, places = (old[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
        begins, ends = words[0], words[2]
        words = words[4 : 4 + VOCABULARY].clone()
        words[CLS], words[SEP] = begins, ends
        net = cls(TEACHER)._begin(
            old, words, places[2:], ("attn.q", "attn.k", "attn.v", "attn.o", "LayerNorm")
        )
        net.distances.load_state_dict({"weight": old["encoder.relative_attention_bias.weight"]})
        return net

    def _begin(
        self, old: dict[str, Tensor], words: Tensor, places: Tensor, names: tuple[str, ...]
    ) -> "Tagger":
        """Take over an encoder; ``names``: of attention's query, key, value, output and norm there."""
        new = {
            "words.weight": words,
            "positions.weight": places[:WINDOW],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        others = {
            "self_attn.out_proj": f"attention.{names[3]}",
            "norm1": f"attention.{names[4]}",
            "linear1": "intermediate.dense",
            "linear2": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(self.shape.layers):
            here, there = f"encoder.layers.{i}.", f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [old[f"{there}attention.{part}.{kind}"] for part in names[:3]]
                new[f"{here}self_attn.in_proj_{kind}"] = torch.cat(qkv)
                for mine, theirs in others.items():
                    new[f"{here}{mine}.{kind}"] = old[f"{there}{theirs}.{kind}"]
        self.load_state_dict(self.state_dict() | new)
        return self


def bucket(distance: Tensor, buckets: int) -> Tensor:
    """The bucket of each signed distance in pieces: near ones one by one, far ones by their logarithm."""
    half = buckets // 2
    exact = half // 2
    far = distance.abs()
    scaled = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)
    far = torch.where(far < exact, far, (exact + scaled.long()).clamp(max=half - 1))
    return far + (distance > 0).long() * half


def span_scores(links: Tensor, left: Tensor, right: Tensor, which: int) -> Tensor:
    """Link scores of spans in one window.

    Args:
        links: (pieces, 512) link vectors of the window.
        left: (n, 2) first and last pieces of the spans that look for a partner.
        right: (m, 2) the same of the candidates.
        which: 0 for cue→source, 2 for content→cue.

    Returns:
        (n, m + 1) scores; the last column stands for "none" and is 0.
    """
    parts = links.view(links.shape[0], len(LINKS), 2, WIDTH)

    def project(spans: Tensor, role: int) -> Tensor:
        return parts[spans[:, 0], role, 0] + parts[spans[:, 1], role, 1]

    a, b = project(left, which), project(right, which + 1)
    scores = a @ b.T / WIDTH**0.5
    return torch.cat([scores, scores.new_zeros(len(left), 1)], dim=1)
