"""What a notebook shows, in a real browser: no script of a page runs, and neither style reaches the other."""

import pytest
from selenium.webdriver.common.by import By

import onrecord
from tests.show.conftest import browser  # noqa: F401 - a fixture

ATTACK = (
    '"></iframe><script>top.document.title = "taken"</script><img src=x onerror="top.document.title = 1">'
)


@pytest.fixture
def cell(browser, tmp_path):  # noqa: F811
    def show(html: str):
        page = tmp_path / "cell.html"
        page.write_text(
            f"<!doctype html><meta charset=utf-8><title>cell</title><h1>In</h1>{html}", encoding="utf-8"
        )
        browser.get(page.as_uri())
        return browser

    return show


def test_hostile_pages_are_shown_and_do_nothing(cell):
    readings = onrecord.read_text(f"“We sail {ATTACK},” Ana Brook said.", title=ATTACK, outlet=ATTACK)
    shown = cell(readings._repr_html_())
    assert shown.title == "cell"
    assert shown.find_elements(By.CSS_SELECTOR, "script, img") == []
    shown.switch_to.frame(shown.find_element(By.TAG_NAME, "iframe"))
    assert ATTACK in shown.find_element(By.CSS_SELECTOR, ".paper").text
    assert shown.find_elements(By.CSS_SELECTOR, "img") == []
    shown.switch_to.default_content()
    assert cell(readings.statements._repr_html_()).title == "cell"


def test_the_report_is_read_without_script_and_keeps_its_style_to_itself(cell, traced):
    shown = cell(traced._repr_html_())
    outside = shown.find_element(By.TAG_NAME, "h1").value_of_css_property("font-size")
    assert outside == "32px"  # the browser's own
    shown.switch_to.frame(shown.find_element(By.TAG_NAME, "iframe"))
    assert shown.find_element(By.TAG_NAME, "h1").value_of_css_property("font-size") != outside
    note = shown.find_element(By.CSS_SELECTOR, ".note")
    assert note.is_displayed()
    assert note.text
    assert shown.find_elements(By.CSS_SELECTOR, "html.js") == []
    shown.switch_to.default_content()
