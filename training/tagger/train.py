"""Train the tagger: ``python -m training.tagger.train --data DIR --encoder model.safetensors``.

Writes a checkpoint every few minutes and goes on from it when called again; seeds are fixed.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from onrecord.extract.tagger.windows import WINDOW
from training.tagger.data import (
    UNKNOWN,
    Example,
    Gold,
    examples,
    read_articles,
    read_records,
    read_spoken,
    read_written,
)
from training.tagger.net import Tagger, read_weights, span_scores
from training.tagger.vary import TRANSCRIPT, Vocabulary, as_contents, as_fragments, as_told, as_transcript

SEED = 20161108
KEPT = 0.995  # of the running mean of the weights at each step: it looks back over some 200
LINK_WEIGHT = 0.3  # of the link loss beside the tags'
INNER_WEIGHT = 1.0  # of the loss of the inner tags
RECORDS = 0.1  # records for each article that are learnt from the teacher alone
FRESH = {"features", "tags", "inner", "links"}  # parts of the net that no encoder brings
TAUGHT = 0.7  # of the tags' loss is to agree with the teacher, where there is one


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pad to the longest window: ids, features, mask, tags, inner tags, each (batch, pieces)."""
    width = max(len(x.window.ids) for x in batch)
    ids, features = np.zeros((2, len(batch), width), dtype=np.int64)
    tags, inner = np.full((2, len(batch), width), UNKNOWN, dtype=np.int64)
    mask = np.zeros((len(batch), width), dtype=bool)
    for row, x in enumerate(batch):
        n = len(x.window.ids)
        ids[row, :n], features[row, :n], mask[row, :n] = x.window.ids, x.window.features, True
        tags[row, :n], inner[row, :n] = x.outer.tags, x.inner.tags
    return tuple(torch.from_numpy(a) for a in (ids, features, mask, tags, inner))


def link_loss(links: Tensor, golds: list[Gold]) -> Tensor:
    """Mean cross-entropy of each cue's source and each content's cue, "none" among the choices."""
    losses = []
    for row, x in zip(links, golds, strict=True):
        for left, right, gold, which in (("cue", "source", x.source_of, 0), ("content", "cue", x.cue_of, 2)):
            if x.spans[left]:
                candidates = torch.tensor(x.spans[right], dtype=torch.long).view(-1, 2)
                scores = span_scores(row, torch.tensor(x.spans[left]), candidates, which)
                want = torch.tensor([len(candidates) if g < 0 else g for g in gold])
                losses.append(F.cross_entropy(scores, want, reduction="none"))
    return torch.cat(losses).mean() if losses else links.sum() * 0.0


def tag_loss(scores: Tensor, tags: Tensor, share: Tensor | None = None) -> Tensor:
    """Mean cross-entropy over the pieces that are labelled; share (batch,): how much each window counts."""
    known = tags != UNKNOWN
    losses = F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=UNKNOWN, reduction="none")
    losses = losses.view_as(tags) if share is None else losses.view_as(tags) * share[:, None]
    return losses.sum() / known.sum().clamp(min=1)


def taught_loss(scores: Tensor, taught: Tensor, mask: Tensor) -> Tensor:
    """Mean cross-entropy with the teacher's tags over all pieces (Hinton et al. 2015), labelled or not."""
    return F.cross_entropy(scores[mask], taught[mask].softmax(-1))


