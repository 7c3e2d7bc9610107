"""What goes into a ledger comes out of it, once, whole, and with its history."""

from dataclasses import replace

import pytest

from onrecord.errors import NotHeldError
from onrecord.ledger import Ledger, document_key, index, method_key, snapshot_key, statement_key
from onrecord.model import Counts, Judgement, Outcome, Record, Severity, Snapshot, Target, Verdict
from tests.ledger.build import (
    BETTER,
    FERRY,
    METHOD,
    SCHOOL,
    SEARCHED,
    all_hits,
    found_in,
    make_reading,
    make_record,
    not_found,
)


def test_a_page_comes_out_as_it_went_in(ledger, run):
    reading = make_reading(FERRY, traces={0: [found_in("talk-1", 11, 40, ("reworded", Severity.NOTABLE))]})
    kept = ledger.keep(run, reading, records=SEARCHED)
    held = ledger.hold(kept.key)
    assert held.reading == reading
    assert (kept.outcome, held.searched, held.method) == (Outcome.NEW_PAGE, SEARCHED, METHOD.version)
    assert held.capture.statements == len(reading.attributions) == 4
    for attrib in reading.attributions:
        key = statement_key(kept.key, attrib.id)
        assert held.keys[attrib.id] == key
        assert ledger.hold_statement(key) == (held, attrib.id)
        assert ledger.hit(key).capture == kept.key


def test_the_same_page_twice_changes_nothing(ledger, run):
    first = ledger.keep(run, make_reading(FERRY), records=SEARCHED)
    before = ledger.counts(), all_hits(ledger), ledger.hold(first.key)
    again = ledger.keep(ledger.begin_run("add", METHOD), make_reading(FERRY), records=SEARCHED)
    assert again == replace(first, outcome=Outcome.UNCHANGED)
    assert (ledger.counts(), all_hits(ledger), ledger.hold(first.key)) == before


def test_a_changed_page_is_a_new_capture_of_the_same_document(ledger, run):
    first = ledger.keep(run, make_reading(FERRY))
    second = ledger.keep(run, make_reading(FERRY.replace("June", "July")))
    assert (second.outcome, second.previous) == (Outcome.NEW_CAPTURE, first.key)
    captures = ledger.captures_of(ledger.hold(first.key).capture.document)
    assert [capture.key for capture in captures] == [first.key, second.key]
    assert [capture.key for capture in ledger.captures()] == [second.key, first.key]
    assert [capture.key for capture in ledger.captures(limit=1, skip=1)] == [first.key]
    assert ledger.counts() == Counts(pages=1, captures=2, statements=8, speakers=2, records=0, judgements=0)


def test_another_method_adds_a_reading_and_keeps_the_former(ledger, run, rows):
    first = ledger.keep(run, make_reading(FERRY), records=SEARCHED)
    other = make_reading(FERRY, moved=1)
    again = ledger.keep(ledger.begin_run("add", BETTER), other, records=SEARCHED)
    assert (again.key, again.outcome) == (first.key, Outcome.READ_AGAIN)
    assert ledger.hold(first.key).reading == other
    assert rows("SELECT count(*), sum(CASE WHEN current THEN 1 ELSE 0 END) FROM reading") == [(2, 1)]
    assert rows("SELECT count(*) FROM tracing WHERE current") == [(2,)]  # each reading has its own
    assert ledger.counts().statements == 4
    assert list(ledger.verify()) == []


def test_other_records_add_a_tracing_and_keep_the_former(ledger, run, rows):
    reading = make_reading(FERRY, traces={0: [not_found()]})
    kept = ledger.keep(run, reading, records="0" * 64)
    assert [hit.state for hit in all_hits(ledger) if "ferry" in hit.words] == ["not-found"]
    traced = replace(reading, traces={reading.attributions[0].id: (found_in("talk-1", 11, 40),)})
    assert ledger.keep(run, traced, records=SEARCHED).outcome is Outcome.TRACED_AGAIN
    assert ledger.keep(run, traced, records=SEARCHED).outcome is Outcome.UNCHANGED
    hit = next(hit for hit in all_hits(ledger) if "ferry" in hit.words)
    assert (hit.state, hit.records) == ("none", ("talk-1",))
    assert ledger.concluded(document_key(reading.snap), reading.snap)[1] == SEARCHED
    assert rows("SELECT count(*), sum(CASE WHEN current THEN 1 ELSE 0 END) FROM tracing") == [(2, 1)]
    assert ledger.hold(kept.key).reading == traced


