"""Whom a page names, beside a quote, as where it has the words from."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import PartKind, Snapshot, Span, Spans, Witness

AROUND = 200  # code points before and after a quote: the sentence that brings it, and the next
SHORTEST = 4  # letters of an outlet's name; a shorter one is within other words too often

_BEFORE = r"(?:told|according to|(?:as )?reported by|in an interview with|interviewed by|quoted by|via)"
_AFTER = r"(?:reported|reports|quoted|wrote|first reported)"


def near_quotes(snap: Snapshot, spans: Spans) -> str:
    """The words around quotes, and the dateline, in which an outlet may be named as where they are from.

    Args:
        snap: the page.
        spans: the quotes' stretches of its text.
    """
    around = [Span(max(0, s - AROUND), e + AROUND) for s, e in spans]
    return " \n ".join(_plain(snap.text[s:e]) for s, e in (*snap.spans_of(PartKind.DATELINE), *around))


def find_credits(witnesses: Sequence[Witness], near: Sequence[str]) -> list[Witness]:
    """Say of each witness which others its page names as a source of the quote.

    Args:
        witnesses: pages.
        near: the words around the quotes of each, in the same order, as `near_quotes` gives them.

    Example:
        >>> page = '"We go," she told the Hask Islander on Monday.'
        >>> pages = [Witness("a", "a", "Hask Islander", ("We go",)),
        ...          Witness("b", "b", "Evening Lantern", ("We go",))]
        >>> find_credits(pages, ["", near_quotes(Snapshot("b", page), (Span(1, 6),))])[1].credits
        ('a',)
    """
    names = [_plain(witness.name) for witness in witnesses]
    found: list[Witness] = []
    for i, (witness, around) in enumerate(zip(witnesses, near, strict=True)):
        credits_ = tuple(
            witnesses[j].id
            for j, name in enumerate(names)
            if j != i
            and name != names[i]
            and len(name) >= SHORTEST
            and name in around
            and _is_credit(name, around)
        )
        found.append(replace(witness, credits=credits_))
    return found


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _is_credit(name: str, near: str) -> bool:
    named = rf"(?<!\w)(?:the )?{re.escape(name)}(?!\w)"
    alone = rf"\({named}\)"  # as datelines have an agency
    return bool(re.search(rf"\b{_BEFORE} {named}|{named} {_AFTER}\b|{alone}", near))
