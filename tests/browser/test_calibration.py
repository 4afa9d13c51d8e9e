"""Promotion cycles in a browser: revealed names, colleagues who answer without scripts, and pages that are right."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import flaws
from tests.running import running_site

OMAR, DILEK, ANA = (f"{name}@demo.example" for name in ("omar.haddad", "dilek.kaya", "ana.moreira"))


@pytest.fixture(scope="module")
def own_site():
    with running_site() as running:
        yield running.url


@pytest.fixture
def as_(open_page, own_site):
    """Open a page of the site as one of the demo accounts."""

    def as_(who, path, **options):
        page = open_page("/demo/", at=own_site, **options)
        page.locator(f"form:has(input[value='{who}']) button").click()
        page.goto(path)
        return page

    return as_


def calibration(page):
    page.get_by_role("link", name=re.compile("^Calibrate")).first.click()
    expect(page.get_by_role("heading", name="Calibration")).to_be_visible()


def reveal(page):
    page.get_by_label("I want to see the names.").check()
    page.get_by_role("button", name="Reveal the names").click()


def test_names_are_hidden_until_somebody_says_that_they_want_to_see_them(as_):
    page = as_(OMAR, "/promotions/cycles/")
    names = [link.inner_text() for link in page.locator(".cycle").first.locator(".plain a").all()]
    assert len(names) > 2
    calibration(page)
    main = page.locator("#main")
    assert not any(name in main.inner_html() for name in names)
    page.get_by_role("button", name="Reveal the names").click()
    assert page.evaluate("document.activeElement.name") == "confirm", "the box is required"
    reveal(page)
    expect(page.get_by_role("status").first).to_contain_text("You see the names now.")
    for name in names:
        expect(main).to_contain_text(name)
    page.get_by_label("In order of").select_option("Name")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name=names[0]).click()
    expect(page.locator("#main")).to_contain_text("Omar Haddad looked at the names")


def test_with_its_names_it_is_clean_by_day_and_night_on_a_desk_and_on_a_phone(as_, axe):
    page = as_(OMAR, "/promotions/cycles/")
    calibration(page)
    if page.get_by_role("button", name="Reveal the names").count():
        reveal(page)
    expect(page.locator(".cases-table tbody th a").first).to_be_visible()
    expect(page.locator(".cases-table .code")).to_have_count(0)
    # Without what says that it was done, and then in another order.
    found = faults(page, page.url, axe) + faults(page, f"{page.url}?sort=days&state=sent", axe)
    assert found == []


def test_without_scripts_a_colleague_is_found_and_asked(as_):
    page = as_(DILEK, "/promotions/", javascript=False)
    page.get_by_role("link", name=re.compile("^Ana Moreira, Mid-Level")).click()
    page.get_by_role("link", name="Ask a colleague").click()
    page.get_by_label("About what").or_(page.get_by_role("group", name="About what")).first.wait_for()
    page.get_by_label("Own large-scale services").check()
    page.get_by_label("What you would like to know").fill("How do her services run?")
    page.get_by_label("Find somebody").fill("sorensen")
    page.get_by_label("Find somebody").press("Enter")
    expect(page.get_by_label("Freja Sørensen")).to_be_visible()
    expect(page.get_by_label("Own large-scale services")).to_be_checked()
    expect(page.get_by_label("What you would like to know")).to_have_value("How do her services run?")
    page.get_by_label("Freja Sørensen").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Asked one colleague.")
    expect(page.locator("#main")).to_contain_text("Freja Sørensen")


def test_without_scripts_a_colleague_answers_and_reads_it_again(as_, open_page):
    page = as_(ANA, "/promotions/", javascript=False)
    page.get_by_role("link", name="A few lines about Zeynep Arslan").click()
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a few lines on at least one of them.")
    open_page.trouble.clear()
    page.locator("textarea").first.fill("She wrote the format down before we talked.")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("status").first).to_contain_text("Thank you.")
    expect(page.locator("#main")).to_contain_text("She wrote the format down before we talked.")


def test_the_pages_are_clean_by_day_and_night_on_a_desk_and_on_a_phone(as_, axe):
    page, found = as_(OMAR, "/promotions/cycles/"), []
    case = page.locator(".cycle .plain a", has_text="Zeynep").get_attribute("href")
    calibrate = page.get_by_role("link", name=re.compile("^Calibrate")).nth(1).get_attribute("href")
    for path in ("/promotions/cycles/", calibrate, f"{calibrate}?family=nowhere", f"{case}advisers/", case):
        found += faults(page, path, axe)
    page = as_(DILEK, "/promotions/")
    case = page.get_by_role("link", name=re.compile("^Ana Moreira, Mid-Level")).get_attribute("href")
    for path in (f"{case}feedback/", case):
        found += faults(page, path, axe)
    assert found == []


def faults(page, path, axe):
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((more) => (more.open = true))")
    return flaws(page, axe)
