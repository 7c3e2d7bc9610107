"""A source that a person names is of the sort that goes by that name, a drift of a kind that there is."""

from dataclasses import replace

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.model import EntityKind, Judgement, Target, Verdict
from onrecord.pipeline.judge import judge
from tests.ledger.build import FERRY, METHOD, all_hits, make_reading

KINDS = {
    "Fay Holm": EntityKind.PERSON,
    "Holm": EntityKind.PERSON,  # nothing tells what it is
    "Ministry of Ports": EntityKind.ORGANISATION,
    "the Harbour Authority": EntityKind.ORGANISATION,
    "Norway": EntityKind.STATE,
}


def name_source(ledger: Ledger, name: str, kind: EntityKind | None = None) -> EntityKind:
    """Judges that the ferry's statement is another's; gives whom it is ascribed to then."""
    hit = next(hit for hit in all_hits(ledger) if "ferry" in hit.words)
    one = Judgement(0, "", "Eve Lund", Target.SOURCE, hit.key, Verdict.DIFFERENT, name, kind=kind)
    judge(ledger, one)
    speaker = ledger.speaker(ledger.hit(hit.key).speaker_key or "")
    assert speaker.name == name
    assert ledger.judgements_of(hit.key)[-1].kind is speaker.kind
    assert list(ledger.verify()) == []
    return speaker.kind


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.ledger") as opened:
        opened.keep(opened.begin_run("add", METHOD), make_reading(FERRY))
        yield opened


@pytest.mark.parametrize("name", KINDS)
def test_a_name_that_is_new_is_of_the_sort_that_it_looks_like(ledger, name):
    assert name_source(ledger, name) is KINDS[name]


def test_a_name_that_is_known_keeps_its_sort(ledger):
    assert name_source(ledger, "Quarry", EntityKind.ORGANISATION) is EntityKind.ORGANISATION
    assert ledger.kind_of("quarry") is EntityKind.ORGANISATION
    assert name_source(ledger, "Quarry") is EntityKind.ORGANISATION
    assert len(ledger.speakers("quarry")) == 1


def test_whoever_says_the_sort_is_believed(ledger):
    assert name_source(ledger, "Bo Winter", EntityKind.GROUP) is EntityKind.GROUP


def test_a_drift_is_said_to_be_of_a_kind_that_there_is(ledger):
    hit = next(iter(all_hits(ledger)))
    one = Judgement(0, "", "Eve Lund", Target.DRIFT, hit.key, Verdict.DIFFERENT, "negation")
    judge(ledger, one)
    assert [each.value for each in ledger.judgements_of(hit.key)] == ["negation"]
    with pytest.raises(UsageError, match="one of verbatim, cleaned"):
        judge(ledger, replace(one, value="lost"))
    assert len(ledger.judgements_of(hit.key)) == 1
