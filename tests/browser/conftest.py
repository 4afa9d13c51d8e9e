"""Chromium, and a page that fails its test when anything goes wrong in the background."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal
from weakref import WeakSet

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState, ViewportSize, expect, sync_playwright

from tests.browser.extremes import DOCUMENTS
from tests.browser.pages import STATUS
from tests.running import running_site

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe" / "axe.min.js"
# A machine that is busy with other tests takes its time.
expect.set_options(timeout=15_000)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

# What Chromium does for its own windows, with Playwright's list repeated, for only one list counts. The popups of its
# address bar alone are two more pages for each page that a test opens.
UNNEEDED = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
]
# Puts the drafts of a new site in force as they are.
FROM_BEFORE = """
from django.utils import timezone
from paths.ladders.models import Edition
Edition.objects.update(status="published", major=1, published_at=timezone.now())
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                f"--disable-features={','.join(UNNEEDED)}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the demo site. Tests that share it only read."""
    with running_site() as running:
        yield running.url


@pytest.fixture(scope="session")
def extreme_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the ladders of `extremes.py` and nobody's demo company."""
    own = {
        "DEMO": "off",
        "SECRET_KEY": "of-a-test-and-of-nothing-else-0123456789",
        "LADDERS_PUBLIC": "on",
        "PAY_VISIBILITY": "everyone",
    }
    folder = tmp_path_factory.mktemp("extremes")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.md").write_text(text)
    with running_site(demo=False, **own) as running:
        paths = {path.stem: str(path) for path in sorted(folder.glob("*.md"))}
        # Without a level it could not be published any more, and is from before.
        running.manage("import_ladder", "--family=Engineering", paths.pop("nobody"))
        running.manage("shell", "-c", FROM_BEFORE)
        running.manage("import_ladder", "--family=Engineering", "--publish", *paths.values())
        yield running.url


@pytest.fixture(scope="session")
def hr_site() -> Iterator[str]:
    """The address of a demo site to write to: each test that does has a role of its own."""
    with running_site() as running:
        yield running.url


@pytest.fixture(scope="session")
def session_of(chromium: Browser, site: str) -> Callable[[str], StorageState]:
    """The cookies of a demo account that is signed in. Tests that share them do not sign out."""

    @cache
    def session_of(email: str) -> StorageState:
        with chromium.new_context(base_url=site) as context:
            page = context.new_page()
            page.goto("/demo/")
            page.locator(f"form:has(input[value='{email}']) button").click()
            return context.storage_state()

    return session_of


@pytest.fixture(scope="session")
def wanderers(
    chromium: Browser, site: str, session_of: Callable[[str], StorageState]
) -> Callable[[str, str, bool], AbstractContextManager[Page]]:
    """Pages of a site, by who opens them and whether scripts run. They go from test to test, for opening one costs
    more than most tests do: nobody sees what another left in it.
    """
    idle: OrderedDict[tuple[str, str, bool, int], Page] = OrderedDict()

    @contextmanager
    def wanderer(at: str, visitor: str, javascript: bool) -> Iterator[Page]:
        cookies = session_of(visitor) if visitor else None
        known = next((key for key in idle if key[:3] == (at, visitor, javascript)), None)
        if known:
            page = idle.pop(known)
        else:
            context = chromium.new_context(base_url=at, java_script_enabled=javascript, storage_state=cookies)
            page = context.new_page()
        context = page.context
        yield page
        for other in context.pages:
            if other != page:
                other.close()
        context.set_offline(False)
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate("window.stop(); localStorage.clear(); sessionStorage.clear()")
        if at != site:
            # Nothing is saved any more. Not about:blank: another site is another process, which is what takes long.
            page.goto(f"{at}/healthz")
        page.mouse.move(0, 0)
        context.clear_cookies()
        context.add_cookies(cookies["cookies"] if cookies else [])
        idle[at, visitor, javascript, id(page)] = page
        if len(idle) > 6:
            idle.popitem(last=False)[1].context.close()

    return wanderer


