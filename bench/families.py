"""Planted families, found again, and what it costs: ``python -m bench.families --pages 5000 50000 --seed 1``.

Quotes are made by `bench.planted` as rows of ``QUOTES``, with no page to read, and taken through the steps of
`onrecord.pipeline.bulk.families`, each timed alone: CPU milliseconds a page. Pairs of quotes that are in one
family are compared with those planted: precision, recall, F1. First, copies of one story are looked for among
the pages of `bench.made_up`. Beside families, in the same run:

- *whole wordings*: like words (as `split_words` gives them) are one family, whoever says them;
- *MinHash*: rensa, 128 permutations over runs of three words in 32 bands, candidates joined where the
  signatures agree in half at least;
- *MinHash, names heeded*: the same, but for candidates whose speakers have other names.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
from rensa import RMinHash
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from bench.made_up.pages import Press, count_records
from bench.made_up.records import Archive
from bench.planted import Planted, Planter
from onrecord.model import Reading
from onrecord.pipeline.bulk.families import (
    BOTH_PAGES,
    BOTH_QUOTES,
    QUOTES,
    SHINGLES,
    block_pages,
    block_quotes,
    bond_pairs,
    connect,
    connect_copies,
    page_key,
    pair_blocks,
    quote_rows,
    shingles_of,
    verify_copies,
)
from onrecord.text.words import split_words
from onrecord.trace.descent import are_others, lines

BATCH = 5_000  # quotes, or pairs, of one table


def tabulate(planted: Sequence[Planted]) -> pa.Table:
    """Planted quotes as rows of ``QUOTES``."""
    keys = lines.mix(np.arange(len(planted), dtype=np.uint64) + np.uint64(1))
    pages = np.array([quote.page for quote in planted], np.uint64)
    told = {
        "quote": keys,
        "page": pages,
        "document": [f"//paper.example/{quote.page}" for quote in planted],
        "outlet": [quote.outlet for quote in planted],
        "published": [quote.published for quote in planted],
        "speaker": [quote.speaker for quote in planted],
        "words": [quote.words for quote in planted],
        "terms": [lines.hash_words(quote.words) for quote in planted],
        "attribution": [str(i) for i in range(len(planted))],
        "spans": [[{"start": 0, "end": len(quote.words)}] for quote in planted],
        "near": [""] * len(planted),
    }
    return pa.table(
        [pa.array(told.get(f.name) if f.name in told else [None] * len(planted), f.type) for f in QUOTES],
        schema=QUOTES,
    )


def with_both(pairs: pa.Table, table: pa.Table, names: Sequence[str]) -> pa.Table:
    """Pairs with these columns of both, as an engine's join would give them."""
    keys = table.column(0).to_numpy()
    order = np.argsort(keys)
    for side in ("one", "other"):
        rows = table.take(order[np.searchsorted(keys[order], pairs[side].to_numpy())])
        for name in names:
            pairs = pairs.append_column(f"{side}_{name}", rows[name])
    return pairs


@dataclass
class Steps:
    """CPU seconds of each step, and rows that it gave."""

    seconds: dict[str, float]
    rows: dict[str, int]

    def time(self, name: str, step: Callable[[Any], pa.Table], parts: Iterable[Any]) -> pa.Table:
        given = list(parts)
        start = time.process_time()
        made = pa.concat_tables([step(part) for part in given])
        self.seconds[name] = time.process_time() - start
        self.rows[name] = len(made)
        return made


def find(quotes: pa.Table) -> tuple[pa.Table, Steps]:
    """Take quotes through the steps: the families' members."""
    steps = Steps({}, {})
    blocks = steps.time("block", block_quotes, split(quotes))
    pairs = steps.time("pair", pair_blocks, [blocks])
    bonds = steps.time("bond", bond_pairs, (with_both(part, quotes, BOTH_QUOTES) for part in split(pairs)))
    return steps.time("connect", connect, [bonds]), steps


def split(table: pa.Table) -> list[pa.Table]:
    return [table.slice(at, BATCH) for at in range(0, max(1, len(table)), BATCH)]


