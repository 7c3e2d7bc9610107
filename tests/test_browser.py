"""The browser of the tests: it hears every complaint, reaches nobody, and knows what keeps people out."""

import http.server
import re
import threading

import pytest

from tests.browser import NARROW

POLICY = "default-src 'none'; script-src 'self'; connect-src *; img-src *"
PAGES = {
    "/": (b"<!DOCTYPE html><html lang=en><meta name=viewport content=width=device-width><title>Ferry</title><main><h1>The ferry stays</h1></main>", "text/html"),
    "/inline": (b"<title>Ferry</title><script>document.title = 'owned'</script>", "text/html"),
    "/broken": (b"<title>Ferry</title><script src=/broken.js></script>", "text/html"),
    "/broken.js": (b"throw new Error('no ferry today')", "text/javascript"),
    "/asks": (b"<title>Ferry</title><script src=/asks.js></script>", "text/html"),
    "/asks.js": (b"alert('will you sail?')", "text/javascript"),
    "/elsewhere": (b"<title>Ferry</title><img alt=x src=http://127.0.0.1:1/x><img alt=y src=//echo.example/y>", "text/html"),
    "/shuts-out": (b"<title>Ferry</title><input><p style='color:#777;background:#888'>Pale words</p>", "text/html"),
}  # fmt: skip


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body, kind = PAGES.get(self.path, (b"", "text/plain"))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if self.path != "/shuts-out":
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as answering:
        threading.Thread(target=answering.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{answering.server_address[1]}"
        answering.shutdown()


def test_a_page_that_is_well_complains_of_nothing(new_page, server, axe):
    page = new_page(base_url=server, size=NARROW)
    page.goto("/")
    assert page.inner_text("h1") == "The ferry stays"
    assert page.evaluate("innerWidth") == NARROW[0]
    assert axe(page) == []


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/inline", "console: .*Content Security Policy"),
        ("/broken", "script: no ferry today"),
        ("/asks", "dialog: will you sail?"),
    ],
)
def test_what_goes_wrong_is_heard(new_page, server, complaints, path, complaint):
    page = new_page(base_url=server)
    page.goto(path)
    assert page.title() == "Ferry"
    assert len(complaints) == 1
    assert re.match(complaint, complaints[0])
    complaints.clear()


def test_other_hosts_and_other_ports_are_refused(new_page, server, complaints):
    new_page(base_url=server).goto("/elsewhere")
    refused = {line for line in complaints if line.startswith("refused: ")}
    assert refused == {"refused: http://127.0.0.1:1/x", "refused: http://echo.example/y"}
    complaints.clear()


def test_without_scripts_none_runs(new_page, server):
    page = new_page(base_url=server, scripts=False)
    page.goto("/broken")
    assert page.title() == "Ferry"


def test_what_keeps_people_out_is_found(new_page, server, axe):
    page = new_page(base_url=server)
    page.goto("/shuts-out")
    found = axe(page)
    for rule in ("label", "color-contrast", "html-has-lang"):
        assert any(f" {rule}: " in line for line in found), (rule, found)
