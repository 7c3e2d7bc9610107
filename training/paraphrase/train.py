"""Train the sentence encoder further: ``python -m training.paraphrase.train PAIRS WEIGHTS TOKENIZER OUT.pt``.

PAIRS is what ``pairs.py`` mined, WEIGHTS and TOKENIZER are all-MiniLM-L6-v2's. A batch is of one
speaker as far as there are enough pairs of that one, so that the wrong passages in it are hard ones:
each statement must find its own passage among them, and each passage its statement (InfoNCE, van den
Oord et al. 2018). So that little is forgotten, vectors are held near those of the encoder that it
began from. Word embeddings stay as they are.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.paraphrase.net import LONGEST, Encoder

BATCH = 24
TEMPERATURE = 0.05
RATE = 3e-5
KEEP = 1.0  # weight of staying near the encoder it began from
WARM = 0.1  # of the steps, in which the rate rises; it falls to 0 in the rest
SEED = 5
EASY = 0.35  # the share of batches that may be of turned-round passages alone

Pair = dict[str, str]


def batches(pairs: list[Pair], rng: random.Random) -> Iterator[list[Pair]]:
    """Batches without end: of one speaker where that one has enough, of anyone else."""
    mined = [pair for pair in pairs if pair["kind"] != "told"]
    told = [pair for pair in pairs if pair["kind"] == "told"]
    while True:
        pool = told if rng.random() < EASY or not mined else mined
        speaker = rng.choice(pool)["speaker"]
        own = [pair for pair in pool if pair["speaker"] == speaker]
        batch = rng.sample(own, min(BATCH, len(own)))
        batch += rng.sample(pool, min(len(pool), BATCH - len(batch)))
        yield list({pair["passage"]: pair for pair in batch}.values())


def cut(cutter: Tokenizer, texts: list[str]) -> tuple[Tensor, Tensor]:
    """Word pieces and mask, each (texts, pieces)."""
    rows = [encoded.ids[:LONGEST] for encoded in cutter.encode_batch(texts)]
    width = max(map(len, rows))
    ids = torch.zeros((len(rows), width), dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    return ids, ids != 0


class Began:
    """The vectors that texts had before the training, each made once."""

    def __init__(self, base: Encoder, cutter: Tokenizer) -> None:
        self._base, self._cutter = base.eval(), cutter
        self._vectors: dict[str, Tensor] = {}

    def __call__(self, texts: list[str]) -> Tensor:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            with torch.no_grad():
                vectors = self._base(*cut(self._cutter, new))
            self._vectors.update(zip(new, vectors, strict=True))
        return torch.stack([self._vectors[text] for text in texts])


def loss_of(net: Encoder, began: Began, cutter: Tokenizer, batch: list[Pair]) -> Tensor:
    """How badly statements and passages find each other, and how far the vectors have moved."""
    statements, passages = ([pair[side] for pair in batch] for side in ("statement", "passage"))
    said, told = net(*cut(cutter, statements)), net(*cut(cutter, passages))
    scores = said @ told.T / TEMPERATURE
    right = torch.arange(len(batch))
    found = (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2
    moved = 1.0 - (torch.cat([said, told]) * began([*statements, *passages])).sum(dim=1).mean()
    return found + KEEP * moved


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("pairs", type=Path)
    ap.add_argument("weights", type=Path)
    ap.add_argument("tokenizer", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--layers", type=int, nargs="+", default=list(range(6)), help="those of MiniLM to keep")
    ap.add_argument("--steps", type=int, default=200)
    args = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    pairs = [json.loads(line) for line in args.pairs.read_text(encoding="utf-8").splitlines()]
    cutter = Tokenizer.from_file(str(args.tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
    before = Began(Encoder.from_minilm(args.weights), cutter)
    net = Encoder.from_minilm(args.weights, tuple(args.layers)).train()
    net.words.requires_grad_(False)
    optimizer = torch.optim.AdamW(
        [p for p in net.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01
    )
    began, total = time.time(), 0.0
    stream = batches(pairs, random.Random(SEED))
    for step in range(args.steps):
        done = step / args.steps
        optimizer.param_groups[0]["lr"] = RATE * min((done + 1 / args.steps) / WARM, (1 - done) / (1 - WARM))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(net, before, cutter, next(stream))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
        if step % 10 == 9:
            print(f"step {step + 1}: loss {total / 10:.3f}, {time.time() - began:.0f} s", flush=True)
            total = 0.0
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
