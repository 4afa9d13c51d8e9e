"""Every link and form does its work with JavaScript off."""

import re
from itertools import groupby, islice
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from tests.browser.pages import PAGES

ANA = "ana.moreira@demo.example"
# Links in drawings have no address as a text but in the attribute.
ADDRESSES = "links => links.map((link) => new URL(link.getAttribute('href'), location).href.split('#')[0])"

PLACES = """links => Object.fromEntries(links.map((link) =>
  [link.hash, document.querySelectorAll(`[id="${decodeURIComponent(link.hash.slice(1))}"]`).length]))"""


@pytest.fixture
def open_plain(open_page):
    """Open a page that runs no script."""
    return lambda path="/", **options: open_page(path, javascript=False, **options)


def test_home_to_role_to_level(open_plain):
    page = open_plain("/")
    page.get_by_role("link", name="Backend Engineer", exact=True).click()
    page.get_by_role("navigation", name="Levels").get_by_role("link", name="Staff Backend Engineer").click()
    expect(page).to_have_url(re.compile("/roles/backend-engineer/staff/$"))
    expect(page.get_by_role("heading", level=2, name="Staff Backend Engineer")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()


def test_the_filter_works_by_its_button(open_plain):
    page = open_plain("/")
    page.get_by_label("Find a ladder").fill("director")
    page.get_by_label("Job family").select_option("Engineering")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?q=director&family=engineering$"))
    expect(page.locator("#ladders").get_by_role("heading", level=3)).to_have_text(["Engineering Manager"])
    expect(page.get_by_label("Find a ladder")).to_have_value("director")
    expect(page.get_by_label("Job family")).to_have_value("engineering")


def test_the_account_menu_opens(open_plain):
    page = open_plain("/", as_=ANA)
    page.get_by_label("Your account").click()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()


def test_signing_in_and_out(open_plain):
    page = open_plain("/demo/")
    page.get_by_role("button", name="Ana Moreira").click()
    page.get_by_label("Your account").click()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_a_wrong_password_is_said(open_plain):
    page = open_plain("/account/sign-in/")
    page.get_by_label("E-mail").fill("nobody@demo.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".errorlist:visible")).to_contain_text("not correct")


def view_of(link):
    """The name of the view that answers there."""
    return resolve(urlsplit(link).path).view_name


def test_no_link_leads_nowhere(open_plain):
    page = open_plain("/", as_=ANA)
    found = set()
    for path in PAGES:
        page.goto(path)
        found |= set(page.locator("a:not([href^='#'])").evaluate_all(ADDRESSES))
    views = groupby(sorted(found, key=view_of), key=view_of)
    some = [link for _, links in views for link in islice(links, 8)]
    answers = {link: page.request.get(link).status for link in some}
    assert {link: status for link, status in answers.items() if status != 200} == {}
    assert len(some) > 30


@pytest.mark.parametrize("path", PAGES)
def test_no_link_within_a_page_leads_nowhere(open_page, path):
    page = open_page(path, javascript=False)
    places = page.locator("a[href^='#']").evaluate_all(PLACES)
    assert places["#main"] == 1
    assert {place for place, elements in places.items() if elements != 1} == set()
