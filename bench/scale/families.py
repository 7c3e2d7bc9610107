"""Families that a run found, against the truth about the web that it read.

The run's own quotes are gathered again in memory by its own steps, for what it tells of a family are its
wordings, not each of its quotes; that both find as many families is said. A quote of the truth is one of the
run's where page, capture and words are the same, or the run's hold it. A pair of quotes is right where truth
and run have both in one family. What was not extracted is its own family: it lowers the recall of the whole.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from bench.families import find, heads_of, score

Page = tuple[str, str]  # its address, and when it was captured


@dataclass(frozen=True)
class Scores:
    """How well families and copies were found: precision, recall and F1 of pairs.

    Attributes:
        planted: quotes of the truth.
        extracted: of these, quotes of the run.
        told, gathered: families of two pages or more, as the run tells them and as they were gathered again.
        families: of the quotes that were extracted.
        whole: of those that are more than a few words in a row.
        all: of all, those that were not extracted as families of their own.
        copies: of pages that are one story.
    """

    planted: int
    extracted: int
    told: int
    gathered: int
    families: tuple[float, float, float]
    whole: tuple[float, float, float]
    all: tuple[float, float, float]
    copies: tuple[float, float, float]


def score_families(truth: Path, output: Path) -> Scores:
    """Compare a run's families with the truth.

    Args:
        truth: a made-up web's ``truth.jsonl``.
        output: the output folder of a run of all of its files, which is done.
    """
    told = _read_truth(truth)
    pages = parquet.read_table(output / "pages", columns=["document", "url", "captured"])
    quotes = parquet.read_table(output / "quotes")
    families = parquet.read_table(output / "families", columns=["family", "syndicated"])
    addresses = dict(zip(pages["document"].to_pylist(), pages["url"].to_pylist(), strict=True))
    members, _ = find(quotes)
    heads = heads_of(quotes, members)
    held = _match(told["quote"], _by_page(quotes, addresses))
    names = _number(quote["family"] for quote in told["quote"])
    found = [heads[place] if place is not None else -1 - i for i, place in enumerate(held)]
    at_hand = [i for i, place in enumerate(held) if place is not None]
    whole = [i for i in at_hand if told["quote"][i]["form"] != "partial"]

    def among(places: Sequence[int]) -> tuple[float, float, float]:
        return score([names[i] for i in places], [found[i] for i in places])

    return Scores(
        planted=len(held),
        extracted=len(at_hand),
        told=len(families),
        gathered=_count_families(quotes, heads),
        families=among(at_hand),
        whole=among(whole),
        all=among(range(len(held))),
        copies=_score_copies(told, families, addresses),
    )


def _read_truth(path: Path) -> dict[str, list[dict[str, Any]]]:
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            lines[one["kind"]].append(one)
    return lines


def _by_page(quotes: pa.Table, addresses: dict[str, str]) -> dict[Page, list[tuple[str, int]]]:
    """The letters of each page's quotes, and their places in the table."""
    found: dict[Page, list[tuple[str, int]]] = defaultdict(list)
    columns = (quotes[name].to_pylist() for name in ("document", "captured", "words"))
    for place, (document, captured, words) in enumerate(zip(*columns, strict=True)):
        found[addresses[document], captured].append((_letters(words), place))
    return found


def _match(planted: Sequence[dict[str, Any]], held: dict[Page, list[tuple[str, int]]]) -> list[int | None]:
    """Where each planted quote is among the run's; None where it is not."""
    found: list[int | None] = []
    for quote in planted:
        wanted, there = _letters("".join(quote["words"])), held.get((quote["url"], quote["captured"]), [])
        same = [place for letters, place in there if letters == wanted]
        same += [place for letters, place in there if wanted in letters]
        found.append(same[0] if same else None)
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _number(names: Iterator[str]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(name, len(numbers)) for name in names]


def _count_families(quotes: pa.Table, heads: Sequence[int]) -> int:
    """How many families two pages carry, later captures of one page not counted."""
    pairs = set(zip(heads, quotes["document"].to_pylist(), strict=True))
    return sum(count > 1 for count in Counter(head for head, _ in pairs).values())


def _score_copies(
    told: dict[str, list[dict[str, Any]]], families: pa.Table, addresses: dict[str, str]
) -> tuple[float, float, float]:
    """Pages that are one story, as far as the families say so."""
    heads: dict[str, str] = {}

    def head(page: str) -> str:
        while heads.get(page, page) != page:
            page = heads[page]
        return page

    for witness in (one for row in families["syndicated"].to_pylist() for one in row or ()):
        for copy in witness["copies"]:
            heads[head(addresses[copy["document"]])] = head(addresses[witness["of"]])
    stories = {copy["url"]: copy["story"] for copy in told["copy"]}
    urls = sorted({page["url"] for page in told["page"]})
    return score(_number(str(stories.get(url, url)) for url in urls), _number(map(head, urls)))


def tell_scores(scores: Scores) -> str:
    """The figures, for people."""
    rows = {
        "families, of the quotes that were extracted": scores.families,
        "the same, partial quotes left out": scores.whole,
        "the same, of all quotes that are there": scores.all,
        "copies of one story": scores.copies,
    }
    lines = [
        f"{scores.extracted:,} of {scores.planted:,} planted quotes were extracted",
        f"the run tells {scores.told:,} families; gathered again there are {scores.gathered:,}",
        f"{'pairs':<45}{'P':>8}{'R':>8}{'F1':>8}",
    ]
    lines += [f"{name:<45}{p:>8.4f}{r:>8.4f}{f1:>8.4f}" for name, (p, r, f1) in rows.items()]
    return "\n".join(lines)
