"""Watching a made-up outlet: what is new is kept once, changes are noticed, bad servers are borne."""

import gzip
import threading
import time

import pytest

from onrecord.errors import LedgerBusyError
from onrecord.ingest import Manners, Polite
from onrecord.model import Change, Outcome, WatchKind
from onrecord.pipeline.keep import Added, open_reader
from onrecord.pipeline.news import list_news
from onrecord.pipeline.watch import Pause, Seen, Watcher
from onrecord.text.times import later, now
from tests.ingest.outlet import Outlet
from tests.ingest.server import redirect, reply
from tests.ledger.build import make_record
from tests.pipeline.watching import OTHER, SAID, kept, refused


@pytest.mark.parametrize("ledger", ["", "postgresql"], indirect=True)
def test_what_a_feed_names_is_kept_once(outlet, look, ledger):
    outlet.write("/pier", SAID)
    outlet.write("/crane", OTHER)
    feed = outlet.feed("/pier", "/crane", "/pier?utm_source=feed")
    events = look(feed)
    assert sorted(kept(events)) == [("crane", Outcome.NEW_PAGE), ("pier", Outcome.NEW_PAGE)]
    assert [(event.watched.kind, event.new) for event in events if isinstance(event, Seen)] == [
        (WatchKind.FEED, 2)
    ]
    assert sorted(outlet.asked) == ["/crane", "/feed", "/pier", "/robots.txt"]
    assert kept(look()) == []
    assert outlet.asked[4:] == ["/feed"]  # the pages are not due yet, and robots.txt is known
    assert outlet.unchanged == ["/feed"]
    (source,) = ledger.watching.sources()
    assert (source.url, source.kind, source.pages, source.answer) == (
        feed,
        WatchKind.FEED,
        2,
        "304 Not Modified",
    )
    assert ledger.counts().captures == 2


def test_a_change_is_a_new_capture_and_told_with_its_notice_if_it_has_one(outlet, look, wait, ledger):
    stamp, changed = "2031-05-03T09:00:00Z", SAID.replace("stays open", "closes")
    page = outlet.write("/pier", SAID, OTHER, updated=stamp)
    look(page, again=(3600.0, 7200.0, 9000.0))
    outlet.write("/pier", changed, OTHER, updated=stamp)
    assert kept(look()) == []  # not due yet
    wait(3700)
    events = look(again=(3600.0, 7200.0, 10_800.0))
    assert kept(events) == [("pier", Outcome.NEW_CAPTURE)]
    (added,) = [event for event in events if isinstance(event, Added)]
    assert sum(pair.changes != (Change.SAME,) for pair in added.comparison.pairs) == 1
    outlet.write("/pier", changed, updated=stamp, note="Correction: Mr Adeyo did not speak of the crane.")
    wait(3700)
    look(again=(3600.0, 7200.0, 10_800.0))
    noted, silent, first = list_news(ledger, limit=5)
    assert noted.notice == "Correction: Mr Adeyo did not speak of the crane."
    assert not noted.is_silent
    assert (silent.notice, silent.changed, silent.is_silent) == (None, 1, True)
    assert (first.previous, first.is_silent) == (None, False)
    assert noted.previous == silent.capture.key


def test_what_changes_amount_to_is_told_though_it_is_not_kept(outlet, look, wait, ledger, monkeypatch):
    monkeypatch.setattr("onrecord.pipeline.news.KEPT", 0)  # as where another thread lets go of it at once
    page = outlet.write("/pier", SAID, OTHER)
    look(page)
    outlet.write("/pier", SAID.replace("stays open", "closes"), OTHER)
    wait(3700)
    look(again=(3600.0, 7200.0))
    assert [one.changed for one in list_news(ledger, limit=5)] == [1, None]


def test_a_page_that_changes_back_is_told_and_keeps_no_third_text(outlet, look, wait, ledger):
    ages = (3600.0, 7200.0, 10_800.0)
    page, changed = outlet.write("/pier", SAID), SAID.replace("stays open", "closes")
    look(page, again=ages)
    outcomes = []
    for words in (changed, SAID, SAID):
        outlet.write("/pier", words)
        wait(3700)
        outcomes += [outcome.value for _, outcome in kept(look(again=ages))]
    assert outcomes == ["new capture", "changed back"]
    assert ledger.counts().captures == 2
    assert [one.outcome.value for one in list_news(ledger, limit=9)] == [
        "changed back",
        "new capture",
        "new page",
    ]


