"""Who is let in, and what is sent with every answer: asked of a real server."""

import http.client
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from onrecord.errors import UsageError
from onrecord.web import Limits, Settings, make_app
from onrecord.web.tokens import FORM, SESSION

TOKEN = "a-token-made-up-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
ASKED = {"words": "We keep the ferry"}


def problem_of(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"] == f"urn:onrecord:problem:{problem['code']}"
    return problem


def send_raw(url: str, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are, which no client would; gives the status and the body."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(request)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.read()


@pytest.mark.parametrize(
    "path", ["/", "/index.json", "/nothing", "/nothing.json", "/static/report.css", "/healthz", "/ask/%ff"]
)
def test_every_answer_has_the_headers(site, path):
    headers = site.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8770", 200),
        ("[::1]:8770", 200),
        ("News.example", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1@evil.example", 403),
        ("evil.example#127.0.0.1", 403),
        ("[::1", 403),
        ("", 403),
    ],
)
def test_only_its_own_names_are_answered(open_site, host, status):
    site = open_site(Settings(names=frozenset({"news.example"})))
    request = f"GET /index.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    assert send_raw(site.url, request)[0] == status


@pytest.mark.parametrize(
    "settings",
    [
        Settings(host="0.0.0.0"),
        Settings(host="newsroom.example"),
        Settings(host="::"),
        Settings(reading_closed=True),
        Settings(token="short"),
    ],
)
def test_settings_that_let_in_too_many_are_refused(settings):
    with pytest.raises(UsageError, match="token"):
        make_app(settings)


def test_the_token_is_not_shown_with_the_settings():
    assert TOKEN not in repr(Settings(token=TOKEN))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},  # another port of this machine
        {"sec_fetch_site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
    ],
)
def test_a_form_from_another_site_is_refused(site, headers):
    assert site.post("/ask", ASKED).status_code == 303
    answer = site.post("/ask", ASKED, **headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_a_form_without_its_token_is_refused(site):
    for token in ("", "x" * 43, "é"):
        answer = site.post("/ask", {**ASKED, "form_token": token})
        assert (answer.status_code, "load the page again" in answer.text) == (403, True)
    without_cookie = httpx.post(f"{site.url}/ask", data={**ASKED, "form_token": "x" * 43})
    assert without_cookie.status_code == 403
    by_header = httpx.post(f"{site.url}/ask", data=ASKED, headers={"X-Form-Token": ""})
    assert by_header.status_code == 403


def test_a_script_of_ours_sends_the_form_token_as_a_header(site):
    headers = {"Origin": site.url, "Sec-Fetch-Site": "same-origin", "X-Form-Token": site.token()}
    assert site.client.post("/ask", data=ASKED, headers=headers).status_code == 303


def test_the_form_token_is_kept_in_a_cookie_that_no_script_reads(open_site):
    site = open_site(Settings())
    cookie = site.get("/").headers["set-cookie"]
    assert cookie.startswith(f"{FORM}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "set-cookie" not in site.get("/").headers


def test_whoever_writes_needs_the_token(open_site):
    site = open_site(Settings(token=TOKEN))
    assert "Asking takes the operator’s token" in site.get("/").text
    answer = site.post("/ask", ASKED)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    for wrong in ("Bearer no", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", "Bearer é"):
        headers = {"Authorization": wrong.encode(), "Accept": "application/json"}
        refused = httpx.post(f"{site.url}/ask", data=ASKED, headers=headers)
        assert problem_of(refused)["code"] == "sign-in"
    assert httpx.post(f"{site.url}/ask", data=ASKED, headers=BEARER).status_code == 303


def test_reading_can_be_closed_too(open_site):
    site = open_site(Settings(token=TOKEN, reading_closed=True))
    assert site.get("/").status_code == 401
    assert 'href="/sign-in?back=/search%3Fq%3Da%2526b"' in site.get("/search?q=a%26b").text
    assert (
        'href="/sign-in?back=/"' in site.post("/ask", ASKED, page="/sign-in").text
    )  # nothing is posted again
    assert problem_of(site.get("/api/v1/openapi.json"))["code"] == "sign-in"
    assert site.get("/", headers=BEARER).status_code == 200
    for path in ("/healthz", "/static/report.css", "/sign-in"):
        assert site.get(path).status_code == 200


def test_signing_in_gives_a_cookie_that_holds_no_token(open_site):
    site = open_site(Settings(token=TOKEN, reading_closed=True))
    refused = site.post("/sign-in", {"token": "not this one"}, page="/sign-in")
    assert (refused.status_code, SESSION in site.client.cookies) == (401, False)
    taken = site.post("/sign-in", {"token": TOKEN, "back": "/index.json"}, page="/sign-in")
    assert (taken.status_code, taken.headers["location"]) == (303, "/index.json")
    cookie = taken.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert site.get("/").status_code == 200
    assert site.post("/ask", ASKED).status_code == 303
    assert site.post("/sign-out", {}).status_code == 303
    assert site.get("/").status_code == 401


@pytest.mark.parametrize(
    "session", ["", "9" * 10, "99999999999.", "99999999999.00", "x.y", "1.1", "²." + "0" * 64]
)
def test_a_made_up_session_is_none(open_site, session):
    site = open_site(Settings(token=TOKEN, reading_closed=True))
    assert site.get("/", headers={"Cookie": f"{SESSION}={session}".encode()}).status_code == 401


def test_a_session_ends_with_its_day(open_site, monkeypatch):
    site = open_site(Settings(token=TOKEN, reading_closed=True))
    site.post("/sign-in", {"token": TOKEN}, page="/sign-in")
    assert site.get("/").status_code == 200
    monkeypatch.setattr("onrecord.web.tokens.time.time", lambda: 4e9)
    assert site.get("/").status_code == 401


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "/ /"]
)
def test_signing_in_leads_nowhere_else(open_site, back):
    site = open_site(Settings(token=TOKEN))
    taken = site.post("/sign-in", {"token": TOKEN, "back": back}, page="/sign-in")
    assert (taken.status_code, taken.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "path", ["/ask/%ff", "/%c3%28", "/?q=%ff", "/?%ed%a0%80=1", "/ask/%00", "/?q=%00", "/%ff.json"]
)
def test_an_address_that_is_not_text_is_400(site, path):
    answer = site.get(path)
    assert answer.status_code == 400
    assert "address" in answer.text


@pytest.mark.parametrize(
    "body", [b"words=%ff", b"words=\xff", b"%ff=1", b"words=a%00b", b"&".join([b"a=1"] * 101)]
)
def test_a_form_that_is_not_text_is_400(site, body):
    headers = {"X-Form-Token": site.token(), "Content-Type": "application/x-www-form-urlencoded"}
    answer = site.client.post("/ask", content=body, headers=headers)
    assert answer.status_code == 400
    assert "The form" in answer.text


def test_what_is_no_form_is_400(site):
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    answer = httpx.post(f"{site.url}/ask", content=b'{"words": "We keep"}', headers=headers)
    assert (answer.status_code, problem_of(answer)["code"]) == (400, "usage")


def test_a_body_is_taken_no_further_than_the_limit(open_site):
    site = open_site(Settings(limits=Limits(body=10_000)))
    form, token = "application/x-www-form-urlencoded", site.token()
    cookie = f"{FORM}={site.client.cookies[FORM]}"
    head = f"POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: {form}\r\nX-Form-Token: {token}\r\nCookie: {cookie}\r\n"
    declared = head + "Content-Length: 10001\r\n\r\n"  # refused before a byte of it is sent
    assert send_raw(site.url, declared.encode())[0] == 413
    piece = b"1f4\r\n" + b"x" * 500 + b"\r\n"
    streamed = head.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + piece * 21  # and never ends
    status, body = send_raw(site.url, streamed)
    assert (status, b"over 10,000 bytes" in body) == (413, True)


@pytest.mark.parametrize("limits", [Limits(silence=0.2), Limits(arrival=0.2)])
def test_a_body_that_stops_coming_is_408(open_site, limits):
    site = open_site(Settings(limits=limits))
    form = "application/x-www-form-urlencoded"
    request = (
        f"POST /ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: {form}\r\nContent-Length: 9\r\n\r\nword"
    )
    assert send_raw(site.url, request.encode())[0] == 408
