"""What a notebook shows, in a real browser: no script of a page runs, and neither style reaches the other."""

import pytest
from playwright.sync_api import expect

import onrecord
from tests.show.test_hostile import HOSTILE, lighthouse_with


@pytest.fixture
def cell(new_page, tmp_path):
    """Opens what a cell shows in a page that is not ours."""

    def show(html: str):
        file = tmp_path / "cell.html"
        head = "<!doctype html><html lang=en><meta charset=utf-8><title>cell</title><h1>In</h1>"
        file.write_text(head + html, encoding="utf-8")
        page = new_page()
        page.goto(file.as_uri())
        return page

    return show


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_pages_are_shown_and_do_nothing(cell, attack):
    readings = onrecord.Readings((lighthouse_with(attack),), searched=3)
    page = cell(readings._repr_html_())
    assert page.title() == "cell"
    assert page.locator("script, img, form, base").count() == 0
    frame = page.frame_locator("iframe")
    assert "Ada Crane" in frame.locator(".paper").inner_text()
    assert frame.locator("img, form, script").count() == 0
    table = cell(readings.statements._repr_html_() + readings.traces._repr_html_())
    assert table.title() == "cell"
    assert table.locator("script, img, form, base, iframe").count() == 0


def test_the_report_is_read_without_script_and_keeps_its_style_to_itself(cell, traced, axe, complaints):
    page = cell(traced._repr_html_())
    size = "element => getComputedStyle(element).fontSize"
    assert page.locator("h1").evaluate(size) == "32px"  # the browser's own
    frame = page.frame_locator("iframe")
    assert frame.locator("html.js").count() == 0
    assert all(note.is_visible() for note in frame.locator(".note").all())
    link = frame.locator(".first a").first
    target = frame.locator(f"[id='{link.get_attribute('href')[1:]}']")
    link.click()  # leads within the frame
    expect(target).to_be_in_viewport()
    assert (page.title(), page.frames[1].url.partition("#")[0]) == ("cell", "about:srcdoc")
    assert frame.locator("script").count() == 0
    assert complaints == []
    assert axe(page) == []
