"""What a ledger watches: remembered, given when it is due, and forgotten; in a file and on a server alike."""

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from onrecord.errors import LedgerBusyError, NotHeldError
from onrecord.ledger import Ledger
from onrecord.model import Entry, Host, WatchKind
from onrecord.text.times import later

AT = "2031-05-03T09:00:00Z"
FEED = "https://quay.example/feed"


@pytest.fixture
def watching(ledger):
    return ledger.watching


def due(watching, at=AT, per_host=9):
    return [one.url.rpartition("/")[2] for one in watching.due(at, per_host)]


def take(watching, *entries, at=AT, kind=WatchKind.FEED):
    """The feed answers, and names these."""
    (feed,) = [one for one in watching.sources() if one.url == FEED]
    seen = replace(feed, kind=kind, asked=at, due=later(at, 900), answer="200 OK", etag='"1"')
    return watching.take(
        seen, [Entry(f"https://quay.example/{name}", updated=told) for name, told in entries], 3600
    )


def test_an_address_is_watched_once_however_it_is_written(watching):
    assert watching.add(FEED, AT)
    assert not watching.add("http://www.quay.example/feed/?utm_source=mail", AT)
    (feed,) = watching.sources()
    assert (feed.url, feed.kind, feed.due, feed.failures) == (FEED, WatchKind.UNKNOWN, AT, 0)
    assert due(watching) == ["feed"]
    assert due(watching, later(AT, -1)) == []


def test_a_page_that_a_person_names_after_a_feed_is_watched_anew(watching):
    watching.add(FEED, AT)
    take(watching, ("a", None))
    (page,) = [one for one in watching.due(AT, 9) if one.kind is WatchKind.PAGE]
    watching.note(replace(page, asked=AT, due=None, answer="200 OK"))  # it is old enough
    much_later = later(AT, 90 * 86_400)
    assert watching.add(page.url, much_later)
    (named,) = [one for one in watching.sources() if one.url == page.url]
    assert (named.found, named.due) == (much_later, much_later)
    assert not watching.add(page.url, later(much_later, 60))


def test_what_a_feed_names_is_new_once(watching):
    watching.add(FEED, AT)
    assert take(watching, ("a", AT), ("b", None)) == 2
    assert take(watching, ("a", AT), ("c", None)) == 1
    (feed,) = watching.sources()
    assert (feed.pages, feed.etag, feed.asked) == (3, '"1"', AT)
    assert due(watching) == ["a", "b", "c"]
    assert watching.next_due() == AT


def test_a_page_of_which_a_later_time_is_told_is_due_again(watching):
    watching.add(FEED, AT)
    take(watching, ("a", AT), ("b", AT))
    for page in watching.due(AT, 9):
        watching.note(replace(page, asked=AT, due=None, answer="200 OK"))
    assert watching.next_due() == later(AT, 900)
    soon = later(AT, 1800)
    take(watching, ("a", later(AT, 60)), ("b", AT), at=soon)
    assert due(watching, later(AT, 3599)) == ["feed"]  # a page is asked so once in an hour
    assert due(watching, later(AT, 3600)) == ["feed", "a"]


def test_to_forget_a_feed_forgets_what_it_named_and_no_more(watching):
    watching.add(FEED, AT)
    watching.add("https://quay.example/mine", AT)
    take(watching, ("a", None), ("mine", None), ("b", None))
    assert watching.add("https://quay.example/b", AT)  # the feed named it; now a person does
    assert watching.forget(FEED) == 1
    assert sorted(due(watching)) == ["b", "mine"]
    with pytest.raises(NotHeldError, match="is not watched"):
        watching.forget(FEED)


def test_pages_of_sitemaps_that_a_sitemap_named_are_its_own(watching):
    watching.add(FEED, AT)
    (index,) = watching.due(AT, 9)
    watching.take(
        replace(index, kind=WatchKind.SITEMAP, asked=AT),
        [Entry("https://quay.example/m.xml", kind=WatchKind.SITEMAP)],
        60,
    )
    (inner,) = [one for one in watching.due(AT, 9) if one.of == index.id]
    watching.take(
        replace(inner, asked=AT), [Entry("https://quay.example/a"), Entry("https://quay.example/b")], 60
    )
    assert [one.pages for one in watching.sources()] == [2]
    assert watching.forget(FEED) == 2
    assert due(watching) == []


