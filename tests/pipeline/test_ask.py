"""What is pasted is told apart by rule, and looked into as what it is."""

from dataclasses import replace

import pytest

from onrecord.errors import FetchError, InputError
from onrecord.ingest import read_records
from onrecord.ledger import Ledger
from onrecord.model import Outcome, Record, Severity
from onrecord.pipeline.ask import MAX_QUOTE, AskKind, Desk, classify, pose
from onrecord.pipeline.keep import add_records
from tests.cli.conftest import SAMPLE
from tests.ingest.server import Server
from tests.ingest.server import reply as answer

LOST = "We will end the winter service this year"
PAGE = SAMPLE / "pages" / "3-hask-islander.html"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    place = str(tmp_path_factory.mktemp("desk") / "desk.ledger")
    with Ledger.open(place) as ledger:
        list(add_records(ledger, read_records(SAMPLE / "records")))
    return Desk(place, allow_private=True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("https://example.org/a", AskKind.URL),
        ("  www.example.org \n", AskKind.URL),
        ("file:///etc/passwd", AskKind.URL),  # and is refused as one
        ("see https://example.org/a", AskKind.QUOTE),
        ("We keep the ferry", AskKind.QUOTE),
        ("It's the town's ferry, isn't it", AskKind.QUOTE),
        ("“We keep the ferry.”", AskKind.QUOTE),
        ("‘We keep the ferry.’", AskKind.QUOTE),
        ("“We keep the ferry,” the mayor said.", AskKind.TEXT),
        ("“We keep,” she said, “the ferry.”", AskKind.TEXT),
        ("We keep the ferry.\n\nIt is ours.", AskKind.TEXT),
        ("ferry " * 61, AskKind.TEXT),
    ],
)
def test_a_rule_tells_what_was_pasted(words, kind):
    assert classify(words) is kind
    assert pose(words).kind is kind


def test_who_asks_may_say_what_it_is():
    assert pose("example.org/a", AskKind.URL).words == "https://example.org/a"
    assert pose("/etc/passwd?x://", AskKind.URL).words.startswith("https://")  # never a file of this machine
    assert pose("“We keep the ferry.”").words == "We keep the ferry."
    assert pose("“We keep the ferry.”", AskKind.TEXT).words == "“We keep the ferry.”"
    assert pose("We keep", speaker=" Lia\n Orvane ", date="2031-05-03").speaker == "Lia Orvane"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"words": " … \n"}, "no word"),
        ({"words": "word " * MAX_QUOTE, "kind": AskKind.QUOTE}, "too long for a quote"),
        ({"words": "We keep", "date": "yesterday"}, "yesterday is no day"),
        ({"words": "We keep", "speaker": "x" * 300}, "over 200 characters"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(asked, reason):
    with pytest.raises(InputError, match=reason):
        pose(**asked)


def test_a_quote_is_traced(desk):
    told = []
    reply = desk.answer(pose(f"“{LOST}”"), told.append)
    (trace,) = reply.reading.traces["quote"]
    assert trace.passage.speaker.lower() == "commissioner venn"
    assert Severity.GRAVE in {drift.severity for drift in trace.drift}
    assert reply.searched == 2
    assert told == ["looking for the quote"]


def test_a_quote_that_is_told_in_other_words_is_found_as_a_report(desk):
    told = "the slipway would not be safe in ten years if nobody paid for rebuilding it"
    asked = pose(told, speaker="Orla Venn")
    first, likely = desk.answer(asked).reading.traces["quote"]
    assert first.passage is None
    assert (likely.paraphrase, "The slipway at Hask" in likely.passage.text) == (True, True)


def test_a_text_is_read_and_traced(desk):
    reply = desk.answer(pose(PAGE.read_text(encoding="utf-8")))
    assert reply.question.kind is AskKind.TEXT
    assert reply.reading.snap.title == "Venn: winter boats will end"
    assert any(t.passage for traces in reply.reading.traces.values() for t in traces)


def test_an_address_is_fetched_and_read(desk, tmp_path):
    with Server() as server:
        server.answers["/page"] = answer(PAGE.read_bytes())
        reply = desk.answer(pose(f"{server.url}/page"))
        assert reply.reading.snap.url == f"{server.url}/page"
        with pytest.raises(FetchError, match=f"{server.url}/page is not fetched: .*private"):
            Desk(str(tmp_path / "new.ledger")).answer(pose(f"{server.url}/page"))


def test_with_no_records_nothing_is_searched(tmp_path):
    desk = Desk(str(tmp_path / "new.ledger"))
    reply = desk.answer(pose(LOST))
    assert (reply.searched, reply.reading.traces) == (None, {})
    reply = desk.answer(pose(PAGE.read_text(encoding="utf-8")))
    assert (reply.searched, reply.reading.traces) == (None, {})
    assert reply.reading.attributions


def test_records_that_were_added_since_are_searched(tmp_path):
    place, question = str(tmp_path / "a.ledger"), pose("We will keep the old ferry running all winter")
    with Ledger.open(place) as ledger:
        ledger.keep_records([Record("a", "The pier is safe for people on foot.")])
        desk = Desk(place)
        assert desk.answer(question).reading.traces["quote"][0].passage is None
        ledger.keep_records([Record("b", f"{question.words}.")])
        reply = desk.answer(question)
    assert (reply.searched, reply.reading.traces["quote"][0].passage.record) == (2, "b")


def test_a_page_is_kept_and_a_quote_is_not(tmp_path):
    place = str(tmp_path / "a.ledger")
    desk = Desk(place)
    assert desk.answer(pose(LOST)).kept is None
    kept = desk.answer(pose(PAGE.read_text(encoding="utf-8"))).kept
    assert kept.outcome is Outcome.NEW_PAGE
    assert desk.answer(pose(PAGE.read_text(encoding="utf-8"))).kept == replace(
        kept, outcome=Outcome.UNCHANGED
    )
    with Ledger.open(place) as ledger:
        assert ledger.counts().captures == 1
        assert ledger.hold(kept.key).reading.attributions
