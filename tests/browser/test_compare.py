import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

TWO = "/compare/?level=backend-engineer/mid-level&level=backend-engineer/senior"
STAFF = "backend-engineer/staff"


def levels_in(page):
    """The levels in the address, in order."""
    return re.findall(r"level=([\w-]+/[\w-]+)", page.url)


def test_three_columns_by_mouse_and_back_again(open_page):
    page = open_page("/roles/backend-engineer/mid-level/")
    page.goto(TWO)
    page.locator("#level-3").select_option(STAFF)
    page.wait_for_url("**staff**")
    heads = ["Mid-Level Backend Engineer", "Senior Backend Engineer", "Staff Backend Engineer"]
    expect(page.locator("thead .level-name")).to_have_text(heads)
    page.get_by_label("Move Staff Backend Engineer to the left").click()
    page.wait_for_url("**staff&level=backend-engineer/senior")
    page.get_by_label("Take Mid-Level Backend Engineer out").click()
    expect(page.locator("thead .level-name")).to_have_count(2)
    assert levels_in(page) == [STAFF, "backend-engineer/senior"]
    page.go_back()
    expect(page.locator("thead .level-name")).to_have_count(3)
    assert len(levels_in(page)) == 3
    page.go_forward()
    expect(page.locator("thead .level-name")).to_have_count(2)
    expect(page.locator("header.bar")).to_have_count(1)


def test_three_columns_by_keyboard(open_page):
    page = open_page(TWO)
    page.locator("#level-3").focus()
    page.keyboard.type("Staff Back")
    page.wait_for_url("**staff**")
    expect(page.locator("thead .level-name", has_text="Staff Backend Engineer")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "level-3"


def test_the_switch_is_worked_by_arrow_keys(open_page):
    page = open_page(TWO)
    page.locator("#show-changes").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**show=everything")
    assert page.evaluate("document.activeElement.id") == "show-everything"


def test_its_address_opens_the_same_comparison_in_another_browser(open_page, site):
    first = open_page(TWO)
    first.locator("#level-3").select_option(STAFF)
    first.wait_for_url("**staff**")
    expect(first.locator("thead .level-name")).to_have_count(3)
    second = open_page(first.url.removeprefix(site))
    expect(second.locator("thead .level-name")).to_have_text(first.locator("thead .level-name").all_inner_texts())
    assert second.title() == first.title()


def test_without_javascript_a_level_is_added_by_submitting(open_page):
    page = open_page(TWO, javascript=False)
    page.locator("#level-3").select_option(STAFF)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("thead .level-name")).to_have_count(3)
    assert levels_in(page) == ["backend-engineer/mid-level", "backend-engineer/senior", STAFF]
    page.get_by_label("Take Staff Backend Engineer out").click()
    expect(page.locator("thead .level-name")).to_have_count(2)


def test_the_first_choice_is_made_on_an_empty_page(open_page):
    page = open_page("/compare/", javascript=False)
    page.locator("#level-1").select_option("data-engineer/junior")
    page.locator("#level-2").select_option("data-engineer/senior")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h1")).to_have_text("What changes from Junior to Senior")


def test_the_heads_of_the_columns_stay_in_sight(open_page):
    page = open_page(TWO, viewport=DESK | {"height": 600})
    page.mouse.wheel(0, 1200)
    expect(page.locator("tbody").nth(3)).to_be_in_viewport()
    assert page.locator("thead th").first.bounding_box()["y"] == pytest.approx(0, abs=2)


def test_on_a_phone_each_line_names_its_level_and_nothing_scrolls_sideways(open_page):
    page = open_page(TWO + f"&level={STAFF}&show=everything", viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    label = page.evaluate("getComputedStyle(document.querySelector('td[data-level]:not(.blank)'), '::before').content")
    assert label.strip('"') in {"Mid-Level", "Senior", "Staff"}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_or_two_pages(open_page, paper):
    page = open_page(TWO)
    pdf = page.pdf(format=paper)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2


@pytest.mark.parametrize(
    "address", ["/compare/", TWO, TWO + f"&level={STAFF}&level=data-engineer/staff&show=everything"]
)
def test_nothing_is_in_the_way_of_anybody(open_page, axe_by_day_and_night, address):
    assert axe_by_day_and_night(open_page(address)) == []
