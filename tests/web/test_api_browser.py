"""The page of the API's routes in a real browser: wide, narrow, dark, and without script."""

import pytest

from tests.browser import NARROW, WIDE


@pytest.mark.parametrize(
    "options", [{"size": WIDE}, {"size": NARROW}, {"size": WIDE, "color_scheme": "dark"}, {"size": NARROW, "color_scheme": "dark"}]
)  # fmt: skip
def test_it_can_be_read_by_all(new_page, ledger_site, axe, options):
    page = new_page(base_url=ledger_site.url, **options)
    assert page.goto("/api").ok
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe(page) == []


def test_each_part_is_led_to(new_page, ledger_site):
    page = new_page(base_url=ledger_site.url, scripts=False)
    page.goto("/api")
    page.get_by_role("link", name="records", exact=True).click()
    page.wait_for_url("**#records")
    assert page.get_by_role("heading", name="Records", level=2).is_visible()
    assert page.get_by_text("/api/v1/records/{number}/quotations").count() == 1