def test_a_page_that_was_never_added_is_not_concluded(ledger, run):
    snap = make_reading(FERRY).snap
    assert ledger.concluded(document_key(snap), snap) is None
    ledger.keep(run, make_reading(FERRY))
    assert ledger.concluded(document_key(snap), snap)[1] is None


def test_captures_that_another_method_or_other_records_concluded_are_stale(ledger, run):
    keys = [ledger.keep(run, make_reading(SCHOOL, id=f"p{at}"), records=SEARCHED).key for at in range(3)]
    method = method_key(METHOD)
    assert ledger.stale(method, SEARCHED) == ledger.stale(method, None) == []
    assert ledger.stale(method, "0" * 64) == ledger.stale(method_key(BETTER), None) == keys
    again = ledger.begin_run("refresh", BETTER)
    ledger.keep(again, make_reading(SCHOOL, id="p1"), records=SEARCHED)
    assert ledger.stale(method_key(BETTER), SEARCHED) == [keys[0], keys[2]]


def test_statements_of_a_capture_come_in_the_pages_order(ledger, run):
    kept = ledger.keep(run, make_reading(FERRY))
    assert [hit.key for hit in ledger.hits_on(kept.key)] == list(ledger.hold(kept.key).keys.values())


def test_a_run_notes_when_it_began_and_that_it_ended(ledger, run, rows):
    assert rows("SELECT command, version, ended IS NULL, started > '2020' FROM run") == [
        ("add", "1", True, True)
    ]
    ledger.end_run(run)
    assert rows("SELECT ended >= started FROM run") == [(True,)]


def test_readings_come_in_the_order_in_which_they_were_added(ledger, run):
    readings = [make_reading(SCHOOL, id=f"p{i}") for i in range(120)]
    keys = [ledger.keep(run, reading).key for reading in readings]
    assert list(ledger.readings()) == list(zip(keys, readings, strict=True))


def test_pages_of_one_address_are_one_document_whatever_led_there(ledger, run):
    for at, url in enumerate(
        ["https://post.example/a?utm_source=x", "https://www.post.example/a/", "http://post.example/a"]
    ):
        ledger.keep(run, make_reading(SCHOOL, id=str(at), url=url))
    assert ledger.counts().captures == 1
    ledger.keep(run, make_reading(SCHOOL, url="https://post.example/b"))
    assert ledger.counts().pages == 2


def test_two_statements_of_one_id_are_kept_and_found_once(ledger, run):
    reading = make_reading(SCHOOL)
    twice = replace(reading, attributions=(*reading.attributions, reading.attributions[0]))
    key = ledger.keep(run, twice).key
    assert ledger.hold(key).reading == twice
    assert len(all_hits(ledger)) == 2
    assert list(ledger.verify()) == []


# -- records --------------------------------------------------------------------------------------


def test_records_come_out_as_they_went_in(ledger):
    records = [make_record("talk-1"), make_record("talk-2", "Nobody asked us."), Record("bare", "Words.")]
    assert ledger.keep_records(records)[:2] == (3, 0)
    assert list(ledger.each_record()) == records
    assert ledger.keep_records(records)[:2] == (0, 3)
    number = ledger.number_of_record("talk-2")
    held, record = ledger.record(number)
    assert (record, held.id, held.current, held.number) == (records[1], "talk-2", True, number)
    assert [each.id for each in ledger.records(limit=2)] == ["talk-1", "talk-2"]
    assert [each.id for each in ledger.records(after=number)] == ["bare"]
    assert [stamp[0] for stamp in ledger.record_stamps()] == [each.number for each in ledger.records()]
    assert list(ledger.each_record(number, number)) == [records[1]]
    assert ledger.number_of_record("talk-9") is None


def test_a_changed_record_takes_the_place_of_the_former_which_stays(ledger):
    ledger.keep_records([make_record("talk-1")])
    before = ledger.number_of_record("talk-1")
    assert ledger.keep_records([make_record("talk-1", "The ferry may stay.")]) == (1, 0, ("talk-1",))
    now = ledger.number_of_record("talk-1")
    assert now != before
    assert not ledger.record(before)[0].current
    assert [record.text for record in ledger.each_record()] == ["ADA CRANE: The ferry may stay."]
    assert ledger.counts().records == 1


def test_the_last_of_one_id_in_a_batch_is_the_current_one(ledger):
    batch = [make_record("talk-1", words) for words in ("One.", "Two.", "Three.")]
    assert ledger.keep_records(batch)[:2] == (3, 0)
    assert list(ledger.each_record()) == [batch[-1]]
    assert list(ledger.verify()) == []


