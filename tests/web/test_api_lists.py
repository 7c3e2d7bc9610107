"""Lists of any length: all that fits is sent, in the ledger's order, and no more of it is held than must be."""

import csv
import http.client
import io
import itertools
import json
import socket
import time
from urllib.parse import urlsplit

import httpx
import pyarrow.parquet
import pytest

from onrecord.ledger import Ledger
from onrecord.ledger import search as searching
from onrecord.model import Method, Query, Reading, Snapshot
from onrecord.web import Settings
from tests.ledger.build import FERRY, SCHOOL, make_reading

API = "/api/v1"


@pytest.fixture
def sample(filled):
    with Ledger.open(filled) as ledger:
        yield ledger


def lines(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in answer.text.splitlines()]


def in_order(ledger):
    return [key for page, _ in ledger.readings() for key in ledger.hold(page).keys.values()]


def test_all_statements_come_in_the_order_in_which_they_were_added(ledger_site, sample, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 7)
    given = [one["key"] for one in lines(ledger_site.get(f"{API}/statements.jsonl"))]
    assert given == in_order(sample)


@pytest.mark.parametrize(
    "asked",
    [{"q": "winter"}, {"state": "grave"}, {"q": "winter", "until": "2024-11-12"}, {"mode": "direct", "outlet": "Hask Islander"}],
)  # fmt: skip
def test_a_list_and_a_search_find_the_same(ledger_site, sample, asked, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 2)
    given = [one["key"] for one in lines(ledger_site.get(f"{API}/statements.jsonl", params=asked))]
    order = in_order(sample)
    assert given == sorted(given, key=order.index) != []
    found = ledger_site.get(f"{API}/statements", params={**asked, "limit": 200}).json()["statements"]
    assert set(given) == {one["key"] for one in found}


def test_pages_are_whole(ledger_site, sample):
    given = lines(ledger_site.get(f"{API}/pages.jsonl"))
    assert [one["key"] for one in given] == [key for key, _ in sample.readings()]
    assert [one["page"]["sha256"] for one in given] == [
        reading.snap.sha256 for _, reading in sample.readings()
    ]


def test_only_pages_with_a_statement_that_fits(ledger_site):
    given = lines(ledger_site.get(f"{API}/pages.jsonl", params={"outlet": "Hask Islander"}))
    assert {one["page"]["outlet"] for one in given} == {"Hask Islander"}


@pytest.mark.parametrize("table", ["statements", "traces"])
def test_csv_and_parquet_hold_the_same_rows(ledger_site, table):
    asked = {"table": table, "state": "grave"}
    text = ledger_site.get(f"{API}/statements.csv", params=asked)
    assert text.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(text.text)))
    binary = ledger_site.get(f"{API}/statements.parquet", params=asked)
    assert binary.headers["content-type"] == "application/vnd.apache.parquet"
    frame = pyarrow.parquet.read_table(io.BytesIO(binary.content))
    assert rows
    assert [row["statement"] for row in rows] == frame["statement"].to_pylist()


def test_without_pyarrow_the_server_says_what_it_lacks(ledger_site, monkeypatch):
    monkeypatch.setattr("onrecord.web.api.lists.find_spec", lambda _: None)
    answer = ledger_site.get(f"{API}/statements.parquet")
    assert answer.status_code == 501
    assert "pip install 'onrecord[parquet]'" in answer.json()["detail"]


def test_a_list_of_nothing(ledger_site):
    nothing = {"until": "1999"}
    assert lines(ledger_site.get(f"{API}/statements.jsonl", params=nothing)) == []
    assert ledger_site.get(f"{API}/statements.csv", params=nothing).text.count("\n") == 1
    binary = ledger_site.get(f"{API}/statements.parquet", params=nothing).content
    assert pyarrow.parquet.read_table(io.BytesIO(binary)).num_rows == 0


def test_what_is_wrong_is_told_before_the_list_begins(ledger_site):
    answer = ledger_site.get(f"{API}/statements.jsonl", params={"q": "!!!"})
    assert answer.status_code == 400
    assert answer.json()["code"] == "usage"


LONG = 40  # pages of a megabyte each: more than sockets hold between server and client


@pytest.fixture
def long_site(open_site, tmp_path):
    place = tmp_path / "long.ledger"
    with Ledger.open(place) as ledger:
        run = ledger.begin_run("add", Method("1", {}))
        for n in range(LONG):
            ledger.keep(run, Reading(Snapshot(f"p{n}", f"{n} " + "rain fell on it all day, " * 40_000)))
    return open_site(Settings(ledger=str(place)))


def test_a_client_that_goes_away_stops_the_list(long_site, monkeypatch):
    held = itertools.count()
    hold, seen = Ledger.hold, []

    def hold_and_count(self, key):
        seen.append(next(held))
        return hold(self, key)

    monkeypatch.setattr(Ledger, "hold", hold_and_count)
    address = urlsplit(long_site.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"GET {API}/pages.jsonl HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        assert json.loads(answer.readline())["page"]["id"] == "p0"
        answer.close()
    ends = time.monotonic() + 20
    before = -1
    while before != len(seen) and time.monotonic() < ends:  # what it was at is finished
        before = len(seen)
        time.sleep(0.5)
    assert 0 < len(seen) < LONG
    assert httpx.get(f"{long_site.url}{API}/").status_code == 200


def test_what_is_added_meanwhile_comes_too(tmp_path, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 2)
    with Ledger.open(tmp_path / "busy.ledger") as ledger:
        run = ledger.begin_run("add", Method("1", {}))
        ledger.keep(run, make_reading(FERRY, "ferry"))
        hits = ledger.each_hit(Query())
        first = next(hits)
        ledger.keep(run, make_reading(SCHOOL, "school"))
        rest = list(hits)
    assert [hit.words for hit in (first, *rest)][-1].startswith("the council will pay")
    assert len({hit.key for hit in rest}) == len(rest) == 5
