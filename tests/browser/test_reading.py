"""From home to a role to a level and back, by click."""

import re

import pytest
from playwright.sync_api import expect

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/"


def rung(page, name):
    return page.get_by_role("navigation", name="Levels").get_by_role("link", name=name)


def swapped_to(page, slug, title):
    """Wait until the level stands on the page."""
    page.wait_for_url(f"**{ROLE}{slug}/")
    expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()


def is_whole(page):
    """Whether this is a page with its head and foot, not a fragment alone."""
    pieces = ["header.bar", "main", "h1", "#ladder", "#roadmap"]
    return page.evaluate("document.doctype !== null") and [page.locator(piece).count() for piece in pieces] == [1] * 5


def test_a_click_leads_from_home_to_a_role(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Backend Engineer", exact=True).click()
    page.wait_for_url(f"**{ROLE}")
    expect(page.get_by_role("heading", level=1, name="Backend Engineer")).to_be_visible()


def test_a_click_leads_from_home_straight_to_a_level(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Staff Data Engineer").click()
    page.wait_for_url("**/roles/data-engineer/staff/")
    expect(page).to_have_title("Staff Data Engineer · Data Engineer · Career Paths")


def test_a_rung_opens_its_level_without_loading_the_page_again(open_page):
    page = open_page(ROLE)
    page.evaluate("window.kept = true")
    rung(page, "Staff Backend Engineer").click()
    swapped_to(page, "staff", "Staff Backend Engineer")
    assert page.evaluate("window.kept")
    assert is_whole(page)


def test_the_title_of_the_window_follows(open_page):
    page = open_page(ROLE)
    rung(page, "Staff Backend Engineer").click()
    expect(page).to_have_title("Staff Backend Engineer · Backend Engineer · Career Paths")
    expect(page.locator("body title")).to_have_count(0)


def test_the_open_rung_is_marked_and_no_other(open_page):
    page = open_page(ROLE)
    rung(page, "Staff Backend Engineer").click()
    swapped_to(page, "staff", "Staff Backend Engineer")
    marked = page.get_by_role("navigation", name="Levels").locator("[aria-current]")
    expect(marked).to_have_text(["Staff Backend Engineer"])


def test_what_is_new_is_said_to_who_cannot_see_it(open_page):
    page = open_page(ROLE)
    rung(page, "Staff Backend Engineer").click()
    expect(page.locator("#said")).to_have_text("Below the ladder now: Staff Backend Engineer.")


def test_back_and_forward_show_whole_pages(open_page):
    page = open_page(ROLE)
    for slug, title in (("staff", "Staff Backend Engineer"), ("principal", "Principal Backend Engineer")):
        rung(page, title).click()
        swapped_to(page, slug, title)
    page.go_back()
    swapped_to(page, "staff", "Staff Backend Engineer")
    assert is_whole(page)
    page.go_back()
    expect(page).to_have_title(re.compile("Junior Backend Engineer"))
    assert is_whole(page)
    page.go_forward()
    swapped_to(page, "staff", "Staff Backend Engineer")
    assert is_whole(page)


def test_back_from_another_page_shows_the_whole_page_that_was_swapped(open_page):
    page = open_page(ROLE)
    rung(page, "Staff Backend Engineer").click()
    swapped_to(page, "staff", "Staff Backend Engineer")
    page.get_by_role("complementary").get_by_role("link", name="Principal Backend Engineer", exact=True).click()
    swapped_to(page, "principal", "Principal Backend Engineer")
    page.go_back()
    swapped_to(page, "staff", "Staff Backend Engineer")
    assert is_whole(page)


def test_a_reload_after_a_swap_shows_the_same_level(open_page):
    page = open_page(ROLE)
    rung(page, "Staff Backend Engineer").click()
    swapped_to(page, "staff", "Staff Backend Engineer")
    page.reload()
    swapped_to(page, "staff", "Staff Backend Engineer")
    assert is_whole(page)


def test_the_whole_row_of_a_rung_is_its_link(open_page):
    page = open_page(ROLE, as_=ANA)
    row = page.locator(".rung", has_text="Staff Backend Engineer")
    row.click(position={"x": row.bounding_box()["width"] - 30, "y": 20})
    swapped_to(page, "staff", "Staff Backend Engineer")


def test_where_one_stands_stays_marked_while_looking_at_other_levels(open_page):
    page = open_page(ROLE, as_=ANA)
    rung(page, "Staff Backend Engineer").click()
    swapped_to(page, "staff", "Staff Backend Engineer")
    expect(page.locator(".rung", has_text="You are here")).to_contain_text("Mid-Level Backend Engineer")


def test_a_transition_leads_to_the_other_ladder(open_page):
    page = open_page(ROLE)
    page.locator("#transitions ~ ul").get_by_role("link", name="DevOps").click()
    page.wait_for_url("**/roles/devops-engineer/")


def test_escape_closes_the_account_menu(open_page):
    page = open_page("/", as_=ANA)
    page.get_by_label("Your account").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()


def test_a_click_elsewhere_closes_the_account_menu(open_page):
    page = open_page("/", as_=ANA)
    page.get_by_label("Your account").click()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()


@pytest.mark.parametrize("status", [None, 500])
def test_a_request_that_fails_says_so_until_the_next_one_works(open_page, status):
    page = open_page(ROLE)
    page.route("**/staff/", lambda route: route.fulfill(status=status) if status else route.abort())
    rung(page, "Staff Backend Engineer").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("did not get through"))
    assert page.url.endswith(ROLE)
    rung(page, "Principal Backend Engineer").click()
    expect(page.locator("#problem")).to_be_hidden()
    said = {re.match(r"[\w ]+", line)[0].strip() for line in open_page.trouble}
    assert said == {"Failed to load resource", "Response Status Error Code 500 from" if status else "htmx"}
    open_page.trouble.clear()