def halved() -> torch.autocast:
    """Multiply in bfloat16 where the processor can: where it cannot, that takes a hundred times as long."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


class Loss:
    """The sum of the losses of tags, inner tags and links; with a teacher, its tags are followed too.

    The teacher is of either shape: a net may learn from one like itself.
    """

    def __init__(self, teacher: Path | None) -> None:
        self.teacher = None
        if teacher is not None:
            self.teacher = Tagger.of(read_weights(teacher)).eval()

    def __call__(self, net: Tagger, batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        """The whole loss, and of it the parts of the tags and the inner tags as labelled."""
        ids, features, mask, tags, inner = collate(batch)
        with halved():
            mine = [x.float() for x in net(ids, features, mask)]
        of_tags, of_inner = tag_loss(mine[0], tags), tag_loss(mine[1], inner)
        loss = of_tags
        if self.teacher is not None:
            new = torch.tensor([x.new for x in batch])
            with torch.no_grad(), halved():
                theirs = self.teacher(ids, features, mask)[0].float()
            asked = mask & ~new[:, None]
            loss = tag_loss(mine[0], tags, torch.where(new, 1, 1 - TAUGHT))
            if asked.any():
                loss = loss + TAUGHT * taught_loss(mine[0], theirs, asked)
        of_links = link_loss(mine[2], [x.outer for x in batch]) + link_loss(mine[2], [x.inner for x in batch])
        return loss + INNER_WEIGHT * of_inner + LINK_WEIGHT * of_links, of_tags, of_inner


def batches(
    articles: list[dict],
    contents: list[dict],
    records: list[dict],
    tokenizer: Tokenizer,
    words: Vocabulary,
    size: int,
    seed: int,
    share: float = RECORDS,
) -> list[list[Example]]:
    """One epoch's batches, the same for the same seed: like lengths together, batches shuffled.

    ``contents``: read by themselves, with what they hold. ``size``: windows of full length in a batch; of
    shorter ones as many as have their pieces. ``share``: records for each article.
    """
    rng = random.Random(seed)
    others = [article for article in articles if not article.get("new")]
    told = [as_transcript(article, rng) for article in others if rng.random() < TRANSCRIPT]
    alone = [fragment for article in others for fragment in as_fragments(article, rng)]
    within = [retold for article in others for retold in as_told(article, rng)]
    some = rng.sample(records, min(len(records), round(share * len(articles))))
    dressed = [*articles, *(article for article in told if article), *alone, *within, *contents, *some]
    pool = [x for article in dressed for x in examples(article, tokenizer, words, rng)]
    rng.shuffle(pool)
    pool.sort(key=lambda x: len(x.window.ids) // 16)
    groups: list[list[Example]] = []
    room = 0  # pieces that a group still takes: of short windows there are more in it
    for x in pool:
        longest = 16 * (len(x.window.ids) // 16 + 1)
        if room < longest:
            groups.append([])
            room = size * WINDOW
        groups[-1].append(x)
        room -= longest
    rng.shuffle(groups)
    return groups


def groups_of(net: Tagger) -> list[dict]:
    """The optimizer's groups: matrices decay; ``fresh``: not of the encoder, so not yet trained by others."""
    groups = {(f, d): [] for f in (False, True) for d in (False, True)}
    for name, p in net.named_parameters():
        if p.requires_grad:
            fresh = name.partition(".")[0] in FRESH
            groups[fresh, p.ndim > 1 and not name.startswith("features")].append(p)
    return [
        {"params": params, "weight_decay": 0.01 if decays else 0.0, "fresh": fresh}
        for (fresh, decays), params in groups.items()
    ]


def rate_at(step: int, total: int, peak: float) -> float:
    """Warm-up over 6 % of the steps, then linear decay to 2 % of the peak."""
    warm = max(1, round(total * 0.06))
    return peak * (step + 1) / warm if step < warm else peak * max(0.02, (total - step) / (total - warm))


