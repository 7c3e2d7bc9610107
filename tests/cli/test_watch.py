"""What a user types to watch, what comes back, and what is left where it was killed."""

import json
import random
import re
import signal
import subprocess
import time
from dataclasses import replace

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Query
from tests.cli.harbour import COMMAND, ENVIRONMENT, NAMES, SAID
from tests.cli.test_killed import Killer, is_begun
from tests.ingest.outlet import Outlet
from tests.ingest.server import reply

SEED = 20310504
ONCE = ("--once", "--allow-private", "--delay", "0s")


@pytest.fixture
def outlet():
    with Outlet() as running:
        for n in range(6):
            running.write(f"/page-{n}", f"“{SAID[n]}” {NAMES[n % 4]} said on Saturday in Tarnholm.")
        yield running


def start(place, *args):
    pipe = subprocess.PIPE
    command = [*COMMAND, "watch", *map(str, args), "--ledger", str(place)]
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, env=ENVIRONMENT, start_new_session=True)


def told(place):
    """What a ledger has: each capture by its key, with its words, and what is watched of it."""
    with Ledger.open(place, create=False) as ledger:
        words = {
            key: {hit.words for hit in ledger.search(Query(capture=key), limit=200).hits}
            for key, _ in ledger.readings()
        }
        return words, [(one.url, one.pages, one.failures) for one in ledger.watching.sources()]


def test_a_feed_is_watched_once_and_remembered(run, outlet, tmp_path):
    place = tmp_path / "a.ledger"
    feed = outlet.feed(*(f"/page-{n}" for n in range(6)))
    first = run("watch", feed, *ONCE, "--ledger", place)
    assert first.code == 0
    assert first.out.count("new page") == 6
    assert f"onrecord: {feed}: is watched from now on" in first.complaints
    assert f"onrecord: {feed}: is a feed, names 6 new" in first.complaints
    assert re.fullmatch(
        r"onrecord: asked 7: 6 new page, 1 unchanged; more is due at \S+Z", first.complaints[-1]
    )
    again = run("watch", *ONCE, "--ledger", place)
    assert (again.code, again.out) == (0, "")
    listed = run("watch", "--list", "--ledger", place)
    assert listed.code == 0
    assert "feed · 6 pages" in listed.out
    assert "304 Not Modified" in listed.out
    assert max(map(len, listed.out.splitlines())) <= 80
    assert "nor 6 pages" in run("watch", "--forget", feed, "--ledger", place).err
    assert run("watch", "--list", "--ledger", place).out == "Nothing is watched.\n"
    nothing = run("watch", "--once", "--ledger", place)
    assert (nothing.code, len(nothing.complaints)) == (2, 1)
    assert len(told(place)[0]) == 6


def test_programs_are_told_of_a_silent_change(run, outlet, tmp_path):
    place = tmp_path / "a.ledger"
    page = outlet.url + "/page-0"
    options = (*ONCE, "--format", "jsonl", "--ledger", place)
    (first,) = map(json.loads, run("watch", page, *options).out.splitlines())
    assert (first["outcome"], first["notice"], first["comparison"]) == ("new page", None, None)
    outlet.write(
        "/page-0", f"“{SAID[0].replace('not close', 'close')}” {NAMES[0]} said on Saturday in Tarnholm."
    )
    with Ledger.open(place) as ledger:
        (watched,) = ledger.watching.sources()
        ledger.watching.note(replace(watched, due=watched.asked))  # as if an hour had passed
    (second,) = map(json.loads, run("watch", *options).out.splitlines())
    assert (second["outcome"], second["previous"], second["notice"]) == ("new capture", first["key"], None)
    assert second["comparison"]["pairs"]


