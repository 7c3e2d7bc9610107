"""What we show, opened in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from onrecord.model import Reading
from onrecord.show import render_report
from tests.browser import WIDE, NewPage


@pytest.fixture
def open_document(new_page: NewPage, tmp_path: Path) -> Callable[..., Page]:
    """Opens a document of ours, with the options of `new_page`."""

    def open_(document: str, anchor: str = "", **options: object) -> Page:
        file = tmp_path / "document.html"
        file.write_text(document, encoding="utf-8")
        page = new_page(**options)
        page.goto(file.as_uri() + anchor)
        return page

    return open_


@pytest.fixture
def show(open_document: Callable[..., Page]) -> Callable[..., Page]:
    """Opens a report on some readings, at a size in pixels, with scripts or without."""

    def open_report(
        *readings: Reading, size: tuple[int, int] = WIDE, anchor: str = "", **options: object
    ) -> Page:
        report = render_report(readings, searched=3, title="On Record")
        return open_document(report, anchor, size=size, **options)

    return open_report
