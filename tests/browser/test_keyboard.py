"""Everything can be reached and used with the keyboard alone."""

import pytest
from playwright.sync_api import expect

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/"
FOCUSED = "document.activeElement"
# Whether the focused element, or the row that stands for it, shows a ring.
HAS_RING = """() => {
  const shown = [document.activeElement, document.activeElement.closest(".rung")].filter(Boolean);
  return shown.some((element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== "none";
  });
}"""


def tab_to(page, text):
    """Press Tab until something called `text` has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"({FOCUSED}.ariaLabel || {FOCUSED}.innerText).trim()") == text:
            return
    raise AssertionError(f"{text} is not within reach")


def test_the_first_stop_is_the_link_to_the_content(open_page):
    page = open_page(ROLE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('main') !== null")


def test_home_to_role_to_level(open_page):
    page = open_page("/")
    tab_to(page, "Backend Engineer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROLE}")
    tab_to(page, "Staff Backend Engineer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROLE}staff/")
    expect(page.get_by_role("heading", level=2, name="Staff Backend Engineer")).to_be_visible()


def test_after_a_swap_the_focus_stays_on_the_rung_that_was_chosen(open_page):
    page = open_page(ROLE)
    tab_to(page, "Staff Backend Engineer")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ROLE}staff/")
    expect(page.locator("#rung-staff")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#rung-senior")).to_be_focused()


@pytest.mark.parametrize("path", ["/", ROLE, "/demo/", "/account/sign-in/"])
def test_every_stop_shows_where_one_is(open_page, path):
    page = open_page(path)
    unseen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED} === document.body"):
            break
        if not page.evaluate(HAS_RING):
            unseen.append(page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)"))
    assert not unseen


def test_no_stop_is_out_of_sight(open_page):
    page = open_page(ROLE, as_=ANA)
    hidden = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED} === document.body"):
            break
        if not page.evaluate(f"{FOCUSED}.checkVisibility() && {FOCUSED}.getBoundingClientRect().width > 1"):
            hidden.append(page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)"))
    assert not hidden


def test_the_account_menu_opens_and_closes(open_page):
    page = open_page("/", as_=ANA)
    tab_to(page, "AM, your account: Ana Moreira")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Add evidence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()
    expect(page.get_by_label("Your account")).to_be_focused()


def test_a_slash_leads_to_the_search_field(open_page):
    page = open_page("/")
    page.keyboard.press("/")
    field = page.locator("[type=search]:focus")
    expect(field).to_have_value("")
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
