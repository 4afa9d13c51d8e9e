"""The page of a role on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import cut_off

ANA = "ana.moreira@demo.example"
ROLE = "/roles/backend-engineer/senior/"
# What paper leaves between the margins of print.css, in CSS pixels.
PAPER = {"A4": 688, "Letter": 710}


@pytest.fixture
def paper(open_page):
    """A role as its paper has it."""

    def paper(width=PAPER["A4"], path=ROLE):
        page = open_page(path, as_=ANA, viewport={"width": width, "height": 1000}, color_scheme="dark")
        page.emulate_media(media="print", reduced_motion="reduce")
        return page

    return paper


def test_neither_bar_nor_buttons_are_printed(paper):
    page = paper()
    expect(page.locator("header.bar, .skip, .btn, #problem, search, button").filter(visible=True)).to_have_count(0)
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("navigation", name="Levels").is_visible()


def test_paper_is_white_whatever_the_screen(paper):
    page = paper()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 64


@pytest.mark.parametrize("width", PAPER.values(), ids=PAPER.keys())
def test_nothing_is_cut_off(paper, width):
    assert cut_off(paper(width)) == []


@pytest.mark.parametrize("size", PAPER)
def test_a_role_takes_a_few_sheets(paper, size):
    pdf = paper().pdf(format=size, print_background=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 6
