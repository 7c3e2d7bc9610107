"""What others say about an utterance hangs on the page that has it."""

import pytest

from onrecord.model import Attribution, CueKind, Mode, Reading, Snapshot, Span
from onrecord.pipeline.descend import descend

QUOTE = "We will keep the harbour lamps lit until the last boat is in"
TEXT = f"“{QUOTE},” said Ada Crane. Tom Wick denied it."


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def page(outlet: str, *, denied: bool) -> Reading:
    quote = span_of(QUOTE)
    told = Attribution("a", (span_of("Ada Crane"),), (span_of("said"),), (quote,), (quote,), Mode.DIRECT)
    denial = Attribution(
        "b", (span_of("Tom Wick"),), (span_of("denied"),), (span_of("it"),), kind=CueKind.DENIES, about="a"
    )
    return Reading(Snapshot("index", TEXT, outlet=outlet), (told, denial) if denied else (told,))


@pytest.mark.parametrize("denied", [(True, False), (False, True), (True, True), (False, False)])
def test_pages_that_are_called_alike_have_each_its_own_responses(denied):
    outlets = ("herald", "post")
    pages = [page(outlet, denied=is_denied) for outlet, is_denied in zip(outlets, denied, strict=True)]
    (stemma,) = descend(pages)
    found = [(each.name, each.source, each.relation) for each in stemma.responses]
    assert found == [(pages[i].snap.outlet, "Tom Wick", "denies it") for i in (0, 1) if denied[i]]
