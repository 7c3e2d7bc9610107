"""A comparison in the terminal and as a page: legible, escaped, and true to both texts."""

import io
import re
from itertools import pairwise

import pytest
from rich.console import Console
from selenium.webdriver.common.by import By

from onrecord.pipeline import compare_readings
from onrecord.show import render_comparison, render_comparison_page
from onrecord.show.comparison import view_comparison
from tests.comparing import JUNE, echo, gardens, june, november, read_lines
from tests.show.conftest import NARROW, WIDE
from tests.show.test_hostile import HOSTILE


def in_terminal(comparison, width=80):
    stream = io.StringIO()
    render_comparison(comparison, Console(file=stream, width=width, highlight=False))
    return stream.getvalue()


@pytest.fixture
def open_page(show, browser, tmp_path):
    """Opens a comparison in the browser."""

    def open_(comparison, size=WIDE, scripts=True):
        show(size=size, scripts=scripts)
        page = tmp_path / "comparison.html"
        page.write_text(render_comparison_page(comparison), encoding="utf-8")
        browser.get(page.as_uri())
        return browser

    return open_


def test_a_correction_in_the_terminal_says_what_changed_first():
    shown = in_terminal(compare_readings(june(), november()))
    assert max(map(len, shown.splitlines())) <= 80
    assert "4 statements changed, 1 gone, 1 added, 4 changes beside them" in shown
    assert "both have the same address" in shown
    assert "We will [-not-] stop the ferry this winter, for [-400-] {+40+}" in shown
    assert "Pim Adeyo → Ruth Calder · another source" in shown
    assert re.search(r"^−  Mads Holm · only in A$", shown, re.MULTILINE)
    assert re.search(r"^\+  Ivo Strand · only in B$", shown, re.MULTILINE)
    assert shown.index("Statements changed (4)") < shown.index("Statements unchanged (1)")


def test_two_outlets_in_the_terminal():
    shown = in_terminal(compare_readings(june(), echo()))
    assert "2 statements on both pages, 0 in the same words; 4 only in A, 1 only in B" in shown
    assert "two sites: post.example and echo.example" in " ".join(shown.split())


def test_the_same_page_twice_says_so():
    view = view_comparison(compare_readings(june(), june()))
    assert view.verdict == "No difference in wording was found"
    assert [(s.title, len(s.rows), s.minor) for s in view.sections] == [("Statements unchanged", 6, True)]


@pytest.mark.parametrize("other", [november, echo, gardens, june])
def test_both_sides_are_shown_in_full(other):
    """What the segments of a row hold of each side is that side's words, none lost, none made up."""

    def words(text):
        return re.findall(r"\w+", text)

    for section in view_comparison(compare_readings(june(), other())).sections:
        for row in section.rows:
            if row.segments:
                assert words(" ".join(s.record for s in row.segments)) == words(row.first)
                assert words(" ".join(s.quote for s in row.segments)) == words(row.second)


def test_side_by_side_in_a_browser_without_scripts(open_page):
    browser = open_page(compare_readings(june(), november()), scripts=False)
    row = browser.find_element(By.CSS_SELECTOR, ".rows:nth-of-type(2) .row")
    assert [d.text for d in row.find_elements(By.TAG_NAME, "del")] == ["not", "400"]
    assert [i.text for i in row.find_elements(By.TAG_NAME, "ins")] == ["40"]
    a, b = (cell.rect for cell in row.find_elements(By.CSS_SELECTOR, ".cell"))
    assert a["x"] + a["width"] <= b["x"]
    assert a["y"] == b["y"]
    assert browser.get_log("browser") == []


def test_on_a_telephone_b_stands_below_a(open_page):
    browser = open_page(compare_readings(june(), november()), size=NARROW)
    a, b = (cell.rect for cell in browser.find_elements(By.CSS_SELECTOR, ".row .cell")[:2])
    assert a["y"] + a["height"] <= b["y"]
    assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROW[0]


def test_headings_and_letters_tell_the_structure(open_page):
    browser = open_page(compare_readings(june(), november()))
    assert len(browser.find_elements(By.TAG_NAME, "h1")) == 1
    levels = [int(h.tag_name[1]) for h in browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3, h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert {c.text for c in browser.find_elements(By.CSS_SELECTOR, ".row:first-of-type h4") if c.text} == {
        "A",
        "B",
    }


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_only_text(open_page, attack):
    first = read_lines(
        JUNE.replace("ferry", attack), attack, url="https://a.example/x", outlet=attack, published=attack
    )
    second = read_lines(
        JUNE.replace("ferry", f"{attack} boat"), f"{attack}!", url="https://a.example/x", updated=attack
    )
    comparison = compare_readings(first, second)
    browser = open_page(comparison)
    assert browser.title.startswith("On Record: ")
    assert (
        browser.find_elements(By.CSS_SELECTOR, "script, img, svg, base, form, a, [onload], [onerror]") == []
    )
    assert browser.get_log("browser") == []
    shown = in_terminal(comparison)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)
