"""Ladders with one level, with twelve, with nothing but a title, with words longer than the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import visit
from tests.browser.measures import WIDTHS, cut_off_at, overlap


@pytest.fixture
def open_extreme(open_page, extreme_site):
    """Open a page of the site with extreme ladders."""
    return lambda path="/", **options: open_page(path, at=extreme_site, **options)


@pytest.fixture
def walk(open_extreme):
    """Open the home page and each address on it in turn; what `measure` finds on each that it finds something on."""

    def walk(measure):
        page = open_extreme()
        links = page.locator("#ladders a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        found = {"/": measure(page)}
        for link in [link for link in links if "/rung-" not in link]:
            visit(page, link)
            found[link] = measure(page)
        assert len(found) > 7
        return {link: what for link, what in found.items() if what}

    return walk


def test_every_page_fits_from_phone_to_desk(walk):
    assert walk(lambda page: cut_off_at(page, WIDTHS)) == {}


def test_no_title_lies_under_the_cards_beside_it(walk):
    assert walk(lambda page: overlap(page, ".level > header", ".two > aside")) == {}


def test_axe_finds_nothing(walk, axe):
    assert walk(axe) == {}


def test_a_ladder_without_levels_says_so(open_extreme):
    page = open_extreme("/roles/nobody/")
    expect(page.get_by_text("This ladder has no levels yet.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Levels")).to_have_count(0)


def test_a_level_with_nothing_but_a_title_shows_no_empty_card(open_extreme):
    page = open_extreme("/roles/lone-wolf/")
    assert page.locator(".card:visible").evaluate_all("cards => cards.every((card) => card.innerText.trim())")


def test_twelve_rungs_have_colours_from_the_first_to_the_last(open_extreme):
    page = open_extreme("/roles/twelve-rungs/")
    hues = page.locator(".rail .dot").evaluate_all("dots => dots.map((dot) => +dot.className.match(/hue-(\\d)/)[1])")
    assert (len(hues), hues[0], hues[-1]) == (12, 9, 1)
    assert hues == sorted(hues, reverse=True)
