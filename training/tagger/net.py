"""The tagger: a 6-layer encoder of MiniLM's shape with two heads.

Weights to begin from: nreimers/MiniLM-L6-H384-uncased as trained further for
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.extract.decode import LINKS, TAGS, WIDTH
from onrecord.extract.windows import FEATURES, WINDOW

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY = 384, 6, 12, 1536, 30522


class Layer(nn.TransformerEncoderLayer):
    """PyTorch's post-norm layer, its attention written out so that it exports for any length."""

    def __init__(self, dropout: float) -> None:
        super().__init__(HIDDEN, HEADS, INNER, dropout, "gelu", layer_norm_eps=1e-12, batch_first=True)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (batch, pieces, hidden); mask (batch, 1, 1, pieces), true where there is a piece."""
        qkv = F.linear(x, self.self_attn.in_proj_weight, self.self_attn.in_proj_bias)
        q, k, v = qkv.unflatten(-1, (3, HEADS, HIDDEN // HEADS)).permute(2, 0, 3, 1, 4)
        drop = self.self_attn.dropout if self.training else 0.0
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop)
        x = self.norm1(x + self.dropout1(self.self_attn.out_proj(seen.transpose(1, 2).flatten(2))))
        return self.norm2(x + self._ff_block(x))


class Tagger(nn.Module):
    """Word pieces → tag logits (batch, pieces, 7) and link vectors (batch, pieces, 4 × 2 × 64)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(WINDOW, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.encoder = nn.ModuleDict({"layers": nn.ModuleList(Layer(dropout) for _ in range(LAYERS))})
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.links = nn.Linear(HIDDEN, len(LINKS) * 2 * WIDTH)
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """ids, features (batch, pieces) integers; mask (batch, pieces), true where there is a piece."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.features(features)
        x = self.drop(self.norm(x))
        for layer in self.encoder["layers"]:
            x = layer(x, mask[:, None, None, :])
        return self.tags(x), self.links(x)

    @classmethod
    def from_minilm(cls, weights: Path) -> "Tagger":
        """A tagger with the encoder of ``model.safetensors`` and fresh heads."""
        old = load_file(weights)
        net = cls()
        own = net.state_dict()
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            # Every piece is of segment 0, so its embedding goes into the positions'.
            "positions.weight": old["embeddings.position_embeddings.weight"][:WINDOW]
            + old["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        names = {
            "self_attn.out_proj": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "linear1": "intermediate.dense",
            "linear2": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            here, there = f"encoder.layers.{i}.", f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [old[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                new[f"{here}self_attn.in_proj_{kind}"] = torch.cat(qkv)
                for mine, theirs in names.items():
                    new[f"{here}{mine}.{kind}"] = old[f"{there}{theirs}.{kind}"]
        net.load_state_dict(own | new)
        return net


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