def save(path: Path, state: dict) -> None:
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(args.data / "polnear-train.jsonl.gz", args.nested)
    articles = [*articles[:: args.every], *(read_written(args.written) * args.times)]
    records = read_records(args.data / "records.jsonl.gz") if args.teacher else []
    spoken = read_spoken(args.spoken, args.data / "records.jsonl.gz") if args.spoken else []
    read = [article for article in (*articles, *spoken) if "inner" in article]
    contents = [content for article in read for content in as_contents(article)]
    words = Vocabulary.read(articles, tokenizer)
    if args.begin:
        net = Tagger.of(read_weights(args.begin))
    else:
        net = Tagger.from_mpnet(args.encoder) if args.shape == "teacher" else Tagger.from_minilm(args.encoder)
    loss_of = Loss(args.teacher)
    net.words.weight.requires_grad_(False)
    optimizer = torch.optim.AdamW(groups_of(net))
    first, epochs = 0, {}
    if args.checkpoint.exists():
        state = torch.load(args.checkpoint, weights_only=True)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        first = state["step"]
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    if first:
        mean.module.load_state_dict(state["mean"])
        mean.n_averaged += 1

    def batches_of(epoch: int) -> list[list[Example]]:
        return batches(articles, contents, records, tokenizer, words, args.batch, args.seed + epoch)

    per_epoch = len(batches_of(0))
    total = args.limit or math.ceil(per_epoch * args.epochs)
    saved, began, losses = time.time(), time.time(), []
    net.train()
    for step in range(first, total):
        epoch = step // per_epoch
        if epoch not in epochs:
            epochs = {epoch: batches_of(epoch)}
        batch = epochs[epoch][(step % per_epoch) % len(epochs[epoch])]
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, total, args.rate) * (args.fresh if group["fresh"] else 1)
        loss, of_tags, of_inner = loss_of(net, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        mean.update_parameters(net)
        losses.append((float(of_tags.detach()), float(of_inner.detach()), float(loss.detach())))
        if step % 10 == 9:
            late = np.mean(losses[-10:], axis=0)
            pace = (time.time() - began) / (step + 1 - first)
            print(
                json.dumps(
                    {
                        "step": step + 1,
                        "of": total,
                        "tags": round(late[0], 4),
                        "inner": round(late[1], 4),
                        "all": round(late[2], 4),
                        "seconds_a_step": round(pace, 2),
                    }
                ),
                flush=True,
            )
        if time.time() - saved > 240 or step + 1 == total:
            save(
                args.checkpoint,
                {
                    "net": net.state_dict(),
                    "mean": mean.module.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "rng": torch.get_rng_state(),
                    "step": step + 1,
                },
            )
            saved = time.time()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with polnear-train.jsonl.gz")
    ap.add_argument("--shape", choices=("shipped", "teacher"), default="shipped")
    ap.add_argument("--encoder", type=Path, help="model.safetensors of MiniLM or MPNet, to begin from")
    ap.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of all-MiniLM-L6-v2")
    ap.add_argument("--teacher", type=Path, help="a checkpoint of either shape, to learn from")
    ap.add_argument("--nested", type=Path, help="our labels of what contents hold, nested/labels.jsonl")
    ap.add_argument("--spoken", type=Path, help="our labels of passages of records, nested/spoken.jsonl")
    ap.add_argument("--checkpoint", type=Path, default=Path("build/tagger.pt"))
    ap.add_argument("--begin", type=Path, help="a checkpoint whose weights to begin from, instead")
    ap.add_argument("--epochs", type=float, default=3)
    ap.add_argument("--limit", type=int, help="stop after so many steps, and decay towards that")
    ap.add_argument("--every", type=int, default=1, help="take every Nth article: to try things out")
    ap.add_argument("--batch", type=int, default=16, help="windows of full length in one")
    ap.add_argument("--rate", type=float, default=5e-4)
    ap.add_argument("--fresh", type=float, default=1, help="times the rate for what no encoder brings")
    ap.add_argument(
        "--seed", type=int, default=SEED, help="of the order and dress of articles; an epoch adds 1"
    )
    ap.add_argument("--written", type=Path, nargs="*", default=[], help="folders of our own labelled texts")
    ap.add_argument("--times", type=int, default=3, help="how often each of them is read in an epoch")
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    args.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    train(args)


if __name__ == "__main__":
    main()