def test_who_names_a_front_page_is_told_of_its_feed(run, outlet, tmp_path):
    link = b'<link rel="alternate" type="application/atom+xml" title="All" href="/feed?a=1&amp;b=2"></head>'
    front = outlet.answers["/page-0"].partition(b"\r\n\r\n")[2].replace(b"</head>", link)
    outlet.answers["/"] = reply(front)
    result = run("watch", outlet.url + "/", *ONCE, "--ledger", tmp_path / "a.ledger")
    assert (result.code, result.out.count("new page")) == (0, 1)
    assert f"is a page; for what is new, watch its feed: {outlet.url}/feed?a=1&b=2" in result.err


def test_a_file_of_addresses_with_one_that_will_not_do(run, outlet, tmp_path):
    (tmp_path / "list.txt").write_text(
        f"# ours\n{outlet.url}/page-1\nftp://quay.example/\n{outlet.url}/gone\n"
    )
    result = run("watch", tmp_path / "list.txt", *ONCE, "--ledger", tmp_path / "a.ledger")
    assert result.code == 1
    assert result.out.count("new page") == 1
    assert any(
        line.endswith("list.txt, line 3: is not an http or https address") for line in result.complaints
    )
    assert any(
        "/gone: cannot be fetched: the server answered 404 Not Found" in line for line in result.complaints
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "nothing is watched yet"),
        (("--every", "5s"), "60s at least"),
        (("--every", "999999d"), "3650d at most"),
        (("--again", "1h,999999d"), "too long"),
        (("--delay", "2d"), "too long"),
        (("--every", "often"), "--every often is no time"),
        (("--again", "1h,soon"), "--again soon is no time"),
        (("--delay", "-1s"), "--delay -1s is no time"),
        (("--contact", "a\nb"), "plain characters"),
        (("--forget", "feed"), "not an http or https address"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(run, tmp_path, args, words):
    Ledger.open(tmp_path / "a.ledger").close()
    result = run("watch", *args, "--ledger", tmp_path / "a.ledger")
    assert (result.code, len(result.complaints)) == (2, 1)
    assert words in result.err


def test_without_a_ledger_nothing_is_made(run, tmp_path):
    result = run("watch", "--once", "--ledger", tmp_path / "a.ledger")
    assert result.code == 1
    assert "there is no ledger" in result.err
    assert not (tmp_path / "a.ledger").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_watches_until_it_is_told_to_stop(outlet, tmp_path, number):
    feed = outlet.feed("/page-0", "/page-1")
    process = start(
        tmp_path / "a.ledger", feed, "--allow-private", "--delay", "0s", "--contact", "desk@quay.example"
    )
    for line in process.stderr:
        if b"more is due" in line:
            break
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, b"onrecord: stopping\n")
    assert out.count(b"new page") == 2
    assert any("; desk@quay.example)" in request for request in outlet.requests)


def test_a_server_that_drips_does_not_hold_up_the_end(outlet, tmp_path):
    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.1)

    outlet.answers["/drip"] = drip
    process = start(tmp_path / "a.ledger", outlet.url + "/drip", "--allow-private", "--delay", "0s")
    while "/drip" not in outlet.asked:
        time.sleep(0.05)
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize(("kills", "seed"), [(6, SEED)])
def test_what_was_killed_goes_on_and_ends_the_same(outlet, run, tmp_path, kills, seed):
    feed = outlet.feed(*(f"/page-{n}" for n in range(6)))
    whole = tmp_path / "whole.ledger"
    assert run("watch", feed, *ONCE, "--ledger", whole).code == 0
    wanted, killer, seen = told(whole), Killer(random.Random(seed), "snapshot"), set()
    for n in killer.rounds(kills):
        place = tmp_path / f"{n}.ledger"
        while killer.kill(place, "watch", feed, *ONCE):
            if is_begun(place):
                assert "nothing is wrong" in run("verify", "--ledger", place).out
                words, _ = told(place)
                assert words.items() <= wanted[0].items()
                seen.add(len(words))
        assert told(place) == wanted
    assert seen - {0, 6}, f"killed too early or too late: {seen}"
