"""Families that a run found, against the truth about the web that it read.

The run's own quotes are gathered again in memory by its own steps, for what it tells of a family are its
wordings, not each of its quotes; that both find as many families is said. A quote of the truth is one of the
run's where page, capture and words are the same. A pair of quotes is right where truth and run have both in
one family. Whom the extraction gave the words to is not the families' fault: so they are also scored on the
quotes whose speaker is the planted one. What was not extracted, or as a part of a longer quote, is its own
family in the last row: it lowers the recall of the whole.
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
        named: of those that were given to the planted speaker, or to anyone where no name was planted.
        whole: of these, those that are more than a few words in a row.
        all: of all, those that were not extracted as families of their own.
        copies: of pages that are one story.
    """

    planted: int
    extracted: int
    told: int
    gathered: int
    families: tuple[float, float, float]
    named: tuple[float, float, float]
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
    speakers = quotes["speaker"].to_pylist()
    named = [i for i in at_hand if told["quote"][i]["speaker"] in (None, speakers[held[i] or 0])]
    whole = [i for i in named if told["quote"][i]["form"] != "partial"]

    def among(places: Sequence[int]) -> tuple[float, float, float]:
        return score([names[i] for i in places], [found[i] for i in places])

    return Scores(
        planted=len(held),
        extracted=len(at_hand),
        told=len(families),
        gathered=_count_families(quotes, heads),
        families=among(at_hand),
        named=among(named),
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


def _by_page(quotes: pa.Table, addresses: dict[str, str]) -> dict[tuple[Page, str], int]:
    """The place in the table of each page's quotes, by their letters."""
    columns = (quotes[name].to_pylist() for name in ("document", "captured", "words"))
    rows = enumerate(zip(*columns, strict=True))
    return {((addresses[page], at), _letters(words)): place for place, (page, at, words) in rows}


def _match(planted: Sequence[dict[str, Any]], held: dict[tuple[Page, str], int]) -> list[int | None]:
    """Where each planted quote is among the run's; None where it is not."""
    return [held.get(((q["url"], q["captured"]), _letters("".join(q["words"])))) for q in planted]


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
        "the same, given to the planted speaker": scores.named,
        "the same, partial quotes left out": scores.whole,
        "of all quotes that are there": scores.all,
        "copies of one story": scores.copies,
    }
    lines = [
        f"{scores.extracted:,} of {scores.planted:,} planted quotes were extracted",
        f"the run tells {scores.told:,} families; gathered again there are {scores.gathered:,}",
        f"{'pairs':<45}{'P':>8}{'R':>8}{'F1':>8}",
    ]
    lines += [f"{name:<45}{p:>8.4f}{r:>8.4f}{f1:>8.4f}" for name, (p, r, f1) in rows.items()]
    return "\n".join(lines)
