"""Hostile pages, records and judgements, added through the API: no route fails over them, and no script runs."""

import re
import time
from pathlib import Path

import pytest

from onrecord.web import Settings
from onrecord.web.api import API_ROUTERS
from onrecord.web.routers import ROUTERS
from tests.web.conftest import Browser, serving

API = "/api/v1"
FOLDER = Path(__file__).parent / "hostile_pages"
SCRIPT = "</title></textarea><script>window.owned=1</script><img src=x onerror=window.owned=2>\"' onfocus=x"
SAID = "<p>“The mole stays where it is,” Ana Brook said on Friday. Bo Winter said that it would go.</p>"
MADE = {  # what would not fit into files
    "nested": "<html><body>" + "<div><blockquote>" * 20_000 + SAID,
    "quotes": "“‘" * 3_000 + "We stay," + "’”" * 3_000 + " Ana Brook said.",
    "attribute": f'<html><body title="{"<script>" * 130_000}"><article>{SAID}</article></body></html>',
    "nul": f"<html><head><title>A\0B</title></head><body>\0{SAID}\0<scr\0ipt>window.owned=1</scr\0ipt></body></html>",
    "name": f"“We stay,” {'Ana' * 5_000} {SCRIPT} Brook said. {'“' + 'word ' * 20_000 + '”'} Bo Winter said.",
    "cues": "said " * 20_000 + "“We stay,” Ana Brook said.",
    "parts": "<table>" * 500 + "<select><math><mtext><svg><style>" * 200 + SAID,
}
REFUSED = {"attribute", "nested", "nul"}  # the attribute looks nested to whoever does not parse it
RECORD = {
    "id": f"../../{SCRIPT}",
    "text": f"{SCRIPT}\n\nANA BROOK: The ferry stays, <script>window.owned=8</script> whatever it costs. We sail at noon.\n"
    f"<B ONCLICK=X>: {SCRIPT} The pier is safe. \u202e\n" + "x" * 200_000,
    "title": SCRIPT, "speaker": SCRIPT, "url": "javascript:window.owned=3",
}  # fmt: skip
OBJECT = {
    "id": f"../{SCRIPT}", "title": SCRIPT, "outlet": SCRIPT, "byline": SCRIPT, "published": f"2031-05-02{SCRIPT}",
    "url": f"javascript:window.owned=4//{SCRIPT}", "captured": SCRIPT,
    "text": f"“The mole stays {SCRIPT} where it is,” Ana {SCRIPT} Brook said on Friday.\n\nBo Winter said that it would go.\n",
}  # fmt: skip
FILES = re.compile(r"\.(json|zip)$|^/static/|^/healthz$|/\{name\}|bundle")
MOST = 30  # statements that are opened; the others differ in nothing


def pages():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())} | MADE


