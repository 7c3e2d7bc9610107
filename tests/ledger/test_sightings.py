"""A page that changes back: its text is the one that was seen last, and its history says which it had when."""

from dataclasses import replace

import pytest

from onrecord.errors import NotHeldError
from onrecord.ledger import Ledger, document_key, views
from onrecord.model import Outcome
from tests.ledger.build import BETTER, FERRY, SCHOOL, SEARCHED, all_hits, make_reading, not_found

OTHER = FERRY.replace("June", "July")
DAYS = [f"2021-05-0{day}T08:00:00Z" for day in (1, 2, 3)]


def put(ledger: Ledger, run: int, *texts: str):
    """Adds a page's texts one after the other, each captured a day later."""
    return [put_on(ledger, run, text, day) for text, day in zip(texts, DAYS, strict=False)]


def put_on(ledger: Ledger, run: int, text: str, day: str | None):
    """Adds the text that a page had on a day; None where that is not told."""
    return ledger.keep(run, make_reading(text, captured=day), records=SEARCHED)


def told(ledger: Ledger):
    """Which text the page had when, as its history and as what came in tell it, the latest last."""
    document = ledger.captures(limit=1)[0].document
    history = [(each.key, each.captured) for each in ledger.history(document)]
    came = {(each.key, each.previous): each.outcome for each in reversed(ledger.came())}
    return history, came


def test_a_page_that_changes_back_has_its_former_text_again(ledger, run):
    first, second, third = put(ledger, run, FERRY, OTHER, FERRY)
    assert (third.key, third.outcome, third.previous) == (first.key, Outcome.CHANGED_BACK, second.key)
    a, b = ledger.hold(first.key).capture, ledger.hold(second.key).capture
    assert (a.is_superseded, b.is_superseded) == (False, True)
    assert ledger.captures_of(a.document) == (b, a)
    assert set(ledger.captures()) == {a, b}
    assert {hit.capture: hit.is_superseded for hit in all_hits(ledger)} == {a.key: False, b.key: True}
    assert [(each.key, each.captured) for each in ledger.history(a.document)] == [
        (first.key, DAYS[0]),
        (second.key, DAYS[1]),
        (first.key, DAYS[2]),
    ]
    assert [each.key for each in ledger.history(a.document, limit=1)] == [first.key]
    assert (a.captured, ledger.counts().captures) == (DAYS[0], 2)
    assert list(ledger.verify()) == []


def test_the_text_that_a_page_has_already_is_no_change(ledger, run, rows):
    put(ledger, run, FERRY, OTHER, FERRY)
    before = rows("SELECT * FROM sighting ORDER BY id")
    snap = make_reading(FERRY, captured="2021-06-01T00:00:00Z").snap
    assert [each.outcome for each in put(ledger, run, FERRY, OTHER, FERRY)] == [Outcome.UNCHANGED] * 3
    assert ledger.keep(run, make_reading(FERRY), records=SEARCHED).outcome is Outcome.UNCHANGED
    assert ledger.see(document_key(snap), snap).outcome is Outcome.UNCHANGED
    assert rows("SELECT * FROM sighting ORDER BY id") == before


def test_what_is_only_seen_again_is_told_like_what_is_added_again(ledger, run):
    first, second = put(ledger, run, FERRY, OTHER)
    snap = make_reading(FERRY, captured=DAYS[2]).snap
    assert ledger.see(document_key(snap), snap) == replace(
        first, outcome=Outcome.CHANGED_BACK, previous=second.key
    )
    assert [each.key for each in ledger.history(document_key(snap))] == [first.key, second.key, first.key]
    with pytest.raises(NotHeldError):
        ledger.see(document_key(snap), replace(snap, text="Never added."))


def test_a_capture_that_is_only_read_again_is_not_seen_again(ledger, run):
    first, second = put(ledger, run, FERRY, OTHER)
    again = ledger.begin_run("refresh", BETTER)
    kept = ledger.keep(again, make_reading(FERRY), records=SEARCHED, seen=False)
    assert (kept.key, kept.outcome) == (first.key, Outcome.READ_AGAIN)
    document = ledger.hold(first.key).capture.document
    assert [each.key for each in ledger.history(document)] == [first.key, second.key]
    assert ledger.hold(first.key).capture.is_superseded


