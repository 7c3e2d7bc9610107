"""Watching servers that behave badly: each costs a line, is let alone, and holds nobody else up."""

import gzip
import pkgutil
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.fetch import Answer
from onrecord.ingest.polite import MAX_REST, ROBOTS_BYTES, _rest_of
from onrecord.model import Host, Outcome, WatchKind
from onrecord.text.times import later, now
from onrecord.text.urls import origin_of
from tests.ingest.outlet import http_date
from tests.ingest.server import redirect, reply
from tests.pipeline.watching import OTHER, SAID, kept, refused


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Unavailable"])
@pytest.mark.parametrize(("told", "least", "most"), [("7200", 7100, 7300), ("date", 7100, 7300), ("soon", 50, 70), (None, 50, 70), ("9" * 30, 86_000, 86_401)])  # fmt: skip
def test_a_server_that_is_busy_is_let_alone(outlet, look, wait, ledger, status, told, least, most):
    told = http_date(7200) if told == "date" else told
    outlet.write("/crane", OTHER)
    outlet.answers["/pier"] = reply(
        b"", "text/html", *([f"Retry-After: {told}"] if told else []), status=status
    )
    events = look(outlet.feed("/pier", "/crane"))
    assert status in refused(events)["pier"]
    assert "/crane" not in outlet.asked
    host = ledger.watching.recall(outlet.url)
    assert later(now(), least) < host.rest < later(now(), most)
    assert refused(look()) == {}
    assert outlet.asked.count("/pier") == 1
    outlet.write("/pier", SAID)
    wait(90_000)
    assert len(kept(look(again=(99_999.0,)))) == 2


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.1)


