"""A real browser: Debian's Chromium, driven by Playwright, with nowhere to go but where a test sends it.

Fixtures: `new_page` opens pages, `complaints` is what went wrong in them and fails the test where it is not
empty at the end, `axe` finds what keeps people out.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Route, sync_playwright

WIDE, NARROW = (1280, 900), (390, 844)  # pixels: a desk and a telephone
PATIENCE = 10_000  # milliseconds until what a test waits for counts as missing
OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what no page asked for goes nowhere, too
    "--no-first-run",
)
KEEPS_OUT = ("serious", "critical")  # of axe-core's impacts: what some reader cannot get past

NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The running browser. A module's, not the session's: while it lives no other test may run an event loop."""
    found = shutil.which("chromium")
    if not found:
        pytest.skip("needs chromium (make browser)")
    with sync_playwright() as playwright:
        sandboxed = os.geteuid() != 0  # Chromium refuses to be root's in its sandbox
        started = playwright.chromium.launch(
            executable_path=found, args=list(OFFLINE), chromium_sandbox=sandboxed
        )
        yield started
        started.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the pages of a test complained of, and what they were refused, one line each.

    Errors of the console (refusals by the Content-Security-Policy are among them) and of scripts, dialogs,
    and requests to others. A test that provokes some looks at them and clears the list.
    """
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_page(chromium: Browser, complaints: list[str]) -> Iterator[NewPage]:
    """Opens a blank page, at a size in pixels, with scripts or without, in a profile of its own.

    With `base_url`, `page.goto("/path")` goes to that server; files and that server are all it can reach.
    Other options are those of Playwright's `new_context`: `color_scheme="dark"`, say.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        size: tuple[int, int] = WIDE, scripts: bool = True, base_url: str | None = None, **options: Any
    ) -> Page:
        width, height = size
        usual: dict[str, Any] = {"reduced_motion": "reduce", "is_mobile": width < 500}
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            base_url=base_url,
            service_workers="block",  # their requests would pass by the guard
            **usual | options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        _listen(context, complaints)
        _guard(context, base_url, complaints)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _listen(context: BrowserContext, complaints: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    def dismiss(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.on("console", hear)
    context.on("dialog", dismiss)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))


def _guard(context: BrowserContext, base_url: str | None, complaints: list[str]) -> None:
    home = urlsplit(base_url)[:2] if base_url else None

    def judge(route: Route) -> None:
        scheme, host, *_ = urlsplit(route.request.url)
        if scheme in ("file", "data", "blob") or (scheme, host) == home:
            route.continue_()
        else:
            complaints.append(f"refused: {route.request.url}")
            route.abort()

    context.route("**/*", judge)
    context.route_web_socket("**/*", lambda wanted: complaints.append(f"refused: {wanted.url}"))


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Finds what axe-core calls serious or critical on a page as it stands, a line each; none is as it should be.

    `assert axe(page) == []`, once for each state that a reader can bring the page to.
    """

    def look(page: Page) -> list[str]:
        page.evaluate(AXE_SCRIPT)
        options = {
            "resultTypes": ["violations"],
            "preload": False,
        }  # a policy may forbid reading styles again
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{rule['impact']} {rule['id']}: {rule['help']}: {node['target']}"
            for rule in found
            for node in rule["nodes"]
            if rule["impact"] in KEEPS_OUT
        ]

    return look
