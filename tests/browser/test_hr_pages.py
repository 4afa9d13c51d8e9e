"""HR's pages as they are drawn: by day, by night and on a phone, and nothing in the console."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

ROLE = "/roles/backend-engineer/"


@pytest.fixture
def faults(axe_by_day_and_night, open_page):
    """What goes wrong on a page: in the background, by day, by night, and at the width of a phone."""

    def faults(page, path=""):
        if path:
            page.goto(path)
        desk = page.viewport_size
        page.evaluate("document.querySelectorAll('details').forEach((more) => (more.open = true))")
        found = list(open_page.trouble)
        found += axe_by_day_and_night(page)
        # Where a widget has styled an element, axe copies it together with its style, which the policy refuses axe.
        open_page.trouble.clear()
        page.set_viewport_size(PHONE)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"phone: the page scrolls by {wider}"] if wider > 0 else []
        page.set_viewport_size(desk)
        return [f"{path} {fault}" for fault in found]

    return faults


@pytest.fixture
def draft(as_hr):
    """A page that is signed in, and the addresses of a changed draft, one of its levels and its role's page."""
    page = as_hr("/admin/paths/role/")
    page.get_by_role("link", name="Backend Engineer", exact=True).click()
    role = page.url
    page.get_by_role("button", name="Edit: open a draft").or_(page.get_by_role("link", name="Open the draft")).click()
    address = page.url
    page.get_by_role("link", name="Write Senior Backend Engineer").click()
    statements = page.get_by_label("Statement")
    statements.nth(0).fill(f"{statements.nth(0).input_value()} every year")
    page.locator(".row").nth(1).get_by_label("Remove").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("saved")
    return page, address, page.url, role


def test_every_page_around_a_draft_is_right_in_light_dark_and_on_a_phone(draft, faults):
    page, address, level, role = draft
    sections = [f"{address}{name}/" for name in ("roadmap", "interview", "advice", "transitions", "custom")]
    around = [f"{address}{name}/" for name in ("review", "history", "discard")]
    found = []
    for path in (role, address, level, *sections, *around, "/admin/", "/admin/guide/", f"{ROLE}draft/"):
        found += faults(page, path)
    assert found == []


def test_mistakes_and_conflicts_are_right_in_light_dark_and_on_a_phone(draft, faults, open_page):
    page, _address, level, _role = draft
    title, save = page.get_by_label("Title"), page.get_by_role("button", name="Save", exact=True)
    title.fill("")
    save.click()
    expect(page.get_by_role("alert")).to_be_visible()
    open_page.trouble.clear()
    found = faults(page)
    page.goto(level)
    page.locator("[name=seen]").evaluate("(field) => (field.value = 'of another day')")
    title.fill("Senior Engineer")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("Senior Engineer")
    open_page.trouble.clear()
    assert found + faults(page) == []


def test_every_page_of_what_is_published_is_right_too(as_hr, faults):
    page = as_hr("/admin/paths/edition/")
    page.locator("#result_list tbody tr", has_text="Published").locator("th a").first.click()
    found = []
    for path in (page.url, f"{page.url}history/", f"{ROLE}changes/", f"{ROLE}editions/1.0/"):
        found += faults(page, path)
    assert found == []