def test_a_page_that_changed_back_may_be_read_anew_at_once(ledger, run):
    first, second = put(ledger, run, FERRY, OTHER)
    reading = make_reading(FERRY, traces={0: [not_found()]}, moved=1)
    kept = ledger.keep(ledger.begin_run("add", BETTER), reading, records=SEARCHED)
    assert (kept.outcome, kept.previous) == (Outcome.CHANGED_BACK, second.key)
    assert ledger.hold(first.key).reading.attributions == reading.attributions
    assert list(ledger.verify()) == []


def test_of_a_page_with_very_many_texts_the_latest_are_told(ledger, run, monkeypatch):
    monkeypatch.setattr(views, "MOST_CAPTURES", 2)
    views._select_captures_of.cache_clear()
    kept = put(ledger, run, FERRY, OTHER, SCHOOL)
    document = ledger.hold(kept[0].key).capture.document
    assert [each.key for each in ledger.captures_of(document)] == [kept[1].key, kept[2].key]
    assert [each.key for each in ledger.history(document, limit=2)] == [kept[1].key, kept[2].key]
    views._select_captures_of.cache_clear()


def test_an_older_capture_that_is_added_later_stays_the_older_one(ledger, run):
    now = put_on(ledger, run, OTHER, DAYS[2])
    old = put_on(ledger, run, FERRY, DAYS[0])
    assert (old.outcome, old.previous) == (Outcome.NEW_CAPTURE, None)
    between = put_on(ledger, run, SCHOOL, DAYS[1])
    assert (between.outcome, between.previous) == (Outcome.NEW_CAPTURE, old.key)
    keys = [old.key, between.key, now.key]
    assert [each.key for each in ledger.captures_of(ledger.hold(now.key).capture.document)] == keys
    assert [ledger.hold(key).capture.is_superseded for key in keys] == [True, True, False]
    assert {hit.capture for hit in all_hits(ledger) if not hit.is_superseded} == {now.key}
    history, came = told(ledger)
    assert history == list(zip(keys, DAYS, strict=True))
    assert came == {
        (old.key, None): Outcome.NEW_PAGE,
        (between.key, old.key): Outcome.NEW_CAPTURE,
        (now.key, between.key): Outcome.NEW_CAPTURE,
    }
    assert put_on(ledger, run, SCHOOL, DAYS[1]).outcome is Outcome.UNCHANGED
    assert list(ledger.verify()) == []


def test_the_order_in_which_captures_are_added_does_not_matter(ledger, run):
    texts = dict(zip(DAYS, (FERRY, OTHER, FERRY), strict=True))
    keys = {}
    for day in (DAYS[2], DAYS[0], DAYS[1]):
        keys[day] = put_on(ledger, run, texts[day], day)
    assert keys[DAYS[0]].outcome is Outcome.UNCHANGED  # it had that text sooner than was known
    assert (keys[DAYS[1]].outcome, keys[DAYS[1]].previous) == (Outcome.NEW_CAPTURE, keys[DAYS[0]].key)
    history, came = told(ledger)
    assert history == [(keys[day].key, day) for day in DAYS]
    assert set(came.values()) == {Outcome.NEW_PAGE, Outcome.NEW_CAPTURE, Outcome.CHANGED_BACK}
    assert not ledger.hold(keys[DAYS[2]].key).capture.is_superseded


def test_a_text_that_is_known_to_be_older_now_is_told_once(ledger, run):
    other, late, soon = (
        put_on(ledger, run, text, day) for text, day in ((OTHER, DAYS[0]), (FERRY, DAYS[2]), (FERRY, DAYS[1]))
    )
    assert (soon.key, soon.outcome, soon.previous) == (late.key, Outcome.UNCHANGED, None)
    history, came = told(ledger)
    assert history == [(other.key, DAYS[0]), (late.key, DAYS[1])]
    assert came == {(other.key, None): Outcome.NEW_PAGE, (late.key, other.key): Outcome.NEW_CAPTURE}
    assert len(ledger.came()) == 2


def test_a_page_that_tells_no_time_is_of_when_it_is_added(ledger, run):
    page = put_on(ledger, run, OTHER, None)
    put_on(ledger, run, FERRY, DAYS[0])
    assert not ledger.hold(page.key).capture.is_superseded


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM sighting WHERE snapshot_id = 1", "not told when it was seen"),
        ("UPDATE sighting SET document_id = 2 WHERE snapshot_id = 1", "the text of another page"),
    ],
)
def test_damage_to_sightings_is_found(ledger, run, rows, damage, told):
    put(ledger, run, FERRY)
    ledger.keep(run, make_reading(OTHER, id="b1"), records=SEARCHED)
    rows(damage)
    (fault,) = ledger.verify()
    assert told in fault.reason
    assert not fault.repaired