def test_a_record_whose_day_was_put_right_is_another(ledger):
    ledger.keep_records([make_record("talk-1")])
    assert ledger.keep_records([make_record("talk-1", date="2031-05-03")])[:2] == (1, 0)
    assert ledger.record(ledger.number_of_record("talk-1"))[1].date == "2031-05-03"


def test_the_digest_is_of_what_is_there_not_of_how_it_came(made, tmp_path):
    records = [make_record(f"talk-{i}", f"Words {i}.") for i in range(5)]
    with Ledger.open(made) as one, Ledger.open(tmp_path / "other.ledger") as other:
        assert one.records_digest() == other.records_digest()
        one.keep_records(records)
        other.keep_records([make_record("talk-3", "Other words.")])
        for record in reversed(records):
            other.keep_records([record])
        assert one.records_digest() == other.records_digest()
        other.keep_records([make_record("talk-3", "Other words.")])
        assert one.records_digest() != other.records_digest()


def test_quotations_stand_in_the_records_order(ledger, run):
    ledger.keep_records([make_record("talk-1")])
    for at, (start, end) in enumerate([(30, 40), (11, 20), (15, 35)]):
        traces = {0: [found_in("talk-1", start, end, ("trimmed", Severity.COSMETIC))]}
        ledger.keep(run, make_reading(FERRY, id=str(at), traces=traces), records=SEARCHED)
    quotations = ledger.quotations("talk-1")
    assert [each.span for each in quotations] == [(11, 20), (15, 35), (30, 40)]
    assert {each.severity for each in quotations} == {"cosmetic"}
    assert ledger.records()[0].quoted == 3
    assert ledger.quotations("talk-2") == ()
    middle = quotations[1]
    assert {hit.key for hit in ledger.carriers(middle.statement)} == {
        quotations[0].statement,
        quotations[2].statement,
    }
    assert [hit.key for hit in ledger.carriers(quotations[0].statement)] == [middle.statement]


# -- what is not there ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["", "0" * 16, "ö" * 16, "\x00", "\ud800", "a" * 100_000, "../x", "' OR 1=1 --"]
)
def test_what_is_not_there_is_said_in_one_line(ledger, run, key):
    ledger.keep(run, make_reading(FERRY))
    for ask in (ledger.hold, ledger.hold_statement, ledger.hit, ledger.speaker, ledger.told_of):
        with pytest.raises(NotHeldError) as told:
            ask(key)
        assert len(str(told.value)) < 120
        assert str(told.value).isprintable()
    assert ledger.captures_of(key) == ()
    assert ledger.carriers(key) == ledger.hits_on(key) == ()
    assert ledger.judgements_of(key) == []
    assert ledger.quotations(key) == ()
    assert ledger.number_of_record(key) is None


@pytest.mark.parametrize("number", [0, -1, 7, 2**63, -(2**70)])
def test_a_record_by_no_number_is_not_there(ledger, number):
    with pytest.raises(NotHeldError, match="no record"):
        ledger.record(number)


def test_keys_hang_on_what_was_observed(ledger, run):
    """A better model changes conclusions, not identities; and no title or time does."""
    snap = Snapshot("a1", FERRY, outlet="The Harbour Post")
    key = snapshot_key(document_key(snap), snap)
    assert key == ledger.keep(run, make_reading(FERRY, title="Ferry stays", published=None)).key
    assert key == snapshot_key(document_key(snap), replace(snap, captured="2031-06-01T00:00:00Z"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": "https://a.example/p?x=1&y=2"}, {"url": "https://a.example/p?x=1%26y%3D2"}),
        ({"id": "c", "outlet": "A: b"}, {"id": " b:c", "outlet": "A"}),
    ],
)
def test_no_page_passes_for_another_by_where_its_parts_meet(one, other):
    assert document_key(Snapshot(**{"id": "a", "text": "", **one})) != document_key(
        Snapshot(**{"id": "a", "text": "", **other})
    )


def test_a_page_of_more_statements_than_are_asked_for_at_once(ledger, run, monkeypatch):
    monkeypatch.setattr(index, "MOST_ASKED", 1)
    key = ledger.keep(run, make_reading(FERRY), records=SEARCHED).key
    assert len(ledger.hits_on(key)) > 1
    assert list(ledger.verify()) == []
    ledger.judge(Judgement(0, "", "Eve Lund", Target.STATEMENT, ledger.hits_on(key)[0].key, Verdict.SAME))
    assert list(ledger.verify()) == []
