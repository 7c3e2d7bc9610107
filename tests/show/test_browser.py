"""The report in a real browser: a click, a key, a narrow screen, paper."""

import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By

from tests.show.build import PAGE, lighthouse
from tests.show.conftest import NARROW, WIDE


def _open_notes(browser):
    return [note.get_attribute("id") for note in browser.find_elements(By.CSS_SELECTOR, ".note.open")]


def _chip(browser, number):
    return browser.find_element(By.ID, f"p1-s{number}-chip")


def _text(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector).text


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_click_on_a_statement_shows_what_is_known_of_it(show, size):
    browser = show(lighthouse(), size=size)
    browser.find_element(By.CSS_SELECTOR, '.paper .verbatim[data-s], .paper [data-s="p1-s4"]').click()
    assert _open_notes(browser) == ["p1-s4"]
    note = _text(browser, "#p1-s4")
    for words in ("Ada Crane", "as told by Pelmouth Echo", "direct, in the source’s words", "95%"):
        assert words in note
    assert "spliced" in note
    assert "put together from passages that stand apart" in note
    assert "if the roof holds" in note  # what stood after the passage
    assert "ADA CRANE · 6 May 2024 · Briefing on the lighthouse" in note


def test_the_diff_stands_beside_the_passage(show):
    browser = show(lighthouse())
    _chip(browser, 4).click()
    _chip(browser, 1).click()
    assert browser.find_element(By.CSS_SELECTOR, "#p1-s1 del").text == "not"
    assert _text(browser, "#p1-s1 .record-side p") == (
        "Good evening. We will not sell the lighthouse to anyone. I said so in April. The lamp costs us nine"
        " crowns a night. Some say ten. The keeper stays until the autumn, if the roof holds. Thank you."
    )
    assert _text(browser, "#p1-s1 .page-side p").split()[:4] == ["We", "will", "‸", "sell"]
    page, record = (browser.find_element(By.CSS_SELECTOR, f"#p1-s1 .{s}-side") for s in ("page", "record"))
    assert page.rect["x"] + page.rect["width"] <= record.rect["x"]


def test_addressee_and_time_are_shown(show):
    browser = show(lighthouse())
    facts = _text(browser, "#p1-s1 dl").split("\n")
    assert facts[facts.index("To") + 1] == "reporters"
    assert facts[facts.index("When") + 1] == "on Monday (6 May 2024)"
    assert facts[facts.index("Tied by") + 1] == "“told”: says"


def test_the_gravest_statement_is_open_at_first_where_there_is_room(show):
    assert _open_notes(show(lighthouse())) == ["p1-s1"]
    assert _open_notes(show(lighthouse(), size=NARROW)) == []


def test_the_summary_leads_with_grave_drift_and_leads_there(show):
    browser = show(lighthouse(), size=NARROW)
    assert _text(browser, "h1") == "1 of 3 quotes differs gravely from the record"
    firsts = browser.find_elements(By.CSS_SELECTOR, ".first li a")
    assert ["grave" in first.text for first in firsts] == [True, False]
    firsts[0].click()
    assert _open_notes(browser) == ["p1-s1"]


@pytest.mark.parametrize("key", [Keys.ENTER, Keys.SPACE])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_keys_open_and_close_a_note(show, size, key):
    browser = show(lighthouse(), size=size)
    chip = _chip(browser, 2)
    assert chip.get_attribute("aria-expanded") == "false"
    browser.execute_script("arguments[0].focus()", _chip(browser, 1))
    ActionChains(browser).send_keys(Keys.TAB, Keys.TAB).perform()  # past the inner statement, number 3
    assert browser.switch_to.active_element == chip
    ActionChains(browser).send_keys(key).perform()
    assert _open_notes(browser) == ["p1-s2"]
    assert browser.switch_to.active_element.get_attribute("id") == "p1-s2"
    assert chip.get_attribute("aria-expanded") == "true"
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    assert _open_notes(browser) == []
    assert browser.switch_to.active_element == chip
    assert chip.get_attribute("aria-expanded") == "false"


