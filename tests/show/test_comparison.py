"""A comparison in the terminal and as a page: legible, escaped, and true to both texts."""

import io
import re
from itertools import pairwise

import pytest
from rich.console import Console

from onrecord.pipeline.compare import compare_readings
from onrecord.show import render_comparison, render_comparison_page
from onrecord.show.comparison import view_comparison
from tests.browser import NARROW, WIDE
from tests.comparing import JUNE, echo, gardens, june, november, read_lines
from tests.show.test_hostile import HOSTILE


def in_terminal(comparison, width=80):
    stream = io.StringIO()
    render_comparison(comparison, Console(file=stream, width=width, highlight=False))
    return stream.getvalue()


@pytest.fixture
def open_page(open_document):
    """Opens a comparison in the browser."""
    return lambda comparison, **options: open_document(render_comparison_page(comparison), **options)


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
    page = open_page(compare_readings(june(), november()), scripts=False)
    row = page.locator(".rows:nth-of-type(2) .row").first
    assert row.locator("del").all_inner_texts() == ["not", "400"]
    assert row.locator("ins").all_inner_texts() == ["40"]
    a, b = (cell.bounding_box() for cell in row.locator(".cell").all())
    assert a["x"] + a["width"] <= b["x"]
    assert a["y"] == b["y"]


def test_on_a_telephone_b_stands_below_a(open_page):
    page = open_page(compare_readings(june(), november()), size=NARROW)
    a, b = (cell.bounding_box() for cell in page.locator(".row .cell").all()[:2])
    assert a["y"] + a["height"] <= b["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


def test_headings_and_letters_tell_the_structure(open_page):
    page = open_page(compare_readings(june(), november()))
    assert page.locator("h1").count() == 1
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert set(page.locator(".row:first-of-type h4").all_inner_texts()) - {""} == {"A", "B"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("other", [november, echo])
def test_nobody_is_kept_out(open_page, axe, other, size, scheme):
    assert axe(open_page(compare_readings(june(), other()), size=size, color_scheme=scheme)) == []


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_only_text(open_page, complaints, attack):
    first = read_lines(
        JUNE.replace("ferry", attack), attack, url="https://a.example/x", outlet=attack, published=attack
    )
    second = read_lines(
        JUNE.replace("ferry", f"{attack} boat"), f"{attack}!", url="https://a.example/x", updated=attack
    )
    comparison = compare_readings(first, second)
    page = open_page(comparison)
    assert page.title().startswith("On Record: ")
    assert page.locator("script, img, svg, base, form, a, [onload], [onerror]").count() == 0
    assert complaints == []
    shown = in_terminal(comparison)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)
