"""The report in a real browser: a click, a key, a narrow screen, paper."""

import pytest

from tests.browser import NARROW, WIDE
from tests.show.build import PAGE, lighthouse


def _open_notes(page):
    return page.locator(".note.open").evaluate_all("notes => notes.map(note => note.id)")


def _chip(page, number):
    return page.locator(f"#p1-s{number}-chip")


def _focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_click_on_a_statement_shows_what_is_known_of_it(show, size):
    page = show(lighthouse(), size=size)
    page.locator('.paper .verbatim[data-s], .paper [data-s="p1-s4"]').first.click()
    assert _open_notes(page) == ["p1-s4"]
    note = page.inner_text("#p1-s4")
    for words in ("Ada Crane", "as told by Pelmouth Echo", "direct, in the source’s words", "95%"):
        assert words in note
    assert "spliced" in note
    assert "put together from passages that stand apart" in note
    assert "if the roof holds" in note  # what stood after the passage
    assert "ADA CRANE · 6 May 2024 · Briefing on the lighthouse" in note


def test_the_diff_stands_beside_the_passage(show):
    page = show(lighthouse())
    _chip(page, 4).click()
    _chip(page, 1).click()
    assert page.inner_text("#p1-s1 del") == "not"
    assert page.inner_text("#p1-s1 .record-side p") == (
        "Good evening. We will not sell the lighthouse to anyone. I said so in April. The lamp costs us nine"
        " crowns a night. Some say ten. The keeper stays until the autumn, if the roof holds. Thank you."
    )
    assert page.inner_text("#p1-s1 .page-side p").split()[:4] == ["We", "will", "‸", "sell"]
    ours, records = (page.locator(f"#p1-s1 .{side}-side").bounding_box() for side in ("page", "record"))
    assert ours["x"] + ours["width"] <= records["x"]


def test_addressee_and_time_are_shown(show):
    facts = show(lighthouse()).inner_text("#p1-s1 dl").split("\n")
    assert facts[facts.index("To") + 1] == "reporters"
    assert facts[facts.index("When") + 1] == "on Monday (6 May 2024)"
    assert facts[facts.index("Tied by") + 1] == "“told”: says"


def test_the_gravest_statement_is_open_at_first_where_there_is_room(show):
    assert _open_notes(show(lighthouse())) == ["p1-s1"]
    assert _open_notes(show(lighthouse(), size=NARROW)) == []


def test_the_summary_leads_with_grave_drift_and_leads_there(show):
    page = show(lighthouse(), size=NARROW)
    assert page.inner_text("h1") == "1 of 3 quotes differs gravely from the record"
    firsts = page.locator(".first li a")
    assert ["grave" in first for first in firsts.all_inner_texts()] == [True, False]
    firsts.first.click()
    assert _open_notes(page) == ["p1-s1"]


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_keys_open_and_close_a_note(show, size, key):
    page = show(lighthouse(), size=size)
    assert _chip(page, 2).get_attribute("aria-expanded") == "false"
    _chip(page, 1).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the inner statement, number 3
    assert _focused(page) == "p1-s2-chip"
    page.keyboard.press(key)
    assert _open_notes(page) == ["p1-s2"]
    assert _focused(page) == "p1-s2"
    assert _chip(page, 2).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert _open_notes(page) == []
    assert _focused(page) == "p1-s2-chip"
    assert _chip(page, 2).get_attribute("aria-expanded") == "false"


def test_the_arrows_of_a_note_go_round_all_statements(show):
    page = show(lighthouse(), anchor="#p1-s1")
    seen = []
    for _ in range(4):
        seen += _open_notes(page)
        page.click(".note.open [aria-label='Next statement']")
    assert seen == ["p1-s1", "p1-s2", "p1-s3", "p1-s4"]
    assert _open_notes(page) == ["p1-s1"]
    page.click(".note.open [aria-label=Close]")
    assert _open_notes(page) == []


def test_a_link_to_a_statement_opens_it(show):
    assert _open_notes(show(lighthouse(), anchor="#p1-s3")) == ["p1-s3"]