def score(planted: Sequence[int], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs that are together.

    Example:
        >>> score([1, 1, 2, 3], [1, 1, 1, 3])
        (0.3333333333333333, 1.0, 0.5)
    """
    right = together(zip(planted, found, strict=True))
    precision, recall = right / max(1, together(found)), right / max(1, together(planted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def together(groups: Iterable[object]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def heads_of(quotes: pa.Table, members: pa.Table) -> list[int]:
    """The family of each quote; its own key where it has none."""
    found = dict(zip(members["quote"].to_pylist(), members["family"].to_pylist(), strict=True))
    return [found.get(key, key) for key in quotes["quote"].to_pylist()]


def by_wording(planted: Sequence[Planted]) -> list[int]:
    known: dict[tuple[str, ...], int] = {}
    return [known.setdefault(tuple(split_words(q.words).norms), len(known)) for q in planted]


def by_minhash(planted: Sequence[Planted], *, names: bool) -> list[int]:
    """MinHash-LSH over runs of three words: 32 bands of 4, accepted from half of the signature on."""
    told = (split_words(quote.words).norms for quote in planted)
    sets = [[" ".join(norms[i : i + 3]) for i in range(max(1, len(norms) - 2))] for norms in told]
    digests = np.array(RMinHash.digest_matrix_from_token_sets(sets, num_perm=128, seed=1).to_rows())
    pairs = set[tuple[int, int]]()
    for band in np.split(digests, 32, axis=1):
        first: dict[bytes, int] = {}
        for i, row in enumerate(band):
            j = first.setdefault(row.tobytes(), i)
            if j != i:
                pairs.add((j, i))
    kept = [
        (i, j)
        for i, j in pairs
        if (digests[i] == digests[j]).mean() >= 0.5
        and not (names and are_others(planted[i].speaker, planted[j].speaker))
    ]
    one, other = np.array(kept, np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(len(planted), len(planted)))
    return connected_components(graph, directed=False)[1].tolist()


def report(pages: int, seed: int, *, peers: bool) -> None:
    planted = [quote for page in islice(Planter(seed).pages(pages), pages) for quote in page]
    right = [quote.family for quote in planted]
    quotes = tabulate(planted)
    members, steps = find(quotes)
    told = "  ".join(f"{name} {s / pages * 1e3:.3f}" for name, s in steps.seconds.items())
    print(f"\n{pages:,} pages, {len(planted):,} quotes, {together(right):,} pairs planted")
    print(f"CPU ms a page: {sum(steps.seconds.values()) / pages * 1e3:.3f}  ({told})")
    print("rows a page: " + "  ".join(f"{name} {n / pages:.1f}" for name, n in steps.rows.items()))
    print(f"{'':26}{'precision':>10}{'recall':>10}{'F1':>10}{'ms a page':>12}")
    tell("onrecord", right, heads_of(quotes, members), sum(steps.seconds.values()) / pages)
    if peers:
        for name, peer in PEERS.items():
            start = time.process_time()
            found = peer(planted)
            tell(name, right, found, (time.process_time() - start) / pages)


def report_copies(pages: int, seed: int) -> None:
    """Tell how well copies are found among made-up pages, and what a page's own rows cost.

    A page is given once however often it was captured; that captures are not copies is for the tests.
    """
    press = Press(pages, Archive(count_records(pages), seed))
    roles = [press.role(number) for number in range(pages)]
    kept = [number for number in range(pages) if not roles[number].is_later]
    readings = [press.make(number) for number in kept]
    steps = Steps({}, {})
    own = steps.time("own words", tabulate_pages, [readings])
    steps.time("quotes", tabulate_quotes, [readings])
    bands = steps.time("block", block_pages, split(own))
    pairs = steps.time("pair", pair_blocks, [bands])
    copies = steps.time("verify", verify_copies, [with_both(pairs, own, BOTH_PAGES)])
    found = steps.time("connect", connect_copies, [copies])
    story = dict(zip(found["page"].to_pylist(), found["story"].to_pylist(), strict=True))
    keys = [page_key(reading.snap) for reading in readings]
    told = "  ".join(f"{name} {s / len(kept) * 1e3:.3f}" for name, s in steps.seconds.items())
    print(f"\n{len(kept):,} pages, some of them copies; CPU ms a page: {told}")
    values = score([roles[number].base for number in kept], [story.get(key, key) for key in keys])
    print("copies: precision {:.4f}, recall {:.4f}, F1 {:.4f}".format(*values))


def tabulate_pages(readings: Sequence[Reading]) -> pa.Table:
    return pa.Table.from_pylist([row for each in readings if (row := shingles_of(each))], schema=SHINGLES)


def tabulate_quotes(readings: Sequence[Reading]) -> pa.Table:
    return pa.Table.from_pylist([row for each in readings for row in quote_rows(each)], schema=QUOTES)


def tell(name: str, right: Sequence[int], found: Sequence[int], seconds: float) -> None:
    print(
        f"{name:26}" + "".join(f"{value:10.4f}" for value in score(right, found)) + f"{seconds * 1e3:12.3f}"
    )


PEERS: dict[str, Callable[[Sequence[Planted]], list[int]]] = {
    "whole wordings": by_wording,
    "MinHash": lambda planted: by_minhash(planted, names=False),
    "MinHash, names heeded": lambda planted: by_minhash(planted, names=True),
}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--pages", type=int, nargs="+", default=[5_000])
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--no-peers", action="store_true")
    ap.add_argument("--copies", type=int, default=1_000, help="pages among which copies are found")
    args = ap.parse_args()
    if args.copies:
        report_copies(args.copies, args.seed)
    for pages in args.pages:
        report(pages, args.seed, peers=not args.no_peers)


if __name__ == "__main__":
    main()
