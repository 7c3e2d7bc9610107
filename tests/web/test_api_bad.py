"""What the API is not to take: one clear problem with the right status, and nothing half-written."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Method, Query
from onrecord.web import Limits, Settings
from tests.ledger.build import FERRY, make_reading, make_record
from tests.web.test_safety import BEARER, TOKEN, problem_of, send_raw

API = "/api/v1"
NONE = "0" * 16  # a key that is nobody's
GET = (
    "/pages/{key}", "/pages/{key}/captures", "/pages/{key}/compare/{key}", "/statements/{key}",
    "/statements/{key}/family", "/statements/{key}/annotation", "/statements/{key}/quotation",
    "/statements/{key}/prov", "/statements/{key}/bundle", "/speakers/{key}", "/speakers/{key}/statements",
    "/ask/{key}",
)  # fmt: skip
NUMBERED = ("/records/{number}", "/records/{number}/quotations", "/judgements/{number}")
LISTS = ("/pages", "/statements", "/records", "/review", "/judgements")
STREAMS = ("/statements.jsonl", "/pages.jsonl", "/statements.csv", "/statements.parquet")
JUDGED = {"of": NONE, "target": "drift", "verdict": "same", "author": "Mara Holt"}
BODIES = {
    "/judgements": JUDGED,
    "/judgements/1/undo": {"author": "Mara Holt"},
    "/ask": {"words": "We keep the ferry"},
    "/pages": {"text": "“We sail,” Ana Brook said."},
    "/records": {"id": "hall", "text": "ANA BROOK: We sail."},
}


def problem(answer, status, code=None):
    told = problem_of(answer)
    assert answer.status_code == status, told
    assert "\n" not in told["detail"]
    assert code is None or told["code"] == code
    return told


@pytest.mark.parametrize("path", GET)
@pytest.mark.parametrize(
    "key", [NONE, "x", "A" * 16, "%F0%9F%9B%B6", "..%2f..%2fetc", "a" * 3000, "' OR 1=1 --"]
)
def test_a_wrong_key(ledger_site, path, key):
    problem(ledger_site.get(API + path.format(key=key)), 404)


@pytest.mark.parametrize("path", NUMBERED)
@pytest.mark.parametrize(
    ("number", "status"), [("999", 404), ("0", 422), ("-1", 422), ("x", 422), ("1.5", 422), ("9" * 30, 422), ("٣", 422)]
)  # fmt: skip
def test_a_wrong_number(ledger_site, path, number, status):
    problem(ledger_site.get(API + path.format(number=number)), status)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "cursor", ["x", "e30", "W10", "WyJwYWdlcyIsIngiXQ", "bnVsbA", "é", "A" * 499, "_-_-"]
)
def test_a_wrong_cursor(ledger_site, path, cursor):
    problem(ledger_site.get(API + path, params={"cursor": cursor}), 400, "usage")


def test_a_cursor_goes_with_its_own_list_alone(ledger_site):
    cursor = ledger_site.get(f"{API}/statements", params={"q": "winter", "limit": 1}).json()["next"]
    for path, asked in (
        ("/statements", {"q": "ferry"}),
        ("/statements", {}),
        ("/records", {}),
        ("/pages", {}),
    ):
        problem(ledger_site.get(API + path, params={**asked, "cursor": cursor}), 400)


@pytest.mark.parametrize("path", [*LISTS, "/speakers", "/statements/like?q=ferry"])
@pytest.mark.parametrize("limit", ["0", "-1", "1000000", "x", "1e3", "9" * 5000])
def test_a_wrong_limit(ledger_site, path, limit):
    told = problem(ledger_site.get(f"{API}{path}{'&' if '?' in path else '?'}limit={limit}"), 422)
    assert [fault["where"] for fault in told["errors"]] == ["query.limit"]


@pytest.mark.parametrize("path", ["/statements", f"/speakers/{NONE}/statements", *STREAMS])
@pytest.mark.parametrize(
    "asked",
    ["mode=loud", "kind=sings", "state=fabricated", "drift=bad", "since=May", "until=2024-13", "since=2024-02-31",
     "since=٢٠٢٤", "capture=x", "q=", f"q={'a' * 2001}", f"outlet={'a' * 301}", "nothing=1", "Q=ferry"],
)  # fmt: skip
def test_a_wrong_filter(ledger_site, path, asked):
    told = problem(ledger_site.get(f"{API}{path}?{asked}"), 422, "bad-request")
    assert told["errors"][0]["where"] == f"query.{asked.partition('=')[0]}"


@pytest.mark.parametrize(
    "path", ["/?x=1", "/pages?x=1", f"/pages/{NONE}?x=1", "/records/1?x=1", f"/statements/{NONE}/prov?x=1"]
)
def test_what_a_route_does_not_know_is_refused(ledger_site, path):
    told = problem(ledger_site.get(API + path), 422, "bad-request")
    assert told["errors"] == [{"where": "query.x", "reason": "is not known here"}]


@pytest.mark.parametrize(
    "path", ["/statements?q=a&q=b", "/pages?limit=1&limit=2", "/statements.csv?state=grave&state=none"]
)
def test_what_is_given_twice_is_refused(ledger_site, path):
    (fault,) = problem(ledger_site.get(API + path), 422)["errors"]
    assert fault["reason"] == "is given twice"


@pytest.mark.parametrize("path", ["/statements", *STREAMS])
def test_words_without_a_letter(ledger_site, path):
    problem(ledger_site.get(API + path, params={"q": "?!"}), 400, "usage")


@pytest.mark.parametrize("path", ["/pages/%ff", "/statements?q=%ff", "/statements?q=%00", "/speakers/%00"])
def test_an_address_that_is_no_text(ledger_site, path):
    problem(ledger_site.get(API + path), 400)


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422), (b"{", 422), (b"[]", 422), (b'"a"', 422), (b"null", 422), (b"{}", 422), (b"\xff\xfe", 422),
        (b'{"author": "\xff"}', 400), (b"[" * 100_000, 400), (b'{"author": ' + b"9" * 5000 + b"}", 400),
        (b'{"author": "\\ud800", "words": "\\ud800", "text": "\\ud800", "id": "\\ud800"}', 422),
    ],
)  # fmt: skip
def test_a_body_that_is_no_json(ledger_site, path, body, status):
    kind = {"Content-Type": "application/json"}
    problem(ledger_site.client.post(API + path, content=body, headers=kind), status)


@pytest.mark.parametrize("path", BODIES)
def test_a_field_that_is_not_as_it_should_be(ledger_site, path):
    body = BODIES[path]
    for name in body:
        for value in (None, 1, [], {}, "", True):
            told = problem(ledger_site.client.post(API + path, json=body | {name: value}), 422)
            assert told["errors"] or path == "/pages"
    problem(ledger_site.client.post(API + path, json=body | {"nothing": 1}), 422)


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_body_that_is_not_sent_as_json(ledger_site, path, kind):
    answer = ledger_site.client.post(API + path, content=b'{"words": "a"}', headers={"Content-Type": kind})
    assert "application/json" in problem(answer, 415)["detail"]


@pytest.mark.parametrize("path", BODIES)
def test_another_site_cannot_have_a_browser_write(ledger_site, path):
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": ledger_site.url, "Sec-Fetch-Site": "same-origin"},  # our own page, without its form token
    ):
        problem(ledger_site.client.post(API + path, json=BODIES[path], headers=headers), 403, "refused")
    asked = ledger_site.client.options(API + path, headers={"Origin": "https://evil.example"})
    assert not [name for name in asked.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", BODIES)
def test_who_writes_needs_the_token_where_one_is_set(open_site, path):
    site = open_site(Settings(token=TOKEN, limits=Limits(workers=0)))
    assert problem(site.client.post(API + path, json=BODIES[path]), 401)["code"] == "sign-in"
    wrong = {"Authorization": f"Bearer {TOKEN}x"}
    problem(site.client.post(API + path, json=BODIES[path], headers=wrong), 401)
    from_afar = {"Origin": "https://tools.example", **BEARER}
    assert site.client.post(API + path, json=BODIES[path], headers=from_afar).status_code in (201, 202, 404)
    form = {"Content-Type": "text/plain", **BEARER}
    problem(site.client.post(API + path, content=b"{}", headers=form), 415)


def test_reading_can_be_closed(open_site):
    site = open_site(Settings(token=TOKEN, reading_closed=True))
    for path in ("/", "/statements", "/statements.jsonl", "/openapi.json"):
        problem(site.get(API + path), 401)
        assert site.get(API + path, headers=BEARER).status_code == 200


@pytest.mark.parametrize("path", BODIES)
def test_a_body_that_is_too_big(open_site, path):
    site = open_site(Settings(limits=Limits(body=1000)))
    big = b'{"text": "' + b"a" * 2000 + b'"}'
    kind = {"Content-Type": "application/json"}
    problem(site.client.post(API + path, content=big, headers=kind), 413, "too-big")
    problem(site.client.post(API + path, content=iter([big]), headers=kind), 413, "too-big")  # in chunks


def test_as_many_questions_as_wait(open_site):
    site = open_site(Settings(limits=Limits(workers=0, waiting=1)))
    assert site.client.post(f"{API}/ask", json=BODIES["/ask"]).status_code == 202
    full = site.client.post(f"{API}/ask", json=BODIES["/ask"])
    problem(full, 429, "busy")
    assert int(full.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "body",
    [{"words": "?!"}, {"words": "a " * 9000, "kind": "quote"}, {"words": "a", "date": "May"}, {"words": "a", "kind": "song"}],
)  # fmt: skip
def test_a_question_that_is_none(ledger_site, body):
    problem(ledger_site.client.post(f"{API}/ask", json=body), 422)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"author": "?"}, 400), ({"of": "x"}, 404), ({"target": "speaker"}, 422), ({"seen": -1}, 422),
        ({"seen": True}, 422), ({"value": "Bo Winter"}, 422), ({"target": "source", "value": "Bo Winter"}, 422),
        ({"target": "speaker", "value": "f" * 16}, 404), ({"author": "a" * 201}, 422), ({"reason": "a" * 2001}, 422),
    ],
)  # fmt: skip
def test_a_judgement_that_is_none(ledger_site, change, status):
    before = ledger_site.get(f"{API}/judgements").json()
    problem(ledger_site.client.post(f"{API}/judgements", json=JUDGED | change), status)
    assert ledger_site.get(f"{API}/judgements").json() == before


@pytest.mark.parametrize(
    "body",
    [
        {"url": "https://a.example/", "text": "x"}, {"page": {"text": "x"}}, {"page": {"id": "a"}}, {"page": {"id": "", "text": "x"}},
        {"page": {"id": "a", "text": " \n"}}, {"page": {"id": "a", "text": "?!"}}, {"page": {"id": "a", "text": "x", "title": 1}}, {"page": "x"},
    ],
)  # fmt: skip
def test_a_page_that_is_none(ledger_site, body):
    problem(ledger_site.client.post(f"{API}/pages", json=body), 422)


@pytest.mark.parametrize(
    "change", [{"text": "…"}, {"date": "2024-02-31"}, {"id": "a" * 401}, {"url": "a" * 2001}, {"title": ""}]
)
def test_a_record_that_is_none(ledger_site, change):
    before = ledger_site.get(f"{API}/records").json()
    problem(ledger_site.client.post(f"{API}/records", json=BODIES["/records"] | change), 422)
    assert ledger_site.get(f"{API}/records").json() == before


def test_a_problem_of_a_program_that_accepts_anything_is_json(ledger_site):
    request = (
        f"GET {API}/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    )
    status, body = send_raw(ledger_site.url, request.encode())
    assert status == 404
    assert body.startswith(b"{")


# -- the ledger fails -------------------------------------------------------------------------------


def unavailable(answer, code="ledger-busy"):
    told = problem(answer, 503, code)
    assert int(answer.headers["retry-after"]) > 0
    assert "password" not in told["detail"]
    return told


@pytest.fixture
def copied(filled, tmp_path):
    shutil.copytree(filled.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / filled.name


def judged(place):
    with Ledger.open(place) as ledger:
        return JUDGED | {"of": ledger.search(Query(), limit=1).hits[0].key}


def test_a_ledger_that_another_holds(copied, open_site, monkeypatch):
    monkeypatch.setattr("onrecord.ledger.engine.BUSY_MS", 200)
    body = judged(copied)
    site = open_site(Settings(ledger=str(copied)))
    with closing(sqlite3.connect(copied, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        unavailable(site.client.post(f"{API}/judgements", json=body))
        unavailable(site.client.post(f"{API}/records", json=BODIES["/records"]))
        assert site.get(f"{API}/statements").status_code == 200  # who reads does not wait
    assert site.client.post(f"{API}/judgements", json=body).status_code == 201
    assert len(site.get(f"{API}/judgements").json()["judgements"]) == 1


def test_a_ledger_that_may_not_be_written_to(copied, open_site):
    body = judged(copied)
    with copied.open(
        "r+b"
    ) as file:  # by its head, of a later SQLite, which older ones read alone; root heeds it
        file.seek(18)
        file.write(b"\x03")
    site = open_site(Settings(ledger=str(copied)))
    told = unavailable(site.client.post(f"{API}/judgements", json=body), "bad-ledger")
    assert "may not be written to" in told["detail"]
    assert site.get(f"{API}/judgements").json()["judgements"] == []
    assert len(site.get(f"{API}/statements").json()["statements"]) == 20


@pytest.mark.parametrize("way", ["stop", "kill"])
def test_a_server_that_goes_and_comes_back(postgres, database, open_site, way):
    with Ledger.open(database) as ledger:
        ledger.keep_records([make_record("hall")])
        kept = ledger.keep(ledger.begin_run("add", Method("1", {})), make_reading(FERRY))
    site = open_site(Settings(ledger=database))
    body = judged(database)
    paths = ["/", "/pages", f"/pages/{kept.key}", "/statements?q=ferry", "/statements.jsonl", "/pages.jsonl",
             f"/statements/{body['of']}", "/speakers", "/records", "/records/1", "/review", "/judgements"]  # fmt: skip
    for path in paths:
        assert site.get(API + path).status_code == 200, path
    getattr(postgres, way)()
    for path in paths:
        unavailable(site.get(API + path))
    unavailable(site.client.post(f"{API}/judgements", json=body))
    unavailable(site.client.post(f"{API}/records", json=BODIES["/records"]))
    postgres.start()
    for path in paths:
        assert site.get(API + path).status_code == 200, path
    assert site.client.post(f"{API}/judgements", json=body).status_code == 201
    assert len(site.get(f"{API}/judgements").json()["judgements"]) == 1