def test_pages_are_looked_at_again_at_growing_ages_and_then_no_more(outlet, look, wait, ledger):
    look(outlet.feed("/pier"), again=(3600.0, 7200.0))
    outlet.write("/pier", SAID)
    for passed, times in ((1800, 1), (1900, 2), (3600, 3), (7200, 3), (99_999, 3)):
        wait(passed)
        look(again=(3600.0, 7200.0))
        assert outlet.asked.count("/pier") == times, passed
    (page,) = [one for one in ledger.watching.sources() if one.kind is WatchKind.FEED]
    assert page.pages == 1


def test_a_page_that_a_feed_says_was_updated_is_due_at_once(outlet, look, wait):
    at = now()
    outlet.write("/pier", SAID)
    look(outlet.feed("/pier", pier=later(at, -9000)), again=(3600.0, 99_999.0))
    wait(4000)
    look(again=(3600.0, 99_999.0))
    assert outlet.asked.count("/pier") == 2
    outlet.write("/pier", SAID, OTHER)
    outlet.feed("/pier", pier=later(at, -60))
    look(again=(3600.0, 99_999.0))
    assert outlet.asked.count("/pier") == 2  # it was asked just now
    wait(4000)
    assert kept(look(again=(3600.0, 99_999.0))) == [("pier", Outcome.NEW_CAPTURE)]


def test_sitemaps_of_sitemaps_are_followed_once_and_no_deeper(outlet, look, ledger):
    outlet.write("/pier", SAID)
    outlet.write("/crane", OTHER)
    outlet.sitemap("/loop.xml", "/index.xml", "/loop.xml", "/deeper.xml", index=True)
    outlet.sitemap("/news.xml", "/pier")
    packed = outlet.answers[outlet.sitemap("/old.xml", "/crane").removeprefix(outlet.url)]
    outlet.answers["/old.xml.gz"] = reply(gzip.compress(packed.partition(b"\r\n\r\n")[2]), "application/gzip")
    index = outlet.sitemap("/index.xml", "/news.xml", "/old.xml.gz", "/loop.xml", "/index.xml", index=True)
    events = look(index)
    assert sorted(name for name, _ in kept(events)) == ["crane", "pier"]
    assert "/deeper.xml" not in outlet.asked
    assert outlet.asked.count("/index.xml") == outlet.asked.count("/loop.xml") == 1
    (source,) = ledger.watching.sources()
    assert source.pages == 2


def test_robots_are_heeded(outlet, look, wait):
    outlet.write("/private/letter", SAID)
    outlet.write("/pier", SAID)
    feed = outlet.feed("/private/letter", "/pier")
    events = look(feed)
    assert kept(events) == [("pier", Outcome.NEW_PAGE)]
    assert "asks us not to" in refused(events)["letter"]
    assert "/private/letter" not in outlet.asked
    outlet.robots("User-agent: onrecord\nDisallow: /\n")
    look()
    assert outlet.asked.count("/robots.txt") == 1
    wait(7 * 3600)
    assert "asks us not to" in refused(look())["feed"]
    assert outlet.asked.count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("answer", "may"),
    [
        (reply(b"no", status="404 Not Found"), True),
        (reply(b"no", status="403 Forbidden"), True),
        (reply(b"<html><p>Welcome to every robot", "text/html"), True),
        (reply(b"User-agent: *\nDisallow:\n" + b"#" * 2_000_000, "text/plain"), True),
        (reply(b"no", status="500 Broken"), False),
        (reply(b"no", status="429 Too Many", kind="text/plain"), False),
        (redirect("/robots.txt"), False),
        (redirect("file:///etc/hosts"), False),
    ],
    ids=["404", "403", "html", "too big", "500", "429", "loop", "elsewhere"],
)
def test_what_a_missing_robots_txt_means(outlet, look, wait, answer, may):
    outlet.answers["/robots.txt"] = answer
    pages = [outlet.write("/pier", SAID), outlet.write("/crane", OTHER)]
    events = look(*pages)
    assert len(kept(events)) == (2 if may else 0)
    assert len(refused(events)) == (0 if may else 1)  # the server is let alone after the first
    if not may:
        assert "robots.txt" in next(iter(refused(events).values()))
        assert "/pier" not in outlet.asked
        outlet.robots("")
        wait(99_999)
        assert len(kept(look())) == 2


