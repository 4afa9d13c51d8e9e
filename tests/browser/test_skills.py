"""Skills from A to Z, and the page of one."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.measures import PHONES, cut_off_at


@pytest.fixture
def skills(open_page):
    return open_page("/skills/")


def field(page):
    return page.get_by_role("searchbox", name="Find a skill")


def shown(page):
    return page.locator("#skills").get_by_role("listitem")


def test_from_the_bar_to_a_letter_to_a_skill_to_a_level(open_page):
    page = open_page("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Skills").click()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="K").click()
    expect(page.get_by_role("heading", level=2, name="K", exact=True)).to_be_in_viewport()
    page.get_by_role("link", name="Kubernetes").click()
    page.get_by_role("main").get_by_role("link", name="Senior DevOps Engineer").click()
    expect(page).to_have_url(re.compile("/roles/devops-engineer/senior/$"))


def test_a_chip_leads_to_its_skill(open_page):
    page = open_page("/roles/devops-engineer/senior/")
    page.locator(".chip", has_text="advanced Kubernetes").click()
    expect(page).to_have_url(re.compile("/skills/kubernetes/$"))


def test_the_list_narrows_as_one_types(skills):
    field(skills).press_sequentially("design")
    expect(shown(skills)).to_have_count(7)
    skills.wait_for_url(re.compile(r"/skills/\?q=design&family=$"))
    expect(skills.locator("#said")).to_have_text("7 skills fit.")
    expect(field(skills)).to_be_focused()


def test_back_restores_the_whole_list(skills):
    before = shown(skills).count()
    field(skills).press_sequentially("kuber")
    expect(shown(skills)).to_have_count(1)
    skills.go_back()
    expect(shown(skills)).to_have_count(before)
    expect(field(skills)).to_have_value("")
    expect(skills.locator("header.bar")).to_have_count(1)


def test_without_scripts_the_filter_works_by_its_button(open_page):
    page = open_page("/skills/", javascript=False)
    page.get_by_label("Find a skill").fill("kuber")
    page.get_by_label("Asked for in").select_option("Engineering")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"/skills/\?q=kuber&family=engineering$"))
    expect(shown(page)).to_have_count(1)


def test_the_chart_is_a_picture_with_words(open_page):
    page = open_page("/skills/kubernetes/")
    rows = page.get_by_role("img")
    expect(rows).to_have_count(3)
    expect(rows.last).to_have_accessible_name(
        "Junior: Awareness, Mid-Level: Working, Senior: Practitioner, Staff: Expert"
    )
    expect(rows.last.locator("text").first).to_have_text("Junior")
    for circle in rows.last.locator("g circle").all():
        expect(circle).to_be_visible()


def test_each_mark_stands_in_the_column_of_its_depth(open_page):
    page = open_page("/skills/kubernetes/")
    heads = [head.bounding_box()["x"] for head in page.locator(".meanings li").all()]
    marks = [mark.bounding_box()["x"] for mark in page.get_by_role("img").last.locator("g circle").all()]
    assert all(abs(mark - head) < 16 for mark, head in zip(marks, heads, strict=True))


@pytest.mark.parametrize("path", ["/skills/", "/skills/kubernetes/", "/skills/technical-strategy/"])
def test_it_fits_on_a_phone(open_page, path):
    assert cut_off_at(open_page(path, viewport=PHONE), PHONES) == {}


def test_it_prints_on_white(open_page):
    page = open_page("/skills/kubernetes/", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("img").last).to_be_visible()
