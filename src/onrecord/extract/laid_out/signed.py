"""Quotations that whoever says them signs in the same paragraph: "“It leaks.” — Ada Crane"."""

import re

from onrecord.extract.draft import Draft, How
from onrecord.extract.laid_out.signatures import CONFIDENCE, is_sentence
from onrecord.extract.lexicon import PERSONS
from onrecord.extract.paragraphs import Paragraphs
from onrecord.extract.patterns import CAPITALISED, KEY
from onrecord.model import Span
from onrecord.text.quotes import quoted_spans

SIGNED = re.compile(
    rf"(?:{KEY}:\s+)?"  # "Claim: “It leaks.” — Ada Crane"
    r"(?P<words>[“\"‘'].{10,1500}[”\"’'])\s*(?P<dash>[—–―]|--?)\s*(?P<name>(?:an?\s|the\s)?[^\s—–―].{1,100})"
)
_ACTS = re.compile(  # "Brandt fumes at referee"; two words behind a name may be a post: "sales director"
    rf"(?:{CAPITALISED}\s){{1,3}}(?!\w+\s\w+\Z)[a-z]{{3,15}}s\s"
)


def find_signed(text: str, paragraphs: Paragraphs) -> list[Draft]:
    """Find quotations that whoever says them signs in the same paragraph: "“It leaks.” — Ada Crane".

    Args:
        text: the whole text.
        paragraphs: the (start, end) of the page's paragraphs, in order.
    """
    found = [m for paragraph in paragraphs if (m := SIGNED.fullmatch(text, *paragraph)) and _is_signed(m)]
    return [
        Draft(
            [Span(*m.span("name"))],
            [Span(*m.span("dash"))],
            [Span(*m.span("words"))],
            CONFIDENCE,
            How.LABELLED,
        )
        for m in found
    ]


def _is_signed(found: re.Match[str]) -> bool:
    """Whether a line is one quotation, and what stands behind its dash no sentence that goes on."""
    start, end = found.span("words")
    if quoted_spans(found.string, start, end) != [(start, end)] or is_sentence(found["name"]):
        return False
    return not _ACTS.match(found["name"]) or bool(re.search(rf"\b{PERSONS}\b", found["name"]))
