"""Search, speakers, records and the review queue in a real browser: by mouse, by keys alone, narrow, without script."""

import re

import pytest

from onrecord.web import Settings
from tests.browser import NARROW, WIDE
from tests.web.hostile import fill_hostile

PATHS = ("/search", "/search?q=winter+servise&since=2024&like=1", "/speakers?q=venn", "/records", "/review")


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    """The address of a server over a ledger that is hostile throughout."""
    from tests.web.conftest import Browser, serving

    place = tmp_path_factory.mktemp("hostile") / "a.ledger"
    fill_hostile(place)
    with serving(Settings(ledger=str(place))) as url:
        yield Browser(url)


def is_within(page) -> bool:
    """Whether nothing hangs over the window's side."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def speaker_of(site) -> str:
    return f"/speakers/{site.get('/speakers.json').json()['speakers'][0]['key']}"


def record_of(site) -> str:
    numbers = {r["quoted"]: r["number"] for r in site.get("/records.json").json()["records"]}
    return f"/records/{numbers[max(numbers)]}"


def test_a_search_leads_to_the_speaker_and_back(new_page, ledger_site, axe):
    page = new_page(base_url=ledger_site.url)
    page.goto("/search")
    page.get_by_label(re.compile("Words")).first.fill("winter servise")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("was looked for instead").wait_for()
    assert page.locator("mark").count() >= 4
    page.get_by_role("link", name="Orla Venn").first.click()
    page.get_by_role("heading", name="Orla Venn", level=1).wait_for()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("grave drift")).click()
    assert "state=grave" in page.url
    assert set(page.locator(".hit .badge").all_inner_texts()) == {"‼ grave drift"}
    page.go_back()
    page.go_back()
    assert page.get_by_label(re.compile("Words")).first.input_value() == "winter servise"
    assert axe(page) == []


def test_names_are_merged_and_split(new_page, ledger_site, axe):
    page = new_page(base_url=ledger_site.url)
    page.goto(speaker_of(ledger_site))
    page.get_by_label("Another name of the same").fill("teller")
    page.get_by_role("button", name="Find it").click()
    page.get_by_label("You are").fill("I. Marsh")
    assert axe(page) == []
    page.get_by_role("button", name="The same", exact=True).click()
    page.get_by_text("judged to be the same").wait_for()
    page.get_by_text("Take back", exact=True).click()
    assert page.get_by_label("You are").input_value() == "I. Marsh"
    assert axe(page) == []
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("(taken back)").wait_for()
    assert page.get_by_text("judged to be the same").count() == 0


def test_the_strip_leads_into_the_text(new_page, ledger_site, axe):
    page = new_page(base_url=ledger_site.url)
    page.goto(record_of(ledger_site))
    with page.expect_navigation():
        page.locator(".strip a").first.click()
    assert re.search(r"\?at=(\d+)#at-\1$", page.url)
    target = page.locator(":target")
    assert target.count() == 1
    assert page.evaluate(
        "document.querySelector(':target').getBoundingClientRect().top < innerHeight"
    )  # it was scrolled to
    page.locator("details.by summary").first.click()
    assert page.locator("details.by[open] a").first.get_attribute("href").startswith("/statements/")
    assert axe(page) == []


def test_a_bare_anchor_finds_its_page_of_a_long_record(new_page, open_site, tmp_path):
    from onrecord.ledger import Ledger
    from onrecord.model import Record

    with Ledger.open(tmp_path / "a.ledger") as ledger:
        ledger.keep_records([Record("long", "A line of words.\n" * 8000)])
    site = open_site(Settings(ledger=str(tmp_path / "a.ledger")))
    page = new_page(base_url=site.url)
    page.goto("/records/1#at-100000")
    page.wait_for_url("**/records/1?at=100000#at-100000")
    assert page.locator("#at-100000").count() == 1


def test_review_by_keys_alone(new_page, ledger_site, axe):
    page = new_page(base_url=ledger_site.url)
    page.goto("/review?target=statement")
    left = ledger_site.get("/review.json").json()["left"]["statement"]
    first = page.locator('[name="of"]').get_attribute("value")
    page.keyboard.press("s")  # nobody said who they are: the field is asked for, nothing is sent
    assert page.evaluate("document.activeElement.name") == "author"
    page.keyboard.type("Sun Dunn")  # s, u, n and d are letters here
    assert page.locator('[name="author"]').first.input_value() == "Sun Dunn"
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("d")
    page.get_by_text("Kept:").wait_for()
    assert "different" in page.get_by_role("status").inner_text()
    assert ledger_site.get("/review.json").json()["left"]["statement"] == left - 1
    assert page.locator('[name="of"]').get_attribute("value") != first
    assert axe(page) == []
    with page.expect_navigation():
        page.keyboard.press("z")
    page.get_by_text("Taken back:").wait_for()
    assert ledger_site.get("/review.json").json()["left"]["statement"] == left
    with page.expect_navigation():
        page.keyboard.press("n")
    assert "after=" in page.url
    page.get_by_label(re.compile("Keys:")).uncheck()
    url = page.url
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert page.url == url
    page.get_by_label(re.compile("Keys:")).check()


def test_all_can_be_reached_and_used_by_tab_alone(new_page, ledger_site):
    page = new_page(base_url=ledger_site.url)
    page.goto("/review?target=drift")
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()")
        )
        assert page.evaluate(
            "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        ), names[-1]
    assert {"Skip to the page", "author", "reason"} <= set(names)
    assert any(name.startswith("Same") for name in names)
    assert any(name.startswith("Pass over") for name in names)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_page_is_within_the_window_and_axe_finds_nothing(new_page, ledger_site, axe, size, scheme):
    page = new_page(size, base_url=ledger_site.url, color_scheme=scheme)
    for path in (
        *PATHS,
        speaker_of(ledger_site) + "?find=l",
        record_of(ledger_site),
        *(f"/review?target={each}" for each in ("trace", "drift")),
    ):
        page.goto(path)
        assert is_within(page), path
        assert axe(page) == [], path


def test_without_script_all_is_read_judged_and_taken_back(new_page, ledger_site):
    page = new_page(base_url=ledger_site.url, scripts=False)
    for path in (*PATHS, speaker_of(ledger_site), record_of(ledger_site)):
        assert page.goto(path).status == 200
    page.goto("/review?target=trace")
    page.fill('[name="author"]', "I. Marsh")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Unsure")).click()
    assert "Kept:" in page.text_content("[role=status]")
    assert page.locator(".keys").is_hidden()  # nothing is promised that is not there
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Take back")).first.click()
    assert "Taken back:" in page.text_content("[role=status]")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_hostile_texts_do_nothing_and_stay_within_the_window(new_page, hostile_site, axe, size):
    page = new_page(size, base_url=hostile_site.url)
    paths = ["/search", "/search?q=lighthouse", "/speakers", speaker_of(hostile_site) + "?find=wick"]
    paths += ["/records", "/records/1", *(f"/review?target={t}" for t in ("statement", "trace", "drift"))]
    for path in paths:
        page.goto(path)
        assert page.title().endswith("On Record"), path
        assert is_within(page), path
        assert page.locator("main img, main script").count() == 0, path
        assert axe(page) == [], path
