"""Each kind of damage is found; what can be made again from the truth is; and a whole ledger has no fault."""

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.model import Judgement, Query, Severity, Span, Target, Verdict
from tests.ledger.build import (
    BETTER,
    FERRY,
    SCHOOL,
    SEARCHED,
    all_hits,
    found_in,
    make_reading,
    make_record,
)

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def filled(ledger: Ledger, run: int) -> Ledger:
    ledger.keep_records([make_record("talk-1"), make_record("talk-2", "Other words.")])
    traces = {0: [found_in("talk-1", 11, 40, ("negation", Severity.GRAVE))]}
    ledger.keep(run, make_reading(FERRY, traces=traces), records=SEARCHED)
    ledger.keep(run, make_reading(SCHOOL, id="b1"), records=SEARCHED)
    ledger.keep(ledger.begin_run("add", BETTER), make_reading(SCHOOL, id="b1", moved=1), records=SEARCHED)
    hit = next(hit for hit in all_hits(ledger) if "roof" in hit.words)
    ledger.judge(Judgement(0, "", "Eve Lund", Target.SOURCE, hit.key, Verdict.DIFFERENT, "Fay Holm"))
    keys = [speaker.key for speaker in ledger.speakers()][:2]
    ledger.judge(Judgement(0, "", "Eve Lund", Target.SPEAKER, keys[0], Verdict.SAME, keys[1]))
    return ledger


def whole(ledger: Ledger):
    speakers = ledger.speakers()
    names = [ledger.speaker(each.key) for each in speakers]
    return [all_hits(ledger), speakers, names, ledger.doubts(), ledger.counts(), ledger.quotations("talk-1")]


def test_a_whole_ledger_has_no_fault_and_stays_as_it_is(filled):
    before = whole(filled)
    assert list(filled.verify()) == []
    keys = list(filled.reindex())
    assert keys == [key for key, _ in filled.readings()]
    assert whole(filled) == before
    assert list(filled.verify()) == []


# What is planted, what is found, whether it is put right.
INDEXES = {
    "a statement that is gone": ["DELETE FROM statement WHERE number = 1"],
    "the last statement gone": ["DELETE FROM statement WHERE id = (SELECT max(id) FROM statement)"],
    "a statement of no page": ["UPDATE statement SET snapshot_id = 99 WHERE number = 1"],
    "a quotation of no statement": ["UPDATE quotation SET statement_id = 99"],
    "a statement of no known speaker": ["UPDATE statement SET speaker_id = 99 WHERE number = 1"],
    "words of a statement": ["UPDATE statement SET words = 'quite other words' WHERE number = 1"],
    "an outlet": ["UPDATE statement SET outlet = 'Another' WHERE number = 2"],
    "a speaker": ["UPDATE statement SET speaker_id = NULL WHERE number = 1"],
    "a state": ["UPDATE statement SET state = 'cosmetic' WHERE state = 'grave'"],
    "a quotation": ['UPDATE quotation SET "end" = 12'],
    "a quotation that is gone": ["DELETE FROM quotation"],
    "a doubt": ["UPDATE doubt SET weight = 0.1"],
    "counts of words": ["UPDATE word SET n = n + 1 WHERE term = 'the'"],
    "a word that is gone": ["DELETE FROM word WHERE term = 'ferry'"],
    "a word that nobody says": ["INSERT INTO word (term, back, n) VALUES ('abc', 'cba', 4)"],
    "a tally": ["UPDATE tally SET n = n + 1 WHERE name = 'statement'"],
    "a tally that is gone": ["DELETE FROM tally WHERE name = 'speaker'"],
    "what a speaker said": ["UPDATE speaker SET n = n + 3"],
    "a merge": ["UPDATE speaker SET canonical_id = id"],
    "the digest": ["UPDATE state SET value = '0' WHERE name = 'records'"],
    "a full text that is gone": ["{drop_text}"],
}  # fmt: skip


