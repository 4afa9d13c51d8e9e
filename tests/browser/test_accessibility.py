"""What axe-core finds on what opens within a page, in light and dark. The pages themselves: test_every_page.py."""

from playwright.sync_api import expect

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/"


def test_a_level_that_was_swapped_in(open_page, axe_by_day_and_night):
    page = open_page(ROLE, as_=ANA)
    page.locator("#rung-staff").click()
    expect(page.get_by_role("heading", level=2, name="Staff Backend Engineer")).to_be_visible()
    assert axe_by_day_and_night(page) == []


def test_the_account_menu(open_page, axe_by_day_and_night):
    page = open_page(ROLE, as_=ANA)
    page.get_by_label("Your account").click()
    assert axe_by_day_and_night(page) == []


def test_the_corner_of_an_administrator(open_page, axe_by_day_and_night):
    assert axe_by_day_and_night(open_page("/", as_="admin@demo.example")) == []


def test_a_form_with_a_mistake(open_page, axe_by_day_and_night):
    page = open_page("/account/sign-in/")
    page.get_by_label("E-mail").fill("nobody@demo.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".errorlist:visible")).to_be_visible()
    assert axe_by_day_and_night(page) == []


def test_the_note_of_a_request_that_failed(open_page, axe_by_day_and_night):
    page = open_page(ROLE)
    page.route("**/staff/", lambda route: route.abort())
    page.locator("#rung-staff").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe_by_day_and_night(page) == []
    open_page.trouble.clear()


def test_a_filtered_list(open_page, axe_by_day_and_night):
    page = open_page("/")
    page.get_by_role("searchbox", name="Find a ladder").fill("staff front")
    expect(page.locator("#ladders h3")).to_have_count(1)
    assert axe_by_day_and_night(page) == []
