"""Pages and problems: one answer in two forms, what is kept, and what goes wrong."""

import pytest
from pydantic import BaseModel

from onrecord.errors import OnRecordError
from onrecord.web import Limits, Settings
from onrecord.web.pages import PageRouter, View
from onrecord.web.render import NAV, OWN, SHOWN
from tests.web.conftest import serving
from tests.web.test_safety import problem_of


class Asked(BaseModel):
    words: str
    limit: int = 5


@pytest.fixture
def odd_site(monkeypatch, open_site):
    """A server with routes that fail in every way."""
    router = PageRouter()

    @router.page("/odd")
    def show_odd(q: str = "") -> View:
        return View(
            "problem.html.j2",
            {"q": q, "half": "\ud83d"},
            {"problem": {"status": 1, "title": "T", "detail": q}, "heading": "\ud83d H", "was_sent": False},
        )

    @router.page("/broken")
    def break_down() -> View:
        raise RuntimeError("a secret of ours")

    @router.page("/known")
    def fail() -> View:
        raise OnRecordError("<b>half\ud83d</b> of it")

    @router.post("/api/v1/asked")
    def take(asked: Asked) -> dict[str, str]:
        return {"words": asked.words}

    from onrecord.web import app

    monkeypatch.setattr(app, "ROUTERS", (router, *app.ROUTERS))
    return open_site(Settings(limits=Limits(body=1000)))


def test_one_page_in_two_forms(odd_site):
    page = odd_site.get("/odd?q=<i>")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "&lt;i&gt;" in page.text
    assert "<i>" not in page.text
    data = odd_site.get("/odd.json?q=<i>")
    assert (data.headers["content-type"], data.json()["q"]) == ("application/json", "<i>")
    assert odd_site.get("/odd", headers={"Accept": "application/json"}).json()["q"] == ""
    assert odd_site.client.head("/odd").status_code == 200


def test_a_page_that_has_not_changed_is_not_sent_again(odd_site):
    for path in ("/odd?q=a", "/odd.json?q=a"):
        first = odd_site.get(path)  # with the first answer comes the form token, of which the next is made
        first = odd_site.get(path)
        assert first.headers["cache-control"] == "private, no-cache"
        again = odd_site.get(path, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert odd_site.get(path + "b", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_the_menu_has_what_is_there(odd_site, site):
    assert 'href="/records" aria-current="page">Records</a>' in odd_site.get("/records").text
    menu = [path for _, path in NAV if f'<a href="{path}"' in site.get("/").text]
    assert menu == [path for _, path in NAV if site.get(path).status_code != 404]


def test_what_nobody_foresaw_is_told_to_the_log_alone(odd_site, caplog):
    for path, form in (("/broken", "text/html"), ("/broken.json", "problem+json")):
        answer = odd_site.get(path)
        assert (answer.status_code, form in answer.headers["content-type"]) == (500, True)
        assert "secret" not in answer.text
        assert "content-security-policy" in answer.headers
    assert "a secret of ours" in caplog.text


def test_a_known_error_is_told_as_it_is(odd_site):
    assert problem_of(odd_site.get("/known.json"))["detail"] == "<b>half\ud83d</b> of it"
    page = odd_site.get("/known")
    assert (page.status_code, "&lt;b&gt;half�&lt;/b&gt; of it" in page.text) == (500, True)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nothing.json", 404, "not-found"),
        ("/api/v1/nothing", 404, "not-found"),
        ("/ask/nobody.json", 404, "not-found"),
    ],
)
def test_what_is_not_there(site, path, status, code):
    problem = problem_of(site.get(path))
    assert (problem["status"], problem["code"]) == (status, code)
    page = site.get(path.removesuffix(".json").replace("/api", "/app"))
    assert (page.status_code, "There is nothing here" in page.text) == (404, True)


def test_a_method_that_is_not_taken(site):
    answer = site.client.put("/healthz", headers={"Accept": "application/json"})
    assert (answer.status_code, problem_of(answer)["code"]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        (b'{"words": "a", "limit": "x"}', 422, "body.limit"),
        (b"{}", 422, "body.words"),
        (b"{", 422, "body.1"),
        (b'{"words": "\xff"}', 400, None),
        (b'{"words": "' + b"a" * 2000 + b'"}', 413, None),
    ],
)
def test_json_that_is_not_as_it_should_be(odd_site, body, status, where):
    client = odd_site.client
    answer = client.post("/api/v1/asked", content=body, headers={"Content-Type": "application/json"})
    problem = problem_of(answer)
    assert problem["status"] == status
    assert [fault["where"] for fault in problem.get("errors", [])] == ([where] if where else [])


def test_json_from_a_browser_needs_the_form_token_too(odd_site):
    sent = {"Content-Type": "application/json", "Origin": odd_site.url}
    taken = {"content": b'{"words": "a"}'}
    assert odd_site.client.post("/api/v1/asked", headers=sent, **taken).status_code == 403
    sent["X-Form-Token"] = odd_site.token()
    assert odd_site.client.post("/api/v1/asked", headers=sent, **taken).json() == {"words": "a"}


def test_files_are_kept_for_good_by_their_version(site):
    page = site.get("/").text
    for name in (*SHOWN, *OWN):
        assert site.get(f"/static/{name}").headers["cache-control"] == "no-cache"
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in site.get(style).headers["cache-control"]
    assert site.get("/static/report.css?v=0").headers["cache-control"] == "no-cache"
    for name in ("htmx.LICENSE.txt", "..%2fapp.py", "report.html.j2", "%2e%2e"):
        assert site.get(f"/static/{name}").status_code == 404


def test_no_template_hides_another():
    from importlib.resources import files

    names = [
        {f.name for f in files(p).joinpath("templates").iterdir()} for p in ("onrecord.web", "onrecord.show")
    ]
    assert not names[0] & names[1]


def test_health(site):
    assert site.get("/healthz").json()["status"] == "ok"


def test_an_app_can_be_served_twice(tmp_path):
    for _ in range(2):
        with serving(Settings(ledger=str(tmp_path / "a.ledger"))) as url:
            assert url.startswith("http://127.0.0.1:")
