"""What is counted and named for lists, and judgements that meet each other; on each database."""

from dataclasses import replace

import pytest

from onrecord.errors import JudgedError, NotHeldError
from onrecord.ledger import Ledger
from onrecord.model import Judgement, Method, Query, Target, Verdict
from tests.show.build import RECORD, lighthouse


@pytest.fixture
def ledger(place):
    with Ledger.open(place) as opened:
        opened.keep_records([RECORD, replace(RECORD, id="bare", title=None)])
        run = opened.begin_run("add", Method("1", {}))
        reading = lighthouse()
        doubted = tuple(replace(attrib, confidence=0.4) for attrib in reading.attributions)
        opened.keep(run, replace(reading, attributions=doubted), records=opened.records_digest())
        other = replace(reading.snap, id="quay", outlet="The Quay")
        opened.keep(run, replace(reading, snap=other), records=opened.records_digest())
        yield opened


def judge(ledger: Ledger, of: str, author: str, seen: int | None, target: Target = Target.STATEMENT) -> int:
    return ledger.judge(Judgement(0, "", author, target, of, Verdict.SAME), seen=seen)


def test_a_speaker_is_told_by_state_and_outlet(ledger):
    (crane,) = ledger.speakers("ada crane")
    told = ledger.told_of(crane.key)
    assert told.counted == crane.statements == 6
    assert told.states == {"grave": 2, "not-found": 2, "notable": 2}
    assert told.outlets == (("Pelmouth Echo", 3), ("The Quay", 3))
    assert [(name.name, name.statements) for name in told.names] == [("Ada Crane", 6)]


def test_a_merged_speaker_is_told_by_either_key(ledger):
    (crane,), (wick,) = ledger.speakers("crane"), ledger.speakers("wick")
    ledger.judge(Judgement(0, "", "I. Marsh", Target.SPEAKER, wick.key, Verdict.SAME, crane.key))
    told = ledger.told_of(wick.key)
    assert told == ledger.told_of(crane.key)
    assert told.counted == crane.statements + wick.statements
    assert {name.key: name.statements for name in told.names} == {crane.key: 6, wick.key: 2}


def test_nobody_is_told_of_nobody(ledger):
    with pytest.raises(NotHeldError, match="no speaker 0000"):
        ledger.told_of("0" * 16)


def test_doubts_are_counted_until_they_are_judged(ledger):
    before = ledger.count_doubts()
    assert before[Target.STATEMENT] == 4
    assert before[Target.DRIFT] == 2
    (doubt,), _ = ledger.doubts(Target.STATEMENT, limit=1)
    number = judge(ledger, doubt.hit.key, "I. Marsh", 0)
    assert ledger.count_doubts() == before | {Target.STATEMENT: 3}
    ledger.undo(number, "I. Marsh")
    assert ledger.count_doubts() == before


def test_records_are_named_by_title_or_else_by_id(ledger):
    named = ledger.name_records(["briefing", "bare", "nowhere", "briefing"])
    assert named == {"briefing": (1, "Briefing on the lighthouse"), "bare": (2, "bare")}
    assert ledger.name_records([]) == {}


def test_a_judgement_is_refused_where_another_came_since(ledger):
    key = ledger.search(Query()).hits[0].key
    first = judge(ledger, key, "J. Reed", 0)
    with pytest.raises(JudgedError, match="Reed judged this meanwhile: same"):
        judge(ledger, key, "I. Marsh", 0)
    judge(ledger, key, "I. Marsh", 0, Target.SOURCE)  # of another target it stands beside the first
    judge(ledger, key, "I. Marsh", first)  # who has seen it may judge again
    judge(ledger, key, "K. Tarn", None)  # and so may who does not ask
    assert [one.author for one in ledger.judgements_of(key)] == ["J. Reed", "I. Marsh", "I. Marsh", "K. Tarn"]


def test_what_was_taken_back_is_no_hindrance(ledger):
    key = ledger.search(Query()).hits[0].key
    ledger.undo(judge(ledger, key, "J. Reed", 0), "J. Reed")
    judge(ledger, key, "I. Marsh", 0)