def test_the_arrows_of_a_note_go_round_all_statements(show):
    browser = show(lighthouse(), anchor="#p1-s1")
    seen = []
    for _ in range(4):
        seen += _open_notes(browser)
        browser.find_element(By.CSS_SELECTOR, ".note.open [aria-label='Next statement']").click()
    assert seen == ["p1-s1", "p1-s2", "p1-s3", "p1-s4"]
    assert _open_notes(browser) == ["p1-s1"]
    browser.find_element(By.CSS_SELECTOR, ".note.open [aria-label=Close]").click()
    assert _open_notes(browser) == []


def test_a_link_to_a_statement_opens_it(show):
    assert _open_notes(show(lighthouse(), anchor="#p1-s3")) == ["p1-s3"]


def test_every_control_has_a_name_and_every_reference_an_end(show):
    browser = show(lighthouse(), lighthouse())
    nameless = "return [...document.querySelectorAll('a, button, summary')].filter(e => !(e.ariaLabel || e.textContent.trim())).length"
    assert browser.execute_script(nameless) == 0
    lost = """return [...document.querySelectorAll('[aria-controls], [aria-labelledby], a[href^="#"]')]
        .map(e => e.getAttribute('aria-controls') ?? e.getAttribute('aria-labelledby') ?? e.hash.slice(1))
        .filter(id => !document.getElementById(id))"""
    assert browser.execute_script(lost) == []
    twice = "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size"
    assert browser.execute_script(twice) == 0


def test_nested_marks_stand_inside_each_other(show):
    browser = show(lighthouse())
    inner = browser.find_element(By.CSS_SELECTOR, '.paper .st[data-s="p1-s2"] .st[data-s="p1-s3"]')
    assert inner.text.replace("3?", "") == "it “a fine day for the town”"
    assert inner.find_element(By.CSS_SELECTOR, ".verbatim").text == "a fine day for the town"
    inner.click()  # the innermost is meant
    assert _open_notes(browser) == ["p1-s3"]
    assert "as told by Tom Wick ← as told by Pelmouth Echo" in _text(browser, "#p1-s3 .chain")


def test_the_outlets_own_voice_looks_like_nothing_else(show):
    browser = show(lighthouse())
    own, said = (browser.find_element(By.CSS_SELECTOR, f".paper {s}") for s in (".own", ".st"))
    assert own.text == "The lighthouse was built in 1871."
    assert own.value_of_css_property("text-decoration-style") == "dotted"
    assert own.value_of_css_property("background-color") != said.value_of_css_property("background-color")


@pytest.mark.parametrize("size", [WIDE, (800, 1000), NARROW])
def test_nothing_runs_over_the_side(show, size):
    browser = show(lighthouse(), lighthouse(PAGE.replace("1871", "1" * 300)), size=size, anchor="#p1-s1")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_every_note_is_there(show):
    browser = show(lighthouse(), scripts=False)
    assert all(note.is_displayed() for note in browser.find_elements(By.CSS_SELECTOR, ".note"))


def test_on_paper_every_note_is_there_in_ink_on_white(show):
    browser = show(lighthouse())
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": dark})
    assert all(note.is_displayed() for note in browser.find_elements(By.CSS_SELECTOR, ".note"))
    assert _luminance(browser, "body", "color") < 0.1
    assert _luminance(browser, ".note", "background-color") > 0.9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(show, scheme):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 for text."""
    browser = show(lighthouse())
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    grounds = {
        ".paper .st": ".paper .verbatim",
        ".stamps": "body",
        ".around": ".note",
        ".note del": ".note del",
    }
    grounds |= {".note ins": ".note ins"} if browser.find_elements(By.CSS_SELECTOR, ".note ins") else {}
    grounds |= {f".chip.state-{state}": ".chip" for state in ("grave", "notable", "not-found", "untraced")}
    for words, ground in grounds.items():
        light = [_luminance(browser, words, "color"), _luminance(browser, ground, "background-color")]
        contrast = (max(light) + 0.05) / (min(light) + 0.05)
        assert contrast >= 4.5, (words, ground, contrast)


def _luminance(browser, selector, colour):
    """Relative luminance of a colour, 0 to 1, as WCAG defines it."""
    value = browser.find_element(By.CSS_SELECTOR, selector).value_of_css_property(colour)
    parts = [float(part) / 255 for part in value[value.index("(") + 1 : -1].split(",")[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
