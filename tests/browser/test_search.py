"""Searching from any page: while typing, by mouse and keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.measures import PHONES, cut_off_at

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/senior/"


def box(page):
    return page.get_by_role("combobox", name="Search roles, levels, skills and more")


def found(page):
    return page.get_by_role("listbox", name="Found so far")


def options(page):
    return found(page).get_by_role("option")


@pytest.fixture
def typed(open_page):
    """A page with what `text` finds opened under the box."""

    def typed(text="data", path=ROLE, **options):
        page = open_page(path, **options)
        box(page).press_sequentially(text)
        expect(page.locator("#found")).to_be_visible()
        return page

    return typed


def test_a_slash_leads_to_the_box_and_a_click_to_what_was_found(open_page):
    page = open_page(ROLE)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("kuber")
    found(page).get_by_role("option", name=re.compile("^Kubernetes asked for")).click()
    expect(page).to_have_url(re.compile("/skills/kubernetes/$"))
    expect(page.get_by_role("heading", level=1, name="Kubernetes")).to_be_visible()


def test_what_was_typed_is_marked(typed):
    expect(found(typed("kuber")).locator("mark").first).to_have_text("Kuber")


def test_arrows_choose_and_enter_opens(typed):
    page = typed("staff data")
    expect(options(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", options(page).first.get_attribute("id"))
    expect(box(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/roles/data-engineer/staff/$"))


def test_arrows_go_round(typed):
    page = typed()
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(found(page).locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")


def test_enter_without_a_choice_opens_all_results(typed):
    page = typed()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=data$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “data”")
    expect(box(page)).to_have_value("data")


def test_the_last_choice_is_all_results(typed):
    page = typed()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=data$"))


def test_escape_closes_the_list_and_keeps_the_word(typed):
    page = typed()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("data")
    page.keyboard.press("ArrowDown")
    expect(found(page)).to_be_visible()


def test_leaving_the_box_closes_the_list(typed):
    page = typed()
    page.keyboard.press("Tab")
    expect(page.locator("#found")).to_be_hidden()
    box(page).click()
    expect(found(page)).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(page.locator("#found")).to_be_hidden()


def test_emptying_the_box_closes_the_list(typed):
    page = typed()
    box(page).fill("")
    expect(page.locator("#found")).to_be_hidden()


def test_typing_on_does_not_ask_for_each_letter(open_page):
    page = open_page("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)
    box(page).press_sequentially("kubernetes", delay=10)
    expect(found(page)).to_be_visible()
    page.wait_for_timeout(400)
    assert len(asked) <= 3


def test_how_many_there_are_is_said_to_who_cannot_see_it(typed):
    page = typed("staff data")
    expect(page.locator("#said")).to_have_text("1 result. Arrow keys choose one.")


def test_another_spelling_is_proposed(typed):
    page = typed("bakend")
    expect(found(page)).to_contain_text("Did you mean backend?")
    expect(options(page).first).to_contain_text("Backend Engineer")


def test_nothing_found_is_said(typed):
    expect(typed("xyzzy").locator("#found")).to_contain_text("Nothing found.")


def test_the_address_of_the_page_stays_while_typing(typed):
    expect(typed()).to_have_url(re.compile(f"{ROLE}$"))


def test_back_from_a_result_shows_the_page_without_the_list(typed):
    page = typed("kuber")
    options(page).first.click()
    expect(page).to_have_url(re.compile("/skills/"))
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Senior Backend Engineer")).to_be_visible()
    expect(page.locator("#found")).to_be_hidden()


@pytest.mark.parametrize("text", ["data", "bakend", "xyzzy"])
def test_the_open_list_is_accessible_by_day_and_night(typed, axe_by_day_and_night, text):
    page = typed(text, as_=ANA)
    page.keyboard.press("ArrowDown")
    assert axe_by_day_and_night(page) == []


def test_the_open_list_fits_on_a_phone(typed):
    page = typed("design", viewport=PHONE, as_=ANA)
    assert cut_off_at(page, PHONES) == {}
    options(page).first.click()
    expect(page).to_have_url(re.compile("/skills/"))


def test_without_scripts_the_box_is_a_form(open_page):
    page = open_page(ROLE, javascript=False)
    page.get_by_label("Search roles, levels, skills and more").fill("kubernets")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=kubernets$"))
    page.get_by_role("main").get_by_role("link", name="Kubernetes", exact=True).click()
    expect(page).to_have_url(re.compile("/skills/kubernetes/$"))


def test_without_scripts_one_kind_is_shown_alone(open_page):
    page = open_page("/search/?q=data", javascript=False)
    page.get_by_role("link", name=re.compile("^Show all 13")).click()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(["Levels"])
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(13)
    page.get_by_role("link", name="Everything").click()
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_count(5)


def test_a_level_found_can_be_compared_with_a_click(open_page):
    page = open_page("/search/?q=senior+backend")
    page.get_by_role("link", name="Compare Senior Backend Engineer").click()
    expect(page).to_have_url(re.compile(r"/compare/\?level=backend-engineer/senior$"))
