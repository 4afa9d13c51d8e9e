"""One's own plan in a browser: evidence, goals, the week and the next moves."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import flaws
from tests.running import running_site

ANA = "ana.moreira@demo.example"


@pytest.fixture(scope="module")
def own_site():
    with running_site() as running:
        yield running.url


@pytest.fixture
def as_ana(open_page, own_site):
    """Open a page of hers."""

    def as_ana(path, **options):
        page = open_page("/demo/", at=own_site, **options)
        page.locator(f"form:has(input[value='{ANA}']) button").click()
        page.goto(path)
        return page

    return as_ana


def begin(page, level):
    """Begin with everything that a level asks."""
    page.goto("/growth/")
    page.get_by_label("Level", exact=True).select_option(label=level)
    page.get_by_label("Everything the level asks").check()
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Towards "))).to_be_visible()


def heading(page, name):
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_e_adds_evidence_from_anywhere_and_it_stands_beside_the_row_it_shows(as_ana):
    page = as_ana("/roles/backend-engineer/senior/")
    page.locator("#search").press_sequentially("e")
    assert page.url.endswith("/roles/backend-engineer/senior/"), "who types a letter wants the letter"
    page.locator("#search").fill("")
    page.locator("#search").blur()
    page.keyboard.press("e")
    heading(page, "Add evidence")
    page.get_by_label("What you did").fill("Split the billing service in two")
    find = page.get_by_label("Find a statement")
    find.fill("architéctural decisions")
    expect(page.locator(".choose label.tick:visible")).to_have_count(1)
    statement = page.locator(".choose label.tick:visible").inner_text()
    page.locator(".choose label.tick:visible input").check()
    find.press("Enter")
    heading(page, "Add evidence")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/roles/backend-engineer/senior/")
    expect(page.get_by_text("Your evidence is saved.")).to_be_visible()

    page.goto("/growth/evidence/?q=billing+two")
    expect(page.locator("#entries .log > li")).to_have_count(1)
    begin(page, "Mid-Level Backend Engineer (where you stand)")
    row = page.locator("[data-row]", has_text=statement)
    while not row.count():
        page.locator(".steps li:has([aria-current]) + li a").click()
        page.wait_for_load_state()
    expect(row.locator(".row-evidence")).to_contain_text("Split the billing service in two")
    row.get_by_role("radio").nth(1).check(force=True)
    expect(row.locator(".saved")).to_be_visible()
    here = page.url
    page.keyboard.press("e")
    heading(page, "Add evidence")
    page.go_back()
    page.wait_for_url(here)
    row.get_by_role("link", name=re.compile("^Add evidence")).click()
    expect(page.locator(".choose input:checked")).to_have_count(1)


def test_the_log_is_narrowed_while_one_types_and_what_was_deleted_comes_back(as_ana):
    page = as_ana("/growth/evidence/")
    page.get_by_label("Find in your evidence").press_sequentially("Kwame")
    expect(page.locator("#entries .log > li")).to_have_count(1)
    expect(page.locator("#said")).to_have_text("1 entry fits.")
    page.get_by_role("button", name=re.compile("^Delete.*Interviewed four")).click()
    expect(page.get_by_text("Interviewed four candidates")).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("Interviewed four candidates").first).to_be_visible()


def test_a_gap_becomes_a_goal_that_is_done_and_stands_in_calendar_and_print(as_ana):
    page = as_ana("/growth/")
    begin(page, "Junior DevOps Engineer")
    row = page.locator("[data-row]").first
    row.get_by_role("radio", name="Not yet", exact=True).check(force=True)
    expect(row.locator(".saved")).to_be_visible()
    page.locator("#gaps").get_by_role("button", name=re.compile("^Add to my growth plan")).first.click()
    heading(page, "Edit a goal")
    due = datetime.date.today() + datetime.timedelta(days=30)
    page.get_by_label("What you will do").fill("Réviser, lentement; une fois")
    page.get_by_label("Until").fill(due.isoformat())
    page.get_by_role("button", name="Save").click()
    heading(page, "Goals")
    with page.expect_download() as file:
        page.get_by_role("link", name="Calendar file").click()
    calendar = file.value.path().read_text()
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}\n" in calendar
    assert "SUMMARY:Réviser\\, lentement\\; une fois\n" in calendar
    page.get_by_role("link", name="Print").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("row", name="Réviser")).to_contain_text(f"{due.day} {due:%B %Y}")
    expect(page.get_by_role("banner")).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto("/growth/goals/")
    page.get_by_role("button", name=re.compile("^Done.*Réviser")).click()
    page.locator("details.done summary").click()
    expect(page.locator("details.done").get_by_role("heading", name="Réviser")).to_be_visible()


def test_of_two_windows_with_one_goal_the_later_is_told_and_keeps_what_was_typed(as_ana, axe, open_page):
    first = as_ana("/growth/goals/")
    first.get_by_role("link", name=re.compile("^Edit")).first.click()
    heading(first, "Edit a goal")
    second = first.context.new_page()
    second.goto(first.url)
    second.get_by_label("What you will do").fill("Write it down in the second window")
    second.get_by_role("button", name="Save").click()
    heading(second, "Goals")
    first.get_by_label("What you will do").fill("Write it down in the first window")
    first.get_by_role("button", name="Save").click()
    expect(first.locator(".conflict")).to_contain_text("Write it down in the second window")
    expect(first.get_by_label("What you will do")).to_have_value("Write it down in the first window")
    open_page.trouble[:] = [each for each in open_page.trouble if "status of 409" not in each]
    assert flaws(first, axe) == []
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_role("heading", name="Write it down in the first window")).to_be_visible()


def test_the_week_adds_up_while_one_types_and_works_without_scripts_too(as_ana, open_page):
    page = as_ana("/growth/week/")
    percent = page.get_by_label("Percent of your week for activity 1", exact=True)
    percent.fill("90")
    expect(page.locator(".total.over")).to_contain_text("more than a whole week")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("more than a whole week. Take some away.")).to_be_visible()
    expect(percent).to_have_value("90")
    open_page.trouble[:] = [each for each in open_page.trouble if "status of 422" not in each]
    plain = as_ana("/growth/week/", javascript=False)
    plain.get_by_label("Percent of your week for activity 1", exact=True).fill("12.5")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator(".figures tbody tr").first).to_contain_text("12.5%")


def test_a_move_is_compared_in_one_click(open_page):
    page = open_page("/growth/moves/", as_=ANA)
    page.get_by_role("link", name=re.compile("^Compare with my level.*Team Lead$")).click()
    expect(page).to_have_url(re.compile("/compare/"))
    expect(page.locator("main")).to_contain_text("Team Lead")


PAGES = ["evidence/", "evidence/new/", "goals/", "goals/new/", "goals/print/", "week/", "moves/", "history/"]


def test_its_pages_are_clean_by_day_and_night_on_a_desk_and_on_a_phone(open_page, axe):
    page, found = open_page(as_=ANA), []
    for path in PAGES:
        page.goto(f"/growth/{path}")
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        found += flaws(page, axe)
    assert found == []
