"""The career map: by keyboard, on a phone, and drawn otherwise without losing the place."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.measures import cut_off

ANA = "ana.moreira@demo.example"
MAP = "/families/engineering/"
FOCUSED = "document.activeElement"


def stops(page):
    """The titles of what Tab reaches within the picture, in order."""
    page.get_by_role("region", name="Map").focus()
    found = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if not page.evaluate(f"{FOCUSED}.closest('svg.map') !== null"):
            break
        assert page.evaluate(f"parseFloat(getComputedStyle({FOCUSED}).outlineWidth) >= 1.5")
        found.append(page.evaluate(f"{FOCUSED}.querySelector('title, text').textContent"))
    return found


def test_every_ladder_and_rung_is_a_stop_of_the_keyboard(open_page):
    page = open_page(MAP)
    found = stops(page)
    assert len(found) == 30
    assert found[:3] == [
        "Backend Engineer",
        "Junior Backend Engineer, 0–2 years",
        "Mid-Level Backend Engineer, 2–4 years",
    ]


def test_enter_opens_the_level(open_page):
    page = open_page(MAP)
    page.locator("svg.map").get_by_role("link", name="Staff Data Engineer, 8–12 years").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/roles/data-engineer/staff/")
    expect(page.get_by_role("heading", level=2, name="Staff Data Engineer")).to_be_visible()


def test_it_is_drawn_by_pay_and_back(open_page):
    page = open_page(MAP, as_=ANA)
    page.get_by_role("link", name="By pay").click()
    page.wait_for_url("**/?by=pay")
    expect(page.get_by_role("link", name="By pay")).to_be_focused()
    expect(page.get_by_role("group", name="The ladders of Engineering by pay")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("group", name="by years of experience")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()


def test_a_stranger_is_not_offered_pay(open_page):
    page = open_page(f"{MAP}?by=pay")
    expect(page.get_by_role("link", name="By pay")).to_have_count(0)
    expect(page.get_by_role("group", name="by years of experience")).to_be_visible()
    assert "$" not in page.locator("main").inner_text()


def test_on_a_phone_the_picture_scrolls_within_its_frame(open_page):
    page = open_page(MAP, viewport=PHONE)
    frame = page.get_by_role("region", name="Map")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert cut_off(page) == []
    page.locator("svg.map").get_by_role("link", name="VP of Engineering, 15+ years").focus()
    assert frame.evaluate("frame => frame.scrollLeft > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_and_arrows_stand_out_from_the_card(open_page, scheme):
    page = open_page(MAP, color_scheme=scheme)
    card = light(page, ".map-frame", "backgroundColor")
    for selector, name in ((".map .bar", "fill"), (".map .arrow", "stroke"), (".map .stop text", "fill")):
        for lightness in {light(page, selector, name, n) for n in range(page.locator(selector).count())}:
            lighter, darker = max(lightness, card), min(lightness, card)
            assert (lighter + 0.05) / (darker + 0.05) >= 3, selector


def light(page, selector, name, number=0):
    """The relative luminance of a colour as it is drawn."""
    pixel = (
        page.locator(selector)
        .nth(number)
        .evaluate(
            """(element, name) => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d");
          canvas.fillStyle = getComputedStyle(element)[name];
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        }""",
            name,
        )
    )
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in pixel[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_fits_on_paper(open_page, size):
    page = open_page(MAP, as_=ANA)
    pdf = page.pdf(format=size)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 4
    page.emulate_media(media="print")
    assert page.locator("svg.map").evaluate("map => map.getBoundingClientRect().right <= innerWidth")