def test_every_control_has_a_name_and_every_reference_an_end(show):
    page = show(lighthouse(), lighthouse())
    nameless = "[...document.querySelectorAll('a, button, summary')].filter(e => !(e.ariaLabel || e.textContent.trim())).length"
    assert page.evaluate(nameless) == 0
    lost = """[...document.querySelectorAll('[aria-controls], [aria-labelledby], a[href^="#"]')]
        .map(e => e.getAttribute('aria-controls') ?? e.getAttribute('aria-labelledby') ?? e.hash.slice(1))
        .filter(id => !document.getElementById(id))"""
    assert page.evaluate(lost) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_nested_marks_stand_inside_each_other(show):
    page = show(lighthouse())
    inner = page.locator('.paper .st[data-s="p1-s2"] .st[data-s="p1-s3"]').first
    assert inner.inner_text().replace("3?", "") == "it “a fine day for the town”"
    assert inner.locator(".verbatim").first.inner_text() == "a fine day for the town"
    inner.click()  # the innermost is meant
    assert _open_notes(page) == ["p1-s3"]
    assert "as told by Tom Wick ← as told by Pelmouth Echo" in page.inner_text("#p1-s3 .chain")


def test_the_outlets_own_voice_looks_like_nothing_else(show):
    page = show(lighthouse())
    assert page.locator(".paper .own").first.inner_text() == "The lighthouse was built in 1871."
    assert _style(page, ".paper .own", "text-decoration-style") == "dotted"
    own, said = (_style(page, f".paper {s}", "background-color") for s in (".own", ".st"))
    assert own != said


@pytest.mark.parametrize("size", [WIDE, (800, 1000), NARROW])
def test_nothing_runs_over_the_side(show, size):
    page = show(lighthouse(), lighthouse(PAGE.replace("1871", "1" * 300)), size=size, anchor="#p1-s1")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_every_note_is_there(show):
    assert _all_notes_stand(show(lighthouse(), scripts=False))


def test_on_paper_every_note_is_there_in_ink_on_white(show):
    page = show(lighthouse())
    page.emulate_media(media="print", color_scheme="dark")
    assert _all_notes_stand(page)
    assert _luminance(page, "body", "color") < 0.1
    assert _luminance(page, ".note", "background-color") > 0.9


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(show, scheme):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 for text."""
    page = show(lighthouse(), color_scheme=scheme)
    grounds = {
        ".paper .st": ".paper .verbatim",
        ".stamps": "body",
        ".around": ".note",
        ".note del": ".note del",
    }
    grounds |= {".note ins": ".note ins"} if page.locator(".note ins").count() else {}
    grounds |= {f".chip.state-{state}": ".chip" for state in ("grave", "notable", "not-found", "untraced")}
    for words, ground in grounds.items():
        light = [_luminance(page, words, "color"), _luminance(page, ground, "background-color")]
        contrast = (max(light) + 0.05) / (min(light) + 0.05)
        assert contrast >= 4.5, (words, ground, contrast)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nobody_is_kept_out(show, axe, size, scheme):
    page = show(lighthouse(), lighthouse(), size=size, color_scheme=scheme)
    assert axe(page) == []
    for number in (4, 2):
        _chip(page, number).click()
        assert axe(page) == []
    page.click(".legend summary")
    assert axe(page) == []


def test_nobody_is_kept_out_where_no_script_runs(show, axe):
    """The notes stand below each other then; a reader's script is not there, ours of the test is."""
    page = show(lighthouse())
    page.evaluate("document.documentElement.classList.remove('js')")
    assert _all_notes_stand(page)
    assert axe(page) == []


def _all_notes_stand(page):
    notes = page.locator(".note").all()
    return bool(notes) and all(note.is_visible() for note in notes)


def _style(page, selector, name):
    return page.locator(selector).first.evaluate(
        "(e, name) => getComputedStyle(e).getPropertyValue(name)", name
    )


def _luminance(page, selector, colour):
    """Relative luminance of a colour, 0 to 1, as WCAG defines it."""
    value = _style(page, selector, colour)
    parts = [float(part) / 255 for part in value[value.index("(") + 1 : -1].split(",")[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