class Programs:
    """What fills the ledger."""

    def __init__(self, url):
        self.http = Browser(url).client

    def send(self, path, body, status):
        answer = self.http.post(API + path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def read(self, path):
        answer = self.http.get(API + path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def add(self, page):
        """The answer to a page that is added; to one that is too much, that it is."""
        id_ = self.send("/pages", page, 202)["id"]
        ends = time.monotonic() + 150
        while time.monotonic() < ends:
            answer = self.read(f"/ask/{id_}")
            if answer["stage"] in ("done", "failed"):
                return answer
            time.sleep(0.05)
        raise AssertionError("no answer")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A server over a ledger that holds nothing but hostile texts; gives its address and the answers."""
    with serving(Settings(ledger=str(tmp_path_factory.mktemp("hostile") / "a.ledger"))) as url:
        programs = Programs(url)
        programs.send("/records", RECORD, 201)
        answers = {name: programs.add({"text": text}) for name, text in pages().items()}
        answers["object"] = programs.add({"page": OBJECT})
        for doubt in programs.read("/review?limit=3")["doubts"]:
            judgement = {
                "of": doubt["hit"]["key"],
                "verdict": "different",
                "author": SCRIPT,
                "reason": SCRIPT,
            }
            programs.send("/judgements", judgement | {"target": doubt["target"]}, 201)
            programs.send("/judgements", judgement | {"target": "source", "value": SCRIPT}, 201)
        one, other = programs.read("/speakers")["speakers"][:2]
        merge = {
            "of": one["key"],
            "target": "speaker",
            "verdict": "same",
            "value": other["key"],
            "author": SCRIPT,
        }
        programs.send("/judgements", merge | {"reason": SCRIPT}, 201)
        yield url, answers, programs


def paths_of(programs, answers):
    """Addresses of all routes, with the keys of all that there is."""
    captures = programs.read("/pages?limit=200")["captures"]
    statements = programs.read("/statements?limit=200")["statements"][:MOST]
    speakers = programs.read("/speakers?limit=200")["speakers"]
    paths = [
        "/",
        "/api",
        "/new",
        "/pages",
        "/search",
        "/speakers",
        "/records",
        "/records/1",
        "/review",
        "/sign-in",
    ]
    paths += [f"/pages/{one['key']}" for one in captures]
    paths += [f"/pages/{captures[0]['key']}/compare/{one['key']}" for one in captures[1:]]
    paths += [f"/statements/{one['key']}" for one in statements]
    paths += [f"/statements/{one['key']}/family" for one in statements[:12]]
    paths += [f"/speakers/{one['key']}" for one in speakers]
    paths += [f"/search?q={q}" for q in ("stays", "script", "%3Cscript%3Ealert(1)%3C/script%3E%20we%20stay")]
    paths += [
        f"/search?speaker={speakers[0]['key']}",
        "/search?outlet=%22%3E%3Cscript%3E",
        "/review?target=trace",
    ]
    return paths + [f"/ask/{one['id']}" for one in answers.values() if one["stage"] == "done"]


def test_hostile_pages_are_taken_or_refused(hostile):
    _, answers, programs = hostile
    for name, answer in answers.items():
        assert (answer["error"] or {}).get("code") == ("bad-input" if name in REFUSED else None), name
    counts = programs.read("/")["counts"]
    assert counts["captures"] == len(answers) - len(REFUSED)
    assert counts["statements"] > 20


def test_every_route_for_people_is_opened(hostile):
    _, answers, programs = hostile
    wanted = [
        route.path
        for router in (*ROUTERS, *API_ROUTERS)
        for route in router.routes
        if "GET" in route.methods and not route.path.startswith("/api/v1") and not FILES.search(route.path)
    ]
    opened = [path.partition("?")[0] for path in paths_of(programs, answers)]
    for path in wanted:
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        assert any(pattern.fullmatch(one) for one in opened), path


HARM = """() => ({
  owned: window.owned ?? null,
  handlers: [...document.querySelectorAll('main *')].filter(
    e => [...e.attributes].some(a => a.name.startsWith('on') || a.name.startsWith('hx-on') || a.name === 'style')).length,
  scripts: [...document.scripts].filter(s => !s.src.startsWith(location.origin + '/static/')).length,
  links: [...document.querySelectorAll('[href], [src], [action]')].filter(
    e => /^\\s*(javascript|data|vbscript):/i.test(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'))).length,
})"""


def test_no_script_runs_and_no_route_fails(hostile, new_page):
    url, answers, programs = hostile
    page = new_page(base_url=url)
    for path in paths_of(programs, answers):
        answer = page.goto(path)
        assert answer.status < 400, path
        assert page.evaluate(HARM) == {"owned": None, "handlers": 0, "scripts": 0, "links": 0}, path
        assert page.url == url + path


def test_no_route_for_programs_fails(hostile):
    _, answers, programs = hostile
    for path in paths_of(programs, answers):
        if path.startswith(("/ask/", "/api", "/sign-in")):
            continue
        given, _, asked = path.partition("?")
        answer = programs.http.get(f"{'/index' if given == '/' else given}.json?{asked}")
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "application/json"
    for one in programs.read("/statements?limit=200")["statements"][:MOST]:
        for name in ("", "/annotation", "/quotation", "/prov", "/bundle"):
            assert programs.http.get(f"{API}/statements/{one['key']}{name}").status_code == 200
    for name in ("statements.jsonl", "pages.jsonl", "statements.csv", "statements.parquet"):
        assert programs.http.get(f"{API}/{name}").status_code == 200, name
