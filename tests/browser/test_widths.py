"""Nothing that opens within a page is wider than the window or cut off. The pages themselves: test_every_page.py."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.measures import PHONES, cut_off, cut_off_at

ANA = "ana.moreira@demo.example"


def test_the_account_menu_fits_on_a_phone(open_page):
    page = open_page("/", as_=ANA, viewport=PHONE)
    page.get_by_label("your account").click()
    assert cut_off_at(page, PHONES) == {}


def test_a_level_that_was_swapped_in_fits_on_a_phone(open_page):
    page = open_page("/roles/backend-engineer/", as_=ANA, viewport=PHONE)
    page.locator("#rung-principal").click()
    expect(page.get_by_role("heading", level=2, name="Principal Backend Engineer")).to_be_visible()
    assert cut_off_at(page, PHONES) == {}


def test_letters_twice_as_large_still_fit(open_page):
    page = open_page("/roles/backend-engineer/", as_=ANA, viewport={"width": 780, "height": 844})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert cut_off(page) == []
