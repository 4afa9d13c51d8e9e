"""Chromium, and a page that fails its test when anything goes wrong in the background."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.running import running_site

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe" / "axe.min.js"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the demo site. Tests that share it only read."""
    with running_site() as running:
        yield running.url


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own: `open_page("/", javascript=False, viewport=PHONE, as_="…@…")`."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_page(path: str = "/", *, javascript: bool = True, as_: str = "", **options: Any) -> Page:
        options = {"viewport": DESK, "color_scheme": "light"} | options
        context = chromium.new_context(base_url=site, java_script_enabled=javascript, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: None if is_ours(request.url, site) else trouble.append(request.url))
        if as_:
            page.goto("/demo/")
            page.locator(f"form:has(input[value='{as_}']) button").click()
        page.goto(path)
        return page

    open_page.trouble = trouble
    yield open_page
    for context in contexts:
        context.close()
    assert not trouble


def is_ours(url: str, site: str) -> bool:
    """Whether a request stays on the site."""
    return url.startswith((f"{site}/", "data:", "blob:"))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Run axe-core on a page: "rule: element" for each violation."""
    script = AXE.read_text()

    def violations(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("axe.run()")["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    return violations
