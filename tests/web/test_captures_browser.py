"""Captures and statements in a real browser: main paths, keyboard, a narrow screen, no script, hostile text."""

from itertools import pairwise

import pytest

from onrecord.ledger import Ledger
from onrecord.model import Query
from onrecord.web import Settings
from tests.browser import NARROW, WIDE
from tests.web.conftest import serving
from tests.web.made import hostile, keep_readings


@pytest.fixture(scope="module")
def grave(filled):
    """The statement that lost its negation, and stands third on its page."""
    with Ledger.open(filled) as ledger:
        return ledger.search(Query(text='"end the winter service"', outlet="Hask Islander")).hits[0]


@pytest.fixture(scope="module")
def keys(filled):
    """The keys of the two captures of one page, the first one first."""
    with Ledger.open(filled) as ledger:
        newest = ledger.captures(limit=1)[0]
        return [capture.key for capture in ledger.captures_of(newest.document)]


@pytest.fixture
def visit(new_page, ledger_site):
    """Opens a page of the filled ledger's server."""

    def go(path, **options):
        page = new_page(base_url=ledger_site.url, **options)
        assert page.goto(path).ok
        return page

    return go


def lit(page):
    return page.eval_on_selector_all(".card.lit", "cards => cards.map(card => card.id)")


def is_narrow_enough(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_pointing_at_a_statement_lights_its_card_and_its_chain(visit, grave):
    page = visit(f"/pages/{grave.capture}")
    page.hover('.leaf .verbatim >> text="can live with fewer boats"')
    assert lit(page) == ["p1-s7"]
    assert page.locator("#p1-s6.lit-up").count() == 1
    assert (
        page.locator('.source.lit-up[data-s="p1-s6"]').inner_text()
        == "Marit Osk, who chairs the council of Hask,"
    )
    page.hover("#p1-s3")
    assert lit(page) == ["p1-s3"]
    assert page.locator('.st.lit[data-s="p1-s3"]').count() >= 1
    page.hover("h1")
    assert lit(page) == []


def test_a_card_stands_beside_its_paragraph(visit, grave):
    page = visit(f"/pages/{grave.capture}")
    chip, card = page.locator("#p1-s7-chip").bounding_box(), page.locator("#p1-s7").bounding_box()
    assert card["x"] > chip["x"]
    assert abs(card["y"] - chip["y"]) < 120  # in view together


def test_the_keyboard_alone_goes_from_the_text_to_the_statement(visit, grave):
    page = visit(f"/pages/{grave.capture}")
    page.focus("#p1-s3-chip")
    assert lit(page) == ["p1-s3"]
    page.keyboard.press("Enter")
    page.locator("#p1-s3:focus").wait_for()  # the browser gets there a moment after the key
    assert page.url.endswith("#p1-s3")
    page.keyboard.press("Tab")  # the way back to the text
    page.keyboard.press("Tab")  # the speaker
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "‼ grave: negation"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/statements/{grave.key}")
    assert page.title() == "Orla Venn: Grave drift · On Record"


def test_what_is_to_stand_out_is_chosen_without_a_script(visit, grave):
    page = visit(f"/pages/{grave.capture}", scripts=False)
    said = page.locator(".leaf .st").first
    before = said.evaluate("said => getComputedStyle(said).backgroundColor")
    page.check("#own-only")
    assert said.evaluate("said => getComputedStyle(said).backgroundColor") != before


def test_without_script_a_chip_leads_to_its_card(visit, grave):
    page = visit(f"/pages/{grave.capture}", scripts=False)
    page.click("#p1-s3-chip")
    assert page.locator(".card:target").get_attribute("id") == "p1-s3"
    page.click("#p1-s3 .found a")
    page.wait_for_url(f"**/statements/{grave.key}")


def test_the_newest_capture_leads_to_what_changed(visit, keys):
    page = visit(f"/pages/{keys[1]}")
    page.click("text=What changed since the capture before")
    page.wait_for_url(f"**/pages/{keys[0]}/compare/{keys[1]}")
    assert page.locator("del.drift-notable").inner_text() == "this"


def test_trivial_differences_are_hidden_at_will_without_a_script(visit, filled):
    with Ledger.open(filled) as ledger:
        cosmetic = ledger.search(Query(state="cosmetic")).hits[0]
    page = visit(f"/statements/{cosmetic.key}", scripts=False)
    marked = page.locator(".evidence :is(ins, del):is(.drift-none, .drift-cosmetic)").first
    words = marked.inner_text()
    assert marked.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.check("#calm")
    assert marked.evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert marked.inner_text() == words


def test_grave_differences_are_never_hidden(visit, grave):
    page = visit(f"/statements/{grave.key}")
    assert page.locator(".evidence del.drift-grave").inner_text() == "not"
    assert page.locator("#calm").count() == 0  # nothing else differs


def test_the_family_comes_when_it_is_reached(visit, grave):
    page = visit(f"/statements/{grave.key}")
    page.locator("#family").scroll_into_view_if_needed()
    page.wait_for_selector(".timeline")
    assert page.locator(".timeline li").count() == 2
    assert page.locator(".stemma svg").count() == 1
    assert page.eval_on_selector(
        ".findings", "it => it.scrollWidth <= it.clientWidth"
    )  # beside the rest, not over it
    before = page.url
    page.click(".timeline li:not(:has-text('this one')) a")
    page.wait_for_url(lambda url: "/statements/" in url and url != before)
    assert page.locator("h1").count() == 1


def test_on_paper_a_family_is_drawn_whole_and_says_where_it_is_from(visit, grave):
    page = visit(f"/statements/{grave.key}/family")
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 400, "height": 900})  # pixels: narrower than the drawing
    assert int(page.locator(".stemma svg").get_attribute("width")) > 400
    assert page.eval_on_selector(".drawing", "it => it.scrollWidth <= it.clientWidth")
    assert page.inner_text(".on-paper").endswith(page.url)