def test_a_redirect_is_followed_by_the_rules_of_where_it_leads(outlet, look):
    with Outlet() as other:
        other.robots("User-agent: *\nDisallow: /hidden\n")
        other.write("/shown", SAID)
        other.write("/hidden", OTHER)
        for name in ("shown", "hidden"):
            outlet.answers[f"/to-{name}"] = redirect(f"{other.url}/{name}")
        events = look(outlet.feed("/to-shown", "/to-hidden"))
        assert kept(events) == [("shown", Outcome.NEW_PAGE)]
        assert "asks us not to" in refused(events)["to-hidden"]
        assert other.asked == ["/robots.txt", "/shown"]


def test_one_server_is_asked_slowly_and_never_twice_at_once(outlet, look):
    at_once, most, gaps, last = [0], [0], [], [0.0]
    lock = threading.Lock()

    def slowly(body):
        def answer(connection):
            with lock:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
                gaps.append(time.monotonic() - last[0])
            time.sleep(0.05)
            connection.sendall(body)
            with lock:
                at_once[0] -= 1
                last[0] = time.monotonic()

        return answer

    names = [f"/page-{n}" for n in range(4)]
    for n, name in enumerate(names):
        outlet.write(name, SAID, f"It was the case number {n}.")
        outlet.answers[name] = slowly(outlet.answers[name])
    assert len(kept(look(outlet.feed(*names), delay=0.3))) == 4
    assert most == [1]
    assert min(gaps[1:]) > 0.25


def test_a_servers_own_delay_is_heeded(outlet, look, ledger):
    outlet.robots("User-agent: *\nCrawl-delay: 3600\n")
    outlet.write("/pier", SAID)
    look(outlet.feed("/pier"))
    assert outlet.asked == ["/robots.txt", "/feed"]
    host = ledger.watching.recall(outlet.url)
    assert host.rest > later(now(), 3500)
    look()
    assert len(outlet.asked) == 2


def test_what_is_too_old_is_passed_over(outlet, look):
    at = now()
    outlet.write("/new", SAID)
    feed = outlet.feed("/old", "/new", new=later(at, -60), old=later(at, -90 * 86_400))
    events = look(feed, again=(3600.0, 30 * 86_400.0))
    assert kept(events) == [("new", Outcome.NEW_PAGE)]
    assert [event.old for event in events if isinstance(event, Seen)] == [1]


def test_a_watcher_stops_when_told(outlet, ledger, tagger):
    outlet.write("/pier", SAID)
    ledger.watching.add(outlet.feed("/pier"), now())
    polite = Polite(Manners(delay=0.0, allow_private=True), ledger.watching)
    events = []
    for event in Watcher(ledger, lambda: open_reader(ledger, tagger), polite).on():
        events.append(event)
        if isinstance(event, Pause):
            polite.stop()
    assert [type(event) for event in events] == [Seen, Added, Pause]


def test_new_records_are_searched_from_the_next_page_on(outlet, look, ledger):
    outlet.write("/pier", SAID)
    look(outlet.feed("/pier"))
    assert ledger.hold(ledger.captures()[0].key).searched is None
    ledger.keep_records([make_record("talk", "The old pier stays open.")])
    outlet.write("/crane", SAID, OTHER)
    outlet.feed("/pier", "/crane")
    look()
    assert ledger.hold(ledger.captures()[0].key).searched == ledger.records_digest()


def test_two_do_not_watch_one_ledger(ledger):
    with (
        ledger.watching.alone(),
        pytest.raises(LedgerBusyError, match="another process"),
        ledger.watching.alone(),
    ):
        pass
    with ledger.watching.alone():
        pass
