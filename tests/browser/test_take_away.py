"""What people take away with them: paper, a copied text, a saved file."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visit
from tests.browser.measures import PHONES, cut_off, cut_off_at

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/"
PAPER = {"A4": 688, "Letter": 710}
# What must never stand on two sheets.
WHOLE = ".glance tr, .plain > li, .chips, .checklist > li, .stages > li, .moves > li, .leaf-end"


def sheets(page, size):
    """How many sheets a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=size, print_background=False)))


@pytest.mark.parametrize("size", PAPER)
def test_a_whole_ladder_takes_a_sheet_for_each_level_and_a_few_more(open_page, size):
    page = open_page(f"{ROLE}print/", as_=ANA)
    assert 7 <= sheets(page, size) <= 9


@pytest.mark.parametrize("width", PAPER.values(), ids=PAPER.keys())
@pytest.mark.parametrize("path", [f"{ROLE}print/", f"{ROLE}interview/", f"{ROLE}portfolio/", f"{ROLE}senior/advert/"])
def test_nothing_is_cut_off_and_no_row_stands_on_two_sheets(open_page, path, width):
    page = open_page(path, as_=ANA, viewport={"width": width, "height": 1000}, color_scheme="dark")
    page.emulate_media(media="print")
    assert cut_off(page) == []
    breaks = page.locator(WHOLE).evaluate_all("rows => rows.map((row) => getComputedStyle(row).breakInside)")
    assert set(breaks) <= {"avoid"}
    expect(page.locator("header.bar, .btn, button, .choices, textarea").filter(visible=True)).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("path", "count"), [("interview/", 8), ("portfolio/", 10)])
def test_on_paper_there_is_a_box_to_tick_and_room_for_notes(open_page, path, count):
    page = open_page(ROLE + path)
    notes = page.locator(".ruled")
    expect(notes.filter(visible=True)).to_have_count(0)
    page.emulate_media(media="print")
    expect(notes.filter(visible=True)).to_have_count(count)
    assert all(height > 60 for height in notes.evaluate_all("all => all.map((one) => one.clientHeight)"))
    assert page.locator(".tick").first.evaluate("tick => getComputedStyle(tick, '::before').borderTopWidth") != "0px"


def test_one_sheet_is_enough_for_an_advert(open_page):
    page = open_page(f"{ROLE}senior/advert/", as_=ANA)
    assert sheets(page, "A4") == 1


def test_the_advert_is_copied_with_a_click(open_page):
    page = open_page(f"{ROLE}senior/advert/", as_=ANA, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == page.get_by_label("As plain text").input_value()
    assert copied.startswith("Senior Backend Engineer\n")


def test_without_scripts_the_text_can_be_selected_and_no_button_promises_more(open_page):
    page = open_page(f"{ROLE}senior/advert/", javascript=False)
    expect(page.get_by_label("As plain text")).to_have_value(re.compile("What you will do"))
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_the_button_prints(open_page):
    page = open_page(f"{ROLE}interview/")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")


@pytest.mark.parametrize("name", ["Markdown", "JSON"])
def test_a_ladder_is_saved_under_its_name(open_page, name):
    page = open_page(ROLE, as_=ANA)
    with page.expect_download() as download:
        page.get_by_role("region", name="Take it away").get_by_role("link", name=name).click()
    assert download.value.suggested_filename == f"backend-engineer.{'md' if name == 'Markdown' else 'json'}"


def test_the_questions_of_a_level_come_without_losing_the_place(open_page):
    page = open_page(f"{ROLE}interview/")
    page.get_by_role("link", name="Staff", exact=True).click()
    page.wait_for_url("**/interview/?level=staff")
    expect(page.get_by_role("link", name="Staff", exact=True)).to_be_focused()
    expect(page.get_by_text("4 questions for Staff Backend Engineer")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Explain REST and HTTP methods")).to_be_visible()


def test_the_longest_and_the_emptiest_ladder_fit_on_screen_and_paper(open_page, extreme_site):
    page = open_page("/families/engineering/", at=extreme_site)
    roles = page.locator(".map .row-name").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert len(roles) == 4
    beside = ("print/", "interview/", "portfolio/")
    found = {}
    for path in [
        "/families/engineering/",
        "/families/engineering/?by=pay",
        *(r + name for r in roles for name in beside),
    ]:
        visit(page, path)
        found[path] = cut_off_at(page, [*PHONES, 700, 1280])
        page.emulate_media(media="print")
        found[path] |= cut_off_at(page, [*PAPER.values()])
        page.emulate_media(media="screen")
    assert {path: what for path, what in found.items() if what} == {}
