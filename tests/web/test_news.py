"""What is new: captures beside the ones before, those without notice marked, and what is watched."""

from dataclasses import replace

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Entry, Reading, Snapshot, WatchKind
from onrecord.text.times import later
from onrecord.web import Settings
from tests.browser import NARROW, WIDE
from tests.ledger.build import FERRY, METHOD, make_reading
from tests.web.conftest import Browser, serving
from tests.web.made import LONG

AT = "2031-05-03T09:00:00Z"
URL = "https://quay.example/ferry"
NOTE = "Correction: the ferry stays."
FEED = "https://quay.example/feed?" + "x" * 1900


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A page that was changed twice, the second time with a note; thirty others; and two feeds, one that fails."""
    place = tmp_path_factory.mktemp("news") / "a.ledger"
    with Ledger.open(place) as ledger:
        run = ledger.begin_run("watch", METHOD)
        for n in range(30):
            ledger.keep(run, make_reading(f"Ada Crane: quay number {n} is closed\n", f"quay-{n}"))
        for text in (FERRY, FERRY.replace("stays", "goes"), f"{FERRY.replace('stays', 'goes')}\n{NOTE}\n"):
            ledger.keep(run, make_reading(text, "ferry", url=URL, title="The ferry"))
        ledger.keep(run, Reading(Snapshot("hostile", "Rain fell.", title=LONG[:5000], outlet=LONG[:5000])))
        watching = ledger.watching
        for url in (FEED, "https://other.example/feed"):
            watching.add(url, AT)
        good, bad = watching.sources()
        seen = replace(good, kind=WatchKind.FEED, asked=AT, due=later(AT, 900), answer="200 OK")
        watching.take(seen, [Entry(URL), Entry(f"{URL}-2")], 60)
        watching.note(
            replace(bad, asked=AT, failures=3, answer="is empty <script>document.title = 'owned'</script>")
        )
    return place


@pytest.fixture(scope="module")
def site(place):
    with serving(Settings(ledger=str(place))) as url:
        yield Browser(url)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    with serving(Settings(ledger=str(tmp_path_factory.mktemp("empty") / "a.ledger"))) as url:
        yield Browser(url)


def test_programs_are_told_what_came_in(site):
    told = site.get("/new.json").json()
    _, noted, silent, first, *_ = told["news"]
    assert len(told["news"]) == 20
    assert [one["capture"]["title"] for one in (noted, silent, first)] == ["The ferry"] * 3
    assert (first["previous"], first["notice"], first["came"]) == (None, None, None)
    assert (silent["previous"], silent["notice"]) == (first["capture"]["key"], None)
    assert (silent["came"], silent["went"], silent["changed"]) == (0, 0, 1)
    assert (noted["previous"], noted["notice"]) == (silent["capture"]["key"], NOTE)
    older = site.get(f"/new.json?before={told['next']}").json()
    assert len(older["news"]) == 14
    assert older["next"] is None
    assert {one["capture"]["key"] for one in older["news"]}.isdisjoint(
        one["capture"]["key"] for one in told["news"]
    )


def test_what_is_watched_is_told(site):
    good, bad = site.get("/new.json").json()["watched"]
    assert (good["kind"], good["pages"], good["answer"], good["due"]) == ("feed", 2, "200 OK", later(AT, 900))
    assert (bad["kind"], bad["failures"]) == ("unknown", 3)
    text = site.get("/new").text
    assert "Failed 3 times" in text
    assert "<script>document.title" not in text


def test_the_api_tells_the_same(site):
    told, cursor = [], None
    while True:
        answer = site.get("/api/v1/new", params={"limit": 7} | ({"cursor": cursor} if cursor else {})).json()
        told += answer["news"]
        cursor = answer["next"]
        if cursor is None:
            break
    assert told[:20] == site.get("/new.json").json()["news"]
    assert len(told) == 34
    assert site.get("/api/v1/watched").json()["watched"] == site.get("/new.json").json()["watched"]
    assert site.get("/api/v1/watched?x=1").status_code == 422
    other = site.get("/api/v1/pages?limit=1").json()["next"]
    assert site.get("/api/v1/new", params={"cursor": other}).status_code == 400


def test_a_change_without_notice_is_called_so_and_leads_to_what_changed(site):
    text = site.get("/new").text
    assert text.count("Changed; the page does not say so") == 1
    assert f"The page says: “<bdi>{NOTE}</bdi>”" in text
    _, noted, silent, *_ = site.get("/new.json").json()["news"]
    for one in (noted, silent):
        link = f"/pages/{one['previous']}/compare/{one['capture']['key']}"
        assert f'href="{link}"' in text
        assert site.get(link).status_code == 200


@pytest.mark.parametrize("number", ["x", "-1", "' OR 1=1 --", "9" * 30])
def test_a_wrong_number_is_refused(site, number):
    assert site.get("/new.json", params={"before": number}).status_code == 422


def test_a_page_that_changed_back_is_told_again(tmp_path):
    place = tmp_path / "a.ledger"
    with Ledger.open(place) as ledger:
        run = ledger.begin_run("watch", METHOD)
        other = FERRY.replace("stays", "goes")
        keys = [ledger.keep(run, make_reading(text, url=URL)).key for text in (FERRY, other, FERRY)]
    with serving(Settings(ledger=str(place))) as url:
        told = Browser(url).get("/new.json").json()["news"]
        assert [one["outcome"] for one in told] == ["changed back", "new capture", "new page"]
        assert [one["capture"]["key"] for one in told] == keys[::-1]
        assert [one["previous"] for one in told] == [keys[1], keys[0], None]
        assert all(one["notice"] is None for one in told)


def test_with_nothing_there_it_says_what_to_do(empty):
    text = empty.get("/new").text
    assert "onrecord watch FEED" in text
    assert empty.get("/new.json").json() == {"news": [], "next": None, "watched": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_keeps_readers_out(site, empty, new_page, axe, size, scheme):
    for browser in (site, empty):
        page = new_page(size, base_url=browser.url, color_scheme=scheme, bypass_csp=True)
        page.goto("/new")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert "owned" not in page.title()


def test_it_is_found_and_leafed_through_without_a_script(site, new_page):
    page = new_page(NARROW, base_url=site.url, scripts=False)
    page.goto("/")
    page.click("nav >> text=New")
    assert page.locator("nav [aria-current=page]").inner_text() == "New"
    page.click("text=Next")
    assert page.locator(".captures li").count() == 14
    assert page.get_by_role("heading", name="Watched").count() == 0
    page.click("text=From the beginning")
    page.click(".change.silent a")
    assert page.locator("del, ins").count() >= 1
