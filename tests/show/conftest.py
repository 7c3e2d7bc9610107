"""A real browser, and reports opened in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver

from onrecord.model import Reading
from onrecord.show import render_report

WIDE, NARROW = (1280, 900), (390, 844)  # pixels: a desk and a telephone


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs chromium and chromedriver (make browser)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    started = webdriver.Chrome(options=options, service=Service(driver))
    yield started
    started.quit()


@pytest.fixture
def show(browser: WebDriver, tmp_path: Path) -> Callable[..., WebDriver]:
    """Opens a report on some readings, at a size in pixels, with scripts or without."""

    def open_report(
        *readings: Reading, size: tuple[int, int] = WIDE, scripts: bool = True, anchor: str = ""
    ) -> WebDriver:
        report = tmp_path / "report.html"
        report.write_text(render_report(readings, searched=3, title="On Record"), encoding="utf-8")
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"media": "", "features": [{"name": "prefers-reduced-motion", "value": "reduce"}]},
        )
        browser.get("about:blank")
        browser.get_log("browser")  # what earlier pages left
        browser.get(report.as_uri() + anchor)
        return browser

    return open_report
