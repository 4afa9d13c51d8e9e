"""The admin as it is drawn: by day and night, on a desk and on a phone, with nothing inline."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

ADMIN = "admin@demo.example"
EVERYBODY = [f"{name}@demo.example" for name in ("ruth.adler", "paolo.conti", "lena.brandt", "omar.haddad", "admin")]
# The pages around the first row of each list.
LISTS = {
    "role": ["change", "history"],
    "skill": ["change", "history", "delete"],
    "jobfamily": ["change", "history"],
    "salaryband": ["change", "history"],
    "employee": ["change", "history"],
    "user": ["change", "history"],
}


def address_of_first(page):
    """The page of the first row of the list that is open."""
    return page.locator("#result_list tbody th a").first.get_attribute("href").split("?")[0]


@pytest.fixture
def faults(axe_by_day_and_night, open_page):
    """What went wrong so far, and on a phone and a desk what axe finds by day and by night, and by how much the page is
    wider than its window.
    """

    def faults(page):
        found = list(open_page.trouble)
        for name, viewport in (("phone", PHONE), ("desk", DESK)):
            page.set_viewport_size(viewport)
            found += [f"{name}: {violation}" for violation in axe_by_day_and_night(page)]
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{name}: the page scrolls by {wider}"] if wider > 0 else []
        # Where a widget has styled an element, axe copies it together with its style, which the policy refuses axe.
        open_page.trouble.clear()
        return found

    return faults


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_dashboard_of_everybody(open_page, faults, person):
    page = open_page("/admin/", as_=person)
    expect(page.get_by_role("heading", level=1, name="Dashboard")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("model", LISTS)
def test_a_list_and_the_pages_around_a_row_of_it(open_page, faults, model):
    page = open_page(f"/admin/paths/{model}/", as_=ADMIN)
    found = faults(page)
    row = address_of_first(page)
    around = [f"/admin/paths/{model}/{name}/" for name in ("add", "deleted")]
    for address in [row.replace("change/", f"{verb}/") for verb in LISTS[model]] + around:
        page.goto(address)
        found += [f"{address}: {fault}" for fault in faults(page)]
    assert found == []


def test_the_bands_of_a_role_with_and_without_pay(open_page, faults):
    page = open_page("/admin/pay/roles/backend-engineer/", as_="lena.brandt@demo.example")
    found = faults(page)
    page.get_by_role("navigation", name="All bands of a role").get_by_role("link").last.click()
    assert found + faults(page) == []


def test_the_bar_has_the_way_to_the_site_and_out(open_page):
    page = open_page("/admin/", as_=ADMIN)
    page.get_by_label("your account").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()
    page.get_by_role("link", name="View site").click()
    expect(page.get_by_role("link", name="Admin")).to_be_visible()


def test_the_admin_has_the_colours_of_the_site(open_page):
    def colours(page):
        style = "getComputedStyle(document.body)"
        return page.evaluate(f"[{style}.backgroundColor, {style}.color, {style}.fontFamily]")

    for scheme in ("light", "dark"):
        site, admin = (open_page(path, as_=ADMIN, color_scheme=scheme) for path in ("/", "/admin/"))
        assert colours(admin) == colours(site)


def test_where_one_is_can_be_seen_from_the_keyboard(open_page):
    page = open_page("/admin/", as_=ADMIN)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
