"""The start page and its answers in a real browser: by keyboard, on a telephone, in the dark, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import NARROW, WIDE
from tests.show.test_hostile import HOSTILE
from tests.web.test_ask import LOST, PAGE


def ask(page, words, kind=""):
    page.goto("/")
    page.fill("#words", words)
    page.check(f'input[name=kind][value="{kind}"]')
    page.click("text=Look into it")
    page.wait_for_selector("#searched", timeout=60_000)


def is_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_by_keyboard_alone(site, new_page):
    page = new_page(base_url=site.url)
    page.goto("/")
    expect(page.locator("#words")).to_be_focused()  # after the page has loaded, so that no key goes astray
    page.keyboard.type(LOST)
    for _ in range(3):  # past what it is taken for, and what is known of it
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#searched", timeout=60_000)
    assert page.title() == "Found in the record, with grave drift · On Record"
    assert page.inner_text(".evidence del") == "not"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("words", [LOST, PAGE], ids=["quote", "page"])
@pytest.mark.parametrize("options", [{"scripts": False}, {"size": NARROW}, {"color_scheme": "dark"}], ids=str)
def test_on_every_screen(site, new_page, words, options):
    page = new_page(base_url=site.url, **options)
    ask(page, words)
    assert "grave" in page.inner_text("h1")
    assert "2 records" in page.inner_text(".searched")
    if options.get("scripts", True):
        assert not is_wider_than_the_screen(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_keeps_readers_out(site, new_page, axe, complaints, size, scheme):
    page = new_page(size, base_url=site.url, color_scheme=scheme, bypass_csp=True)
    page.goto("/")
    page.click("summary")
    assert axe(page) == []
    for words in (LOST, PAGE, "Nobody ever said these seven words here"):
        ask(page, words)
        assert axe(page) == []
    page.goto("/nothing")
    assert axe(page) == []
    assert "404" in complaints.pop()


def test_on_paper_an_answer_names_no_address_that_will_be_gone(site, new_page):
    page = new_page(base_url=site.url)
    page.emulate_media(media="print")
    ask(page, LOST)
    assert page.inner_text(".on-paper").endswith(
        f"{site.url}: an answer there is not kept, nor is its address; ask again"
    )
    ask(page, PAGE)
    kept = page.get_attribute(".head a[href^='/pages/']", "href")
    assert page.inner_text(".on-paper").endswith(f"{site.url}{kept}")
    assert "/ask" not in page.inner_text(".on-paper")


def test_a_note_opens_beside_the_page(site, new_page):
    page = new_page(base_url=site.url)
    ask(page, PAGE)
    page.locator(".note.open").wait_for()  # the script opens the first
    page.click("#p1-s2-chip")
    assert page.locator("#p1-s2").is_visible()


@pytest.mark.parametrize("kind", ["quote", "text"])
def test_hostile_text_runs_nothing(site, new_page, kind):
    page = new_page(base_url=site.url)
    ask(page, f"“We keep the ferry {' '.join(HOSTILE)}” he said.".replace("\x00", ""), kind)
    assert "owned" not in page.title()
    assert page.locator("img, svg:not(.stemma svg), iframe, base, [onload], [onmouseover]").count() == 0
    assert "{{ 7*7 }}" in page.inner_text("main")