def test_what_many_named_is_counted(made):
    with Ledger.open(made) as ledger:
        for n in range(200):
            ledger.watching.add(f"https://o{n}.example/feed", AT)
        for feed in ledger.watching.sources()[:2]:
            entries = [Entry(f"{feed.origin}/{n}") for n in range(5000)]
            ledger.watching.take(replace(feed, kind=WatchKind.FEED, asked=AT), entries, 60)
        assert [one.pages for one in ledger.watching.sources()] == [5000] * 2 + [0] * 198


def test_no_server_keeps_the_others_waiting(watching):
    for n in range(5):
        watching.add(f"https://many.example/{n}", later(AT, n))
    watching.add("https://few.example/x", later(AT, 9))
    assert due(watching, later(AT, 10), per_host=2) == ["0", "1", "x"]
    watching.keep_host(Host("https://many.example", rest=later(AT, 60)))
    assert due(watching, later(AT, 10)) == ["x"]
    assert len(due(watching, later(AT, 60))) == 6
    (few,) = watching.due(later(AT, 10), 9)
    watching.note(replace(few, due=None))
    assert watching.next_due() == later(AT, 60)


def test_a_clock_that_was_wrong_shuts_no_server_out(watching):
    watching.add("https://quay.example/x", AT)
    watching.keep_host(Host("https://quay.example", rest=later(AT, 86_400)))
    assert due(watching) == []
    watching.keep_host(Host("https://quay.example", rest="2099-01-01T00:00:00Z"))
    assert due(watching) == ["x"]


def test_what_is_known_of_a_server_is_kept(watching):
    assert watching.recall("https://quay.example") is None
    host = Host("https://quay.example", "User-agent: *\nDisallow: /x\n", "", later(AT, 60), "")
    watching.keep_host(host)
    assert watching.recall("https://quay.example") == host
    away = replace(host, robots=None, reason="was answered with 500 Broken", rest=later(AT, 90))
    watching.keep_host(away)
    assert watching.recall("https://quay.example") == away


def test_sources_are_woken_but_not_those_that_failed(watching):
    for name, failures in (("good", 0), ("bad", 2)):
        watching.add(f"https://{name}.example/feed", AT)
        (one,) = [
            each
            for each in watching.due(AT, 9)
            if name in each.url and each.url.startswith(f"https://{name}")
        ]
        watching.note(replace(one, kind=WatchKind.FEED, due=later(AT, 900), asked=AT, failures=failures))
    watching.wake(AT)
    assert [one.url for one in watching.due(AT, 9)] == ["https://good.example/feed"]


@pytest.mark.parametrize("mark", ['"a\r\nX: y"', "é", "x" * 1000, ""])
def test_what_no_server_should_send_is_not_sent_back(watching, mark):
    watching.add(FEED, AT)
    (feed,) = watching.sources()
    watching.note(replace(feed, etag=mark, modified=mark, answer="odd\x1b[2J" + "y" * 900))
    (feed,) = watching.sources()
    assert (feed.etag, feed.modified) == (None, None)
    assert feed.answer.isprintable()
    assert len(feed.answer) <= 200


def test_thousands_are_named_at_once(watching):
    watching.add(FEED, AT)
    many = [(f"page-{n}", None) for n in range(1200)]
    assert take(watching, *many) == 1200
    assert take(watching, *many) == 0
    assert len(due(watching, per_host=2000)) == 500


WATCH = """
import sys, time
from onrecord.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger, ledger.watching.alone():
    print("alone", flush=True)
    time.sleep(60)
"""


def test_who_watches_is_alone_until_killed(made):
    process = subprocess.Popen([sys.executable, "-c", WATCH, made], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "alone\n"
    with Ledger.open(made) as ledger:
        with pytest.raises(LedgerBusyError, match="another process"), ledger.watching.alone():
            pass
        ledger.watching.add(FEED, AT)  # others may still write
        process.kill()
        process.communicate()
        for _ in range(100):  # a server sees a moment later that its client is gone
            try:
                with ledger.watching.alone():
                    break
            except LedgerBusyError:
                time.sleep(0.1)
        else:
            pytest.fail("the lock outlived its process")
