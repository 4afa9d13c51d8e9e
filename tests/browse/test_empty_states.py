"""Where there is nothing to show, the page says so."""

import pytest

from tests.browse.bakery import ladder, words
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


def test_a_site_without_ladders_says_what_will_stand_there(client):
    page = words(client.get("/"))
    assert "There are no published ladders yet." in page
    assert "Find a ladder" not in page


def test_a_search_that_fits_nothing_shows_the_way_out(client):
    ladder("Baker", "junior")
    text = client.get("/?q=miller").content.decode()
    assert "No ladder fits." in text
    assert '<a href="/">Show all ladders</a>' in text


def test_a_ladder_without_levels_says_so_here_and_at_home(client):
    EditionFactory(role=RoleFactory(name="Baker", slug="baker"), overview="Bakers bake.")
    page = words(client.get("/roles/baker/"))
    assert "Bakers bake." in page
    assert "This ladder has no levels yet." in page
    assert "No levels yet." in words(client.get("/"))


def test_a_ladder_without_levels_has_a_fragment_too(client):
    EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    fragment = client.get("/roles/baker/", headers={"HX-Request": "true", "HX-Target": "ladder"}).content.decode()
    assert "<title>Baker · Career Paths</title>" in fragment
    assert "This ladder has no levels yet." in fragment


def test_a_level_with_nothing_but_a_title_is_a_whole_page(client):
    edition = EditionFactory(role=RoleFactory(name="Baker", slug="baker"))
    LevelProfileFactory(edition=edition, level__slug="only", title="Only Baker")
    for path in ("/roles/baker/", "/roles/baker/only/"):
        page = words(client.get(path))
        assert "Level 1 of 1 Only Baker" in page
        assert "None" not in page
