"""Fetching, against a real server that behaves badly."""

import gzip
import socket
import threading
import zlib

import pytest

from onrecord.errors import FetchError
from onrecord.ingest import read_pages
from onrecord.ingest.addresses import is_public
from onrecord.ingest.fetch import MAX_REDIRECTS, fetch_page
from onrecord.model import Rejected
from tests.ingest import sites
from tests.ingest.server import Server, redirect, reply


@pytest.fixture
def server():
    with Server() as running:
        yield running


def _fetch(url: str, **options):
    return fetch_page(url, allow_private=True, **options)


def _refusal(url: str, **options) -> str:
    with pytest.raises(FetchError) as error:
        _fetch(url, **options)
    message = str(error.value)
    assert message.isprintable()
    assert len(message) < 200
    return message


def test_a_page_is_read_from_the_web(server):
    server.answers["/world/tram-vote.html"] = reply(sites.wire().encode())
    (snap,) = read_pages([server.url + "/world/tram-vote.html"], allow_private=True)
    assert snap.id == "world-tram-vote"
    assert snap.title == sites.HEADLINE
    assert snap.url == server.url + "/world/tram-vote.html"
    assert snap.captured.endswith("Z")


def test_who_asks_says_so_and_declines_compression(server):
    server.answers["/"] = reply(b"<p>words")
    _fetch(server.url + "/")
    (request,) = server.requests
    assert "User-Agent: onrecord/" in request
    assert "Accept-Encoding: identity" in request
    assert "Cookie" not in request


def test_plain_text_stays_plain(server):
    server.answers["/a.txt"] = reply(b"Trams <b>run</b>\nlate.", "text/plain")
    (snap,) = read_pages([server.url + "/a.txt"], allow_private=True)
    assert snap.text == "Trams <b>run</b>\nlate."


def test_the_headers_encoding_is_used(server):
    server.answers["/"] = reply("Трамвай идёт".encode("koi8-r"), "text/plain; charset=koi8-r")
    (snap,) = read_pages([server.url + "/"], allow_private=True)
    assert snap.text == "Трамвай идёт"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://169.254.169.254/latest/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
        "http://0x7f.1/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/", "http://[fe80::1%25lo]/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(url):
    with pytest.raises(FetchError, match=r"private or reserved|not a valid address|no such host"):
        fetch_page(url)


def test_this_machine_is_refused_before_it_is_asked(server):
    with pytest.raises(FetchError, match="private or reserved"):
        fetch_page(server.url + "/")
    assert server.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("9.9.9.9", True),
        ("2620:fe::fe", True),
        ("172.16.0.1", False),
        ("224.0.0.1", False),
        ("2002:7f00:1::", False),
        ("fec0::1", False),
        ("::", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/hosts", "gopher://example.org/", "http:///a", "http://"]
)
def test_other_schemes_are_refused(url):
    assert "only http and https" in _refusal(url) or "not a valid address" in _refusal(url)


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://example.org/", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(server, target):
    server.answers["/"] = redirect(target)
    assert _refusal(server.url + "/").startswith("cannot be fetched")


def test_a_redirect_is_followed_and_its_end_is_the_pages_address(server):
    server.answers["/old"] = redirect("/new")
    server.answers["/new"] = reply(b"<p>words")
    assert _fetch(server.url + "/old").url == server.url + "/new"


def test_redirects_come_to_an_end(server):
    server.answers["/"] = redirect("/")
    assert "redirected more than" in _refusal(server.url + "/")
    assert len(server.requests) == MAX_REDIRECTS + 1


def test_each_hop_is_checked(server, monkeypatch):
    """A name that is public at first leads to this machine: the second hop must be refused."""
    real = socket.getaddrinfo

    def resolve(host, *args, **options):
        if host == "outlet.example":  # as a public name would be looked up, but answered by the test's server
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("9.9.9.9", 80))]
        return real(host, *args, **options)

    connect = socket.create_connection
    home = ("127.0.0.1", int(server.url.rpartition(":")[2]))
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", lambda _address, *a, **o: connect(home, *a, **o))
    server.answers["/"] = redirect(server.url + "/secret")
    server.answers["/secret"] = reply(b"<p>secret")
    with pytest.raises(FetchError, match="private or reserved"):
        fetch_page("http://outlet.example/")
    assert len(server.requests) == 1
    assert "Host: outlet.example" in server.requests[0]


