"""Every page as it is drawn: axe-core finds nothing in light and dark, and nothing is cut off at any width."""

import pytest

from tests.browser.measures import WIDTHS, cut_off_at
from tests.browser.pages import PAGES

ANA = "ana.moreira@demo.example"


@pytest.mark.parametrize("visitor", ["", ANA], ids=["stranger", "employee"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits_from_phone_to_desk(open_page, axe_by_day_and_night, path, visitor):
    page = open_page(path, as_=visitor)
    assert axe_by_day_and_night(page) == []
    assert cut_off_at(page, WIDTHS) == {}
