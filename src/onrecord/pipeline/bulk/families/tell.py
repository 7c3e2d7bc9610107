"""Whole families → who carries them, in which wordings, and who may have them from whom."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from onrecord.export import stemma_json
from onrecord.model import Span, Stemma, Witness
from onrecord.pipeline.bulk.families.schemas import FAMILIES
from onrecord.pipeline.descend import choose_record, hang_witnesses
from onrecord.trace.descent import are_others, most_named

MOST = 500  # wordings, and copies of one page, that are listed; all are counted

Row = dict[str, Any]


def tell_families(told: pa.Table) -> pa.Table:
    """Tell of each utterance that two pages at least carry.

    Of several captures of a page the first that has the words counts, and of several copies of a story the
    earliest page is the witness.

    Args:
        told: rows of ``TOLD``; all rows of each family that is among them, in any order.

    Returns:
        ``FAMILIES``, ascending by family.
    """
    told = told.sort_by([("family", "ascending"), ("quote", "ascending")])
    rows = (_tell(quotes) for quotes in _families(told))
    return pa.Table.from_pylist([row for row in rows if row is not None], schema=FAMILIES)


def _families(told: pa.Table) -> Iterator[list[Row]]:
    """The quotes of each family: no more of them than one family's and a batch's are objects at once."""
    rows = (row for batch in told.to_batches(max_chunksize=10_000) for row in batch.to_pylist())
    for _, family in groupby(rows, key=lambda row: row["family"]):
        yield sorted(family, key=_when)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that carries the utterance: its quotes in their first capture, and how many more have them."""

    quotes: list[Row]
    captures: int

    @property
    def first(self) -> Row:
        return self.quotes[0]


def _tell(quotes: Sequence[Row]) -> Row | None:
    pages = _pages(quotes)
    if len(pages) < 2:
        return None
    stories: dict[object, list[_Page]] = {}
    for page in pages:
        story = page.first["story"]
        stories.setdefault(page.first["document"] if story is None else story, []).append(page)
    witnesses = [_witness(f"w{n}", copies[0]) for n, copies in enumerate(stories.values(), 1)]
    near = [" \n ".join(quote["near"] for quote in copies[0].quotes) for copies in stories.values()]
    record = _record(quotes)
    stemma = hang_witnesses(witnesses, near, record)
    speakers = Counter(most_named(quote["speaker"] for quote in page.quotes) for page in pages)
    speaker = most_named(witness.speaker for witness in witnesses)
    wordings = _wordings(quotes)
    return {
        "family": f"{quotes[0]['family']:016x}",
        "speaker": speaker,
        "contested": [
            {"speaker": name, "pages": count}
            for name, count in speakers.most_common()
            if are_others(name, speaker)
        ],
        "witnesses": len(stories),
        "copies": len(pages) - len(stories),
        "captures": sum(page.captures for page in pages),
        "record": record.document if record else None,
        "first": _carrier(quotes[0]),
        "distinct": len(wordings),
        "wordings": wordings[:MOST],
        "syndicated": [
            {"of": first.first["document"], "copies": [_carrier(page.first) for page in copies[:MOST]]}
            for first, *copies in stories.values()
            if copies
        ],
        "stemma": _json(stemma) if stemma else None,
    }


def _when(row: Row) -> tuple[str, str, str, int]:
    """The order of first appearance; what has no date comes last."""
    return row["published"] or "~", row["captured"] or "~", row["document"], row["quote"]


def _pages(quotes: Sequence[Row]) -> list[_Page]:
    """The pages, in the order in which they first have the words."""
    captures: dict[str, dict[int, list[Row]]] = {}
    for quote in quotes:
        captures.setdefault(quote["document"], {}).setdefault(quote["page"], []).append(quote)
    return [_Page(next(iter(each.values())), len(each) - 1) for each in captures.values()]


def _witness(name: str, page: _Page) -> Witness:
    """A page as a witness: its quotes, the longest first, so that a headline's does not stand for them."""
    ordered = sorted(page.quotes, key=lambda quote: -len(quote["terms"]))
    first = page.first
    return Witness(
        name,
        first["document"],
        first["outlet"] or first["document"],
        tuple(quote["words"] for quote in ordered),
        first["published"],
        attributions=tuple(dict.fromkeys(quote["attribution"] for quote in page.quotes)),
        spans=tuple(Span(s["start"], s["end"]) for quote in page.quotes for s in quote["spans"]),
        speaker=most_named(quote["speaker"] for quote in page.quotes),
    )


def _record(quotes: Sequence[Row]) -> Witness | None:
    """The record that the family was traced to: the longest passages that do not overlap."""
    passages = [quote["passage"] for quote in quotes if quote["passage"]]
    if not passages:
        return None
    chosen = choose_record((passage["record"], passage["score"]) for passage in passages)
    cited = [passage for passage in passages if passage["record"] == chosen]
    cited = list({(passage["start"], passage["end"]): passage for passage in cited}.values())
    kept: list[Row] = []
    for each in sorted(cited, key=lambda p: (p["start"] - p["end"], p["start"])):
        if all(each["end"] <= other["start"] or other["end"] <= each["start"] for other in kept):
            kept.append(each)
    kept.sort(key=lambda passage: passage["start"])
    return Witness(
        "record",
        chosen,
        cited[0]["title"] or chosen,
        tuple(passage["words"] for passage in kept),
        cited[0]["date"],
        is_record=True,
        spans=tuple(Span(passage["start"], passage["end"]) for passage in kept),
    )


def _wordings(quotes: Sequence[Row]) -> list[Row]:
    """The wordings that differ in a word, each as it first appears, in that order."""
    found: dict[tuple[int, ...], list[Row]] = {}
    for quote in quotes:
        found.setdefault(tuple(quote["terms"]), []).append(quote)
    return [
        {
            "words": same[0]["words"],
            "first": _carrier(same[0]),
            "outlets": sorted({quote["outlet"] for quote in same if quote["outlet"]}),
            "pages": len({quote["document"] for quote in same}),
        }
        for same in found.values()
    ]


def _carrier(quote: Row) -> Row:
    return {
        "document": quote["document"],
        "outlet": quote["outlet"],
        "published": quote["published"],
        "page": f"{quote['page']:016x}",
        "attribution": quote["attribution"],
    }


def _json(stemma: Stemma) -> str:
    return json.dumps(stemma_json(stemma), ensure_ascii=False)
