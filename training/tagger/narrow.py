"""Narrow a trained tagger: ``python -m training.tagger.narrow NET OUT --data DIR --tokenizer FILE``.

Two thirds of a layer's multiplications go through its wide second sublayer, and a part of that can go: the
neurons that its output can best do without are taken out, the rest fitted anew to give what all gave
(Hassibi and Stork 1993). No label is looked at, nothing is trained, and a sixth costs nothing that shows.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.tagger.data import Example, read_articles, read_records
from training.tagger.net import SHIPPED, Layer, Tagger, read_weights
from training.tagger.train import SEED, batches
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


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("net", type=Path, help="a checkpoint of the wide net")
    ap.add_argument("out", type=Path)
    ap.add_argument("--data", type=Path, required=True, help="folder with PolNeAR's train part and records")
    ap.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of all-MiniLM-L6-v2")
    ap.add_argument("--inner", type=int, default=SHIPPED.inner)
    args = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(args.data / "polnear-train.jsonl.gz")
    records = read_records(args.data / "records.jsonl.gz")
    words = Vocabulary.read(articles, tokenizer)
    groups = batches(articles, records, tokenizer, words, 1, SEED, share=RECORDS)
    with torch.no_grad():
        net = narrow(Tagger.of(read_weights(args.net)).eval(), list(_some(groups)), args.inner)
    torch.save({"mean": net.state_dict()}, args.out)


def _some(groups: list[list[Example]]) -> Iterator[Example]:
    """Windows in the order given, of so many pieces as neurons are judged on."""
    pieces = 0
    for group in groups:
        for x in group:
            pieces += len(x.window.ids)
            if pieces > PIECES:
                return
            yield x


if __name__ == "__main__":
    main()
