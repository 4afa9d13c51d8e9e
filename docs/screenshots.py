"""Take the pictures of the README and of the guide anew, from the demo: `.venv/bin/python -m docs.screenshots`."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running import ROOT, running_site

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
GUIDE = ROOT / "static" / "guide"
ANA, RUTH, PAOLO = (f"{name}@demo.example" for name in ("ana.moreira", "ruth.adler", "paolo.conti"))
ROLE = "/roles/backend-engineer/"


def sign_in(browser: Browser, site: str, email: str, width: int) -> Page:
    """A page of a browser of its own, by day, signed in to the demo."""
    page = browser.new_page(base_url=site, viewport={"width": width, "height": 1150}, color_scheme="light")
    page.goto("/demo/")
    page.locator(f"form:has(input[value='{email}']) button").click()
    return page


def take(page: Page, path: Path, height: int, top: str = "") -> None:
    """A picture of what is seen from the element `top` (the top of the page) down."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.evaluate("top => scrollTo(0, top ? document.querySelector(top).getBoundingClientRect().top - 20 : 0)", top)
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled", caret="hide")


def open_role(page: Page) -> None:
    page.goto("/admin/paths/role/")
    page.get_by_role("link", name="Backend Engineer", exact=True).click()


def open_level(page: Page, draft: str) -> None:
    page.goto(draft)
    page.get_by_role("link", name="Write Senior Backend Engineer").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved in the draft")).to_be_visible()


def reword(page: Page) -> None:
    """Say a statement in other words."""
    statement = page.locator("[data-kind=responsibility] .row").nth(4).get_by_label("Statement")
    statement.fill("Speak for engineering in product and business discussions")
    save(page)


def add_and_remove(page: Page) -> None:
    """Something new, and something that is no longer asked."""
    rows = page.locator("[data-kind=responsibility] .row")
    rows.nth(3).get_by_label("Remove").check()
    page.get_by_role("button", name="Add a statement").first.click()
    rows.last.get_by_label("Statement").fill("Review the designs of other teams")
    save(page)


def pictures_of_the_guide(editor: Page, publisher: Page) -> None:
    open_role(editor)
    editor.get_by_role("button", name="Edit: open a draft").click()
    draft = editor.url
    take(editor, GUIDE / "draft.png", 560)
    open_level(editor, draft)
    open_level(publisher, draft)
    take(editor, GUIDE / "level.png", 600, "#group-1")
    reword(editor)
    publisher.get_by_label("Title").fill("Senior Engineer, Backend")
    publisher.get_by_role("button", name="Save", exact=True).click()
    expect(publisher.get_by_role("alert")).to_be_visible()
    take(publisher, GUIDE / "conflict.png", 340, ".conflict")
    publisher.get_by_role("link", name="drop yours").click()
    add_and_remove(editor)
    open_role(publisher)
    take(publisher, GUIDE / "role.png", 580)
    publisher.goto(f"{draft}review/")
    take(publisher, GUIDE / "review.png", 600, "#changes")
    publisher.goto("/admin/")
    take(publisher, GUIDE / "dashboard.png", 480)
    publisher.goto(f"{draft}review/")
    publisher.get_by_label("What changed").fill("Seniors review designs of other teams, and leave hiring to staff.")
    publisher.get_by_role("button", name="Publish").click()
    publisher.goto(f"{ROLE}changes/")
    take(publisher, GUIDE / "changes.png", 520)


def main() -> None:
    GUIDE.mkdir(exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        reader = sign_in(browser, site.url, ANA, 1280)
        reader.goto(f"{ROLE}senior/")
        take(reader, ROOT / "docs" / "role-page.png", 1150)
        pictures_of_the_guide(*(sign_in(browser, site.url, email, 1000) for email in (RUTH, PAOLO)))
        browser.close()


if __name__ == "__main__":
    main()