@pytest.fixture
def open_page(
    chromium: Browser,
    site: str,
    session_of: Callable[[str], StorageState],
    wanderers: Callable[[str, str, bool], AbstractContextManager[Page]],
) -> Iterator[Callable[..., Page]]:
    """Open a page: `open_page("/", javascript=False, viewport=PHONE, as_="…@…")`.

    Whatever goes wrong in it comes into `open_page.trouble`, which must be empty when the test ends. `alone`: in a
    browser of its own, for tests that leave more in a page than can be cleared away, as is done for other options.
    """
    trouble: list[str] = []

    with ExitStack() as stack:

        def open_page(
            path: str = "/",
            *,
            javascript: bool = True,
            as_: str = "",
            at: str = site,
            viewport: ViewportSize = DESK,
            color_scheme: Literal["light", "dark"] = "light",
            reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
            alone: bool = False,
            **options: Any,
        ) -> Page:
            if options or alone:
                cookies = session_of(as_) if as_ else None
                options |= {"base_url": at, "java_script_enabled": javascript, "storage_state": cookies}
                page = stack.enter_context(chromium.new_context(**options)).new_page()
            else:
                page = stack.enter_context(wanderers(at, as_, javascript))
            page.set_viewport_size(viewport)
            page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
            stack.callback(watch(page, at, trouble))
            visit(page, path)
            return page

        open_page.trouble = trouble
        yield open_page
    assert not trouble


@pytest.fixture
def as_hr(open_page: Callable[..., Page], hr_site: str) -> Callable[..., Page]:
    """Open a page of the site to write to, as somebody in HR (default: a publisher who edits too)."""

    def as_hr(path: str = "/admin/", who: str = "paolo.conti@demo.example", **options: Any) -> Page:
        page = open_page("/demo/", at=hr_site, **options)
        page.locator(f"form:has(input[value='{who}']) button").click()
        visit(page, path)
        return page

    return as_hr


def watch(page: Page, at: str, trouble: list[str]) -> Callable[[], None]:
    """Note what goes wrong in a page, until what is returned is called."""
    listeners = {
        "console": lambda message: trouble.append(message.text) if is_trouble(message, at) else None,
        "pageerror": lambda error: trouble.append(str(error)),
        "request": lambda request: None if is_ours(request.url, at) else trouble.append(request.url),
    }
    page.set_default_timeout(10_000)
    for event, listener in listeners.items():
        page.on(event, listener)

    def stop() -> None:
        # What went wrong just now is on its way here.
        page.evaluate("0")
        for event, listener in listeners.items():
            page.remove_listener(event, listener)

    return stop


def visit(page: Page, path: str) -> None:
    """Go to an address of the open site, which must answer as it should."""
    response = page.goto(path)
    assert response is not None
    assert response.status == STATUS.get(path, 200), path


def is_trouble(message: ConsoleMessage, site: str) -> bool:
    """Whether something is wrong. A page that is rightly not there says so in the console: that alone is not, nor is a
    request that htmx drops because the next one takes its place.
    """
    if message.text.startswith(("htmx:sendAbort,", "htmx:afterRequest,")):
        return False
    path = message.location["url"].removeprefix(site)
    said = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    return message.type == "error" and not (STATUS.get(path) == 404 and message.text == said)


def is_ours(url: str, site: str) -> bool:
    """Whether a request stays on the site."""
    return url.startswith((f"{site}/", "data:", "blob:"))


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Run axe-core on a page: "rule: element" for each violation.

    `colours_only` is for the other theme of a page that was judged altogether in one: nothing else differs.
    """
    script = AXE.read_text()
    seen: WeakSet[Page] = WeakSet()

    def violations(page: Page, *, colours_only: bool = False) -> list[str]:
        if page.evaluate("typeof axe") == "undefined":
            # Half a megabyte takes longer to send than to run: whoever asks again has it on every page from then on.
            if page in seen:
                page.add_init_script(script)
            seen.add(page)
            page.evaluate(script)
        options = {"resultTypes": ["violations"]} | ({"runOnly": COLOURS} if colours_only else {})
        found = page.evaluate("(options) => axe.run(options).then((results) => results.violations)", options)
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    return violations


@pytest.fixture
def axe_by_day_and_night(axe: Callable[..., list[str]]) -> Callable[[Page], list[str]]:
    """What axe finds on a page in light and in dark."""

    def violations(page: Page) -> list[str]:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found = axe(page)
        page.emulate_media(color_scheme="dark")
        return found + [f"dark: {violation}" for violation in axe(page, colours_only=True)]

    return violations