BAD = {
    "drips": (drip, "longer than 2 seconds"),
    "turns": (redirect("/bad"), "redirected more than 5 times"),
    "elsewhere": (redirect("file:///etc/hosts"), "leads to what is not an http or https address"),
    "video": (reply(b"\0" * 1000, "video/mp4"), "calls it video/mp4"),
    "broken": (reply(b"", status="500 Broken"), "500 Broken"),
    "gone": (reply(b"", status="410 Gone"), "410 Gone"),
    "bomb": (reply(gzip.compress(b"x" * 30_000_000), "text/html", "Content-Encoding: gzip"), "too big"),
    "empty": (reply(b""), "no text|empty|nothing"),
    "feed": (reply(b"<rss version='2.0'><channel/></rss>", "text/html"), "is a feed, not a page"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_costs_one_line_and_the_rest_goes_on(outlet, look, name):
    answer, reason = BAD[name]
    outlet.answers["/bad"] = answer
    outlet.write("/pier", SAID)
    events = look(outlet.feed("/bad", "/pier"), max_seconds=2.0)
    assert kept(events) == [("pier", Outcome.NEW_PAGE)]
    (told,) = refused(events).values()
    assert any(words in told for words in reason.split("|")), told
    assert told.isprintable()


@pytest.mark.parametrize(
    "broken", ["onrecord.pipeline.watch.read_page", "onrecord.pipeline.read.read_snapshot", "onrecord.ingest.polite.ask_once"]
)  # fmt: skip
def test_a_fault_of_ours_costs_one_page_and_the_rest_goes_on(outlet, look, ledger, monkeypatch, broken):
    whole = pkgutil.resolve_name(broken)

    def fail(*args, **given):
        if "bad" in str(args):
            raise IndexError("string index out of range")
        return whole(*args, **given)

    monkeypatch.setattr(broken, fail)
    outlet.write("/bad", OTHER)
    outlet.write("/pier", SAID)
    outlet.write("/quay", SAID.replace("pier", "quay"))
    events = look(outlet.feed("/bad", "/pier", "/quay"))
    assert sorted(name for name, _ in kept(events)) == ["pier", "quay"]
    assert "IndexError" in refused(events)["bad"]
    assert not [one for one in ledger.watching.due(now(), 9) if one.url.endswith("/bad")]


def test_a_clock_that_was_wrong_shuts_no_server_out(outlet, look, ledger):
    feed = outlet.feed("/pier")
    outlet.write("/pier", SAID)
    ledger.watching.keep_host(
        Host(origin_of(feed), None, "was busy", "2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z")
    )
    assert kept(look(feed)) == [("pier", Outcome.NEW_PAGE)]


BAD_FEEDS = {
    "html": (b"<!doctype html><p>Our feed has moved", "a page of HTML"),
    "empty": (b"", "is empty"),
    "broken": (b"<?xml version='1.0'?><rss version='2.0'><chan", "broken XML"),
    "bomb": (
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a '" + b"a" * 900 + b"'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%s;" % (str(n - 1).encode() if n else b"") * 10) for n in range(9))
        + b"]><urlset><url><loc>https://o.example/&a8;</loc></url></urlset>", "broken XML"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FEEDS)
def test_a_feed_that_is_none_any_more_is_told_and_tried_again_later(outlet, look, wait, ledger, name):
    feed = outlet.feed("/pier")
    outlet.write("/pier", SAID)
    look(feed)
    good = outlet.answers["/feed"]
    outlet.answers["/feed"] = reply(BAD_FEEDS[name][0], "application/xml")
    assert BAD_FEEDS[name][1] in refused(look())["feed"]
    (source,) = ledger.watching.sources()
    assert (source.failures, source.kind) == (1, WatchKind.FEED)
    assert refused(look()) == {}  # not at once
    outlet.answers["/feed"] = good
    wait(1000)
    assert refused(look()) == {}
    assert ledger.watching.sources()[0].failures == 0


def test_private_addresses_are_never_asked_unless_told(outlet, look):
    outlet.write("/pier", SAID)
    events = look(outlet.feed("/pier"), allow_private=False)
    assert "private or reserved" in refused(events)["feed"]
    assert outlet.asked == []


def test_one_page_for_all_addresses_is_kept_once(outlet, look):
    wall = reply(b"<html><body><p>Please show that you are no robot, by ticking this box.</p></body></html>")
    for name in ("/a", "/b", "/c"):
        outlet.answers[name] = wall
    events = look(outlet.feed("/a", "/b", "/c"))
    assert len(kept(events)) == 1
    assert all("same page at another address" in why for why in refused(events).values())


@pytest.mark.parametrize("delay", ["1e308", "-7", "nan", "soon"])
def test_a_delay_that_is_none_stops_nothing(outlet, look, ledger, delay):
    outlet.robots(f"User-agent: *\nCrawl-delay: {delay}\n")
    outlet.write("/pier", SAID)
    events = look(outlet.feed("/pier"))
    assert refused(events) == {}
    assert len(kept(events)) == (0 if delay == "1e308" else 1)
    if delay == "1e308":
        assert ledger.watching.recall(outlet.url).rest < later(now(), MAX_REST + 5)


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_huge_robots_txt_the_beginning_is_heeded(outlet, look, packed):
    rules = (
        b"User-agent: *\nDisallow: /hidden\n" + b"# a remark that is no rule\n" * 60_000 + b"Disallow: /\n"
    )
    coding = ["Content-Encoding: gzip"] if packed else []
    outlet.answers["/robots.txt"] = reply(gzip.compress(rules) if packed else rules, "text/plain", *coding)
    outlet.write("/pier", SAID)
    outlet.write("/hidden", OTHER)
    events = look(outlet.feed("/pier", "/hidden"))
    assert kept(events) == [("pier", Outcome.NEW_PAGE)]
    assert "asks us not to" in refused(events)["hidden"]


def test_half_a_line_of_a_huge_robots_txt_forbids_nothing(outlet, look):
    rules = (
        b"User-agent: *\n"
        + b"#" * (ROBOTS_BYTES - len(b"User-agent: *\n\nDisallow: /"))
        + b"\nDisallow: /hidden\n"
    )
    outlet.answers["/robots.txt"] = reply(rules, "text/plain")
    outlet.write("/pier", SAID)
    assert kept(look(outlet.feed("/pier"))) == [("pier", Outcome.NEW_PAGE)]


def test_robots_txt_that_begins_with_a_mark_is_heeded(outlet, look):
    outlet.robots("\ufeffUser-agent: *\nDisallow: /\n")
    assert "asks us not to" in refused(look(outlet.feed("/pier")))["feed"]


@given(
    st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,9} \d\d:\d\d:\d\d.{0,9}")
)
def test_any_retry_after_is_some_time(said):
    seconds = _rest_of(Answer(429, "http://a.example/", "429", {"retry-after": said}), 3)
    assert 0 <= seconds <= MAX_REST
