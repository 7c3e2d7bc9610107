"""Narrow a trained tagger: ``python -m training.tagger.narrow NET --data DIR --tokenizer FILE``.

Two thirds of a layer's multiplications go through its wide second sublayer, and a third of that can go. The
neurons that its output can best do without are taken out, the rest fitted anew to give what all gave
(Hassibi and Stork 1993); then the narrow net learns to give, after each layer, what the wide one gives
(Romero et al. 2015). No label is looked at, so nothing is learnt by heart.
"""

import argparse
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.tagger.data import Example, read_articles, read_records
from training.tagger.net import SHIPPED, Layer, Tagger
from training.tagger.train import SEED, batches, collate, rate_at, save, taught_loss
from training.tagger.vary import Vocabulary

PIECES = 60_000  # word pieces that neurons are judged on
RECORDS = 0.5  # records for each article: nobody need have labelled what is learnt from
AT_ONCE = 32  # neurons taken out before the rest are judged anew
DAMPING = 1e-4  # of the mean of the diagonal, for neurons that always go together


def narrow(net: Tagger, windows: list[Example], inner: int = SHIPPED.inner) -> Tagger:
    """Take neurons out of a net's layers, one after the other, on what those before it now give.

    Args:
        net: is left as it is.
        windows: what neurons are judged on.
        inner: how many stay in a layer.
    """
    weights = {name: weight.clone() for name, weight in net.state_dict().items()}
    inputs = [_embedded(net, x) for x in windows]
    wide = inputs
    for i, layer in enumerate(net.encoder["layers"]):
        mine = torch.cat([_attended(layer, x) for x in inputs])
        theirs = torch.cat([_attended(layer, x) for x in wide])
        wanted = theirs + layer.linear2(F.gelu(layer.linear1(theirs)))
        kept, out = _fit(F.gelu(layer.linear1(mine)), wanted - mine, inner)
        name = f"encoder.layers.{i}."
        for part in ("linear1.weight", "linear1.bias"):
            weights[name + part] = weights[name + part][kept]
        weights[name + "linear2.weight"] = out[:-1].T.contiguous()
        weights[name + "linear2.bias"] = out[-1]
        after = mine + F.gelu(layer.linear1(mine))[:, kept] @ out[:-1] + out[-1]
        lengths = [len(x) for x in inputs]
        inputs = list(layer.norm2(after).split(lengths))
        wide = list(layer.norm2(wanted).split(lengths))
    return Tagger.of(weights)


def _embedded(net: Tagger, x: Example) -> Tensor:
    """(pieces, hidden) that a window's first layer is given."""
    ids, features = torch.from_numpy(x.window.ids), torch.from_numpy(x.window.features)
    places = torch.arange(len(ids))
    embedded: Tensor = net.norm(net.words(ids) + net.positions(places) + net.features(features))
    return embedded


def _attended(layer: Layer, x: Tensor) -> Tensor:
    """(pieces, hidden) that a layer's second sublayer is given."""
    attended: Tensor = layer.mix(x[None], None)[0]
    return attended


def _fit(given: Tensor, wanted: Tensor, inner: int) -> tuple[Tensor, Tensor]:
    """Which neurons stay, and the matrix, its last row the bias, by which they give what is wanted.

    Args:
        given: (pieces, neurons) activations.
        wanted: (pieces, hidden) of the sublayer.
        inner: how many stay.
    """
    given = torch.cat([given, given.new_ones(len(given), 1)], dim=1).double()
    gram, target = given.T @ given, given.T @ wanted.double()
    gram += DAMPING * gram.diagonal().mean() * torch.eye(len(gram), dtype=gram.dtype)
    kept = torch.arange(len(gram))  # the bias, last, always stays
    while True:
        inverse = torch.linalg.inv(gram[kept][:, kept])
        out = inverse @ target[kept]
        spare = len(kept) - 1 - inner
        if spare <= 0:
            return kept[:-1], out.float()
        missed = out[:-1].square().sum(dim=1) / inverse.diagonal()[:-1]
        gone = missed.argsort()[: min(AT_ONCE, spare)]
        stays = torch.ones(len(kept), dtype=torch.bool)
        stays[gone] = False
        kept = kept[stays]


def follow(net: Tagger, teacher: Tagger, batch: list[Example]) -> Tensor:
    """How far what a net gives after each layer is from what its teacher gives, and its tags from theirs."""
    ids, features, mask, *_ = collate(batch)
    with torch.no_grad():
        theirs = list(teacher.states(ids, features, mask))
    mine = list(net.states(ids, features, mask))
    apart = sum((a[mask] - b[mask]).square().mean() for a, b in zip(mine, theirs, strict=True))
    tags = taught_loss(net.tags(mine[-1]), teacher.tags(theirs[-1]), mask)
    return apart + tags + taught_loss(net.inner(mine[-1]), teacher.inner(theirs[-1]), mask)


def train(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(args.data / "polnear-train.jsonl.gz", args.nested)
    records = read_records(args.data / "records.jsonl.gz")
    words = Vocabulary.read(articles, tokenizer)
    state = torch.load(args.net, weights_only=True)
    teacher = Tagger.of(state.get("mean", state.get("net"))).eval()

    def epoch(k: int) -> list[list[Example]]:
        return batches(articles, records, tokenizer, words, args.batch, args.seed + k, share=RECORDS)

    groups = epoch(0)
    first = 0
    if args.checkpoint.exists():
        state = torch.load(args.checkpoint, weights_only=True)
        net, first = Tagger.of(state["mean"]), state["step"]
    else:
        some = [x for group in groups for x in group][:: max(1, len(groups) * args.batch * 100 // PIECES)]
        with torch.no_grad():
            net = narrow(teacher, some, args.inner)
        save(args.checkpoint.with_suffix(".fitted.pt"), {"mean": net.state_dict()})
    net.eval()  # nothing is dropped out: what is to be learnt is a function, not labels
    learnt = [p for name, p in net.named_parameters() if name.startswith("encoder")]
    optimizer = torch.optim.AdamW(learnt, weight_decay=0.0)
    if first:
        optimizer.load_state_dict(state["optimizer"])
    began = saved = time.time()
    losses: list[float] = []
    for step in range(first, args.limit):
        if step % len(groups) == 0 and step:
            groups = epoch(step // len(groups))
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, args.limit, args.rate)
        loss = follow(net, teacher, groups[step % len(groups)])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        if step % 10 == 9:
            pace = (time.time() - began) / (step + 1 - first)
            told = {"step": step + 1, "of": args.limit, "loss": round(sum(losses[-10:]) / 10, 4)}
            print(json.dumps(told | {"seconds_a_step": round(pace, 2)}), flush=True)
        if time.time() - saved > 240 or step + 1 == args.limit:
            kept = {"mean": net.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            save(args.checkpoint, kept)
            saved = time.time()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("net", type=Path, help="a checkpoint of the wide net, which is followed")
    ap.add_argument("--data", type=Path, required=True, help="folder with PolNeAR's train part and records")
    ap.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of all-MiniLM-L6-v2")
    ap.add_argument("--nested", type=Path, help="our labels of what contents hold, nested/labels.jsonl")
    ap.add_argument("--checkpoint", type=Path, default=Path("build/narrow.pt"))
    ap.add_argument("--inner", type=int, default=SHIPPED.inner)
    ap.add_argument("--limit", type=int, default=500)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--seed", type=int, default=SEED)
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    args.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