@pytest.mark.parametrize(
    "kind",
    ["application/pdf", "image/png", "video/mp4", "application/json", "application/rss+xml", "text/xml"],
)
def test_what_is_no_page_is_refused(server, kind):
    server.answers["/"] = reply(b"%PDF-1.7", kind)
    assert kind in _refusal(server.url + "/")


@pytest.mark.parametrize(
    "status",
    ["404 Not Found", "403 Forbidden", "500 Oh no", "204 No Content", "302 Found", f"599 {'x' * 5000}"],
)
def test_a_failing_answer_says_which(server, status):
    server.answers["/"] = reply(b"", status=status)
    assert status[:3] in _refusal(server.url + "/")


@pytest.mark.parametrize("said", ["Content-Length: 99999999", "X-None: 0"])
def test_a_page_too_big_is_given_up(server, said):
    def pour(connection):
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{said}\r\n\r\n".encode())
        while True:  # until the client hangs up
            connection.sendall(b"words " * 10_000)

    server.answers["/"] = pour
    assert "too big for one page: over 1 MB" in _refusal(server.url + "/", max_bytes=1_000_000)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_not_unpacked(server, pack):
    coding = "gzip" if pack is gzip.compress else "deflate"
    server.answers["/"] = reply(pack(b"\0" * 50_000_000), "text/html", f"Content-Encoding: {coding}")
    assert "too big" in _refusal(server.url + "/")


def test_compression_that_was_declined_is_read_all_the_same(server):
    server.answers["/"] = reply(gzip.compress(b"<p>words"), "text/html", "Content-Encoding: gzip")
    assert _fetch(server.url + "/").data == b"<p>words"


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("br", b"\x8b\x01"),
        ("zstd", b"x"),
        ("gzip", b"not gzip"),
        ("gzip", gzip.compress(b"<p>words " * 999)[:-40]),
    ],
)
def test_other_or_damaged_compression(server, coding, data):
    server.answers["/"] = reply(data, "text/html", f"Content-Encoding: {coding}")
    assert "compress" in _refusal(server.url + "/")


def test_a_password_is_sent_and_not_kept(server):
    server.answers["/"] = redirect("/b")
    server.answers["/b"] = reply(b"<p>words")
    page = _fetch(server.url.replace("//", "//reader:secret@") + "/")
    assert page.url == server.url + "/b"
    assert all("authorization: basic " in request.lower() for request in server.requests)


def test_a_server_that_drips_is_cut_off(server):
    over = threading.Event()

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not over.wait(0.02):
            connection.sendall(b"w")

    server.answers["/"] = drip
    assert "took longer than" in _refusal(server.url + "/", max_seconds=0.5)
    over.set()


def test_a_server_that_drips_its_headers_is_cut_off(server):
    over = threading.Event()

    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not over.wait(0.02):
            connection.sendall(b"w")

    server.answers["/"] = drip
    assert "took longer than" in _refusal(server.url + "/", max_seconds=0.5)
    over.set()


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nshort"]
)
def test_a_broken_answer_is_one_line(server, answer):
    server.answers["/"] = answer
    assert _refusal(server.url + "/").startswith("cannot be fetched")


@pytest.mark.parametrize(
    "url",
    [
        "http://no-such-host.invalid/",
        "http://exa mple/",
        "http://[::1",
        "http://a:99999/",
        "http://127.0.0.1:99999999999999999999/",
        "http://\u2603\u2603.invalid/",
        "http://" + "a" * 300 + ".invalid/",
    ],
)
def test_an_address_that_cannot_be(url):
    assert _refusal(url).startswith("cannot be fetched")


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert "cannot be fetched" in _refusal(f"http://127.0.0.1:{port}/")


def test_a_url_that_fails_leaves_the_other_pages(server):
    server.answers["/good"] = reply(sites.blog().encode())
    server.answers["/bad"] = reply(b"", status="503 Busy")
    first, second = read_pages([server.url + "/bad", server.url + "/good"], allow_private=True)
    assert isinstance(first, Rejected)
    assert first.item == server.url + "/bad"
    assert second.title == sites.HEADLINE