@pytest.mark.parametrize("name", INDEXES)
def test_damage_to_an_index_is_found_and_put_right(filled, rows, made, name):
    before = whole(filled)
    is_file = "://" not in made
    for statement in INDEXES[name]:
        gone = (
            "INSERT INTO statement_text (statement_text) VALUES ('delete-all')" if is_file
            else "DELETE FROM statement_text WHERE id = 1"
        )  # fmt: skip
        rows(statement.replace("{drop_text}", gone))
    faults = list(filled.verify())
    assert faults
    assert all(fault.repaired for fault in faults)
    assert all(f"{fault.item} {fault.reason}".isprintable() for fault in faults)
    assert list(filled.verify()) == []
    assert sorted(map(repr, whole(filled)[0])) == sorted(
        map(repr, before[0])
    )  # ids, and so the order, may differ
    assert whole(filled)[1:3] + whole(filled)[4:] == before[1:3] + before[4:]


TRUTH = {
    "a text": ("UPDATE snapshot SET text = ? WHERE id = 1", zlib.compress(FERRY.replace("stays", "sinks").encode())),
    "a text that cannot be unpacked": ("UPDATE snapshot SET text = ? WHERE id = 1", b"\x00garbage"),
    "a title": ("UPDATE snapshot SET meta = replace(meta, 'Harbour', 'Evening') WHERE id = 1",),
    "a detail": ("UPDATE reading SET detail = (SELECT detail FROM reading WHERE id = 3) WHERE id = 2",),
    "a detail that cannot be unpacked": ("UPDATE reading SET detail = ? WHERE current", b"x"),
    "traces": ("UPDATE tracing SET detail = ? WHERE id = 1", zlib.compress(b"{}")),
    "a record": ("UPDATE record SET text = ? WHERE id = 1", zlib.compress(b"ADA CRANE: Other words.")),
    "a record's day": ("UPDATE record SET meta = replace(meta, '2031', '2032') WHERE id = 1",),
    "a key": ("UPDATE snapshot SET key = '0123456789abcdef' WHERE id = 1",),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUTH)
def test_damage_to_the_truth_is_found_and_never_covered_up(filled, rows, name):
    statement, *values = TRUTH[name]
    rows(statement, *values)
    faults = list(filled.verify())
    assert any(not fault.repaired for fault in faults)
    assert [fault for fault in filled.verify() if not fault.repaired] == [f for f in faults if not f.repaired]


def test_a_damaged_text_is_told_when_it_is_asked_for(filled, rows):
    key = all_hits(filled, Query("ferry"))[0].capture
    rows("UPDATE snapshot SET text = ? WHERE id = 1", b"\x00garbage")
    with pytest.raises(LedgerError, match="onrecord verify"):
        filled.hold(key)


def test_offsets_beyond_the_text_are_told(ledger, run):
    reading = make_reading(FERRY)
    wrong = replace(reading.attributions[0], cue=(Span(5, 9_999),), parent="nobody")
    ledger.keep(run, replace(reading, attributions=(wrong,)))
    reasons = [fault.reason for fault in ledger.verify()]
    assert len(reasons) == 2
    assert "outside its text" in reasons[0]


def test_a_fault_is_mended_when_it_is_told_and_nothing_is_locked_meanwhile(filled, rows, run):
    rows("UPDATE word SET n = n + 1")
    rows("UPDATE tally SET n = n + 1")
    faults = filled.verify()
    next(faults)
    filled.keep(run, make_reading(SCHOOL, id="meanwhile"))  # while whoever verifies looks at the fault
    faults.close()


def test_reindexing_that_was_broken_off_is_finished_by_verify(filled):
    before = whole(filled)
    steps = filled.reindex()
    next(steps)
    steps.close()
    assert len(all_hits(filled)) < len(before[0])
    assert all(fault.repaired for fault in filled.verify())
    assert len(all_hits(filled)) == len(before[0])
    found = {hit.key for hit in all_hits(filled, Query("council"))}
    assert found == {hit.key for hit in before[0] if "council" in hit.words}


@pytest.mark.parametrize("made", ["sqlite"], indirect=True)  # a server looks after its own files
def test_a_file_that_is_damaged_is_told(filled, made):
    filled.close()
    with sqlite3.connect(made) as connection:
        connection.execute("PRAGMA wal_checkpoint(truncate)")
    with Path(made).open("r+b") as stream:
        stream.seek(4096 * 5)
        stream.write(b"\xff" * 4096 * 3)
    with Ledger.open(made) as damaged:
        try:
            reasons = [fault.item for fault in damaged.verify()]
        except LedgerError as err:
            reasons = [str(err)]
            assert "damaged" in reasons[0]
    assert reasons
