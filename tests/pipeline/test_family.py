"""Who carries a statement's words is inferred once, and anew when its pages are read otherwise."""

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Attribution, Entity, EntityKind, Method, Mode, Query, Reading, Snapshot, Span
from onrecord.pipeline.family import MOST_KEPT, find_family
from onrecord.pipeline.latest import Latest

QUOTE = "We will keep the harbour lamps lit until the last boat is in"
TEXT = f"“{QUOTE},” said the harbour master."
SPAN = Span(1, 1 + len(QUOTE))
SOURCE = Span(TEXT.index("the harbour master"), len(TEXT) - 1)


def read(outlet: str, speaker: str) -> Reading:
    told = Attribution(
        "a", (SOURCE,), (), (SPAN,), (SPAN,), Mode.DIRECT, entity=Entity(speaker, EntityKind.PERSON)
    )
    return Reading(Snapshot("index", TEXT, outlet=outlet), (told,))


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.ledger") as opened:
        run = opened.begin_run("add", Method("1", {}))
        for outlet in ("herald", "post"):
            opened.keep(run, read(outlet, "Ada Crane"))
        yield opened


def test_a_page_that_was_read_again_is_inferred_from_as_it_is_read_now(ledger):
    key, stemmas = ledger.search(Query(outlet="herald")).hits[0].key, Latest(MOST_KEPT)
    first = find_family(ledger, key, stemmas=stemmas).stemma
    assert first is not None
    assert find_family(ledger, key, stemmas=stemmas).stemma is first
    assert {witness.speaker for witness in first.witnesses} == {"Ada Crane"}
    run = ledger.begin_run("refresh", Method("2", {}))
    ledger.keep(run, read("post", "Tom Wick"), seen=False)
    again = find_family(ledger, key, stemmas=stemmas).stemma
    assert again is not None
    assert {witness.name: witness.speaker for witness in again.witnesses} == {
        "herald": "Ada Crane",
        "post": "Tom Wick",
    }