@pytest.mark.parametrize("part", ["", "/family"])
def test_no_level_of_the_headings_is_left_out(visit, grave, part):
    page = visit(f"/statements/{grave.key}{part}")
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(below - level <= 1 for level, below in pairwise(levels))


def test_without_script_the_family_is_a_link_away(visit, grave):
    page = visit(f"/statements/{grave.key}", scripts=False)
    page.click("text=Other pages with these words")
    page.wait_for_url("**/family")
    assert page.locator(".timeline li").count() == 2


@pytest.mark.parametrize("scripts", [True, False])
def test_a_statement_is_judged_and_the_judgement_taken_back(visit, grave, scripts):
    page = visit(f"/statements/{grave.key}", scripts=scripts)
    page.click("text=Judge it")
    page.check("text=Is the passage where the words come from?")
    page.check('.answers label:has-text("yes") input')
    page.fill("textarea[name=reason]", "I was there.")
    page.fill(".to-judge input[name=author]", "Ina Moor")
    page.click(".to-judge button.go")
    page.wait_for_url("**#judgements")
    first = page.locator(".judged li").first
    assert "The passage is where the words come from: yes · Ina Moor" in " ".join(first.inner_text().split())
    first.locator("summary").click()
    first.locator("button").click()  # the name is remembered
    page.wait_for_url("**#judgements")
    assert "Taken back by Ina Moor" in page.locator(".judged li").first.inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_another_kind_of_drift_is_chosen_by_the_keyboard_alone(visit, axe, grave, scripts):
    page = visit(f"/statements/{grave.key}", scripts=scripts)
    asked = page.locator(".instead")
    page.focus(".to-judge summary")
    page.keyboard.press("Enter")
    assert asked.evaluate_all("all => all.filter(it => it.checkVisibility()).length") == 0
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")  # the last question
    assert page.evaluate("document.activeElement.value") == "drift"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "different"
    assert page.locator(".of-drift").is_visible()
    assert page.locator(".of-source").is_hidden()
    if scripts:
        assert axe(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "drift"
    page.keyboard.type("tense")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ina Moor")
    page.keyboard.press("Enter")
    page.wait_for_url("**#judgements")
    first = " ".join(page.locator(".judged li").first.inner_text().split())
    assert "The drift is as named: no; it is tense · Ina Moor" in first


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nobody_is_kept_out(visit, axe, grave, keys, size, scheme):
    options = {"size": size, "color_scheme": scheme}
    page = visit(f"/pages/{grave.capture}", **options)
    assert axe(page) == []
    page.hover("#p1-s7")
    page.click(".legend summary")
    assert axe(page) == []
    page.check("#own-only")
    assert axe(page) == []
    assert is_narrow_enough(page)
    page.check("#said-only")
    page.goto(f"/pages/{grave.capture}#p1-s3")
    assert axe(page) == []
    for path in ("/pages", f"/pages/{keys[0]}/compare/{keys[1]}", f"/statements/{grave.key}/family"):
        page.goto(path)
        assert axe(page) == []
        assert is_narrow_enough(page)
    page.goto(f"/statements/{grave.key}")
    page.locator("#family").scroll_into_view_if_needed()
    page.wait_for_selector(".timeline")
    page.click("text=Judge it")
    assert axe(page) == []
    assert is_narrow_enough(page)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_hostile_pages_are_read_and_do_nothing(new_page, complaints, axe, tmp_path, size):
    (key,) = keep_readings(tmp_path / "made.ledger", hostile())
    with Ledger.open(tmp_path / "made.ledger") as ledger:
        hits = ledger.hits_on(key)
    with serving(Settings(ledger=str(tmp_path / "made.ledger"))) as url:
        page = new_page(size=size, base_url=url)
        paths = ["/pages", f"/pages/{key}", f"/pages/{key}/compare/{key}"]
        paths += [f"/statements/{hit.key}{rest}" for hit in hits for rest in ("", "/family")]
        for path in paths:
            page.goto(path)
            assert page.title().endswith("On Record")
            assert "owned" not in page.title()[:5]
            assert (
                page.locator("main script, main style, main base, main img, main [onmouseover]").count() == 0
            )
            assert is_narrow_enough(page), path
        assert axe(page) == []
    assert complaints == []  # not even a refusal by the policy: nothing was tried
