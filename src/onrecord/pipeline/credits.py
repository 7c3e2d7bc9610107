"""Whom a page names, beside a quote, as where it has the words from."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span, Witness

AROUND = 200  # code points before and after a quote: the sentence that brings it, and the next
SHORTEST = 4  # letters of an outlet's name; a shorter one is within other words too often

_BEFORE = r"(?:told|according to|(?:as )?reported by|in an interview with|interviewed by|quoted by|via)"
_AFTER = r"(?:reported|reports|quoted|wrote|first reported)"


def find_credits(witnesses: Sequence[Witness], texts: Sequence[str]) -> list[Witness]:
    """Say of each witness which others its page names as a source of the quote.

    Args:
        witnesses: pages.
        texts: the text of each page, in the same order.

    Example:
        >>> page = '"We go," she told the Hask Islander on Monday.'
        >>> pages = [Witness("a", "a", "Hask Islander", ("We go",)),
        ...          Witness("b", "b", "Evening Lantern", ("We go",), spans=(Span(1, 6),))]
        >>> find_credits(pages, ["", page])[1].credits
        ('a',)
    """
    names = [_plain(witness.name) for witness in witnesses]
    found: list[Witness] = []
    for i, (witness, text) in enumerate(zip(witnesses, texts, strict=True)):
        near = " \n ".join(_around(text, span) for span in witness.spans)
        credits_ = tuple(
            witnesses[j].id
            for j, name in enumerate(names)
            if j != i
            and name != names[i]
            and len(name) >= SHORTEST
            and name in near
            and _is_credit(name, near)
        )
        found.append(replace(witness, credits=credits_))
    return found


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _around(text: str, span: Span) -> str:
    return _plain(text[max(0, span.start - AROUND) : span.end + AROUND])


def _is_credit(name: str, near: str) -> bool:
    named = rf"(?<!\w)(?:the )?{re.escape(name)}(?!\w)"
    return bool(re.search(rf"\b{_BEFORE} {named}|{named} {_AFTER}\b", near))
