"""The list of ladders narrows while one types."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def home(open_page):
    return open_page("/")


def field(page):
    return page.get_by_role("searchbox", name="Find a ladder")


def shown(page):
    return page.locator("#ladders").get_by_role("heading", level=3)


def test_the_list_narrows_as_one_types(home):
    field(home).press_sequentially("director")
    expect(shown(home)).to_have_text(["Engineering Manager"])


def test_typing_on_does_not_ask_at_every_letter(home):
    asked = []
    home.on("request", lambda request: asked.append(request.url) if "?q=" in request.url else None)
    field(home).press_sequentially("director", delay=10)
    expect(shown(home)).to_have_count(1)
    home.wait_for_timeout(400)
    assert 1 <= len(asked) < len("director")


def test_the_address_says_what_is_shown(home):
    field(home).fill("frontend")
    home.wait_for_url(re.compile(r"/\?q=frontend&family=$"))
    home.reload()
    expect(shown(home)).to_have_text(["Frontend Engineer"])
    expect(field(home)).to_have_value("frontend")


def test_back_restores_the_whole_list(home):
    field(home).fill("frontend")
    expect(shown(home)).to_have_count(1)
    home.go_back()
    expect(shown(home)).to_have_count(5)
    expect(field(home)).to_have_value("")
    expect(home.locator("header.bar")).to_have_count(1)


def test_forward_shows_the_narrowed_list_as_a_whole_page(home):
    field(home).fill("frontend")
    expect(shown(home)).to_have_count(1)
    home.go_back()
    expect(shown(home)).to_have_count(5)
    home.go_forward()
    expect(shown(home)).to_have_count(1)
    expect(field(home)).to_have_value("frontend")
    expect(home.locator("header.bar")).to_have_count(1)


def test_the_focus_stays_in_the_field(home):
    field(home).press_sequentially("front")
    expect(shown(home)).to_have_count(1)
    expect(field(home)).to_be_focused()
    home.keyboard.type("end")
    expect(field(home)).to_have_value("frontend")


def test_enter_works_too(home):
    field(home).fill("devops")
    field(home).press("Enter")
    expect(shown(home)).to_have_text(["DevOps Engineer"])


def test_how_many_fit_is_said_to_who_cannot_see_it(home):
    field(home).fill("frontend")
    expect(home.locator("#said")).to_have_text("1 ladder fits.")
    field(home).fill("nothing fits")
    expect(home.locator("#said")).to_have_text("0 ladders fit.")


def test_nothing_that_fits_is_said_and_the_way_out_shown(home):
    field(home).fill("nothing fits")
    expect(home.locator("#ladders")).to_contain_text("No ladder fits.")
    home.get_by_role("link", name="Show all ladders").click()
    expect(shown(home)).to_have_count(5)


def test_a_family_narrows_the_list_at_once(home):
    home.get_by_label("Job family").select_option("Engineering")
    home.wait_for_url(re.compile(r"/\?q=&family=engineering$"))
    expect(shown(home)).to_have_count(5)


def test_back_restores_the_family(home):
    home.get_by_label("Job family").select_option("Engineering")
    home.wait_for_url(re.compile("family=engineering$"))
    home.go_back()
    home.wait_for_url(re.compile("/$"))
    expect(home.get_by_label("Job family")).to_have_value("")
